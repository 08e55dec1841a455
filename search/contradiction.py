"""Contradiction: the fewest promises that no design keeps together, and how far each limit would have to move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor, isfinite, log10

import numpy as np

from design import Design, Knob, Outcome, design_of, turned, written

from .ground import Ground, Spent, Tried, checked

BEST = 3
"""A search for a design that keeps some promises goes downhill from so many that come nearest."""


@dataclass(frozen=True, eq=False)
class Yielding:
    """One promise that gives way: the best that its number can be while the others are kept, and the design there.

    `limit` is where the limit would have to be, rounded to the side that keeps; `alone` says that every other promise
    is kept there, not only the others of the contradiction. `proved` says that with the limit moved there, where it
    is a number of the world, that design was made again and keeps all that it should.
    """

    outcome: Outcome
    best: float
    limit: float
    design: Design
    alone: bool
    proved: bool

    @property
    def says(self) -> str:
        """`Fraud loss: at most 10 bp would have to become 12.4 bp`."""
        promise, unit = self.outcome.promise, self.outcome.unit
        if not isfinite(self.best):
            return f"{promise.title}: no limit would do, the best is {written(self.best, unit)}"
        named = promise.limit_from
        given = self.design.case.knob(named) if named else None
        beyond = f", beyond the {given.range} that this case allows" if given and not _within(self.limit, given) else ""
        others = "" if self.alone else " (promises outside this list are broken there)"
        return (
            f"{promise.title}: {self.outcome.demand} would have to become {written(self.limit, unit)}{beyond}{others}"
        )


@dataclass(frozen=True, eq=False)
class Contradiction:
    """Promises that no design that was tried keeps together, though it keeps all but any one of them where it can.

    `searched` is true where, for these promises alone, designs were looked for downhill and none was found.
    """

    outcomes: tuple[Outcome, ...]
    yielding: tuple[Yielding, ...]
    searched: bool

    @property
    def says(self) -> str:
        """Which promises contradict each other, and by how much, in words."""
        titles = [o.promise.title for o in self.outcomes]
        if len(titles) == 1:
            head = f"{titles[0]} ({self.outcomes[0].demand}) is kept by none of them"
        else:
            listed = f"{', '.join(titles[:-1])} and {titles[-1]}"
            verb = "contradict" if self.searched else "may contradict"
            head = f"{listed} {verb} each other: none of them keeps {'both' if len(titles) == 2 else 'all of these'}"
        ways = "; or ".join(y.says for y in self.yielding)
        return f"{head}. {ways}." if ways else f"{head}."


def contradiction(ground: Ground, search: bool = True) -> Contradiction | None:
    """The smallest set of promises that nothing on the ground keeps together; None where something keeps them all.

    For each such set a design that keeps it is looked for downhill, until one set withstands; then, for each promise
    in it, the best that its number can be while the others are kept. Without `search` only what was tried is read.
    Where the ground is spent in the middle, what is known then is told.
    """
    outcomes = ground.space.design.outcomes
    searched = False
    try:
        while search and (found := smallest(ground.designs, len(outcomes))):
            if not any(_reached(ground, found)):
                searched = True
                break
    except Spent:
        search = False
    found = smallest(ground.designs, len(outcomes))
    if not found:
        return None
    gives = [y for i in found if (y := _yielding(ground, i, found, search)) is not None]
    return Contradiction(tuple(outcomes[i] for i in found), tuple(gives), searched)


def smallest(designs: Sequence[Tried], promises: int) -> tuple[int, ...]:
    """The fewest promises that none of the designs keeps together, by their places; the first of equals, () of none.

    Of sets of one size, those come first that are nearest to being kept.
    """
    kept = np.array([t.kept for t in designs], dtype=bool).reshape(len(designs), promises)
    for size in range(1, promises + 1):
        found = [which for which in combinations(range(promises), size) if not kept[:, which].all(axis=1).any()]
        if found:
            return min(found, key=lambda which: min((t.trouble(which) for t in designs), default=(0, 0.0, 0.0)))
    return ()


def _reached(ground: Ground, which: Sequence[int]) -> Iterable[bool]:
    """Whether a design that keeps some promises is found downhill from each of those that come nearest."""
    for start in sorted(ground.designs, key=lambda t: t.trouble(which))[:BEST]:
        yield ground.descent(start, lambda t: t.trouble(which)).trouble(which)[0] == 0


def _yielding(ground: Ground, i: int, which: Sequence[int], search: bool) -> Yielding | None:
    """The best that one promise's number can be with all others kept, or with the others of the contradiction."""
    every = [j for j in range(len(ground.space.design.outcomes)) if j != i]
    few = [j for j in which if j != i]
    for others in (every, few) if few != every else (every,):

        def rank(t: Tried, others: Sequence[int] = others) -> tuple[float, ...]:
            return (*t.trouble(others)[:2], t.strains[i], *t.change)

        starts = sorted(ground.designs, key=rank)[:BEST]
        try:
            ends = [ground.descent(start, rank) for start in starts] if search else starts
            ends = [ground.descent(min(ends, key=rank), rank, None)] if search and ends else ends
        except Spent:
            ends = sorted(ground.designs, key=rank)[:1]
        best = min(ends, key=rank, default=None)
        if best is not None and best.trouble(others)[0] == 0:
            return _moved(ground, i, best, others, alone=others is every)
    return None


def _moved(ground: Ground, i: int, best: Tried, others: Sequence[int], *, alone: bool) -> Yielding:
    outcome, value = ground.space.design.outcomes[i], best.values[i]
    design = checked(ground.space, best)
    limit = rounded_out(value, outcome.upward)
    return Yielding(outcome, value, limit, design, alone, _proved(design, outcome, limit, (i, *others)))


def _proved(design: Design, outcome: Outcome, limit: float, which: Sequence[int]) -> bool:
    """With the limit moved in the world, the design made anew keeps what it should."""
    if not outcome.promise.limit_from:
        return False
    try:
        knobs = turned(design.knobs, {outcome.promise.limit_from: limit})
        moved = design_of(design.case, knobs, design.evidence)
        return all(moved.outcomes[j].kept for j in which)
    except (ValueError, ArithmeticError):
        return False


def _within(limit: float, given: Knob) -> bool:
    return given.low <= limit <= given.high


def rounded_out(value: float, upward: bool) -> float:
    """A limit of three digits that the value keeps: above it, or below it where more is better.

    Shares near one are rounded by what they lack.

    >>> rounded_out(12.345, upward=False), rounded_out(0.99912345, upward=True)
    (12.4, 0.999123)
    """
    if not isfinite(value) or value == 0:
        return value
    if upward and 0.5 < value < 1:
        return round(1 - rounded_out(1 - value, upward=False), 12)
    places = 2 - floor(log10(abs(value)))
    found: float = (floor if upward else ceil)(round(value * 10**places, 6)) / 10**places
    return found
