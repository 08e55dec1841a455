"""How well a model does, before any label: what its own calibrated scores say that it should (CBPE)."""

from dataclasses import dataclass

import numpy as np
from sklearn.isotonic import IsotonicRegression

from labs.fraud.simulation import Flags, Floats


@dataclass(frozen=True)
class Estimated:
    """What to expect of a threshold where calibrated scores are right: shares from 0 to 1."""

    recall: float
    precision: float
    fraud_rate: float


def calibrated(reference: Floats, label: Flags, score: Floats) -> Floats:
    """The chance of fraud of each score by isotonic regression on a reference whose labels are known."""
    fitted = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(reference, label)
    return np.asarray(fitted.predict(score), dtype=np.float64)


def estimated(p: Floats, blocked: Flags) -> Estimated:
    """Recall and precision that follow from each payment's chance of fraud.

    The confidence-based estimate: expected counts take the place of counts. It sees what moves the inputs, and is
    blind to what moves the meaning of the scores, concept drift above all.
    """
    caught, frauds = float(p[blocked].sum()), float(p.sum())
    return Estimated(
        recall=caught / frauds if frauds else 0.0,
        precision=caught / int(blocked.sum()) if blocked.any() else 0.0,
        fraud_rate=frauds / len(p) if len(p) else 0.0,
    )


def estimated_auc(p: Floats, score: Floats) -> float:
    """The ROC AUC that follows from each payment's chance of fraud; ties count half.

    Each pair of payments counts with the chance that the one is fraud and the other is not; a payment is no pair with
    itself.
    """
    order = np.argsort(score, kind="stable")
    p, score = p[order], score[order]
    _, group = np.unique(score, return_inverse=True)
    good = np.bincount(group, 1 - p)
    below = np.cumsum(good) - good
    wins = float((p * (below[group] + 0.5 * (good[group] - (1 - p)))).sum())
    pairs = float(p.sum() * (1 - p).sum() - (p * (1 - p)).sum())
    return wins / pairs if pairs else 0.5
