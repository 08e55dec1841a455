"""Fraudsters learn where the limit is and stay below it."""

from dataclasses import replace

import numpy as np

from labs.incident.draft import Draft
from labs.incident.fault import Fault, Plant

BELOW = (100.0, 200.0)


def _traffic(draft: Draft, plant: Plant) -> None:
    rng, payments = draft.rng(plant), draft.payments
    large = payments.fraud & (payments.scenario != 2) & (payments.amount > BELOW[1])
    learned = draft.hit(plant) & large & (rng.random(len(payments)) < plant.size)
    amount = payments.amount.copy()
    amount[learned] = np.round(rng.uniform(*BELOW, int(learned.sum())), 2)
    draft.paid(replace(payments, amount=amount))


FAULT = Fault(
    name="fraudsters_adapt",
    title="Fraudsters adapt",
    says="Fraudsters found the amount from which they are stopped, and stay just below it.",
    stage="world",
    owner="model team",
    sizes=(0.6, 0.8, 1.0),
    unit="share of large frauds",
    gate="Some of the allowed are looked at, whatever their score; the model is retrained as often as labels mature.",
    remedy="retrain",
    traffic=_traffic,
)
