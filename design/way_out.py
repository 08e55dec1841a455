"""A way out: the few decisions that would keep more promises, or the one that mends a finding; found by trying."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .case import turned
from .design import Design, design_of
from .knob import Knob, Value
from .review import Finding, findings_of

PLACES = 9
"""Places of an axis that are tried; a finer setting may do better."""
MOVES = 3


@dataclass(frozen=True)
class Way:
    """Decisions that were found, in the order they were taken, and the design that they lead to."""

    turns: dict[str, Value]
    design: Design

    @property
    def keeps_all(self) -> bool:
        """True where no promise is left broken."""
        return not self.design.broken


def way_out(design: Design) -> Way:
    """The best decision, then the best after it, at most `MOVES` in all; the world and what needs training stay.

    A greedy search over some places of every knob: what it finds is real, what it does not find may exist.
    """
    way = Way({}, design)
    for _ in range(MOVES):
        if way.keeps_all:
            break
        best = min(_tried(way), key=lambda tried: _trouble(tried.design), default=way)
        if _trouble(best.design) >= _trouble(way.design):
            break
        way = best
    return way


def mend(design: Design, finding: Finding) -> Way | None:
    """The one decision after which the rule has nothing more to say of that part, and the promises fare best.

    None where no place that is tried does it; the world and what needs training stay. A part that the decision takes
    away has no finding either: what that does to the promises is part of the answer.
    """
    mended = (
        way
        for way in _tried(Way({}, design))
        if all(other.key != finding.key for other in findings_of(way.design, finding.rule))
    )
    return min(mended, key=lambda way: _trouble(way.design), default=None)


def _tried(way: Way) -> Iterator[Way]:
    design = way.design
    idle = design.case.idle(design.knobs)
    for knob in design.case.knobs:
        if knob.trains or knob.name in idle:
            continue
        for value in _places(knob):
            if value != getattr(design.knobs, knob.name):
                knobs = turned(design.knobs, {knob.name: value})
                yield Way({**way.turns, knob.name: value}, design_of(design.case, knobs, design.evidence))


def _places(knob: Knob) -> list[Any]:
    last = len(knob.axis) - 1
    return [knob.axis[i] for i in sorted({round(last * place / (PLACES - 1)) for place in range(PLACES)})]


def _trouble(design: Design) -> tuple[int, float, float]:
    """How many promises are broken, by how much in all, and how tight the tightest is; an unbounded one counts 100."""
    strains = [min(outcome.strain, 100.0) for outcome in design.outcomes]
    return len(design.broken), round(sum(max(0.0, s - 1) for s in strains), 6), round(max(strains), 6)
