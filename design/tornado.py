"""Tornado: each figure turned to both ends of its range, alone; and the worlds where all of them turn at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan

import numpy as np
from numpy.typing import NDArray

from .design import Design, design_of
from .figure import Figure, figures_of, with_figures
from .knob_set import KnobSet
from .progress import Progress, silent
from .units import Unit, written

MOST_STRAIN = 100.0
"""No promise counts for more than this, or one that is unbounded would hide all others."""
TOLD_EVERY = 16
WORLDS = ("pessimistic", "expected", "optimistic")
EXPECTED = "expected"
Strain = tuple[float, float]


@dataclass(frozen=True, eq=False)
class End:
    """A figure at one of its values: the design's numbers there, in the ledger's order, and how its promises strain.

    NaN stands for a number that the design does without there.
    """

    value: float
    results: NDArray[np.float64]
    strain: Strain


@dataclass(frozen=True)
class Bar:
    """One figure's part in a tornado: a number at the figure's low end and at its high end."""

    figure: Figure
    unit: Unit
    low_result: float
    high_result: float

    @property
    def span(self) -> float:
        """How far the figure moves the number; infinite where it is unbounded at one end only."""
        return abs(self.high_result - self.low_result) if self.high_result != self.low_result else 0.0

    @property
    def says(self) -> str:
        """`Fraud ticket: 1.6 × to 3.6 × moves it from 7.33 bp to 16.5 bp`."""
        low, high = written(self.low_result, self.unit), written(self.high_result, self.unit)
        return f"{self.figure.title}: {self.figure.range} moves it from {low} to {high}"


@dataclass(frozen=True, eq=False)
class Tornado:
    """One pass over all figures, good for every number of the design."""

    design: Design
    here: End
    ends: tuple[tuple[Figure, tuple[End, ...]], ...]

    def bars(self, key: str) -> tuple[Bar, ...]:
        """The figures that move the number at an address, those that move it furthest first.

        Raises KeyError where the design has no such number.
        """
        unit, place = self.design.ledger[key].unit, [e.key for e in self.design.ledger].index(key)
        found = [bar for figure, ends in self.ends if (bar := _bar(figure, ends, place, unit)) is not None]
        return tuple(sorted(found, key=lambda bar: (-bar.span, bar.figure.address)))


@dataclass(frozen=True, eq=False)
class World:
    """One world: the design there, and the figures that lie elsewhere in it than expected."""

    name: str
    design: Design
    changed: tuple[tuple[Figure, float], ...]

    @property
    def knobs(self) -> KnobSet:
        """The decisions with the figures of this world."""
        return self.design.knobs


@dataclass(frozen=True, eq=False)
class Worlds:
    """The same decisions in three worlds."""

    pessimistic: World
    expected: World
    optimistic: World

    def __getitem__(self, name: str) -> World:
        """The world of that name."""
        found: World = getattr(self, name)
        return found


def tornado_of(design: Design, progress: Progress = silent) -> Tornado:
    """Each figure at both ends of its range, all others where they are; some milliseconds a figure, once a design.

    An end that allows no design is left out. What was found is kept with the design, which never changes.
    """
    held = design.__dict__
    if "_tornado" not in held:
        held["_tornado"] = _turned(design, progress)
    found: Tornado = held["_tornado"]
    return found


def _turned(design: Design, progress: Progress) -> Tornado:
    figures = figures_of(design)
    ends = []
    for i, figure in enumerate(figures):
        if i % TOLD_EVERY == 0:
            progress(i / len(figures), f"Figure {i + 1} of {len(figures)}")
        found = (_end(design, figure, value) for value in (figure.low, figure.high))
        ends.append((figure, tuple(end for end in found if end is not None)))
    return Tornado(design, _seen(design, design, 0.0), tuple(ends))


def worlds(design: Design) -> Worlds:
    """The decisions in a pessimistic, the expected and an optimistic world.

    Each figure goes to the end of its range that strains the promises more, or less: by the sum of their strains,
    then by the tightest. A figure that no promise feels stays. Raises ValueError where a world allows no design.
    """
    held = design.__dict__
    if "_worlds" not in held:
        turned = tornado_of(design)
        pessimistic, optimistic = (_world(name, turned, worse=name == WORLDS[0]) for name in (WORLDS[0], WORLDS[2]))
        held["_worlds"] = Worlds(pessimistic, World(EXPECTED, design, ()), optimistic)
    found: Worlds = held["_worlds"]
    return found


def _bar(figure: Figure, ends: tuple[End, ...], place: int, unit: Unit) -> Bar | None:
    results = [float(end.results[place]) for end in ends]
    if len(set(results)) < 2 or any(map(isnan, results)):
        return None
    return Bar(figure, unit, results[0], results[1])


def _end(design: Design, figure: Figure, value: float) -> End | None:
    try:
        other = design_of(design.case, with_figures(design.knobs, figure.at(value)), design.evidence)
        return _seen(design, other, value)
    except ValueError:
        return None


def _seen(design: Design, other: Design, value: float) -> End:
    strains = [min(outcome.strain, MOST_STRAIN) for outcome in other.outcomes]
    there = {e.key: float(e.value) for e in other.ledger}
    results = np.array([there.get(e.key, nan) for e in design.ledger])
    return End(value, results, (sum(strains), max(strains, default=0.0)))


def _world(name: str, tornado: Tornado, worse: bool) -> World:
    """The world where each figure stands at the end that strains the promises most, or least; ties leave it."""
    changed: list[tuple[Figure, float]] = []
    for figure, ends in tornado.ends:
        stands = (tornado.here, *ends)
        best = max(stands, key=lambda end: end.strain) if worse else min(stands, key=lambda end: end.strain)
        if best is not tornado.here:
            changed.append((figure, figure.taken(best.value)))
    design = tornado.design
    knobs = with_figures(design.knobs, _values(changed), f"{name} world")
    return World(name, design_of(design.case, knobs, design.evidence), tuple(changed))


def _values(changed: Iterable[tuple[Figure, float]]) -> dict[str, float]:
    return {where: value for figure, at in changed for where, value in figure.at(at).items()}
