"""How good the scores are, with no threshold chosen: card precision, reliability, curve, histogram."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import precision_recall_curve

from labs.fraud.simulation import Flags, Floats

RELIABILITY_EDGES = (0.0, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 1.0)
LOG_ODDS_EDGES = np.arange(-12.0, 12.5, 0.5)
CURVE_POINTS = 200


@dataclass(frozen=True)
class ReliabilityBin:
    """Payments with a score in [low, high): what the model said on average, and what was so."""

    low: float
    high: float
    payments: int
    frauds: int
    mean_score: float
    observed: float


@dataclass(frozen=True)
class PrecisionRecall:
    """Of the payments scored at least `threshold`, the share that is fraud; and the share of fraud there."""

    threshold: float
    precision: float
    recall: float


@dataclass(frozen=True)
class ScoreBin:
    """Payments with log-odds of the score in [low, high); the outermost bins hold the tails."""

    low: float
    high: float
    legit: int
    fraud: int


def card_precision(day: NDArray[np.int16], card: NDArray[np.uint16], score: Floats, fraud: Flags, k: int) -> float:
    """Mean over days of the share of frauds among the day's `k` highest-scored cards, 0 to 1.

    A card has the day's highest score and is a hit where the day holds any fraud of it; a card once hit
    leaves the pool. Source: the ULB handbook (card precision top-k).
    """
    detected: set[int] = set()
    shares = []
    for today in np.unique(day):
        rows = np.flatnonzero(day == today)
        cards, place = np.unique(card[rows], return_inverse=True)
        highest, hit = np.full(len(cards), -np.inf), np.zeros(len(cards), dtype=np.bool_)
        np.maximum.at(highest, place, score[rows])
        np.logical_or.at(hit, place, fraud[rows])
        pool = ~np.isin(cards, np.fromiter(detected, dtype=np.int64, count=len(detected)))
        top = np.argsort(-highest[pool], kind="stable")[:k]
        found = cards[pool][top][hit[pool][top]]
        detected.update(int(one) for one in found)
        shares.append(len(found) / k)
    return float(np.mean(shares))


def reliability(score: Floats, fraud: Flags) -> tuple[ReliabilityBin, ...]:
    """Mean score against observed share of fraud in fixed bins of the score; empty bins are left out."""
    place = np.clip(np.searchsorted(RELIABILITY_EDGES, score, side="right") - 1, 0, len(RELIABILITY_EDGES) - 2)
    bins = []
    for number in np.unique(place):
        inside = place == number
        bins.append(
            ReliabilityBin(
                low=RELIABILITY_EDGES[number],
                high=RELIABILITY_EDGES[number + 1],
                payments=int(inside.sum()),
                frauds=int(fraud[inside].sum()),
                mean_score=float(score[inside].mean()),
                observed=float(fraud[inside].mean()),
            )
        )
    return tuple(bins)


def precision_recall(score: Floats, fraud: Flags) -> tuple[PrecisionRecall, ...]:
    """At most `CURVE_POINTS` points of the precision-recall curve, thresholds ascending, even in recall."""
    precision, recall, threshold = precision_recall_curve(fraud, score)
    wanted = np.linspace(1, 0, CURVE_POINTS) * recall[0]
    chosen = np.unique(np.clip(np.searchsorted(-recall[:-1], -wanted, side="right") - 1, 0, len(threshold) - 1))
    return tuple(PrecisionRecall(float(threshold[i]), float(precision[i]), float(recall[i])) for i in chosen)


def histogram(score: Floats, fraud: Flags) -> tuple[ScoreBin, ...]:
    """Numbers of legitimate and fraudulent payments a bin of log-odds, every bin there."""
    inside = np.clip(score, 1e-15, 1 - 1e-15)
    log_odds = np.clip(np.log(inside / (1 - inside)), LOG_ODDS_EDGES[0], LOG_ODDS_EDGES[-1])
    legit = np.histogram(log_odds[~fraud], LOG_ODDS_EDGES)[0]
    bad = np.histogram(log_odds[fraud], LOG_ODDS_EDGES)[0]
    edges = LOG_ODDS_EDGES.tolist()
    return tuple(ScoreBin(edges[i], edges[i + 1], int(legit[i]), int(bad[i])) for i in range(len(edges) - 1))
