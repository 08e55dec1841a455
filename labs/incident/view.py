"""What an engineer may read at a moment: logs, labels that have come, the dashboard's copy. The truth is not here."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labs.fraud.simulation import DAY_S, Flags, Floats, Ints
from labs.fraud.training import Model
from labs.incident.draft import Matrix
from labs.incident.models import PREVIOUS, registry
from labs.incident.setting import HOUR_S, MATURATION_DAYS, REFERENCE_END_S
from labs.incident.traffic import Dimension
from labs.incident.world import LogEntry, World

LOG_DAYS = 21
LEAST_HOURS = 6
"""A window that begins with the player's last move is used from so many hours on."""

REVIEW_STREAM = 0x2EE1
REVIEW_CATCH, REVIEW_WRONG = 0.9, 0.002
"""How often a reviewer calls a fraud fraud, and a good payment (assumed; measure yours)."""


@dataclass(frozen=True, eq=False)
class View:
    """Everything up to `now_s`; rows oldest first, (n,) or (n, 15). `label` is what the store says now of each payment,
    `label_s` when it said so (infinite where it has not). `reviewed` is what a person would say who looks at it:
    right of a fraud nine times in ten, wrong of a good payment once in five hundred; a check looks at few."""

    now_s: float
    changed_s: float
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
    label: Flags
    label_s: Floats
    reviewed: Flags
    copy: Matrix
    copy_null: Flags
    copy_score: Floats
    log: tuple[LogEntry, ...]
    previous: Model
    threshold: float

    def between(self, from_s: float, to_s: float) -> slice:
        """The rows from one second up to, not including, another."""
        ends = np.searchsorted(self.time_s, [from_s, to_s])
        return slice(int(ends[0]), int(ends[1]))

    @property
    def reference(self) -> slice:
        """The healthy weeks."""
        return self.between(0, REFERENCE_END_S)

    def recent(self, days: float = 1.0) -> slice:
        """The last days; less where the system was changed since, but at least `LEAST_HOURS` hours."""
        start = max(self.now_s - days * DAY_S, min(self.changed_s, self.now_s - LEAST_HOURS * HOUR_S))
        return self.between(start, self.now_s)

    def ripe(self, days: float = 7.0) -> tuple[slice, Flags]:
        """The newest days whose labels are ripe, and the label of each payment when it was ripe."""
        end = self.now_s - MATURATION_DAYS * DAY_S
        rows = self.between(end - days * DAY_S, end)
        return rows, self.ripe_label(rows)

    def ripe_label(self, rows: slice) -> Flags:
        """Whether each payment was known as fraud when it was `MATURATION_DAYS` old."""
        known: Flags = self.label_s[rows] <= self.time_s[rows] + MATURATION_DAYS * DAY_S
        return known


def view_of(world: World, now_s: float, changed_s: float = 0.0) -> View:
    """What may be read of a world at a moment; `changed_s` is when the player last changed the system."""
    rows = world.between(0, now_s)
    chance = np.random.default_rng([world.seed, REVIEW_STREAM]).random(len(world))[rows]
    label_s = np.where(world.label_s[rows] <= now_s, world.label_s[rows], np.inf)
    return View(
        now_s=now_s,
        changed_s=changed_s,
        time_s=world.time_s[rows],
        customer=world.customer[rows],
        terminal=world.terminal[rows],
        amount=world.amount[rows],
        segments={dimension: values[rows] for dimension, values in world.segments.items()},
        served=world.served[rows],
        null=world.null[rows],
        recomputed=world.recomputed[rows],
        score=world.score[rows],
        blocked=world.blocked[rows],
        release=world.release[rows],
        label=np.isfinite(label_s),
        label_s=label_s,
        reviewed=np.where(world.fraud[rows], chance < REVIEW_CATCH, chance < REVIEW_WRONG),
        copy=world.copy[rows],
        copy_null=world.copy_null[rows],
        copy_score=world.copy_score[rows],
        log=tuple(entry for entry in world.log if now_s - LOG_DAYS * DAY_S <= entry.time_s < now_s),
        previous=registry().models[PREVIOUS],
        threshold=registry().threshold,
    )
