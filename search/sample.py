"""A sample of a space: designs drawn at random, the numbers asked for, and what can be read off them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from design import Design, KnobSet, Progress
from design.progress import silent

from .front import Goal, front_of
from .space import Cancelled, Points, Space, points_of
from .workers import blocks

SAMPLES, SEED = 2000, 1
CHUNK = 64
"""Designs that are made in one go, however many workers there are."""
MADE, IMPOSSIBLE, UNTRAINED = 0, 1, 2
"""What became of a point: a design, none that can be, or one whose model is not at hand."""
Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Block:
    """Some points: what became of each, and its numbers, (points, numbers), NaN where a design does without one."""

    state: NDArray[np.int8]
    values: Values


@dataclass(frozen=True, eq=False)
class Sample:
    """Points of a space with their numbers. `finished` is false where it was cancelled: these are the first ones."""

    space: Space
    keys: tuple[str, ...]
    points: Points
    state: NDArray[np.int8]
    values: Values
    seed: int
    finished: bool

    def column(self, key: str) -> Values:
        """One number of all points; NaN for those that have no design or do without it."""
        found: Values = self.values[:, self.keys.index(key)]
        return found

    @cached_property
    def home(self) -> Values:
        """The numbers of the design that the space was made around."""
        return numbers_of(self.space.design, self.keys)

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Whether each promise is kept, (points, promises); the limits are those of the one world that is held."""
        outcomes = self.space.design.outcomes
        if not outcomes:
            return np.ones((len(self.points), 0), dtype=bool)
        columns = [self.column(o.promise.key) for o in outcomes]
        return np.column_stack(
            [c >= o.limit if o.upward else c <= o.limit for c, o in zip(columns, outcomes, strict=True)]
        )

    @cached_property
    def feasible(self) -> NDArray[np.bool_]:
        """The region where all promises hold."""
        held: NDArray[np.bool_] = self.kept.all(axis=1) & (self.state == MADE)
        return held

    def front(self, goals: Sequence[Goal], among: NDArray[np.bool_] | None = None) -> NDArray[np.intp]:
        """The points that no other beats in some numbers; among all, or among those given."""
        values = np.column_stack([self.column(goal.key) for goal in goals])
        if among is not None:
            values = np.where(among[:, None], values, np.nan)
        return front_of(values, [goal.upward for goal in goals])

    @cached_property
    def nearest(self) -> int | None:
        """The point that keeps all promises and lies nearest to home, along the axes; None where none does."""
        found = np.flatnonzero(self.feasible)
        if not len(found):
            return None
        return int(min(found, key=lambda i: self.space.distance(self.points[i].tolist())))

    def knobs(self, i: int) -> KnobSet:
        """The knobs of a point."""
        return self.space.knobs_at(self.points[i].tolist())

    @property
    def _turning(self) -> str:
        count = sum(len(axis.names) for axis in self.space.axes)
        return f"{count} decision{'' if count == 1 else 's'}"

    @property
    def says(self) -> str:
        """How many designs there are, how many keep every promise, and how many are missing."""
        made = int((self.state == MADE).sum())
        said = f"{made:,} designs drawn over {self._turning}; {int(self.feasible.sum()):,} keep every promise."
        if impossible := int((self.state == IMPOSSIBLE).sum()):
            said += f" At {impossible:,} more points no design can be made."
        if untrained := int((self.state == UNTRAINED).sum()):
            said += f" {untrained:,} more need a model that is not at hand."
        return said if self.finished else f"{said} Stopped before its end."


def columns_of(design: Design, keys: Sequence[str]) -> tuple[str, ...]:
    """The numbers that a sample reads: those of the promises, then the others asked for, each once."""
    return tuple(dict.fromkeys([*(o.promise.key for o in design.outcomes), *keys]))


def numbers_of(design: Design, keys: Sequence[str]) -> Values:
    """Numbers of a design; NaN for one that it does without."""
    return np.array([np.nan if (e := design.ledger.get(key)) is None else float(e.value) for key in keys])


def measured(space: Space, points: Points, keys: tuple[str, ...]) -> Block:
    """Make the design at each point and read its numbers. Pure: the same in whichever process."""
    state = np.full(len(points), MADE, dtype=np.int8)
    values = np.full((len(points), len(keys)), np.nan)
    for i, point in enumerate(points):
        try:
            design = space.design_of(space.knobs_at(point.tolist()))
            if design is None:
                state[i] = UNTRAINED
            else:
                values[i] = numbers_of(design, keys)
        except (ValueError, ArithmeticError):
            state[i] = IMPOSSIBLE
    return Block(state, values)


def sample(
    space: Space,
    keys: Sequence[str] = (),
    samples: int = SAMPLES,
    seed: int = SEED,
    progress: Progress = silent,
    *,
    jobs: int = 1,
    scheduler: str = "",
) -> Sample:
    """Draw points, make their designs and read their promised numbers and those at `keys`; a millisecond or two each.

    `jobs` processes share the work, or the workers of the Dask `scheduler` at an address. The same seed gives the
    same sample, bit for bit, wherever it is made. What `progress` ends by raising Cancelled is cut there.
    Raises ValueError where no scheduler answers.
    """
    columns = columns_of(space.design, keys)
    points = points_of(space, samples, seed)
    chunks = [points[i : i + CHUNK] for i in range(0, len(points), CHUNK)]
    done: list[Block] = []
    made = 0
    try:
        progress(0.0, f"{len(points):,} designs to make")
        for block in blocks(measured, space, chunks, columns, jobs=jobs, scheduler=scheduler):
            done.append(block)
            made += len(block.state)
            progress(made / len(points), f"{made:,} of {len(points):,} designs")
    except Cancelled:
        pass
    state = np.concatenate([b.state for b in done]) if done else np.zeros(0, dtype=np.int8)
    values = np.concatenate([b.values for b in done]) if done else np.zeros((0, len(columns)))
    return Sample(space, columns, points[:made], state, values, seed, made == len(points))
