"""Other customers come; of each kind of payment, as many are fraud as before."""

import numpy as np

from labs.incident.draft import COLUMN, Draft
from labs.incident.fault import Fault, Plant


def _mix(draft: Draft, plant: Plant) -> None:
    mean = draft.right[:, COLUMN["customer_mean_amount_30d"]].astype(np.float64)
    night = draft.right[:, COLUMN["night"]].astype(np.float64)
    pull = np.exp(plant.size * ((mean - mean.mean()) / mean.std() + 0.5 * night))
    draft.resampled(plant, np.where(draft.hit(plant), np.clip(pull, 0.05, 20.0), 1.0))


FAULT = Fault(
    name="covariate_shift",
    title="Covariate shift",
    says="A campaign brings customers who spend more and later at night; a payment of a given kind is as "
    "risky as ever.",
    stage="world",
    owner="risk operations",
    sizes=(0.3, 0.6, 1.0),
    unit="strength of the pull",
    gate="Campaigns are announced to the model's owners; shift alone is looked at, not paged on.",
    entry=("upstream change", "marketing: premium campaign begins"),
    segments=False,
    remedy="nothing",
    mix=_mix,
)
