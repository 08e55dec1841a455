"""Many simulated months, healthy and not, with every monitor's statistic: the evidence for choosing monitors.

`library.npz` beside this file is made by `python -m labs.incident --library` in some minutes; it holds what `made`
returns.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from labs.fraud.simulation import DAY_S
from labs.incident.fault import Plant
from labs.incident.faults import found as faults
from labs.incident.incident import FIRST_ONSET, LAST_ONSET, LEVELS, planted
from labs.incident.series import BLOCK_S, POINTS, STATISTICS, WINDOWS_DAYS, series_of
from labs.incident.setting import RUN_DAYS
from labs.incident.world import world_of

FILE = Path(__file__).with_name("library.npz")
HEALTHY, EACH = 24, 6
LIBRARY_SEED = 55_000
MONTH_DAYS = 30


@dataclass(frozen=True, eq=False)
class Library:
    """Series of every world, (worlds, statistics, windows, POINTS); `fault` is empty for a healthy world, `onset` the
    point
    at which the fault begins (-1 for none)."""

    values: NDArray[np.float32]
    fault: tuple[str, ...]
    onset: NDArray[np.int64]

    @property
    def healthy_months(self) -> float:
        """Months of healthy worlds."""
        return self.fault.count("") * RUN_DAYS / MONTH_DAYS


def made(healthy: int, each: int, progress: Callable[[float, str], None], seed: int = LIBRARY_SEED) -> Library:
    """A library of so many healthy worlds and so many with each fault, at all three levels of one fault in turn."""
    jobs = [("", number) for number in range(healthy)] + [(name, number) for number in range(each) for name in faults()]
    values = np.empty((len(jobs), len(STATISTICS), len(WINDOWS_DAYS), POINTS), dtype=np.float32)
    onsets = np.full(len(jobs), -1, dtype=np.int64)
    for place, (name, number) in enumerate(jobs):
        progress(place / len(jobs), f"World {place + 1} of {len(jobs)}")
        plants = plants_of(name, number, seed) if name else ()
        if plants:
            onsets[place] = plants[0].onset_day * DAY_S // BLOCK_S
        values[place] = series_of(world_of(seed + number, plants))
    return Library(values, tuple(name for name, _ in jobs), onsets)


def plants_of(name: str, number: int, seed: int = LIBRARY_SEED) -> tuple[Plant, ...]:
    """What is planted in a fault's world of that number: one fault, at all three levels of one fault in turn."""
    rng = np.random.default_rng([seed, number, *name.encode()])
    onset = int(rng.integers(FIRST_ONSET, LAST_ONSET))
    return (planted(name, onset, list(LEVELS.values())[number % 3], rng),)


def write(library: Library, path: Path) -> None:
    """The library in half precision, without pickle."""
    values = np.clip(library.values, -60_000, 60_000).astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, values=values, fault=np.array(library.fault), onset=library.onset)


@functools.lru_cache(maxsize=1)
def library() -> Library:
    """The library that lies beside this file."""
    with np.load(FILE, allow_pickle=False) as file:
        return Library(file["values"].astype(np.float32), tuple(str(name) for name in file["fault"]), file["onset"])
