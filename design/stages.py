"""Stages of a journey: one part, time that passes, and one after another; each exact on a grid.

Parts are taken as independent. The queues of a fork that share their arrivals are a little alike, and then the slower
of two is a little faster than is said here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf

import numpy as np

from .distribution import BEYOND, Distribution, Grid, in_series
from .drawn import Drawn, Span
from .graph import Component
from .queueing import NO_WAIT, Wait
from .response import farthest, response_time
from .service import ServiceTime, endless


@dataclass(frozen=True)
class Served(Component):
    """A component that a request waits for: it has a service time, a wait before it, and an availability."""

    @property
    def service(self) -> ServiceTime:
        """The service time of one request."""
        raise NotImplementedError(f"{type(self).__name__} must say its service time.")

    @property
    def wait(self) -> Wait:
        """The wait before service."""
        return NO_WAIT

    @property
    def up(self) -> float:
        """The share of time that it answers at all (0 to 1)."""
        return 1.0


class Stage:
    """A part of a journey. Latency is that of requests while everything is up; failures stand in `up`."""

    @property
    def name(self) -> str:
        """What it is called, where it is no mere joint of other stages."""
        return ""

    def far(self, tail: float = BEYOND) -> float:
        """A time (ms) that answers exceed with about the chance `tail`; it sizes the grid."""
        raise NotImplementedError

    def on(self, grid: Grid) -> Distribution:
        """Its latency on a grid."""
        return composed(self.bare(), grid)

    def made(self, grid: Grid) -> Distribution:
        """The same, worked out from the stages inside it, which are bare."""
        raise NotImplementedError

    def up(self) -> float:
        """Its availability, 0 to 1."""
        raise NotImplementedError

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """So many requests one by one, and what each waited for; while everything is up."""
        raise NotImplementedError

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """The same with each stage inside it changed."""
        raise NotImplementedError

    def inner(self) -> tuple[Stage, ...]:
        """The stages it is made of, in order."""
        return ()

    def bare(self, named: bool = False) -> Stage:
        """The same without components, availability and (if not asked for) names: the recipe of its latency."""
        return self.mapped(lambda stage: stage.bare(named))

    def stops(self) -> tuple[Served, ...]:
        """The components it passes, in order."""
        return tuple(part for stage in self.inner() for part in stage.stops())

    def stable(self) -> bool:
        """False where more requests come than can be served, so that some are never answered."""
        return all(stage.stable() for stage in self.inner())

    def roundings(self) -> int:
        """The half steps of the grid that a time may be off by, being rounded part by part along the longest way."""
        return max((stage.roundings() for stage in self.inner()), default=0)

    def reached(self, share: float = 1.0) -> Iterator[tuple[Stage, float]]:
        """Itself and every stage inside it, each with the share of requests that come there."""
        yield self, share
        for stage in self.inner():
            yield from stage.reached(share)


@lru_cache(maxsize=384)
def composed(bare: Stage, grid: Grid) -> Distribution:
    """The latency of a recipe (see `Stage.bare`) on a grid, kept: a move mostly leaves most stages as they were.

    At most 66 kB each.
    """
    return bare.made(grid)


@dataclass(frozen=True)
class Timed(Stage):
    """What a part is to a latency: its service time, and the wait before it."""

    service: ServiceTime
    wait: Wait = NO_WAIT
    name: str = ""

    def far(self, tail: float = BEYOND) -> float:
        """See Stage."""
        return farthest(self.service, self.wait, tail)

    def made(self, grid: Grid) -> Distribution:
        """Wait, then service."""
        return response_time(self.service, self.wait, grid)

    def up(self) -> float:
        """Time cannot fail."""
        return 1.0

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage."""
        worked = np.full(count, inf) if endless(self.service) else self.service.draw(rng, count)
        spans: tuple[Span, ...] = (Span(self.name, False, worked),)
        if self.wait.chance > 0:
            waits = rng.exponential(self.wait.mean, count) if self.wait.stable else np.full(count, inf)
            spans = (Span(self.name, True, np.where(rng.random(count) < self.wait.chance, waits, 0.0)), *spans)
        return Drawn(count, spans)

    def bare(self, named: bool = False) -> Timed:
        """See Stage."""
        return self if named or not self.name else Timed(self.service, self.wait)

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """Nothing is inside."""
        return self

    def stable(self) -> bool:
        """See Stage."""
        return self.wait.stable and not endless(self.service)

    def roundings(self) -> int:
        """The service and, where there is one, the wait; a time without spread is shared out over two cells."""
        return (2 if self.service.scv == 0 else 1) + (self.wait.chance > 0)


@dataclass(frozen=True)
class Leaf(Stage):
    """A stage with nothing inside: its latency is that of its time."""

    def bare(self, named: bool = False) -> Timed:
        """See Stage."""
        raise NotImplementedError

    def far(self, tail: float = BEYOND) -> float:
        """See Stage."""
        return self.bare().far(tail)

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage."""
        return self.bare(named=True).draw(rng, count)

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """Nothing is inside."""
        return self

    def stable(self) -> bool:
        """See Stage."""
        return self.bare().stable()

    def roundings(self) -> int:
        """See Stage."""
        return self.bare().roundings()


@dataclass(frozen=True)
class Stop(Leaf):
    """One component."""

    part: Served

    @property
    def name(self) -> str:
        """The component's name."""
        return self.part.name

    def bare(self, named: bool = False) -> Timed:
        """See Stage."""
        return Timed(self.part.service, self.part.wait, self.name if named else "")

    def up(self) -> float:
        """See Stage."""
        return float(self.part.up)

    def stops(self) -> tuple[Served, ...]:
        """See Stage."""
        return (self.part,)


@dataclass(frozen=True)
class Pause(Leaf):
    """Time that passes for a reason other than work: a network, a schedule."""

    time: ServiceTime
    name: str = "Pause"

    def bare(self, named: bool = False) -> Timed:
        """See Stage."""
        return Timed(self.time, NO_WAIT, self.name if named else "")

    def up(self) -> float:
        """Time cannot fail."""
        return 1.0


@dataclass(frozen=True)
class Series(Stage):
    """One after another."""

    stages: tuple[Stage, ...]

    def far(self, tail: float = BEYOND) -> float:
        """See Stage."""
        return sum(stage.far(tail) for stage in self.stages)

    def made(self, grid: Grid) -> Distribution:
        """The convolution."""
        return in_series((composed(stage, grid) for stage in self.stages), grid)

    def up(self) -> float:
        """All must answer."""
        share = 1.0
        for stage in self.stages:
            share *= stage.up()
        return share

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage."""
        total = Drawn(count, ())
        for stage in self.stages:
            total = total.then(stage.draw(rng, count))
        return total

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """See Stage."""
        return Series(tuple(change(stage) for stage in self.stages))

    def inner(self) -> tuple[Stage, ...]:
        """See Stage."""
        return self.stages

    def roundings(self) -> int:
        """Those of all."""
        return sum(stage.roundings() for stage in self.stages)
