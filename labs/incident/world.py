"""The production world: weeks of payments through a deployed model, with the logs that an engineer would have."""

import functools
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from labs.fraud.balance import prior_corrected
from labs.fraud.simulation import DAY_S, Flags, Floats, Ints
from labs.fraud.training import Model
from labs.incident.draft import Draft, Matrix, Served, draft_of
from labs.incident.fault import EntryKind, Plant
from labs.incident.faults import found
from labs.incident.models import CURRENT, registry
from labs.incident.setting import DAYS, END_S, REFERENCE_END_S, REFERENCE_START_S, SETTING, WARM_DAYS
from labs.incident.traffic import Dimension, traffic

LOG_STREAM = 0x106
DECOYS_A_WEEK = 1.0
DECOYS: tuple[tuple[EntryKind, str], ...] = (
    ("model release", "model server image patched; v12 unchanged"),
    ("feature release", "feature service: more replicas"),
    ("app release", "app: new icons"),
    ("upstream change", "payment-events: a field for receipts"),
    ("label process", "dispute desk: new shift plan"),
    ("monitoring", "dashboard: new colours"),
)


class LogEntry(NamedTuple):
    """One line of the change log: when (seconds since the first midnight), what kind, what it says."""

    time_s: int
    kind: EntryKind
    says: str


@dataclass(frozen=True, eq=False)
class World:
    """Every payment from the reference on, oldest first, arrays of shape (n,) or (n, 15), read-only.

    The log: `served`, `null`, `score`, `blocked`, `release`, the segments, and the `label_s` second at which the label
    store hears of a fraud (infinite: never). `recomputed` is what a job finds later; `copy`, `copy_null` and
    `copy_score` are what the dashboard reads. The truth, which no check may read: `fraud`, `right`, `plants`.
    `odds` and `serving` say what served; `models` holds every model by name.
    """

    seed: int
    plants: tuple[Plant, ...]
    time_s: Ints
    customer: NDArray[np.uint16]
    terminal: NDArray[np.uint16]
    amount: Floats
    segments: dict[Dimension, NDArray[np.int8]]
    served: Matrix
    null: Flags
    recomputed: Matrix
    score: Floats
    blocked: Flags
    release: NDArray[np.str_]
    label_s: Floats
    rule_hit: Flags
    copy: Matrix
    copy_null: Flags
    copy_score: Floats
    log: tuple[LogEntry, ...]
    serving: tuple[Served, ...]
    models: dict[str, Model]
    fraud: Flags
    right: Matrix
    rows: Ints

    def __len__(self) -> int:
        """How many payments there are."""
        return len(self.time_s)

    def between(self, from_s: float, to_s: float) -> slice:
        """The rows from one second up to, not including, another."""
        ends = np.searchsorted(self.time_s, [from_s, to_s])
        return slice(int(ends[0]), int(ends[1]))

    @functools.cached_property
    def reference(self) -> slice:
        """The rows of the healthy weeks."""
        return self.between(REFERENCE_START_S, REFERENCE_END_S)


def world_of(seed: int, plants: tuple[Plant, ...] = ()) -> World:
    """The world of a seed with these faults planted; the same arguments give the same world, bit for bit.

    Raises ValueError for a fault that does not exist, or for two that change the same stage.
    """
    return _world(seed, tuple(sorted(plants, key=lambda plant: plant.fault)))


@functools.lru_cache(maxsize=4)
def _world(seed: int, plants: tuple[Plant, ...]) -> World:
    faults = found()
    if unknown := [plant.fault for plant in plants if plant.fault not in faults]:
        raise ValueError(f"fault = {unknown[0]!r} is none of {', '.join(faults)}.")
    stages = [faults[plant.fault].stage for plant in plants]
    if len(set(stages)) < len(stages):
        raise ValueError(f"Two faults change the same stage, {stages[0]}. Plant faults of different stages.")
    draft = _planted(seed, plants)
    base = traffic(seed)
    draft.monitor, draft.monitor_null = draft.served, draft.null
    score = _scores(draft, base.score)
    draft.monitor_score = score
    if any(faults[plant.fault].monitor for plant in plants):
        draft.monitor, draft.monitor_null, draft.monitor_score = draft.served.copy(), draft.null.copy(), score.copy()
    for plant in plants:
        if hook := faults[plant.fault].monitor:
            hook(draft, plant)
    payments, rows = draft.payments, draft.rows
    label_s = payments.time_s + draft.delay_days * DAY_S
    times = np.array([served.from_s for served in draft.serving])
    which = np.searchsorted(times, payments.time_s[rows], side="right") - 1
    return World(
        seed=seed,
        plants=plants,
        time_s=payments.time_s[rows],
        customer=payments.customer[rows],
        terminal=payments.terminal[rows],
        amount=payments.amount[rows],
        segments={dimension: values[rows] for dimension, values in draft.segments.items()},
        served=draft.served,
        null=draft.null,
        recomputed=draft.recomputed,
        score=score,
        blocked=score >= registry().threshold,
        release=np.array([f"v{12 + number}" for number in range(len(draft.serving))])[which],
        label_s=label_s[rows],
        rule_hit=draft.rule_hit[rows],
        copy=draft.monitor,
        copy_null=draft.monitor_null,
        copy_score=draft.monitor_score,
        log=_log(seed, plants),
        serving=tuple(draft.serving),
        models=draft.models,
        fraud=payments.fraud[rows],
        right=draft.right,
        rows=rows,
    )


def _planted(seed: int, plants: tuple[Plant, ...]) -> Draft:
    """A draft with every stage done but the monitor's."""
    faults = found()
    draft = draft_of(traffic(seed))
    for stage in ("traffic", "labels", "mix", "served", "release"):
        if stage == "served" and not draft.chosen:
            run = draft.payments.rows_of_days(WARM_DAYS, DAYS)
            draft.choose(np.arange(run.start, run.stop))
        for plant in plants:
            if hook := getattr(faults[plant.fault], stage):
                hook(draft, plant)
    return draft


def _scores(draft: Draft, known: Floats) -> Floats:
    """What the model in service said of each row; rows that are as in the healthy world are not scored again."""
    base, rows = draft.traffic, draft.rows
    score = np.empty(len(rows))
    fresh = np.ones(len(rows), dtype=np.bool_)
    if len(draft.payments) == len(base.payments):
        fresh = (draft.served != base.features.matrix[rows]).any(axis=1)
        score = known[rows - base.start].copy()
    time_s = draft.time_s
    for number, one in enumerate(draft.serving):
        until = draft.serving[number + 1].from_s if number + 1 < len(draft.serving) else np.inf
        here = (time_s >= one.from_s) & (time_s < until)
        anew = here & fresh if one.release == CURRENT else here
        if anew.any():
            score[anew] = draft.models[one.release].scores(draft.served[anew])
        if one.odds != 1.0:
            score[here] = prior_corrected(score[here], one.odds)
    return score


def _log(seed: int, plants: tuple[Plant, ...]) -> tuple[LogEntry, ...]:
    """What the change log holds: harmless entries at random, and those of announced faults, a little before they
    bite."""
    rng = np.random.default_rng([seed, LOG_STREAM])
    number = int(rng.poisson(DECOYS_A_WEEK * (DAYS - SETTING.maturation_days) / 7))
    times = np.sort(rng.integers(REFERENCE_START_S, END_S, number))
    entries = [LogEntry(int(time), *DECOYS[int(rng.integers(len(DECOYS)))]) for time in times]
    for plant in plants:
        if (entry := found()[plant.fault].entry) and plant.announced:
            entries.append(LogEntry(plant.onset_s - int(rng.integers(60, 3_600)), *entry))
    return tuple(sorted(entries))
