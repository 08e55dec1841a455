"""Stages where a request goes several ways: side by side, fanned out to many alike, or past a cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from .distribution import BEYOND, Distribution, Grid, at_least, first_of, first_of_like, tail_of_each
from .drawn import Drawn, kth
from .stages import Stage, composed

ONE_BY_ONE = 20
"""A fan-out up to this wide is drawn copy by copy; of a wider one, each request takes a copy by its rank in a pool."""


@dataclass(frozen=True)
class Parallel(Stage):
    """Side by side, waiting for all, or for the `first` so many; the others are let go."""

    stages: tuple[Stage, ...]
    first: int | None = None

    def __post_init__(self) -> None:
        """Refuse to wait for more than there are, or for none."""
        _refuse(self.first, len(self.stages))

    @property
    def _awaited(self) -> int:
        return self.first or len(self.stages)

    def far(self, tail: float = BEYOND) -> float:
        """See Stage; where only some are awaited, that of the slowest of the quickest so many."""
        quickest = sorted((not stage.stable(), stage.far(tail)) for stage in self.stages)
        return max(far for _, far in quickest[: self._awaited])

    def made(self, grid: Grid) -> Distribution:
        """The product of the distribution functions, or the order statistic of times that are not alike."""
        one, *rest = parts = [composed(stage, grid) for stage in self.stages]
        if self._awaited < len(parts):
            return first_of(parts, self._awaited)
        for other in rest:
            one = one.both(other)
        return one

    def up(self) -> float:
        """As many as are awaited must answer."""
        some = [1.0] + [0.0] * len(self.stages)
        for share in (stage.up() for stage in self.stages):
            some = [(1 - share) * a + share * b for a, b in zip(some, [0.0, *some], strict=False)]
        return min(1.0, sum(some[self._awaited :]))  # a sum of shares may round above 1

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage."""
        return kth([stage.draw(rng, count) for stage in self.stages], self._awaited)

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """See Stage."""
        return Parallel(tuple(change(stage) for stage in self.stages), self.first)

    def inner(self) -> tuple[Stage, ...]:
        """See Stage."""
        return self.stages

    def stable(self) -> bool:
        """As many as are awaited must be."""
        return sum(stage.stable() for stage in self.stages) >= self._awaited


@dataclass(frozen=True)
class FanOut(Stage):
    """The same work sent to `count` parts of one kind (shards, say), waiting for all or for the `first` so many.

    The load of the part inside is that of one of them.
    """

    stage: Stage
    count: int
    first: int | None = None

    def __post_init__(self) -> None:
        """Refuse to wait for more than there are, or for none."""
        _refuse(self.first, self.count)

    @property
    def _awaited(self) -> int:
        return self.first or self.count

    def far(self, tail: float = BEYOND) -> float:
        """Where so many copies are late that too few are left."""
        return self.stage.far(tail_of_each(self.count, self._awaited, tail))

    def made(self, grid: Grid) -> Distribution:
        """The power of the distribution function, or the binomial tail."""
        return first_of_like(composed(self.stage, grid), self.count, self._awaited)

    def up(self) -> float:
        """As many as are awaited must answer; copies fail independently."""
        return float(at_least(self._awaited, self.count, np.array([self.stage.up()]))[0])

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage; of a wide fan-out the rank of the copy that is awaited last is drawn (a Beta), then the copy."""
        if self.count <= ONE_BY_ONE:
            return kth([self.stage.draw(rng, count) for _ in range(self.count)], self._awaited)
        pool = self.stage.draw(rng, ONE_BY_ONE * count)
        rank = rng.beta(self._awaited, self.count - self._awaited + 1, count)
        return pool.at(np.argsort(pool.times)[(rank * pool.count).astype(np.intp)])

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """See Stage."""
        return FanOut(change(self.stage), self.count, self.first)

    def inner(self) -> tuple[Stage, ...]:
        """See Stage."""
        return (self.stage,)


@dataclass(frozen=True)
class Cached(Stage):
    """A cache: a share of all requests meets `hit`, the others `miss` (the look that found nothing included)."""

    hit_share: float
    hit: Stage
    miss: Stage

    def __post_init__(self) -> None:
        """Refuse a share that is none."""
        if not 0 <= self.hit_share <= 1:
            raise ValueError(f"hit_share = {self.hit_share:g} is outside 0 to 1. It is a share of all requests.")

    @property
    def _ways(self) -> tuple[tuple[Stage, float], ...]:
        return (self.hit, float(self.hit_share)), (self.miss, 1 - self.hit_share)

    def far(self, tail: float = BEYOND) -> float:
        """That of the farther way; what few requests meet need not be seen so far."""
        return max((way.far(min(0.5, tail / share)) for way, share in self._ways if share > tail), default=0.0)

    def made(self, grid: Grid) -> Distribution:
        """The mixture."""
        return composed(self.hit, grid).mixed(self.hit_share, composed(self.miss, grid))

    def up(self) -> float:
        """That of each way, by its share of requests."""
        return sum(share * way.up() for way, share in self._ways)

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage."""
        hits = rng.random(count) < self.hit_share
        return self.hit.draw(rng, count).where(hits).then(self.miss.draw(rng, count).where(~hits))

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """See Stage."""
        return Cached(self.hit_share, change(self.hit), change(self.miss))

    def inner(self) -> tuple[Stage, ...]:
        """See Stage."""
        return self.hit, self.miss

    def stable(self) -> bool:
        """Each way that is taken must be."""
        return all(way.stable() for way, share in self._ways if share > 0)

    def reached(self, share: float = 1.0) -> Iterator[tuple[Stage, float]]:
        """See Stage."""
        yield self, share
        for way, part in self._ways:
            yield from way.reached(share * part)


def _refuse(first: int | None, count: int) -> None:
    if count < 1:
        raise ValueError("Side by side there must be one stage or more; a way without any is Series(()).")
    if first is not None and not 1 <= first <= count:
        raise ValueError(f"first = {first} of {count} stages cannot be awaited: say 1 to {count}.")
