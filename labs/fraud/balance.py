"""Making rare fraud less rare for a learner, and taking that back from its scores.

Weights and undersampling both teach a model a world with more fraud than there is. Its scores are probabilities of
that world: too high by a known factor of the odds.
"""

from dataclasses import dataclass

import numpy as np

from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Flags, Floats, Ints

WEIGHTED_SHARE = 0.5
"""Share of all weight that frauds get: scikit-learn's "balanced"."""

UNDERSAMPLED_SHARE = 0.1
"""Share of the kept payments that are fraud (assumed: nine legitimate ones a fraud keep a tenth of the data)."""

_STREAM = 0xBA1A7CE
"""Sets the draws of undersampling apart from those of the simulation."""


@dataclass(frozen=True, eq=False)
class Balanced:
    """What a model is to be trained on: rows of its window, k of them, their weights, and what scores then lack.

    `rows` are places in the window, or a slice where all stay, so that inputs are not copied. `weights` has shape
    (k,) and mean 1, or is None where all weigh the same. `odds_factor` turns the odds of a score back into those of
    the window as it was: 1 where nothing was changed.
    """

    rows: Ints | slice
    weights: Floats | None
    odds_factor: float


def balanced(setting: FraudSetting, label: Flags, today: int) -> Balanced:
    """The window with these labels, shape (n,), as `setting.balance` has it; `today` is the day of training.

    The same setting and day draw the same payments. A window of one kind is left as it is.
    """
    all_rows = slice(None)
    frauds = int(label.sum())
    legits = len(label) - frauds
    if setting.balance == "none" or 0 in (frauds, legits):
        return Balanced(all_rows, None, 1.0)
    if setting.balance == "weights":
        fraud_weight = WEIGHTED_SHARE * len(label) / frauds
        legit_weight = (1 - WEIGHTED_SHARE) * len(label) / legits
        return Balanced(all_rows, np.where(label, fraud_weight, legit_weight), legit_weight / fraud_weight)
    kept = min(legits, round(frauds * (1 - UNDERSAMPLED_SHARE) / UNDERSAMPLED_SHARE))
    rng = np.random.default_rng([setting.seed, today, _STREAM])
    drawn = rng.choice(np.flatnonzero(~label), kept, replace=False)
    return Balanced(np.sort(np.concatenate([np.flatnonzero(label), drawn])), None, kept / legits)


def prior_corrected(score: Floats, odds_factor: float) -> Floats:
    """Scores, shape (n,), with their odds multiplied by the factor; 0 stays 0, 1 stays 1, and so does their order.

    A model that learned from a share beta of the legitimate payments needs the factor beta: p / (p + (1 - p) / beta).
    Exact where the scores were probabilities of the balanced world; a forest's are means over trees, drawn to the
    middle, and come out too low. Source: Elkan 2001, The Foundations of Cost-Sensitive Learning, theorem 2, in odds;
    for undersampling also Dal Pozzolo et al. 2015, Calibrating Probability with Undersampling. Raises ValueError
    where the factor is not above 0.

    >>> prior_corrected(np.array([0.0, 0.5, 1.0]), 0.25)
    array([0. , 0.2, 1. ])
    """
    if not odds_factor > 0:
        raise ValueError(f"odds_factor = {odds_factor} is not above 0. It is a share of legitimate payments kept.")
    if odds_factor == 1:
        return score
    weighed = odds_factor * score
    corrected: Floats = weighed / (weighed + (1 - score))
    return corrected
