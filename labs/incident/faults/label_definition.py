"""Other cases are counted as fraud than before."""

import numpy as np

from labs.incident.draft import Draft
from labs.incident.fault import Fault, Plant

REPORTED_DAYS = 2.0
LARGE = 40.0


def _labels(draft: Draft, plant: Plant) -> None:
    rng = draft.rng(plant)
    payments = draft.payments
    counted = draft.hit(plant) & ~payments.fraud & (payments.amount > LARGE)
    counted &= rng.random(len(payments)) < plant.size
    delay = draft.delay_days.copy()
    delay[counted] = REPORTED_DAYS * np.exp(0.4 * rng.standard_normal(int(counted.sum())))
    draft.labelled(delay)


FAULT = Fault(
    name="label_definition",
    title="Label definition change",
    says="Refund disputes now reach the label store as fraud; good payments are learned and counted as bad.",
    stage="labels",
    owner="label team",
    sizes=(0.01, 0.03, 0.08),
    unit="share of larger good payments",
    gate="The label has a written definition and a version; a change needs the model team's signature.",
    entry=("label process", "refund disputes are merged into the dispute feed"),
    labels=_labels,
)
