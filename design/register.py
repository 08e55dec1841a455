"""The register: every figure that a design stands on and nobody measured here, with the user's own in their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from .assumption import ASSUMED, Assumption, is_assumed
from .belief import Belief
from .design import Design
from .knob import Knob
from .units import Unit, written

Standing = Literal["assumed", "read", "yours"]
"""What a figure rests on: nobody measured it, it was read somewhere, or the user says so."""


@dataclass(frozen=True)
class Registered:
    """One line of the register.

    `value` is in force, `default` what stands without the user's own; `span` the range that the user gave it, and
    `reason` the user's; `given` is true for a number of the world, whose value is turned where the world is turned.
    """

    address: str
    title: str
    value: Any
    default: Any
    unit: Unit
    standing: Standing
    why: str
    source: str
    span: tuple[float, float] | None = None
    reason: str = ""
    given: bool = False

    @property
    def text(self) -> str:
        """The value in force as a reader sees it."""
        return written(self.value, self.unit)

    @property
    def range(self) -> str:
        """The range that the user gave, as `60 % to 95 %`, or nothing."""
        return " to ".join(written(end, self.unit) for end in self.span) if self.span else ""

    @property
    def rests_on(self) -> str:
        """What it rests on, in words: the user's reason and what their value replaces, or its source."""
        if self.standing == "yours":
            return f"yours: {self.reason or 'no reason given'} (instead of {written(self.default, self.unit)})"
        said = f"; your range {self.range}{f': {self.reason}' if self.reason else ''}" if self.span else ""
        return f"{self.source}{said}"


def register(design: Design) -> tuple[Registered, ...]:
    """The defaults of the parts, then the numbers of the world; first of all those of which the user says something."""
    return tuple(sorted(_figures(design), key=lambda one: one.standing != "yours" and one.span is None))


def belief_on(design: Design, address: str) -> Belief | None:
    """What the user believes of a figure, if anything."""
    return next((b for b in design.knobs.beliefs if b.address == address), None)


def _figures(design: Design) -> Iterator[Registered]:
    for one in design.assumptions:
        yield _of_part(one, belief_on(design, one.address))
    for given in design.case.givens:
        yield _of_world(design, given, belief_on(design, given.name))


def _of_part(one: Assumption, belief: Belief | None) -> Registered:
    standing: Standing = "yours" if one.own else standing_of(one.source)
    return Registered(
        one.address, one.address, one.value, one.default, one.unit, standing, one.why, one.source, *_said(belief)
    )


def _of_world(design: Design, given: Knob, belief: Belief | None) -> Registered:
    value = getattr(design.knobs, given.name)
    if given.kind != "number":
        value = given.said(value)
    default = given.default if given.kind == "number" else given.said(given.default)
    standing = standing_of(given.source)
    return Registered(
        given.name, given.title, value, default, given.unit, standing, given.why, given.source, *_said(belief), True
    )


def standing_of(source: str) -> Standing:
    """Whether a source says, first or last, that nobody measured the figure."""
    return "assumed" if ASSUMED in source or is_assumed(source) else "read"


def _said(belief: Belief | None) -> tuple[tuple[float, float] | None, str]:
    if belief is None:
        return None, ""
    span = None if belief.low is None or belief.high is None else (belief.low, belief.high)
    return span, belief.reason
