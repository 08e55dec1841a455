"""The likelihood table made: every fault planted in many worlds, every check read at the page and a week later."""

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.belief import PHASES
from labs.incident.checks import found as checks
from labs.incident.checks import read
from labs.incident.faults import found as faults
from labs.incident.incident import FIRST_ONSET, LAST_ONSET, LEVELS, planted
from labs.incident.setting import ARRIVAL_HOUR, HOUR_S, REFERENCE_END_S
from labs.incident.view import view_of
from labs.incident.world import world_of

WORLDS = 24
SIMULATION_SEED = 77_000
"""Worlds of the table; incidents draw theirs elsewhere."""


def outcomes_of(number: int, fault: str) -> dict[tuple[str, str], str]:
    """What every check finds in one world of the table, by phase and check; an empty fault is a healthy world."""
    rng = np.random.default_rng([SIMULATION_SEED, number, *fault.encode()])
    level = list(LEVELS.values())[number % 3]
    onset = int(rng.integers(FIRST_ONSET, LAST_ONSET))
    lag = int(rng.choice(level.lags_days))
    plants = (planted(fault, onset, level, rng),) if fault else ()
    now_s = REFERENCE_END_S + (onset + lag) * DAY_S + ARRIVAL_HOUR * HOUR_S
    world = world_of(SIMULATION_SEED + number, plants)
    views = {phase: view_of(world, now_s + days * DAY_S) for phase, days in PHASES.items()}
    return {(phase, check): read(check, view).outcome for phase, view in views.items() for check in checks()}


def simulated(worlds: Sequence[int], progress: Callable[[float, str], None]) -> dict[tuple[str, str, str, str], int]:
    """Counts by (fault, phase, check, outcome), the healthy world among the faults as an empty name; all faults in
    one world after the other, so that its traffic is made once."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for place, number in enumerate(worlds):
        progress(place / len(worlds), f"World {place + 1} of {len(worlds)}")
        for fault in ("", *faults()):
            for (phase, check), outcome in outcomes_of(number, fault).items():
                counts[fault, phase, check, outcome] += 1
    return dict(counts)


def write(counts: dict[tuple[str, str, str, str], int], path: Path) -> None:
    """The counts as a table, sorted."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("fault", "phase", "check", "outcome", "worlds"))
        writer.writerows((*key, counts[key]) for key in sorted(counts))
