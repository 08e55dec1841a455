"""Journeys: the path one request takes from end to end; its latency, its misses of the budget, its availability."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from .distribution import Distribution, grid_for
from .graph import Component, consequence
from .resilience import Timeout
from .stages import Stage, composed
from .units import Millis, Share


@dataclass(frozen=True)
class Journey(Component):
    """What one request meets from end to end. Measured, not drawn.

    Latency is that of requests while every part is up, and parts are taken as independent. What a failure does stands
    in `timed_out` (a part that is down sends the request to the fallback) and in `availability`.
    """

    route: Stage
    budget: Millis

    kind: ClassVar[str] = "Journey"

    def leans_on(self, number: str) -> tuple[tuple[Component, str], ...]:
        """The same number of every part on the way: its p99 for a latency, its availability for an availability."""
        wanted = "availability" if number == "availability" else "p99"
        return tuple((stop, wanted) for stop in self.route.stops() if hasattr(stop, wanted))

    @cached_property
    def recipe(self) -> Stage:
        """All that its latency follows from: equal for two designs whose latency is the same."""
        return self.route.bare()

    @cached_property
    def latency(self) -> Distribution:
        """The whole distribution, on a grid that reaches past the budget."""
        return composed(self.recipe, grid_for(max(self.recipe.far(), 1.5 * self.budget)))

    @property
    def grid_error(self) -> float:
        """A percentile is off by at most this (ms): half a step for each rounding on the way and for reading it off.

        Held where nothing is cut; beside a timeout or a retry it is the percentile for a limit that is off by as much.
        """
        return (1 + self.recipe.roundings()) * self.latency.grid.step / 2

    @cached_property
    def timeout(self) -> Timeout | None:
        """The first timeout on the way, however deep it stands, if there is one."""
        return next((stage for stage, _ in self.route.reached() if isinstance(stage, Timeout)), None)

    @cached_property
    def _come(self) -> float:
        """The share of requests that come to the first timeout: fewer than all where it stands behind a cache."""
        return next(share for stage, share in self.route.reached() if stage is self.timeout)

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
    def p999(self) -> Millis:
        """Of a thousand requests, 999 are answered within this time.

        Source: convolution of the parts' latency distributions on a grid
        """
        return self.latency.quantile(0.999)

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
        return self.timeout.late() * self._come if self.timeout else 0.0

    @consequence
    def availability(self) -> Share:
        """The share of time that a request gets an answer; parts fail independently.

        Source: series and parallel reliability, Barlow & Proschan (1975)
        """
        return self.route.up()
