"""Serving computes some windows otherwise than training did."""

from labs.incident.draft import COLUMN, Draft
from labs.incident.fault import Fault, Plant

WRONG_WINDOW = {"1d": "7d", "7d": "30d"}


def _served(draft: Draft, plant: Plant) -> None:
    hit = draft.hit(plant) & (draft.rng(plant).random(len(draft.rows)) < plant.size)
    for what in ("customer_payments", "customer_mean_amount", "terminal_payments", "terminal_risk"):
        values = {wrong: draft.served[hit, COLUMN[f"{what}_{wrong}"]] for wrong in WRONG_WINDOW.values()}
        for right, wrong in WRONG_WINDOW.items():
            draft.served[hit, COLUMN[f"{what}_{right}"]] = values[wrong]


FAULT = Fault(
    name="training_serving_skew",
    title="Training-serving skew",
    says="A new release of the serving features computes the short windows over longer ones; training does not.",
    stage="features",
    owner="feature team",
    sizes=(0.4, 0.7, 1.0),
    unit="share of servers with the release",
    gate="Features are logged as served and compared with a recomputation every hour, from the first per "
    "cent of traffic.",
    entry=("feature release", "serving features rewritten for speed"),
    served=_served,
)
