"""The feature store serves what it held days ago."""

import numpy as np

from labs.fraud.features import timeline
from labs.fraud.simulation import DAY_S
from labs.incident.draft import GROUPS, Draft
from labs.incident.fault import Fault, Plant


def _served(draft: Draft, plant: Plant) -> None:
    payments = draft.payments
    hit = draft.hit(plant)
    for keys, group in ((payments.customer, "customer"), (payments.terminal, "terminal")):
        line = timeline(keys, payments.time_s)
        seen = line.rows_until((payments.time_s - int(plant.size * DAY_S))[line.order]) - 1
        first = np.searchsorted(line.start, line.start, side="left")
        older = np.empty(len(payments), dtype=np.int64)
        older[line.order] = np.where(seen >= first, line.order[np.maximum(seen, 0)], -1)
        source = older[draft.rows[hit]]
        columns = np.array(GROUPS[group])
        held = draft.written[np.maximum(source, 0)[:, None], columns]
        held[source < 0] = 0.0
        draft.served[np.flatnonzero(hit)[:, None], columns] = held


FAULT = Fault(
    name="stale_features",
    title="Stale features",
    says="The job that writes the feature store fell behind; look-ups succeed and serve values that are days old.",
    stage="features",
    owner="feature team",
    sizes=(2.0, 5.0, 12.0),
    unit="days old",
    gate="The age of what is served is a number of its own, with an alert; the job's success is not.",
    entry=("feature release", "feature jobs moved to the shared cluster"),
    served=_served,
)
