"""The time of a part that is asked: its wait and its service on a grid, and how late they hardly ever are."""

from __future__ import annotations

from functools import lru_cache
from math import exp, log, sqrt

import numpy as np

from .distribution import BEYOND, FOLDED, PLACES, Distribution, Grid, Mass, Spectrum, constant, with_cdf
from .queueing import Wait
from .service import ServiceTime, endless

HARDLY = 1e-6
"""A chance to wait below this moves no percentile that anybody reads."""
FIRST = np.exp(log(FOLDED) / (2 * PLACES) - 1j * np.pi * np.arange(PLACES + 1) / PLACES)
"""The tilted transform of a mass of 1 in cell 1: its powers are those of the other cells."""
LAST = np.where(np.arange(PLACES + 1) % 2, -1.0, 1.0) * sqrt(FOLDED)
"""The same for the first cell beyond the grid."""


@lru_cache(maxsize=64)
def _edges(grid: Grid) -> Mass:
    return np.asarray((np.arange(PLACES) + 0.5) * grid.step, dtype=np.float64)


@lru_cache(maxsize=256)
def service_time(service: ServiceTime, grid: Grid) -> Distribution:
    """A service time on the grid; no mass at all where it never ends."""
    if endless(service):
        return Distribution(grid, np.zeros(PLACES))
    if service.scv == 0:
        return constant(service.mean, grid)
    return with_cdf(grid, service.cdf(_edges(grid)))


def waiting_time(wait: Wait, grid: Grid) -> Distribution:
    """A wait on the grid: an atom at nothing, and an exponential tail; no mass at all where it is unstable."""
    if not wait.stable:
        return Distribution(grid, np.zeros(PLACES))
    if _nobody(wait):
        return constant(0.0, grid)
    return with_cdf(grid, 1 - wait.chance * np.exp(-_edges(grid) / wait.mean))


def response_time(service: ServiceTime, wait: Wait, grid: Grid) -> Distribution:
    """Wait, then service."""
    served = service_time(service, grid)
    if wait.stable and _nobody(wait):
        return served
    if served.few or not wait.stable:
        return waiting_time(wait, grid).then(served)
    return Distribution(grid, spectrum=_waiting_spectrum(wait, grid) * served.spectrum)


def _nobody(wait: Wait) -> bool:
    return wait.chance < HARDLY or wait.mean <= 0


def _waiting_spectrum(wait: Wait, grid: Grid) -> Spectrum:
    """The tilted transform of `waiting_time`, summed up: behind its atom the mass falls by one factor each cell."""
    half = exp(-grid.step / 2 / wait.mean)
    fall = half * half
    tail: Spectrum = wait.chance * (1 - fall) * half * (FIRST - fall ** (PLACES - 1) * LAST) / (1 - fall * FIRST)
    return 1 - wait.chance * half + tail


def farthest(service: ServiceTime, wait: Wait, tail: float = BEYOND) -> float:
    """A time (ms) that all but a share `tail` of answers stay within; the wait's part only where stable."""
    if endless(service):
        return 0.0
    queued = wait.mean * max(0.0, log(max(wait.chance, 1e-12) / tail)) if wait.stable else 0.0
    return service.quantile(1 - tail) + queued
