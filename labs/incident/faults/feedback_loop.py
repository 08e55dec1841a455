"""Blocked payments are taken for good ones, and the next model learns that from the last."""

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.fraud.training import fitted
from labs.incident.draft import Draft, Served
from labs.incident.fault import Fault, Plant
from labs.incident.models import CURRENT, registry
from labs.incident.setting import MATURATION_DAYS, SETTING

LEARNED_DAYS = 21


def _release(draft: Draft, plant: Plant) -> None:
    end_s = plant.onset_s - MATURATION_DAYS * DAY_S
    time_s = draft.time_s
    window = (time_s >= end_s - LEARNED_DAYS * DAY_S) & (time_s < end_s)
    known = draft.delay_days[draft.rows[window]] <= MATURATION_DAYS
    score = registry().models[CURRENT].scores(draft.served[window])
    unasked = (score >= registry().threshold) & (draft.rng(plant).random(len(score)) < plant.size)
    name = f"looped {plant.size:g} {plant.onset_day}"
    draft.models[name] = fitted(SETTING, draft.served[window], np.asarray(known & ~unasked), plant.onset_day)
    draft.serving.append(Served(plant.onset_s, name))


FAULT = Fault(
    name="feedback_loop",
    title="Feedback loop from blocking",
    says="Nobody asks about blocked payments any more, so they have no dispute and the weekly retrain learns "
    "them as good.",
    stage="model",
    owner="model team",
    sizes=(0.5, 0.8, 1.0),
    unit="share of blocks unasked",
    gate="A share of blocks is let through or asked about; a model is not trained where its own decisions "
    "hide the label.",
    entry=("model release", "weekly retrain: v13 replaces v12"),
    segments=False,
    release=_release,
)
