"""An incident: a seed and a level say what is planted, when, how large and where, and when someone is paged."""

from dataclasses import dataclass

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.fault import Plant
from labs.incident.faults import found
from labs.incident.setting import ARRIVAL_HOUR, HORIZON_DAYS, HOUR_S, REFERENCE_END_S
from labs.incident.traffic import VALUES, Dimension

FIRST_ONSET, LAST_ONSET = 8, 26
DRAW_STREAM = 0xD2A3


@dataclass(frozen=True)
class Level:
    """How hard: which sizes (0 small, 2 large), days from onset to alert, chances of a segment and of a log entry."""

    name: str
    title: str
    says: str
    sizes: tuple[int, ...]
    lags_days: tuple[int, ...]
    segment_chance: float
    announced_chance: float
    faults: int = 1
    hints: bool = True
    meter: bool = True


LEVELS: dict[str, Level] = {
    level.name: level
    for level in (
        Level(
            "first_week",
            "First week",
            "One large fault, announced, all traffic. Hints and the loss meter are on.",
            (2,),
            (2, 4),
            0.0,
            1.0,
        ),
        Level(
            "on_call",
            "On call",
            "One fault of middle size, perhaps in one segment, perhaps unannounced.",
            (1, 2),
            (2, 4, 8),
            0.3,
            0.7,
            hints=False,
        ),
        Level(
            "veteran",
            "Veteran",
            "A small fault, often in a segment, seldom announced. No meter.",
            (0, 1),
            (4, 8, 12),
            0.6,
            0.4,
            hints=False,
            meter=False,
        ),
        Level(
            "two_at_once",
            "Two at once",
            "Two faults at different stages, a few days apart. No meter.",
            (1, 2),
            (4, 8),
            0.2,
            0.7,
            faults=2,
            hints=False,
            meter=False,
        ),
    )
}


@dataclass(frozen=True)
class Incident:
    """What is wrong, and when somebody is paged: seconds since the first midnight of the world of `world_seed`."""

    seed: int
    level: str
    world_seed: int
    plants: tuple[Plant, ...]
    arrival_s: int

    @property
    def horizon_s(self) -> int:
        """Money is counted until here."""
        return self.arrival_s + HORIZON_DAYS * DAY_S


def incident(seed: int, level: str) -> Incident:
    """The incident of a seed at a level; the same two give the same incident. Raises ValueError for an unknown
    level."""
    if level not in LEVELS:
        raise ValueError(f"level = {level!r} is none of {', '.join(LEVELS)}.")
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**31:
        raise ValueError(f"seed = {seed!r} is not a whole number from 0 to {2**31 - 1}.")
    chosen, faults = LEVELS[level], found()
    rng = np.random.default_rng([seed, list(LEVELS).index(level), DRAW_STREAM])
    world_seed = int(rng.integers(1, 2**31))
    onset = int(rng.integers(FIRST_ONSET, LAST_ONSET))
    names: list[str] = []
    while len(names) < chosen.faults:
        name = str(rng.choice(sorted(faults)))
        if all(faults[name].stage != faults[other].stage for other in names):
            names.append(name)
    plants = tuple(planted(name, onset + 2 * place, chosen, rng) for place, name in enumerate(names))
    arrival = REFERENCE_END_S + (plants[-1].onset_day + int(rng.choice(chosen.lags_days))) * DAY_S
    return Incident(seed, level, world_seed, plants, arrival + ARRIVAL_HOUR * HOUR_S)


def planted(name: str, onset_day: int, level: Level, rng: np.random.Generator) -> Plant:
    """One fault as the level draws it."""
    fault = found()[name]
    size = fault.sizes[int(rng.choice(level.sizes))]
    wants, announced = rng.random() < level.segment_chance, rng.random() < level.announced_chance
    dimension: Dimension = "app" if fault.always_segment or rng.random() < 0.5 else "country"
    value = VALUES[dimension][1]
    segment = (dimension, value) if fault.always_segment or (wants and fault.segments) else None
    return Plant(name, onset_day, size, segment, bool(announced))
