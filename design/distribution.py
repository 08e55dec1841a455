"""Latency as a distribution on a grid: series, parallel and timeout composed exactly, percentiles read off."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import exp, inf, log

import numpy as np
from numpy.typing import NDArray

from .queueing import Service, Wait, normal_cdf

Mass = NDArray[np.float64]
Spectrum = NDArray[np.complex128]
PLACES = 2048
HARDLY = 1e-6
"""A chance to wait below this moves no percentile that anybody reads."""


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
    raw = max(far, 1e-6) / (PLACES - 1)
    rung = np.ceil(4 * log(raw) / log(2))
    return Grid(float(2 ** (rung / 4)))


@dataclass(frozen=True, eq=False)
class Distribution:
    """Chance of each time on a grid; what is missing from 1 never answers (failed, unstable, or beyond the grid)."""

    grid: Grid
    mass: Mass

    @property
    def never(self) -> float:
        """The chance that no answer comes within the grid."""
        return max(0.0, 1.0 - float(self.mass.sum()))

    def quantile(self, q: float) -> float:
        """The time (ms) that a share q of requests stays within; unbounded where too many never answer.

        >>> round(constant(5.0, Grid(0.1)).quantile(0.99), 1)
        5.0
        """
        total = np.cumsum(self.mass)
        if total[-1] < q - 1e-9:
            return inf
        i = int(np.searchsorted(total, min(q, float(total[-1])) - 1e-12))
        before = float(total[i - 1]) if i else 0.0
        inside = (q - before) / float(self.mass[i]) if self.mass[i] > 0 else 1.0
        return (
            max(0.0, (i - 0.5 + min(1.0, inside)) * self.grid.step) if self.mass[i] < 1 - 1e-9 else i * self.grid.step
        )

    @property
    def mean(self) -> float:
        """The mean time of what answers, ms."""
        places = np.arange(PLACES) * self.grid.step
        answered = float(self.mass.sum())
        return float(self.mass @ places) / answered if answered > 0 else inf

    def beyond(self, limit: float) -> float:
        """The chance to take longer than `limit` ms, or never to answer."""
        edge = limit / self.grid.step + 0.5
        whole = int(min(edge, PLACES))
        part = (edge - whole) * float(self.mass[whole]) if whole < PLACES else 0.0
        return float(np.clip(1.0 - float(self.mass[:whole].sum()) - part, 0.0, 1.0))

    def then(self, other: "Distribution") -> "Distribution":
        """One after the other: the convolution."""
        if len(self._support) == 1:
            return Distribution(self.grid, _shifted(other.mass, int(self._support[0])) * self.mass.max())
        both = np.fft.irfft(self._spectrum * other._spectrum, 2 * PLACES)
        return Distribution(self.grid, np.maximum(both[:PLACES], 0.0))

    def both(self, other: "Distribution") -> "Distribution":
        """Side by side, waiting for the slower: the product of the distribution functions."""
        return Distribution(self.grid, np.diff(np.cumsum(self.mass) * np.cumsum(other.mass), prepend=0.0))

    def within(self, limit: float, instead: "Distribution") -> "Distribution":
        """Cut off at `limit` ms: whatever has not answered by then takes `limit`, then `instead`."""
        place = round(limit / self.grid.step)
        if place >= PLACES:
            return self
        kept = np.where(np.arange(PLACES) <= place, self.mass, 0.0)
        late = max(0.0, 1.0 - float(kept.sum()))
        return Distribution(self.grid, kept + late * _shifted(instead.mass, place))

    @cached_property
    def _spectrum(self) -> Spectrum:
        return np.fft.rfft(self.mass, 2 * PLACES)

    @cached_property
    def _support(self) -> NDArray[np.intp]:
        return np.flatnonzero(self.mass)


def _shifted(mass: Mass, places: int) -> Mass:
    moved = np.zeros_like(mass)
    moved[places:] = mass[: PLACES - places] if places else mass
    return moved


def constant(time: float, grid: Grid) -> Distribution:
    """Always the same time, ms."""
    mass = np.zeros(PLACES)
    if (place := round(time / grid.step)) < PLACES:
        mass[place] = 1.0
    return Distribution(grid, mass)


@cache
def _normal_table() -> tuple[Mass, Mass]:
    z = np.linspace(-8, 8, 3201)
    return z, np.array([normal_cdf(float(x)) for x in z])


def _edges(grid: Grid) -> Mass:
    return np.asarray((np.arange(PLACES) + 0.5) * grid.step, dtype=np.float64)


@lru_cache(maxsize=256)
def service_time(service: Service, grid: Grid) -> Distribution:
    """A lognormal service time on the grid."""
    if service.sigma == 0:
        return constant(service.p50, grid)
    z, phi = _normal_table()
    cdf: Mass = np.interp((np.log(_edges(grid)) - log(service.p50)) / service.sigma, z, phi)
    return Distribution(grid, np.diff(cdf, prepend=0.0))


def waiting_time(wait: Wait, grid: Grid) -> Distribution:
    """A wait on the grid: an atom at nothing, and an exponential tail; no mass at all where it is unstable."""
    if not wait.stable:
        return Distribution(grid, np.zeros(PLACES))
    if wait.chance < HARDLY or wait.mean <= 0:
        return constant(0.0, grid)
    cdf = 1 - wait.chance * np.exp(-_edges(grid) / wait.mean)
    return Distribution(grid, np.diff(cdf, prepend=0.0))


@lru_cache(maxsize=256)
def response_time(service: Service, wait: Wait, grid: Grid) -> Distribution:
    """Wait, then service. Kept for the last settings (16 kB each): most moves leave most parts as they were."""
    return waiting_time(wait, grid).then(service_time(service, grid))


def farthest(service: Service, wait: Wait) -> float:
    """A time (ms) that all but one in a hundred thousand answers stay within; the wait's part only where stable."""
    tail = wait.mean * max(0.0, log(max(wait.chance, 1e-12) / 1e-5)) if wait.stable else 0.0
    return service.p50 * exp(4.27 * service.sigma) + tail
