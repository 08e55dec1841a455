"""Whether a score of 0.3 means three in ten: the reliability curve and the Brier score."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from labs.scores.values import Flags, Floats

EDGES = np.array([0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
Z_95 = 1.959964


@dataclass(frozen=True)
class ScoreBand:
    """Payments with a score in [low, high), the last band with its upper end: what was said, and what was so.

    `least` and `most` bound the true share of fraud at 95 % (Wilson 1927, the score interval).
    """

    low: float
    high: float
    payments: int
    frauds: int
    mean_score: float
    observed: float
    least: float
    most: float


@dataclass(frozen=True)
class Calibration:
    """Brier score (mean squared error of the probability), that of always saying the base rate, and the bands."""

    brier: float
    brier_of_rate: float
    mean_score: float
    rate: float
    bands: tuple[ScoreBand, ...]

    @property
    def skill(self) -> float:
        """The share of the base rate's Brier score that the scores take away; below 0 they are worse than it."""
        return 1 - self.brier / self.brier_of_rate


def calibration_of(score: Floats, fraud: Flags) -> Calibration:
    """The calibration of probabilities of shape (n,), both kinds of payment among them."""
    place = np.clip(np.searchsorted(EDGES, score, side="right") - 1, 0, len(EDGES) - 2)
    payments = np.bincount(place, minlength=len(EDGES) - 1)
    frauds = np.bincount(place[fraud], minlength=len(EDGES) - 1)
    total = np.bincount(place, weights=score, minlength=len(EDGES) - 1)
    rate = float(fraud.mean())
    return Calibration(
        brier=float(np.mean(np.square(score - fraud))),
        brier_of_rate=rate * (1 - rate),
        mean_score=float(score.mean()),
        rate=rate,
        bands=tuple(
            _band(i, int(payments[i]), int(frauds[i]), float(total[i])) for i in np.flatnonzero(payments).tolist()
        ),
    )


def _band(number: int, payments: int, frauds: int, total: float) -> ScoreBand:
    least, most = wilson(frauds, payments)
    return ScoreBand(
        low=float(EDGES[number]),
        high=float(EDGES[number + 1]),
        payments=payments,
        frauds=frauds,
        mean_score=total / payments,
        observed=frauds / payments,
        least=least,
        most=most,
    )


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927).

    >>> tuple(round(end, 4) for end in wilson(10, 100))
    (0.0552, 0.1744)
    """
    share, z2 = hits / tries, Z_95**2
    middle = (share + z2 / (2 * tries)) / (1 + z2 / tries)
    half = Z_95 / (1 + z2 / tries) * sqrt(share * (1 - share) / tries + z2 / (4 * tries**2))
    return max(middle - half, 0.0), min(middle + half, 1.0)
