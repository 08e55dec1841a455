"""Uncertainty: a design in hundreds of sampled worlds; an interval for each number, a chance for each promise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, inf, isnan, sqrt
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from .design import Design, design_of
from .figure import Figure, figures_of, held, with_figures
from .progress import Progress, silent
from .promise import Promise
from .units import Share as ShareUnit
from .units import Unit, unit_of, written

SAMPLES, SEED = 256, 1
SPREAD = (0.05, 0.5, 0.95)
"""The shares of the worlds in which a number lies below the ends of its interval and below its middle."""
TOLD_EVERY = 16
PERCENT = unit_of(ShareUnit)


@dataclass(frozen=True)
class Spread:
    """One number in all worlds: what 5, 50 and 95 % of the worlds that have it stay within.

    Infinity is a value: `unbounded` is the share of those worlds in which there is no steady state, or never an end.
    `absent` is the share of all worlds that do without the number.
    """

    key: str
    unit: Unit
    low: float
    middle: float
    high: float
    unbounded: float
    absent: float

    @property
    def text(self) -> str:
        """The interval as a reader sees it, and in how many worlds the number is unbounded."""
        low, high = written(self.low, self.unit), written(self.high, self.unit)
        told = low if low == high else f"{low} to {high}"
        return f"{told}; {self.unit.unbounded} in {percent(self.unbounded)} of worlds" if self.unbounded else told


@dataclass(frozen=True)
class Chance:
    """In which share of the worlds a promise is kept, and the standard error that comes from sampling so few.

    Source: binomial with one world added on either side (Wilson 1927; Agresti & Coull 1998), so that it is never
    nothing; a Latin hypercube's own error is smaller where numbers are monotone (McKay, Beckman & Conover 1979).
    """

    promise: Promise
    kept: float
    error: float

    @property
    def text(self) -> str:
        """`kept in 83 % of worlds`."""
        if self.kept in (0.0, 1.0):
            return "kept in every world" if self.kept else "kept in no world"
        return f"kept in {percent(self.kept)} of worlds"


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """What sampling found of one design: a spread for every number, a chance for every promise.

    `impossible` is how many worlds allow no design at all, `held` what the user's ranges ask that was not followed.
    """

    design: Design
    figures: tuple[Figure, ...]
    samples: int
    impossible: int
    spreads: Mapping[str, Spread]
    chances: tuple[Chance, ...]
    held: tuple[str, ...]

    def chance_of(self, promise: Promise) -> Chance | None:
        """The chance of a promise; nothing where no world allows a design."""
        return next((c for c in self.chances if c.promise is promise), None)


def percent(share: float) -> str:
    """A share of worlds in whole per cent; some are never none, and not all never all.

    >>> percent(0.832), percent(0.001), percent(0.998)
    ('83 %', 'under 1 %', 'over 99 %')
    """
    if 0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1:
        return "over 99 %"
    return written(round(share, 2), PERCENT)


def uncertainty_of(
    design: Design, samples: int = SAMPLES, seed: int = SEED, progress: Progress = silent
) -> Uncertainty:
    """The design's numbers and promises where its figures lie anywhere in their ranges; some milliseconds a world.

    A Latin hypercube: each figure is drawn once from each of `samples` equally likely slices of its range. The same
    seed gives the same worlds, bit for bit; a figure's draws hang on its address, so that two designs meet the same
    worlds. Source: McKay, Beckman & Conover (1979).
    """
    figures = figures_of(design)
    drawn = [figure_values(figure, samples, seed) for figure in figures]
    found = _Found({}, {}, [])
    for i in range(samples):
        if i % TOLD_EVERY == 0:
            progress(i / samples, f"World {i + 1} of {samples}")
        values = {where: v for f, ways in zip(figures, drawn, strict=True) for where, v in f.at(ways[i]).items()}
        try:
            found.add(design_of(design.case, with_figures(design.knobs, values), design.evidence))
        except ValueError:
            continue
    progress(1.0, f"{samples} worlds")
    spreads = {spread.key: spread for spread in _spreads(found)}
    chances = tuple(_chances(found, [o.promise for o in design.outcomes]))
    return Uncertainty(design, figures, samples, samples - len(found.kept), spreads, chances, held(design, figures))


def figure_values(figure: Figure, samples: int, seed: int) -> list[float]:
    """The values of one figure in all worlds: one from each slice of its range, in random order."""
    rng = np.random.default_rng([seed, crc32(figure.address.encode())])
    shares: NDArray[np.float64] = (rng.permutation(samples) + rng.random(samples)) / samples
    return [figure.quantile(float(share)) for share in shares]


@dataclass(frozen=True)
class _Found:
    """The numbers of the worlds so far, and which promises each keeps; the designs themselves are let go."""

    values: dict[str, list[float]]
    units: dict[str, Unit]
    kept: list[tuple[bool, ...]]

    def add(self, design: Design) -> None:
        design.ledger.settle()  # all of a world or nothing of it
        for entry in design.ledger:
            if not isnan(entry.value):
                self.values.setdefault(entry.key, []).append(float(entry.value))
                self.units[entry.key] = entry.unit
        self.kept.append(tuple(o.kept for o in design.outcomes))


def _spreads(found: _Found) -> Iterator[Spread]:
    for key, has in found.values.items():
        low, middle, high = quantiles(has)
        absent = 1 - len(has) / len(found.kept)
        yield Spread(key, found.units[key], low, middle, high, has.count(inf) / len(has), absent)


def quantiles(values: Iterable[float]) -> tuple[float, float, float]:
    """The values that 5, 50 and 95 % of the worlds stay within: values that occurred, so that infinity is one.

    >>> quantiles([3.0, 1.0, float("inf"), 2.0])
    (1.0, 2.0, inf)
    """
    ordered = sorted(values)
    low, middle, high = (ordered[max(0, ceil(share * len(ordered)) - 1)] for share in SPREAD)
    return low, middle, high


def _chances(found: _Found, promises: Iterable[Promise]) -> Iterator[Chance]:
    count = len(found.kept)
    for promise, worlds in zip(promises, zip(*found.kept, strict=True), strict=False):
        share = (sum(worlds) + 1) / (count + 2)
        yield Chance(promise, sum(worlds) / count, sqrt(share * (1 - share) / count))
