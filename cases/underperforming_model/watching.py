"""What a monitoring plan sees: its monitors, and how late it finds each of the lab's incidents."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from cases.underperforming_model.incidents import Incidents
from labs.fraud.simulation import Flags, Floats
from labs.incident import STATISTICS, Monitor, limit_for
from labs.incident.monitors import LATEST_DAYS, watched
from labs.incident.responses import FRAUDS_A_DAY
from labs.incident.setting import MATURATION_DAYS

READ = {
    "watch_inputs": {
        "none": (),
        "nulls": ("nulls",),
        "shift": ("nulls", "input_psi"),
        "slices": ("nulls", "input_psi", "slice"),
    },
    "watch_scores": {
        "none": (),
        "blocks": ("blocks",),
        "scores": ("blocks", "score_psi"),
        "estimated": ("blocks", "score_psi", "estimated"),
    },
    "watch_outcomes": {
        "none": (),
        "recall": ("recall", "precision"),
        "all": ("recall", "precision", "calibration", "labels"),
    },
    "watch_house": {"none": (), "volume": ("volume",), "copy": ("volume", "copy")},
}
BY_NAME = {statistic.name: statistic for statistic in STATISTICS}
REVIEWED_AFTER_DAYS = 1.0
"""A sampled payment has its label a day later."""

RELEASE_STATISTICS = ("blocks", "score_psi", "estimated")
UPSTREAM_STATISTICS = ("nulls", "input_psi", "slice")
MIRROR_DAYS, SHADOW_DAYS = 1.0, 3.0
"""How long each gate holds a change (assumed; the lab's bad releases show within half a day)."""


@dataclass(frozen=True, eq=False)
class Seen:
    """What some monitors did: false alarms a month of each, and days to the page in each world (monitors, worlds)."""

    monitors: tuple[Monitor, ...]
    alarms: Floats
    delays: Floats
    drifts: Floats

    @property
    def first(self) -> Floats:
        """Days until the first of them pages, in each harmful world; infinite is never, or not in a fortnight."""
        return np.asarray(self.delays.min(axis=0, initial=np.inf))


@lru_cache(maxsize=4096)
def limit_of(statistic: str, window: int, alarms: float, in_a_row: int) -> float:
    """The limit that buys so many false alarms a month."""
    return limit_for(statistic, window, alarms, in_a_row)


def monitor(k: Any, statistic: str) -> Monitor:
    """The monitor of a statistic under these knobs."""
    window = int(k.label_window if late(statistic) else k.fast_window)
    in_a_row = int(k.in_a_row)
    return Monitor(statistic, window, limit_of(statistic, window, float(k.alarms_each), in_a_row), in_a_row)


def late(statistic: str) -> bool:
    """Whether it waits for labels."""
    return BY_NAME[statistic].layer == "labels"


def statistics_of(k: Any, group: str) -> tuple[str, ...]:
    """What a group of monitors reads under these knobs."""
    logged = ("mismatch",) if group == "watch_inputs" and k.feature_log else ()
    return (*READ[group][str(getattr(k, group))], *logged)


def seen(k: Any, e: Incidents, statistics: tuple[str, ...], sampled: bool = False) -> Seen:
    """Some statistics watched, each alone; with the reviewers' sample as one more where it is asked for."""
    monitors = [monitor(k, name) for name in statistics]
    alarms = [watched(one).false_alarms for one in monitors]
    delays = [_in_time(watched(one).delays + lag(k, one.statistic)) for one in monitors]
    if sampled and int(k.sample_a_day) > 0:
        recall = monitor(k, "recall")
        monitors.append(recall)
        alarms.append(watched(recall).false_alarms)
        delays.append(_in_time(_sampled(k, watched(recall).delays)))
    if not monitors:
        return Seen((), np.zeros(0), np.zeros((0, len(e))), np.zeros((0, len(e.drifts))))
    table = np.array(delays)
    return Seen(tuple(monitors), np.array(alarms), table[:, e.place], table[:, e.drifts])


def lag(k: Any, statistic: str) -> float:
    """Days by which a statistic is later than in the lab."""
    return float(k.label_lag_days) if late(statistic) else 0.0


def _sampled(k: Any, delays: Floats) -> Floats:
    """When recall on the sample would page: its labels are days earlier, and its window longer where it has fewer frauds.

    As many labelled frauds are taken to be as good a sight of recall, whoever labelled them.
    """
    a_day = float(k.sample_a_day) * float(k.sample_fraud)
    window = int(k.label_window) * FRAUDS_A_DAY / a_day
    sooner = delays - MATURATION_DAYS + REVIEWED_AFTER_DAYS + window - int(k.label_window)
    return np.maximum(sooner, REVIEWED_AFTER_DAYS + 0.5)


def _in_time(delays: Floats) -> Floats:
    return np.where(delays <= LATEST_DAYS, delays, np.inf)


def released(k: Any, e: Incidents) -> Flags:
    """Which incidents the shadow before a release stops: a model's own, whose scores are off within the shadow's days."""
    if not k.shadow:
        return np.zeros(len(e), dtype=np.bool_)
    return e.of_stage("model") & (_at_the_door(k, e, RELEASE_STATISTICS) <= SHADOW_DAYS)


def contracted(k: Any, e: Incidents) -> Flags:
    """Which incidents the gate for upstream changes stops: announced ones whose inputs are off within the mirrored day."""
    if not k.contract:
        return np.zeros(len(e), dtype=np.bool_)
    read = (*UPSTREAM_STATISTICS, *(("mismatch",) if k.feature_log else ()))
    return e.of_stage("source", "features") & e.announced & (_at_the_door(k, e, read) <= MIRROR_DAYS)


def _at_the_door(k: Any, e: Incidents, statistics: tuple[str, ...]) -> Floats:
    """Days until one of the statistics, read over a day and at once, is over its limit."""
    read = [Monitor(name, 1, limit_of(name, 1, float(k.alarms_each), 1)) for name in statistics]
    return np.asarray(np.array([watched(one).delays[e.place] for one in read]).min(axis=0))
