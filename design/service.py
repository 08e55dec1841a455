"""Service times: lognormal from p50 and p99, exponential, deterministic, or measured. One protocol for all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from math import erf, exp, inf, isfinite, log, sqrt
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]
Z99 = 2.3263478740408408
"""The standard normal's 99th percentile."""
STANDARD = NormalDist()


class ServiceTime(Protocol):
    """How long one piece of work takes, ms. Frozen: a journey's latency is kept by it."""

    def __hash__(self) -> int: ...

    @property
    def mean(self) -> float:
        """Its mean, ms."""

    @property
    def scv(self) -> float:
        """Its squared coefficient of variation: variance over squared mean."""

    @property
    def p50(self) -> float:
        """Its median, ms."""

    @property
    def p99(self) -> float:
        """Its 99th percentile, ms."""

    def quantile(self, share: float) -> float:
        """The time (ms) that a share of all work stays within."""

    def cdf(self, times: Times) -> Times:
        """The share of all work that is done by each of some times (ms, each above 0)."""

    def draw(self, rng: np.random.Generator, count: int) -> Times:
        """So many independent service times, ms."""


@dataclass(frozen=True)
class Service:
    """A lognormal service time, told by its median and its 99th percentile (ms)."""

    p50: float
    p99: float

    @property
    def sigma(self) -> float:
        """Its spread on the log scale."""
        return log(self.p99 / self.p50) / Z99 if self.p99 > self.p50 else 0.0

    @property
    def mean(self) -> float:
        """Its mean, ms."""
        return self.p50 * exp(self.sigma**2 / 2)

    @property
    def scv(self) -> float:
        """Its squared coefficient of variation."""
        return exp(self.sigma**2) - 1

    def quantile(self, share: float) -> float:
        """The time (ms) that a share of all work stays within.

        >>> round(Service(10.0, 40.0).quantile(0.99), 6)
        40.0
        """
        return self.p50 * exp(self.sigma * STANDARD.inv_cdf(share)) if self.sigma else self.p50

    def cdf(self, times: Times) -> Times:
        """The share of all work that is done by each of some times (ms, each above 0)."""
        if self.sigma == 0:
            return np.where(times >= self.p50, 1.0, 0.0)
        z, phi = _normal_table()
        done: Times = np.interp((np.log(times) - log(self.p50)) / self.sigma, z, phi)
        return done

    def draw(self, rng: np.random.Generator, count: int) -> Times:
        """So many independent service times, ms."""
        return self.p50 * np.exp(self.sigma * rng.standard_normal(count))


@dataclass(frozen=True)
class Exponential:
    """A service time without memory, told by its mean (ms). Its p99 is 4.6 means: a long tail for a computer."""

    mean: float
    scv = 1.0

    @property
    def p50(self) -> float:
        """Its median, ms."""
        return self.quantile(0.5)

    @property
    def p99(self) -> float:
        """Its 99th percentile, ms."""
        return self.quantile(0.99)

    def quantile(self, share: float) -> float:
        """The time (ms) that a share of all work stays within.

        >>> round(Exponential(1.0).quantile(0.99), 3)
        4.605
        """
        return -self.mean * log(1 - share)

    def cdf(self, times: Times) -> Times:
        """The share of all work that is done by each of some times (ms)."""
        return -np.expm1(-times / self.mean)

    def draw(self, rng: np.random.Generator, count: int) -> Times:
        """So many independent service times, ms."""
        return rng.exponential(self.mean, count)


@dataclass(frozen=True)
class Deterministic:
    """Work that always takes the same time (ms)."""

    mean: float
    scv = 0.0

    @property
    def p50(self) -> float:
        """That time, ms."""
        return self.mean

    @property
    def p99(self) -> float:
        """That time, ms."""
        return self.mean

    def quantile(self, share: float) -> float:
        """That time, ms."""
        return self.mean

    def cdf(self, times: Times) -> Times:
        """Nothing is done before it, everything after."""
        return np.where(times >= self.mean, 1.0, 0.0)

    def draw(self, rng: np.random.Generator, count: int) -> Times:
        """The same time so many times over, ms."""
        return np.full(count, float(self.mean))


@dataclass(frozen=True)
class Empirical:
    """A service time as it was measured: the share of all work done by each time (ms), from 0 to 1.

    Between two points it is taken as even. Made by `Empirical.of(samples)` or `Empirical.at({0.0: ..., 1.0: ...})`.
    """

    times: tuple[float, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse what is no distribution function, and say what one is."""
        t, s = self.times, self.shares
        if len(t) != len(s) or len(t) < 2 or not all(isfinite(x) for x in (*t, *s)):
            raise ValueError(f"A measured service time needs two or more finite times with their shares, not {len(t)}.")
        if s[0] != 0 or s[-1] != 1:
            raise ValueError(f"Shares run from {s[0]:g} to {s[-1]:g}: say the shortest time (0) and the longest (1).")
        if t[0] < 0 or any(b < a for x in (t, s) for a, b in pairwise(x)):
            raise ValueError("Times are at least 0 ms, and times and shares may not fall: sort them.")

    @classmethod
    def of(cls, samples: Iterable[float]) -> Empirical:
        """What was measured, each sample as likely as the other: a step at each.

        >>> Empirical.of([4.0, 2.0]).mean, Empirical.of([4.0, 2.0]).quantile(0.5)
        (3.0, 2.0)
        """
        found = sorted(float(x) for x in samples)
        ends = [k / len(found) for k in range(1, len(found))]
        return cls(tuple(t for t in found for _ in "ab"), tuple([0.0, *(s for s in ends for _ in "ab"), 1.0]))

    @classmethod
    def at(cls, quantiles: dict[float, float]) -> Empirical:
        """From some percentiles: `{0.0: 2.0, 0.5: 5.0, 0.99: 20.0, 1.0: 80.0}` (share: ms), even between them.

        >>> Empirical.at({0.0: 0.0, 1.0: 10.0}).mean
        5.0
        """
        shares = sorted(quantiles)
        return cls(tuple(float(quantiles[s]) for s in shares), tuple(float(s) for s in shares))

    @cached_property
    def mean(self) -> float:
        """Its mean, ms: that of a mixture of even stretches."""
        a, b, w = self._stretches
        return float(w @ (a + b) / 2)

    @cached_property
    def scv(self) -> float:
        """Its squared coefficient of variation."""
        a, b, w = self._stretches
        spread = float(w @ ((a - self.mean) ** 2 + (a - self.mean) * (b - self.mean) + (b - self.mean) ** 2) / 3)
        return spread / self.mean**2 if self.mean else 0.0

    @property
    def p50(self) -> float:
        """Its median, ms."""
        return self.quantile(0.5)

    @property
    def p99(self) -> float:
        """Its 99th percentile, ms."""
        return self.quantile(0.99)

    def quantile(self, share: float) -> float:
        """The time (ms) that a share of all work stays within."""
        return float(self._inverse(np.array([share]))[0])

    def cdf(self, times: Times) -> Times:
        """The share of all work that is done by each of some times (ms)."""
        t, s = self._points
        after = np.searchsorted(t, times, side="right")
        i = np.clip(after - 1, 0, len(t) - 2)
        width = t[i + 1] - t[i]
        inside = np.divide(times - t[i], width, out=np.ones_like(times), where=width > 0)
        done: Times = np.where(after == 0, 0.0, s[i] + np.clip(inside, 0.0, 1.0) * (s[i + 1] - s[i]))
        return done

    def draw(self, rng: np.random.Generator, count: int) -> Times:
        """So many independent service times, ms."""
        return self._inverse(rng.random(count))

    def _inverse(self, shares: Times) -> Times:
        t, s = self._points
        i = np.clip(np.searchsorted(s, shares, side="left") - 1, 0, len(s) - 2)
        height = s[i + 1] - s[i]
        inside = np.divide(shares - s[i], height, out=np.ones_like(shares), where=height > 0)
        found: Times = t[i] + inside * (t[i + 1] - t[i])
        return found

    @cached_property
    def _points(self) -> tuple[Times, Times]:
        return np.array(self.times), np.array(self.shares)

    @cached_property
    def _stretches(self) -> tuple[Times, Times, Times]:
        t, s = self._points
        return t[:-1], t[1:], np.diff(s)

    @cached_property
    def _hash(self) -> int:
        return hash((self.times, self.shares))

    def __hash__(self) -> int:
        return self._hash


def normal_cdf(z: float) -> float:
    """The standard normal's distribution function."""
    return 0.5 * (1 + erf(z / sqrt(2)))


@cache
def _normal_table() -> tuple[Times, Times]:
    """Fine enough that a straight line between two places is off by less than 4e-8."""
    z = np.linspace(-8, 8, 16_001)
    return z, np.array([normal_cdf(float(x)) for x in z])


def endless(service: ServiceTime) -> bool:
    """True where it has no p99: work that never ends."""
    return service.p99 == inf
