"""The ground that a search walks on: designs made at points, each once, and how far from good each is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from design import Design, KnobSet, Progress, Value
from design.progress import silent

from .space import Axis, Point, Space

PLACES = 9
"""Places of a number that a first look tries; the best is then looked for among all."""
MOST_STRAIN = 100.0
"""No promise counts for more than this, or one that is unbounded would hide all others."""
BUDGET = 12_000
"""Designs that one search makes at most: a quarter of a minute."""


class Spent(Exception):
    """The search has made as many designs as it may."""


@dataclass(frozen=True, eq=False)
class Tried:
    """A design that was made: where, what was turned, how its promises strain, what it costs a month."""

    point: Point
    knobs: KnobSet
    turns: dict[str, Value]
    kept: tuple[bool, ...]
    strains: tuple[float, ...]
    values: tuple[float, ...]
    money: float
    distance: float

    @property
    def good(self) -> bool:
        """True where every promise is kept."""
        return all(self.kept)

    @property
    def change(self) -> tuple[int, float, float]:
        """What the change costs: decisions turned, then money a month, then how far they are turned."""
        return len(self.turns), self.money, self.distance

    @property
    def price(self) -> tuple[float, int, float]:
        """What the design costs: money a month, then decisions turned, then how far they are turned."""
        return self.money, len(self.turns), self.distance

    def trouble(self, of: Iterable[int] | None = None) -> tuple[int, float, float]:
        """How many promises are broken, by how much in all, and how tight the tightest is; of all, or of some."""
        which = range(len(self.kept)) if of is None else tuple(of)
        strains = [min(self.strains[i], MOST_STRAIN) for i in which]
        excess = sum(max(0.0, strain - 1) for strain in strains)
        return sum(not self.kept[i] for i in which), excess, max(strains, default=0.0)


Rank = Callable[[Tried], Any]


def money_key(design: Design) -> str:
    """The number that says what a design costs: the promised one in money, or else a bill's; empty without one.

    Where several promises are in money, the first in money a month, or the first.
    """
    money = [o for o in design.outcomes if o.unit.symbol.startswith("$") and not o.upward]
    monthly = [o.promise.key for o in money if o.unit.symbol == "$/month"]
    if found := [*monthly, *(o.promise.key for o in money)]:
        return found[0]
    return next((e.key for e in design.ledger if e.unit.symbol == "$/month"), "")


@dataclass(eq=False)
class Ground:
    """All that a search has tried, each design once. Not frozen: it grows as the search goes on."""

    space: Space
    progress: Progress = silent
    budget: int = BUDGET
    tried: dict[Point, Tried | None] = field(default_factory=dict)
    doing: str = ""

    @cached_property
    def money(self) -> str:
        """The address of the number that is counted as money; empty without one."""
        return money_key(self.space.design)

    @cached_property
    def home(self) -> Tried:
        """The design that the search starts from."""
        found = self.at(self.space.home)
        assert found is not None  # its design was handed in
        return found

    @property
    def designs(self) -> list[Tried]:
        """Every design that was made, in the order it was made."""
        return list({id(t): t for t in self.tried.values() if t is not None}.values())

    def at(self, point: Point) -> Tried | None:
        """The design at a point; None where none can be, or its model is not at hand.

        Raises Spent where the budget is used up, and whatever `progress` raises.
        """
        if point not in self.tried:
            if len(self.tried) >= self.budget:
                raise Spent
            if len(self.tried) % 16 == 0:
                self.progress(len(self.tried) / self.budget, f"{self.doing}: {len(self.tried):,} designs tried")
            self.tried[point] = self._made(point)
        return self.tried[point]

    def _made(self, point: Point) -> Tried | None:
        try:
            knobs = self.space.knobs_at(point)
            true = self.space.settled(point, knobs)  # what is not used stands at home
            if true != point and true in self.tried:
                return self.tried[true]
            design = self.space.design_of(knobs)
            if design is None:
                return None
            made = self._seen(true, knobs, design)
        except (ValueError, ArithmeticError):
            return None
        self.tried[true] = made
        return made

    def _seen(self, point: Point, knobs: KnobSet, design: Design) -> Tried:
        entry = design.ledger.get(self.money) if self.money else None
        return Tried(
            point,
            knobs,
            self.space.turns(knobs),
            tuple(o.kept for o in design.outcomes),
            tuple(o.strain for o in design.outcomes),
            tuple(float(o.value) for o in design.outcomes),
            float(entry.value) if entry is not None else 0.0,
            self.space.distance(point),
        )

    def around(self, point: Point, places: int | None = PLACES) -> Iterator[Tried]:
        """The designs with one axis turned from a point: at some places of a number, or at all."""
        for a, axis in enumerate(self.space.axes):
            yield from self.along(point, a, looked_at(axis, places))

    def along(self, point: Point, axis: int, places: Iterable[int]) -> Iterator[Tried]:
        """The designs at some places of one axis, the others as they are."""
        for place in places:
            if place != point[axis] and (tried := self.at((*point[:axis], place, *point[axis + 1 :]))) is not None:
                yield tried

    def descent(self, start: Tried, rank: Rank, places: int | None = PLACES) -> Tried:
        """Downhill, axis by axis, until no turn of one axis ranks lower; the best place of each is taken at once."""
        best, moved = start, True
        while moved:
            moved = False
            for a, axis in enumerate(self.space.axes):
                found = min(self.along(best.point, a, looked_at(axis, places)), key=rank, default=best)
                if rank(found) < rank(best):
                    best, moved = found, True
        return best

    def walked_back(self, found: Tried) -> Tried:
        """The same with as few turns as keep every promise: each turn is taken back where it is not needed."""
        best, moved = found, True
        while moved:
            moved = False
            for a, home in enumerate(self.space.home):
                back = self.at((*best.point[:a], home, *best.point[a + 1 :])) if best.point[a] != home else None
                if back is not None and back.good and back.change < best.change:
                    best, moved = back, True
        return best


def looked_at(axis: Axis, places: int | None) -> Sequence[int]:
    """Some places of a number, evenly, both ends among them; every place of anything else, or where `places` is None.

    >>> list(looked_at(Axis(("replicas",), tuple((i,) for i in range(101)), 3, number=True), 5))
    [0, 25, 50, 75, 100]
    """
    last = len(axis.places) - 1
    if not axis.number or places is None or last < places:
        return range(last + 1)
    return [int(i) for i in np.unique(np.linspace(0, last, places).round().astype(int))]


def checked(space: Space, tried: Tried) -> Design:
    """The design made once more, from its knobs alone."""
    design = space.design_of(tried.knobs)
    assert design is not None  # it was made before, with a model at hand
    return design
