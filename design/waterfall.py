"""The waterfall: what each part of a journey adds to the average and to the slowest requests, and who owns the tail.

Requests are drawn one by one with a fixed seed, without the grid: an independent check of the journey's percentiles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt

import numpy as np

from .distribution import Grid
from .journey import Journey
from .resilience import OUT_OF_TRIES
from .service import Deterministic, Times
from .stages import Stage, Timed, composed
from .units import Unit, written

DRAWN, SEED = 20_000, 20_130_201
SLOWEST = 0.01
MILLIS, PERCENT = Unit("ms", "no steady state"), Unit("%")


@dataclass(frozen=True)
class Leg:
    """One part of a journey on the path that requests wait for; times in ms, averaged over requests.

    `mean` is over all that are answered, `tail` over their slowest 1 %, and `queued` the share of `tail` that is spent
    waiting for a free server. `saved` is what the p99 would fall by if the part took no time.
    """

    name: str
    mean: float
    budget_share: float
    tail: float
    tail_error: float
    queued: float
    saved: float
    method: str
    stable: bool

    @property
    def excess(self) -> float:
        """What it takes longer in the slowest requests than in the average one, ms."""
        return self.tail - self.mean if self.tail < inf else inf


@dataclass(frozen=True)
class Waterfall:
    """A journey's legs in the order in which a request meets them; `p99` and `p99_error` as drawn, ms."""

    legs: tuple[Leg, ...]
    mean: float
    tail: float
    p99: float
    p99_error: float
    unanswered: float

    @property
    def owner(self) -> Leg | None:
        """The part that owns the tail: it makes the slowest requests slower than the average one by the most."""
        slower = [leg for leg in self.legs if leg.excess > 0]
        return max(slower, key=lambda leg: (not leg.stable, leg.excess), default=None)

    @property
    def says(self) -> str:
        """Who owns the tail, in a sentence or two."""
        owner = self.owner
        if owner is None:
            return "Nothing owns the tail: the slowest requests take no longer than the average one."
        if self.p99 == inf:
            return _endless(owner, self.unanswered)
        waiting = f", {written(owner.queued / owner.tail, PERCENT)} of it in its queue" if owner.queued else ""
        saved = f"If it took no time, the p99 would fall by {written(owner.saved, MILLIS)}." if owner.saved > 0 else ""
        return (
            f"{owner.name} owns the tail: the slowest 1 % of requests spend {written(owner.tail, MILLIS)} there"
            f"{waiting}, the average one {written(owner.mean, MILLIS)}. {saved}"
        ).strip()


def _endless(owner: Leg, unanswered: float) -> str:
    if not owner.stable:
        return f"{owner.name} owns the tail: its queue grows without end, so there is no steady state."
    return f"{owner.name} owns the tail: {written(unanswered, PERCENT)} of requests never get an answer."


def waterfall(journey: Journey) -> Waterfall:
    """What each part adds, over 20,000 requests drawn one by one with a fixed seed; kept for the last journeys.

    Failures are left out, as in the latency. On demand: it takes tens of milliseconds.
    """
    return _waterfall(journey.route.bare(named=True), float(journey.budget), journey.latency.grid)


@lru_cache(maxsize=32)
def _waterfall(route: Stage, budget: float, grid: Grid) -> Waterfall:
    drawn = route.draw(np.random.default_rng(SEED), DRAWN)
    answered = np.isfinite(drawn.times)
    p99, error = _drawn_p99(drawn.times)
    slowest = drawn.times >= p99
    parts = {stage.name: stage for stage, _ in route.reached() if isinstance(stage, Timed)}
    names = dict.fromkeys(span.name for span in drawn.spans if span.name != OUT_OF_TRIES)
    legs = []
    for name in names:
        spent = drawn.spent_at(name)
        tail = spent[slowest]
        legs.append(
            Leg(
                name,
                mean := _mean(spent[answered] if answered.any() else spent),
                mean / budget,
                _mean(tail),
                float(tail.std() / sqrt(len(tail))) if np.isfinite(tail).all() else inf,
                _mean(drawn.spent_at(name, queued=True)[slowest]),
                _saved(route, name, grid) if mean > 0 else 0.0,
                parts[name].wait.method if name in parts else "",
                parts[name].stable() if name in parts else True,
            )
        )
    return Waterfall(
        tuple(legs),
        _mean(drawn.times[answered]) if answered.any() else inf,
        _mean(drawn.times[slowest]),
        p99,
        error,
        1 - float(answered.mean()),
    )


def _mean(times: Times) -> float:
    return float(times.mean())


def _drawn_p99(times: Times) -> tuple[float, float]:
    """The drawn p99 and its standard error: half the way between the ranks one standard deviation about it."""
    ordered = np.sort(times)
    rank, spread = (1 - SLOWEST) * len(times), sqrt(len(times) * SLOWEST * (1 - SLOWEST))
    low, middle, high = (float(ordered[round(r)]) for r in (rank - spread, rank, rank + spread))
    return middle, (high - low) / 2 if high < inf else inf


def _saved(route: Stage, name: str, grid: Grid) -> float:
    """What the p99 falls by, on one grid, where a part takes no time; unbounded where only that makes it bounded."""

    def instant(stage: Stage) -> Stage:
        if isinstance(stage, Timed):
            return Timed(Deterministic(0.0)) if stage.name == name else stage.bare()
        return stage.mapped(instant)

    before, after = (composed(stage, grid).quantile(1 - SLOWEST) for stage in (route.bare(), instant(route)))
    saved = before - after if after < inf else 0.0
    return saved if saved > grid.step / 100 else 0.0
