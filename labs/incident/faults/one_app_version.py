"""One version of the app leaves out where the payment is made."""

from labs.incident.draft import GROUPS, Draft
from labs.incident.fault import Fault, Plant


def _served(draft: Draft, plant: Plant) -> None:
    hit = draft.hit(plant) & (draft.rng(plant).random(len(draft.rows)) < plant.size)
    # The store answers for a terminal that it does not know: zeros, which no null rate counts.
    for column in GROUPS["terminal"]:
        draft.served[hit, column] = 0.0


FAULT = Fault(
    name="one_app_version",
    title="One segment only",
    says="One version of the app, or one country's gateway, leaves out the terminal's id; the store answers "
    "with zeros.",
    stage="source",
    owner="data platform",
    sizes=(0.6, 0.8, 1.0),
    unit="share of the segment's payments",
    gate="Every monitor is read by app version and country, not over all payments alone.",
    entry=("app release", "app 5.1.3: leaner payment events"),
    always_segment=True,
    served=_served,
)
