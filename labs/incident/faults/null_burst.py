"""A share of one group's inputs is missing and filled with zero."""

from labs.incident.draft import GROUPS, Draft
from labs.incident.fault import Fault, Plant


def _served(draft: Draft, plant: Plant) -> None:
    rng = draft.rng(plant)
    group = GROUPS[("terminal", "customer")[int(rng.integers(2))]]
    lost = draft.hit(plant) & (rng.random(len(draft.rows)) < plant.size)
    for column in group:
        draft.served[lost, column] = 0.0
        draft.null[lost, column] = True


FAULT = Fault(
    name="null_burst",
    title="Null burst",
    says="Look-ups in the feature store fail for a share of payments; what is missing is filled with zero.",
    stage="features",
    owner="feature team",
    sizes=(0.2, 0.5, 0.9),
    unit="share of payments",
    gate="A limit on the null rate of each input, checked every minute where the features are served.",
    entry=("feature release", "feature-store client 2.8: shorter look-up timeout"),
    served=_served,
)
