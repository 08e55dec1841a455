"""Journeys: the path one request takes, in series, in parallel, with a timeout and a fallback."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from .distribution import Distribution, Grid, constant, farthest, grid_for, response_time, service_time
from .graph import Component, consequence
from .queueing import NO_WAIT, Service, Wait
from .units import Millis, Share


@dataclass(frozen=True)
class Served(Component):
    """A component that a request waits for: it has a service time, a wait before it, and an availability."""

    @property
    def service(self) -> Service:
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
    """A part of a journey."""

    def far(self) -> float:
        """A time that hardly any answer exceeds, ms; it sizes the grid."""
        raise NotImplementedError

    def on(self, grid: Grid) -> Distribution:
        """Its latency on a grid."""
        raise NotImplementedError

    def up(self) -> float:
        """Its availability, 0 to 1."""
        raise NotImplementedError

    def stops(self) -> tuple[Served, ...]:
        """The components it passes, in order."""
        raise NotImplementedError


@dataclass(frozen=True)
class Stop(Stage):
    """One component."""

    part: Served

    def far(self) -> float:
        """See Stage."""
        return farthest(self.part.service, self.part.wait)

    def on(self, grid: Grid) -> Distribution:
        """Wait, then service."""
        return response_time(self.part.service, self.part.wait, grid)

    def up(self) -> float:
        """See Stage."""
        return float(self.part.up)

    def stops(self) -> tuple[Served, ...]:
        """See Stage."""
        return (self.part,)


@dataclass(frozen=True)
class Pause(Stage):
    """Time that passes for a reason other than work: a network, a schedule. Median and 99th percentile in ms."""

    time: Service

    def far(self) -> float:
        """See Stage."""
        return farthest(self.time, NO_WAIT)

    def on(self, grid: Grid) -> Distribution:
        """See Stage."""
        return service_time(self.time, grid)

    def up(self) -> float:
        """Time cannot fail."""
        return 1.0

    def stops(self) -> tuple[Served, ...]:
        """None."""
        return ()


@dataclass(frozen=True)
class Series(Stage):
    """One after another."""

    stages: tuple[Stage, ...]

    def far(self) -> float:
        """See Stage."""
        return sum(stage.far() for stage in self.stages)

    def on(self, grid: Grid) -> Distribution:
        """The convolution."""
        total = constant(0.0, grid)
        for stage in self.stages:
            total = total.then(stage.on(grid))
        return total

    def up(self) -> float:
        """All must answer."""
        share = 1.0
        for stage in self.stages:
            share *= stage.up()
        return share

    def stops(self) -> tuple[Served, ...]:
        """See Stage."""
        return tuple(part for stage in self.stages for part in stage.stops())


@dataclass(frozen=True)
class Parallel(Stage):
    """Side by side, waiting for all."""

    stages: tuple[Stage, ...]

    def far(self) -> float:
        """See Stage."""
        return max(stage.far() for stage in self.stages)

    def on(self, grid: Grid) -> Distribution:
        """The slowest of them."""
        first, *rest = (stage.on(grid) for stage in self.stages)
        for other in rest:
            first = first.both(other)
        return first

    def up(self) -> float:
        """All must answer."""
        return Series(self.stages).up()

    def stops(self) -> tuple[Served, ...]:
        """See Stage."""
        return Series(self.stages).stops()


@dataclass(frozen=True)
class Timeout(Stage):
    """A stage given up after `limit` ms, and what answers instead; a failed stage is noticed only then."""

    stage: Stage
    limit: float
    instead: Stage

    def far(self) -> float:
        """See Stage."""
        stable = all(part.wait.stable for part in self.stage.stops())
        return (min(self.stage.far(), self.limit) if stable else self.limit) + self.instead.far()

    def on(self, grid: Grid) -> Distribution:
        """A mixture: in time, or the limit and then the fallback."""
        return self.stage.on(grid).within(self.limit, self.instead.on(grid))

    def late(self) -> float:
        """The share of requests that the fallback answers: too slow, or the stage is down."""
        stage = self.stage.on(grid_for(self.limit))
        return 1 - self.stage.up() * (1 - stage.beyond(self.limit))

    def up(self) -> float:
        """Down only where both are."""
        return 1 - (1 - self.stage.up()) * (1 - self.instead.up())

    def stops(self) -> tuple[Served, ...]:
        """See Stage."""
        return (*self.stage.stops(), *self.instead.stops())


@dataclass(frozen=True)
class Journey(Component):
    """What one request meets from end to end. Measured, not drawn."""

    route: Stage
    budget: Millis

    kind: ClassVar[str] = "Journey"

    def leans_on(self, number: str) -> tuple[tuple[Component, str], ...]:
        """The same number of every part on the way: its p99 for a latency, its availability for an availability."""
        wanted = "availability" if number == "availability" else "p99"
        return tuple((stop, wanted) for stop in self.route.stops() if hasattr(stop, wanted))

    @cached_property
    def latency(self) -> Distribution:
        """The whole distribution, on a grid that reaches past the budget."""
        return self.route.on(grid_for(max(self.route.far(), 1.5 * self.budget)))

    @cached_property
    def timeout(self) -> Timeout | None:
        """The timeout on the way, if there is one."""
        stages = self.route.stages if isinstance(self.route, Series) else (self.route,)
        return next((s for s in stages if isinstance(s, Timeout)), None)

    @consequence
    def p50(self) -> Millis:
        """Half of all requests are answered within this time.

        Source: convolution of the parts' latency distributions on a grid
        """
        return self.latency.quantile(0.5)

    @consequence
    def p95(self) -> Millis:
        """Nineteen of twenty requests are answered within this time.

        Source: convolution of the parts' latency distributions on a grid
        """
        return self.latency.quantile(0.95)

    @consequence
    def p99(self) -> Millis:
        """Ninety-nine of a hundred requests are answered within this time. Never the sum of the parts' p99s.

        Source: convolution of the parts' latency distributions on a grid
        """
        return self.latency.quantile(0.99)

    @consequence
    def over_budget(self) -> Share:
        """The share of requests that take longer than the budget.

        Source: read off the same distribution
        """
        return self.latency.beyond(self.budget)

    @consequence
    def timed_out(self) -> Share:
        """The share of requests that the fallback answers because the model's path was late or down.

        Source: read off the distribution of the path under the timeout, and its availability
        """
        return self.timeout.late() if self.timeout else 0.0

    @consequence
    def availability(self) -> Share:
        """The share of time that a request gets an answer; parts fail independently.

        Source: series and parallel reliability, Barlow & Proschan (1975)
        """
        return self.route.up()
