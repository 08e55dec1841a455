"""From the page to the proof: how long each step takes in each of the lab's incidents, and what it costs."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from cases.underperforming_model.incidents import Incidents
from components.on_call_rota import OnCallRota
from labs.fraud.simulation import Floats
from labs.incident import ACTIONS, checks, faults
from labs.incident.causes import diagnosed
from labs.incident.commands import FIX_MINUTES, FIX_PAGED_MINUTES
from labs.incident.responses import RESPONSES

NOTHING, FALL_BACK, RETRAIN = (RESPONSES.index(name) for name in ("nothing", "fall_back", "retrain"))
REPLAYED = [RESPONSES.index(name) for name in ("nothing", "roll_back", "fall_back")]
DAY_HOURS = 24.0

ALWAYS = (
    "null_rates", "score_distribution", "input_shift", "business_counts", "change_point", "trace_record", "slices",
    "estimated_performance", "fraud_profile",
)  # fmt: skip
"""Checks that need no more than the serving log, the labels and the business's own ledger."""


@dataclass(frozen=True, eq=False)
class Course:
    """How the lab's incidents go, one value a world: hours from the page, and money in its three parts, in USD."""

    stop: Floats
    cause: Floats
    mended: Floats
    unseen: Floats
    open: Floats
    held: Floats
    least: Floats
    right: float

    @property
    def loss(self) -> Floats:
        """What each costs."""
        return self.unseen + self.open + self.held


def at_hand(k: Any) -> tuple[str, ...]:
    """The checks that this design makes possible."""
    outcomes = ("matured_metrics", "calibration", "label_arrival") if k.watch_outcomes != "none" else ()
    extra = {
        "feature_recompute": k.feature_log,
        "shadow_replay": replays(k),
        "change_log": k.change_log == "log",
        "case_review": int(k.sample_a_day) > 0,
        "monitor_audit": k.watch_house == "copy",
    }
    return (*ALWAYS, *outcomes, *(name for name, there in extra.items() if there))


def response_hours(k: Any) -> float:
    """How long the first response takes once somebody is there."""
    name = str(k.first_response)
    if name == "nothing":
        return 0.0
    minutes = (
        ACTIONS["roll_back"].minutes + checks()["shadow_replay"].minutes
        if name == "replayed"
        else ACTIONS[name].minutes
    )
    return minutes / 60


def acts(k: Any) -> bool:
    """Whether there is a first response at all."""
    return bool(k.first_response != "nothing")


def replays(k: Any) -> bool:
    """Whether last week's model and the rules score all day: by decision, or because the first response reads them."""
    return bool(k.shadow_last) or k.first_response == "replayed"


def held_rate(k: Any, rates: Floats) -> Floats:
    """What each incident loses a payment under the first response."""
    if not acts(k):
        return rates[:, NOTHING]
    if k.first_response == "replayed":
        right = float(k.replay_right)
        return np.asarray(right * rates[:, REPLAYED].min(axis=1) + (1 - right) * rates[:, NOTHING])
    chosen = rates[:, RESPONSES.index(str(k.first_response))]
    if k.first_response == "retrain" and k.retrain_gate:
        return np.minimum(chosen, rates[:, NOTHING])
    return np.asarray(chosen)


def course(k: Any, e: Incidents, days: Floats, stopped: Any, rota: OnCallRota, handover_minutes: float) -> Course:
    """Each incident under this design: `days` to its page, infinite where it is missed; `stopped` where a gate held it."""
    seen_after = np.where(np.isfinite(days), days, float(k.complaint_days))
    there = float(rota.answered) + handover_minutes / 60
    cause, right = _causes(k, e, float(rota.stretch))
    mended = there + cause + _fix(k, e, float(rota.stretch))
    acting = (0.0 if k.automatic else there) + response_hours(k)
    stop = np.minimum(acting, mended) if acts(k) else mended
    money = float(k.payments_per_day) * float(k.stake) / DAY_HOURS
    loses, holds = money * e.usd_a_payment[:, NOTHING], money * held_rate(k, e.usd_a_payment)
    best = money * np.maximum(e.usd_a_payment, 0).min(axis=1)
    happens = ~stopped
    return Course(
        stop=stop,
        cause=cause,
        mended=mended,
        unseen=happens * loses * seen_after * DAY_HOURS,
        open=happens * loses * stop,
        held=happens * holds * (mended - stop),
        least=happens * best * mended,
        right=right,
    )


def _causes(k: Any, e: Incidents, stretch: float) -> tuple[Floats, float]:
    """Hours until the cause is named, a world each, and how often the first name is right."""
    known = {one.fault: one for one in diagnosed(at_hand(k))}
    wrong = float(k.wrong_hours)
    hours = [known[name].minutes / 60 + (1 - known[name].right) * wrong for name in e.fault]
    return stretch * np.array(hours), float(np.mean([known[name].right for name in e.fault]))


def _fix(k: Any, e: Incidents, stretch: float) -> Floats:
    """Hours from the named cause until it is mended: its owner takes it back, or a new model learns the new world."""
    minutes = FIX_PAGED_MINUTES if str(k.route).startswith("owner") else FIX_MINUTES
    relearn = float(k.relearn_days) * DAY_HOURS + ACTIONS["retrain"].minutes / 60
    return np.array([stretch * minutes / 60 if faults()[name].undoable else relearn for name in e.fault])


def wrongly(k: Any, e: Incidents, alarms: float, rota: OnCallRota) -> float:
    """What false alarms cost a month where the response acts by itself: until somebody has looked and taken it back."""
    if not k.automatic or not acts(k):
        return 0.0
    rate = float(held_rate(k, e.healthy[None])[0])
    hours = float(rota.answered) + ACTIONS["restore"].minutes / 60
    return max(0.0, alarms * rate * float(k.payments_per_day) * float(k.stake) / DAY_HOURS * hours)
