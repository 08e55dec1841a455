"""Latency as a distribution on a grid: series, parallel, mixture and cut composed exactly, percentiles read off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, exp, inf, lgamma, log, prod

import numpy as np
from numpy.typing import NDArray

Mass = NDArray[np.float64]
Spectrum = NDArray[np.complex128]
PLACES = 2048
NOTHING = 1e-13
"""A cell with less than this holds nothing: sums of 2,048 chances near 1 are this exact."""
BEYOND = 1e-5
"""A part exceeds its far end with this chance: one in a hundred thousand."""
FOLDED = 1e-10
"""Of a sum that runs past twice the grid, this share folds back to its beginning; rounding adds 1e-11 to a cell."""
TILT = np.exp(np.arange(PLACES) * (log(FOLDED) / (2 * PLACES)))


@dataclass(frozen=True)
class Grid:
    """`PLACES` cells of `step` ms each; cell i holds the chance of a time in (i - 1/2, i + 1/2] steps."""

    step: float

    @property
    def horizon(self) -> float:
        """The longest time the grid can tell apart, ms."""
        return self.step * (PLACES - 1)


def grid_for(far: float) -> Grid:
    """A grid that reaches `far` ms; steps are powers of 2^(1/4), so that a small move does not change the grid."""
    rung = ceil(4 * log(max(far, 1e-6) / (PLACES - 1)) / log(2))
    return Grid(float(2 ** (rung / 4)))


class Distribution:
    """Chance of each time on a grid; what is missing from 1 never answers (failed, unstable, or beyond the grid).

    Made from the mass of each cell, or from its tilted transform; the other one is worked out when it is asked for. A
    tilt (each cell weighed down the more the later it is) lets any number of transforms be multiplied without room
    for their sum: what would fold back is weighed down too. Source: Schaller & Temnov (2008), exponential windowing.
    """

    def __init__(self, grid: Grid, mass: Mass | None = None, spectrum: Spectrum | None = None) -> None:
        self.grid = grid
        if mass is not None:
            self.mass = mass
        if spectrum is not None:
            self.spectrum = spectrum

    @cached_property
    def mass(self) -> Mass:
        """The chance of each cell."""
        mass: Mass = np.maximum(np.fft.irfft(self.spectrum, 2 * PLACES)[:PLACES] / TILT, 0.0)
        return mass

    @cached_property
    def spectrum(self) -> Spectrum:
        """The transform of the tilted mass."""
        return np.fft.rfft(self.mass * TILT, 2 * PLACES)

    @cached_property
    def cdf(self) -> Mass:
        """The chance of an answer by the upper edge of each cell."""
        return np.cumsum(self.mass)

    @property
    def never(self) -> float:
        """The chance that no answer comes within the grid."""
        return max(0.0, 1.0 - float(self.cdf[-1]))

    def quantile(self, q: float) -> float:
        """The time (ms) that a share q of requests stays within; unbounded where too many never answer.

        >>> round(constant(5.0, Grid(0.1)).quantile(0.99), 1)
        5.0
        """
        total = self.cdf
        if total[-1] < q - 1e-9:
            return inf
        if self._steady:
            return self.mean
        i = int(np.searchsorted(total, min(q, float(total[-1])) - 1e-12))
        here, before = float(self.mass[i]), float(total[i - 1]) if i else 0.0
        inside = (q - before) / here if here > 0 else 1.0
        return max(0.0, (i - 0.5 + min(1.0, inside)) * self.grid.step)

    @property
    def mean(self) -> float:
        """The mean time of what answers, ms."""
        answered = float(self.cdf[-1])
        return float(self.mass @ np.arange(PLACES)) * self.grid.step / answered if answered > 0 else inf

    def beyond(self, limit: float) -> float:
        """The chance to take longer than `limit` ms, or never to answer."""
        return float(np.clip(1.0 - float(self._kept(limit).sum()), 0.0, 1.0))

    def then(self, other: Distribution) -> Distribution:
        """One after the other: the convolution."""
        return in_series((self, other), self.grid)

    def delayed(self, time: float) -> Distribution:
        """The same, `time` ms later."""
        return Distribution(self.grid, _moved(self.mass, time / self.grid.step))

    def both(self, other: Distribution) -> Distribution:
        """Side by side, waiting for the slower: the product of the distribution functions."""
        return with_cdf(self.grid, self.cdf * other.cdf)

    def either(self, other: Distribution) -> Distribution:
        """Side by side, whoever answers first: both must be late for it to be late."""
        return with_cdf(self.grid, 1 - (1 - self.cdf) * (1 - other.cdf))

    def mixed(self, share: float, other: Distribution) -> Distribution:
        """This for a share of all requests, else the other."""
        return Distribution(self.grid, share * self.mass + (1 - share) * other.mass)

    def cut(self, limit: float) -> Distribution:
        """Only what answers within `limit` ms; the rest never does."""
        return Distribution(self.grid, self._kept(limit))

    def within(self, limit: float, instead: Distribution) -> Distribution:
        """Cut off at `limit` ms: whatever has not answered by then takes `limit`, then `instead`."""
        if limit / self.grid.step >= PLACES - 0.5:
            return self
        kept = self._kept(limit)
        late = max(0.0, 1.0 - float(kept.sum()))
        return Distribution(self.grid, kept + late * _moved(instead.mass, limit / self.grid.step))

    def _kept(self, limit: float) -> Mass:
        """The cells up to `limit` ms; of the cell that it falls in, the part before it."""
        edge = max(0.0, limit / self.grid.step + 0.5)
        if edge >= PLACES:
            return self.mass
        kept = self.mass.copy()
        kept[int(edge)] *= edge - int(edge)
        kept[int(edge) + 1 :] = 0.0
        return kept

    @property
    def _steady(self) -> bool:
        """True where every answer takes the same time, in one cell or shared out over two neighbours."""
        if not self.few:
            return False
        places = self.support
        return len(places) > 0 and int(places[-1] - places[0]) < 2 and float(self.cdf[-1]) > 1 - 1e-9

    @cached_property
    def few(self) -> bool:
        """True where at most two cells hold anything; what was made from a transform has a spread."""
        return "mass" in self.__dict__ and len(self.support) <= 2

    @cached_property
    def support(self) -> NDArray[np.intp]:
        """The cells that hold more than what rounding leaves behind."""
        return np.flatnonzero(self.mass > NOTHING)


def with_cdf(grid: Grid, cdf: Mass) -> Distribution:
    """The distribution whose chance of an answer by the upper edge of each cell is this."""
    return Distribution(grid, np.maximum(np.diff(cdf, prepend=0.0), 0.0))


def _shifted(mass: Mass, places: int) -> Mass:
    moved = np.zeros_like(mass)
    if places < PLACES:
        moved[places:] = mass[: PLACES - places]
    return moved


def _moved(mass: Mass, places: float) -> Mass:
    """Moved by a fraction of a cell too: shared out over two cells so that the mean is kept."""
    whole = int(min(places, PLACES))
    part = places - whole if places < PLACES else 0.0
    if part < 1e-9 or part > 1 - 1e-9:
        return _shifted(mass, whole + (part > 0.5))
    return (1 - part) * _shifted(mass, whole) + part * _shifted(mass, whole + 1)


def constant(time: float, grid: Grid) -> Distribution:
    """Always the same time, ms."""
    start = np.zeros(PLACES)
    start[0] = 1.0
    return Distribution(grid, _moved(start, time / grid.step))


def in_series(parts: Iterable[Distribution], grid: Grid) -> Distribution:
    """One after the other: their convolution. Times without spread move the others; all the others are one product."""
    told = list(parts)
    spread = [part.spectrum for part in told if not part.few]
    total = Distribution(grid, spectrum=prod(spread[1:], start=spread[0])) if spread else constant(0.0, grid)
    for part in told:
        if part.few:
            moved = (float(part.mass[i]) * _shifted(total.mass, int(i)) for i in part.support)
            total = Distribution(grid, sum(moved, np.zeros(PLACES)))
    return total


def first_of(parts: Sequence[Distribution], first: int) -> Distribution:
    """Side by side, waiting for the first so many: an order statistic of independent times that are not alike.

    Exact: at each time, the chance that k of them have answered, one part after the other (Poisson-binomial).
    """
    some = np.zeros((len(parts) + 1, PLACES))
    some[0] = 1.0
    for n, part in enumerate(parts, start=1):
        some[1 : n + 1] = some[1 : n + 1] * (1 - part.cdf) + some[:n] * part.cdf
        some[0] *= 1 - part.cdf
    return with_cdf(parts[0].grid, some[first:].sum(axis=0))


def first_of_like(part: Distribution, count: int, first: int) -> Distribution:
    """The same for so many parts of one kind: the power where all are awaited, else the binomial tail."""
    if first == count:
        return with_cdf(part.grid, np.clip(part.cdf, 0.0, 1.0) ** count)
    return with_cdf(part.grid, at_least(first, count, part.cdf))


def at_least(first: int, count: int, chance: Mass) -> Mass:
    """The chance that at least `first` of `count` like things happen, each with some chance (an array).

    >>> at_least(2, 3, np.array([0.5])).round(6).tolist()
    [0.5]
    """
    p = np.clip(chance, 1e-300, 1 - 1e-16)
    yes, no = np.log(p), np.log1p(-p)
    few = first - 1 < count - first

    def exactly(k: int) -> Mass:
        ways = lgamma(count + 1) - lgamma(k + 1) - lgamma(count - k + 1)
        return np.asarray(np.exp(ways + k * yes + (count - k) * no))

    tail = sum((exactly(k) for k in (range(first) if few else range(first, count + 1))), np.zeros_like(p))
    return np.clip(1 - tail if few else tail, 0.0, 1.0)


@lru_cache(maxsize=256)
def tail_of_each(count: int, first: int, tail: float) -> float:
    """How rare lateness must be in each of `count` like parts for the `first` to be late with chance `tail`."""
    low, high = log(tail / count), log(0.999)
    for _ in range(60):
        middle = (low + high) / 2
        late = float(at_least(count - first + 1, count, np.array([exp(middle)]))[0])
        low, high = (middle, high) if late < tail else (low, middle)
    return exp(low)
