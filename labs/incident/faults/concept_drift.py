"""Payments of a kind that used to be safe become fraud; the inputs look as before."""

from dataclasses import replace

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.draft import Draft
from labs.incident.fault import Fault, Plant

FROM_HOUR, TO_HOUR = 20, 6
SMALL = 60.0


def _traffic(draft: Draft, plant: Plant) -> None:
    rng, payments = draft.rng(plant), draft.payments
    hour = payments.time_s % DAY_S // 3600
    kind = ((hour >= FROM_HOUR) | (hour <= TO_HOUR)) & (payments.amount < SMALL)
    turned = draft.hit(plant) & kind & ~payments.fraud & (rng.random(len(payments)) < plant.size)
    delay = draft.true_delay_days.copy()
    delay[turned] = 3.0 * np.exp(0.4 * rng.standard_normal(int(turned.sum())))
    draft.true_delay_days = draft.delay_days = delay
    scenario = payments.scenario.copy()
    scenario[turned] = 2
    draft.paid(replace(payments, fraud=payments.fraud | turned, scenario=scenario))


FAULT = Fault(
    name="concept_drift",
    title="Concept drift",
    says="A ring tests stolen cards with small payments late at night: what was safe is not, and no input moved.",
    stage="world",
    owner="model team",
    sizes=(0.02, 0.05, 0.1),
    unit="share of small late payments",
    gate="Matured recall by slice every day, a look at a random sample of what was allowed, and a retrain within days.",
    segments=True,
    remedy="retrain",
    traffic=_traffic,
)
