"""How good scores are: corrected intervals, lift, calibration with its parts, the ROC curve."""

from math import sqrt
from typing import Any

import numpy as np
from scipy.stats import t as student
from sklearn.metrics import roc_curve

from labs.churn.parts import GRID, Calibration, CalibrationBin, Flags, Floats, Interval
from labs.scores.calibration import wilson

BINS = 10
CURVE_POINTS = 200


def corrected_interval(values: Floats, test_share: float) -> Interval:
    """The 95 % interval of a mean over the folds of repeated cross-validation.

    The corrected resampled t: variance is (1 / J + test / train) s^2 with J - 1 degrees of freedom, where plain t would
    have 1 / J. Nadeau and Bengio 2003, Machine Learning 52, 239-281; `test_share` is test / train, 1/4 for five parts.

    >>> corrected_interval(np.array([0.7, 0.72, 0.74, 0.72]), 0.25).mean
    0.72
    """
    mean, sd = float(np.mean(values)), float(np.std(values, ddof=1))
    half = float(student.isf(0.025, len(values) - 1)) * sd * sqrt(1 / len(values) + test_share)
    return Interval(mean=mean, low=mean - half, high=mean + half, sd=sd)


def captured(score: Floats, churn: Flags) -> Floats:
    """The share of churners among the highest scores, at the shares of `GRID`; ties in the order of the rows."""
    found = np.concatenate([[0.0], np.cumsum(churn[np.argsort(-score, kind="stable")])])
    return np.asarray(np.interp(GRID * len(score), np.arange(len(score) + 1), found / found[-1]))


def lift_at(score: Floats, churn: Flags, share: float) -> float:
    """How many times as many churners the riskiest share holds as a share drawn by lot."""
    return float(np.interp(share, GRID, captured(score, churn))) / share


def calibration_of(score: Floats, churn: Flags) -> Calibration:
    """Tenths by score and the Brier score's parts; the customers that share a score at an edge share a bin too."""
    edges = np.unique(np.quantile(score, np.linspace(0, 1, BINS + 1)))
    place = np.clip(np.searchsorted(edges, score, side="right") - 1, 0, max(len(edges) - 2, 0))
    rate, brier = float(churn.mean()), float(np.mean((score - churn) ** 2))
    bins, reliability, resolution, ece = [], 0.0, 0.0, 0.0
    for number in np.unique(place).tolist():
        inside = place == number
        one = _bin(float(edges[number]), float(edges[min(number + 1, len(edges) - 1)]), score[inside], churn[inside])
        weight = one.customers / len(score)
        reliability += weight * (one.mean_score - one.observed) ** 2
        resolution += weight * (one.observed - rate) ** 2
        ece += weight * abs(one.mean_score - one.observed)
        bins.append(one)
    uncertainty = rate * (1 - rate)
    return Calibration(
        bins=tuple(bins),
        brier=brier,
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        within=brier - reliability + resolution - uncertainty,
        ece=ece,
    )


def roc_points(score: Floats, churn: Flags) -> tuple[Floats, Floats]:
    """At most `CURVE_POINTS` points of the ROC curve for drawing, even in false alarms and in churners found."""
    false, true, _ = roc_curve(churn, score)
    wanted = np.linspace(0, 1, CURVE_POINTS // 2)
    rows = np.unique(np.concatenate([np.searchsorted(false, wanted), np.searchsorted(true, wanted)]))
    return false[rows], true[rows]


def roc(score: Floats, churn: Flags) -> Any:
    """False alarms and churners found, every corner."""
    return roc_curve(churn, score)[:2]


def _bin(low: float, high: float, score: Floats, churn: Flags) -> CalibrationBin:
    least, most = wilson(int(churn.sum()), len(churn))
    return CalibrationBin(
        low=low,
        high=high,
        customers=len(churn),
        churners=int(churn.sum()),
        mean_score=float(score.mean()),
        observed=float(churn.mean()),
        least=least,
        most=most,
    )
