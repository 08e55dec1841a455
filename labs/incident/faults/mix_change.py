"""More traffic from where fraud is harder to tell: each country is as before, the sum is not."""

import numpy as np

from labs.incident.draft import Draft
from labs.incident.fault import Fault, Plant
from labs.incident.traffic import VALUES


def _mix(draft: Draft, plant: Plant) -> None:
    home = draft.column("country") == VALUES["country"].index("HK")
    draft.resampled(plant, np.where(home & draft.hit(plant), plant.size, 1.0))


FAULT = Fault(
    name="mix_change",
    title="Traffic mix change (Simpson)",
    says="A partner sends many more payments from HK, where amounts are small and fraud is hard to tell; "
    "within each country nothing changed.",
    stage="world",
    owner="risk operations",
    sizes=(3.0, 6.0, 12.0),
    unit="times the traffic from HK",
    gate="Global metrics stand beside those of each country at a fixed mix.",
    entry=("upstream change", "partner gateway HK goes live"),
    segments=False,
    remedy="nothing",
    mix=_mix,
)
