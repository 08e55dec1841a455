"""Labels take much longer to come than they did."""

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.draft import Draft
from labs.incident.fault import Fault, Plant


def _labels(draft: Draft, plant: Plant) -> None:
    reached = draft.hit(plant)
    # A report that would have come after the onset waits, whenever its payment was made.
    waits = reached | (draft.payments.time_s + draft.delay_days * DAY_S >= plant.onset_s)
    if plant.segment:
        waits &= draft.column(plant.segment[0]) == draft.column(plant.segment[0])[np.argmax(reached)]
    draft.labelled(np.where(waits, draft.delay_days * plant.size, draft.delay_days))


FAULT = Fault(
    name="label_delay",
    title="Label delay change",
    says="Disputes are processed far more slowly; frauds are known late, to the labels and to the risk of terminals.",
    stage="labels",
    owner="label team",
    sizes=(2.5, 4.0, 8.0),
    unit="times the delay",
    gate="The age at which labels arrive is watched as a number of its own; features built on labels say how "
    "old they are.",
    entry=("label process", "disputes are sent through the new portal"),
    labels=_labels,
)
