"""An amount arrives in another unit."""

import numpy as np

from labs.incident.draft import COLUMN, Draft
from labs.incident.fault import Fault, Plant

AMOUNT = COLUMN["amount"]


def _served(draft: Draft, plant: Plant) -> None:
    hit = draft.hit(plant)
    draft.served[hit, AMOUNT] = draft.served[hit, AMOUNT] * np.float32(plant.size)


FAULT = Fault(
    name="unit_change",
    title="Unit change upstream",
    says="A service upstream changed the unit of the amount; the model reads it as before.",
    stage="source",
    owner="data platform",
    sizes=(1.35, 1.6, 4.0),
    unit="times the amount",
    gate="A contract on the event: range and median of the amount are checked at the door, and a break stops "
    "the release.",
    entry=("upstream change", "payment-events 4.1: amounts follow the new money type"),
    served=_served,
)
