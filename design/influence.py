"""Influence: which decisions and which numbers of the world move one number of a design, each turned by a little."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

from .design import Design
from .knob import Knob, Value

NEAR = 10
"""A number is turned by one part in so many of its axis, and by one place at least."""
Results = Mapping[str, float]


@dataclass(frozen=True)
class Influence:
    """One knob or given that moves a number: two of its values, and what the number is at each, in the number's unit.

    For a number they are the places a tenth of its axis below and above; for a choice and a switch those of its
    options with the least and the greatest result.
    """

    knob: Knob
    low_value: Value
    low_result: float
    high_value: Value
    high_result: float

    @property
    def span(self) -> float:
        """How far it moves the number; infinite where the number is unbounded at one of the two."""
        return abs(self.high_result - self.low_result) if self.low_result != self.high_result else 0.0


@dataclass(frozen=True, eq=False)
class _Turned:
    """One knob, and the numbers of the design at each value that was tried."""

    knob: Knob
    tried: tuple[tuple[Value, Results], ...]


def influence(design: Design, key: str) -> tuple[Influence, ...]:
    """The decisions and givens that move the number at an address, those that move it most first.

    What trains is not turned, nor what this design does not use. The designs beside this one are made once for all
    its numbers, in some tenths of a second. Raises KeyError where the design has no such number.
    """
    _ = design.ledger[key]
    found = [one for tried in _around(design) if (one := _moved(tried, key)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.span, one.knob.name)))


def _moved(turn: _Turned, key: str) -> Influence | None:
    """What turning it does to one number; nothing where it does nothing, or where only one value has the number."""
    found = [(value, results[key]) for value, results in turn.tried if key in results and not isnan(results[key])]
    if len({result for _, result in found}) < 2:
        return None
    if turn.knob.kind != "number":
        found = sorted(found, key=lambda one: one[1])
    (low, low_result), (high, high_result) = found[0], found[-1]
    return Influence(turn.knob, low, low_result, high, high_result)


def _around(design: Design) -> tuple[_Turned, ...]:
    """The numbers of the designs beside this one, kept with the design, which never changes."""
    held = design.__dict__
    if "_around" not in held:
        held["_around"] = tuple(_turns(design))
    found: tuple[_Turned, ...] = held["_around"]
    return found


def _turns(design: Design) -> Iterator[_Turned]:
    idle = design.case.idle(design.knobs)
    limits = {p.limit_from for p in design.case.promises}
    for knob in (*design.case.knobs, *design.case.givens):
        if knob.trains or knob.name in idle or knob.name in limits:
            continue
        tried = [(value, _numbers(design, knob, value)) for value in beside(knob, getattr(design.knobs, knob.name))]
        yield _Turned(knob, tuple((value, results) for value, results in tried if results))


def beside(knob: Knob, here: Value) -> tuple[Value, ...]:
    """The values that are tried: every option, or for a number the places a tenth of its axis below and above.

    At an end of its axis a number stays there on that side.
    """
    if knob.kind != "number" or not isinstance(here, int | float):
        return knob.axis
    axis = [float(place) for place in knob.axis]
    step = max(1, len(axis) // NEAR)
    below, above = bisect_left(axis, here) - step, bisect_right(axis, here) - 1 + step
    return knob.axis[max(below, 0)], knob.axis[min(above, len(axis) - 1)]


def _numbers(design: Design, knob: Knob, value: Value) -> Results:
    """The numbers of the design with one knob turned; none where no design can be made so."""
    if value == getattr(design.knobs, knob.name):
        return {e.key: e.value for e in design.ledger}
    try:
        other = design.beside(**{knob.name: value})
        return {e.key: e.value for e in other.ledger}
    except ValueError:
        return {}
