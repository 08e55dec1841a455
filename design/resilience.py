"""Stages that do not wait for ever: a timeout with a fallback, tries again, and a hedged request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, log, sqrt

import numpy as np

from .distribution import BEYOND, Distribution, Grid, grid_for
from .drawn import Drawn, Span
from .stages import Stage, composed

BETWEEN, OUT_OF_TRIES = "Pause before a retry", "Out of tries"


@dataclass(frozen=True)
class Timeout(Stage):
    """A stage given up after `limit` ms, and what answers instead; a failed stage is noticed only then."""

    stage: Stage
    limit: float
    instead: Stage

    def far(self, tail: float = BEYOND) -> float:
        """See Stage."""
        stage = min(self.stage.far(tail), self.limit) if self.stage.stable() else self.limit
        return float(stage) + self.instead.far(tail)

    def made(self, grid: Grid) -> Distribution:
        """A mixture: in time, or the limit and then the fallback."""
        return composed(self.stage, grid).within(self.limit, composed(self.instead, grid))

    def late(self) -> float:
        """The share of requests that the fallback answers: too slow, or the stage is down."""
        return 1 - self.stage.up() * (1 - _late(self.stage, self.limit))

    def up(self) -> float:
        """Down only where both are."""
        return 1 - (1 - self.stage.up()) * (1 - self.instead.up())

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage. Until it is given up, the time is spent on what the stage was waiting for."""
        asked = self.stage.draw(rng, count)
        return asked.until(self.limit).then(self.instead.draw(rng, count).where(asked.times > self.limit))

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """See Stage."""
        return Timeout(change(self.stage), self.limit, change(self.instead))

    def inner(self) -> tuple[Stage, ...]:
        """See Stage."""
        return self.stage, self.instead

    def stable(self) -> bool:
        """An endless queue is given up; it must not be the fallback's."""
        return self.instead.stable()

    def roundings(self) -> int:
        """Those of the slower way; the limit is shared out over two cells."""
        return max(self.stage.roundings(), 2 + self.instead.roundings())

    def reached(self, share: float = 1.0) -> Iterator[tuple[Stage, float]]:
        """See Stage; the fallback by those who are late."""
        yield self, share
        yield from self.stage.reached(share)
        yield from self.instead.reached(share * self.late())


@dataclass(frozen=True)
class Retry(Stage):
    """Up to `attempts` tries of `timeout` ms each, with `pause` ms between; after the last, an error and no answer.

    A late try is a new draw, queue and all. By default all tries meet the same parts, so that an outage outlasts
    them; `apart` says that each meets copies that fail by themselves. The load of the parts must count `tries`.
    """

    stage: Stage
    attempts: int
    timeout: float
    pause: float = 0.0
    apart: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no retry."""
        if self.attempts < 1 or self.timeout <= 0 or self.pause < 0:
            raise ValueError(
                f"A retry takes 1 or more attempts (here {self.attempts}), a timeout above 0 ms (here "
                f"{self.timeout:g}) and a pause of 0 ms or more (here {self.pause:g})."
            )

    @property
    def _round(self) -> float:
        return float(self.timeout + self.pause)

    def late(self) -> float:
        """The chance that one try is given up while its parts are up."""
        return _late(self.stage, self.timeout)

    def tries(self) -> float:
        """The tries that one request makes on average: its parts carry so many times the load."""
        failed = 1 - self.stage.up() * (1 - self.late())
        return sum(failed**i for i in range(self.attempts))

    def far(self, tail: float = BEYOND) -> float:
        """The tries that hardly any request goes beyond."""
        late = self.late()
        rounds = 1 if late <= tail else self.attempts if late >= 1 else min(self.attempts, ceil(log(tail) / log(late)))
        last = min(self.stage.far(tail), self.timeout) if self.stage.stable() else self.timeout
        return float(last) + (rounds - 1) * self._round

    def made(self, grid: Grid) -> Distribution:
        """What answers in time at the first try, the second, ...; the rest never does."""
        answered = composed(self.stage, grid).cut(self.timeout)
        late = 1 - float(answered.mass.sum())
        total = sum(
            (late**i * answered.delayed(i * self._round).mass for i in range(self.attempts)), 0.0 * answered.mass
        )
        return Distribution(grid, total)

    def up(self) -> float:
        """A try in time, and its parts up; a request out of tries has no answer."""
        up, late = self.stage.up(), self.late()
        if self.apart:
            return 1 - (1 - up * (1 - late)) ** self.attempts
        return up * (1 - late**self.attempts)

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage. A request out of tries waits for ever."""
        total, waiting = Drawn(count, ()), np.full(count, True)
        for i in range(self.attempts):
            tried = self.stage.draw(rng, count)
            between = Span(BETWEEN, False, np.full(count, self.pause if i else 0.0))
            total = total.then(Drawn(count, (between,)).then(tried.until(self.timeout)).where(waiting))
            waiting = waiting & (tried.times > self.timeout)
        return total.then(Drawn(count, (Span(OUT_OF_TRIES, False, np.where(waiting, np.inf, 0.0)),)))

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """See Stage."""
        return Retry(change(self.stage), self.attempts, self.timeout, self.pause, self.apart)

    def inner(self) -> tuple[Stage, ...]:
        """See Stage."""
        return (self.stage,)

    def roundings(self) -> int:
        """Those of a try; what went before is shared out over two cells."""
        return 2 + self.stage.roundings()


@dataclass(frozen=True)
class Hedged(Stage):
    """A second copy of the request sent where the first has not answered `after` ms; whoever answers first counts.

    The copy is a new draw, queue and all. By default both meet the same parts, so that an outage takes both; `apart`
    says that the copy meets parts that fail by themselves. The load of the parts must count `tries`.
    Source: Dean & Barroso, The Tail at Scale (2013).
    """

    stage: Stage
    after: float
    apart: bool = False

    def __post_init__(self) -> None:
        """Refuse a copy before its request."""
        if self.after < 0:
            raise ValueError(f"after = {self.after:g} ms: the second copy is sent 0 ms after the first, or later.")

    def tries(self) -> float:
        """The copies that one request sends on average: its parts carry so many times the load."""
        return 1 + 1 - self.stage.up() * (1 - _late(self.stage, self.after))

    def far(self, tail: float = BEYOND) -> float:
        """Where the one copy or both are late."""
        return min(self.stage.far(tail), float(self.after) + self.stage.far(sqrt(tail)))

    def made(self, grid: Grid) -> Distribution:
        """The smaller of X and after + X'."""
        one = composed(self.stage, grid)
        return one.either(one.delayed(self.after))

    def up(self) -> float:
        """Where copies fail by themselves, both must be down."""
        up = self.stage.up()
        return 1 - (1 - up) ** 2 if self.apart else up

    def draw(self, rng: np.random.Generator, count: int) -> Drawn:
        """See Stage. Until the copy is sent, the time is spent on what the first was waiting for."""
        one, two = self.stage.draw(rng, count), self.stage.draw(rng, count)
        overtaken = self.after + two.times < one.times
        return one.where(~overtaken).then(one.until(self.after).then(two).where(overtaken))

    def mapped(self, change: Callable[[Stage], Stage]) -> Stage:
        """See Stage."""
        return Hedged(change(self.stage), self.after, self.apart)

    def inner(self) -> tuple[Stage, ...]:
        """See Stage."""
        return (self.stage,)

    def roundings(self) -> int:
        """Those of the copy; what went before is shared out over two cells."""
        return 2 + self.stage.roundings()


def _late(stage: Stage, limit: float) -> float:
    """The chance to take longer than `limit` ms, on a grid as fine as the limit asks for."""
    return stage.on(grid_for(limit)).beyond(limit)
