"""A season of sales: more payments, and nothing is broken."""

import numpy as np

from labs.fraud.simulation import DAY_S, Payments
from labs.incident.draft import Draft
from labs.incident.fault import Fault, Plant


def _traffic(draft: Draft, plant: Plant) -> None:
    rng, payments = draft.rng(plant), draft.payments
    more = np.flatnonzero(draft.hit(plant) & (rng.random(len(payments)) < plant.size))
    # A second purchase is like the first, some time on the same day.
    second = np.clip(rng.normal(DAY_S / 2, 20_000, len(more)), 1, DAY_S - 1).astype(np.int64)
    time_s = np.concatenate([payments.time_s, payments.time_s[more] // DAY_S * DAY_S + second])
    descent = np.concatenate([np.arange(len(payments)), more])
    order = np.argsort(time_s, kind="stable")
    descent = descent[order]
    later = Payments(
        time_s=time_s[order],
        day=payments.day[descent],
        customer=payments.customer[descent],
        terminal=payments.terminal[descent],
        amount=payments.amount[descent],
        fraud=payments.fraud[descent],
        scenario=payments.scenario[descent],
    )
    draft.repaid(descent, later)


FAULT = Fault(
    name="seasonality",
    title="Seasonality (no fault)",
    says="A season of sales: customers buy more often, fraud grows with them, and the model does what it should.",
    stage="world",
    owner="risk operations",
    sizes=(0.2, 0.4, 0.8),
    unit="more payments",
    gate="The reference of an alert is the same season, or the calendar is an input to it.",
    entry=("upstream change", "calendar: sales weeks begin"),
    segments=False,
    remedy="nothing",
    traffic=_traffic,
)
