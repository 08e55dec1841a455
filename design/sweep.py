"""A sweep: the designs along one knob's axis, everything else as it stands."""

from collections.abc import Callable, Iterable
from typing import Any

from .case import turned
from .design import Design, design_of
from .knob import Value
from .knob_set import KnobSet

AtHand = Callable[[KnobSet], tuple[Any] | None]
"""The evidence for some knobs in a box, or None where it would have to be made first."""


def sweep(origin: Design, knob: str, values: Iterable[Value], at_hand: AtHand) -> tuple[Design | None, ...]:
    """One design for each value of a knob; None where its evidence is not at hand, or no such design can be made."""
    return tuple(_turned(origin, knob, value, at_hand) for value in values)


def _turned(origin: Design, knob: str, value: Value, at_hand: AtHand) -> Design | None:
    try:
        knobs = turned(origin.knobs, {knob: value})
        evidence = at_hand(knobs)
        return design_of(origin.case, knobs, evidence[0]) if evidence else None
    except (ValueError, ArithmeticError):  # a belief that this design cannot have: what then stands is said on settling
        return None
