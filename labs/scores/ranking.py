"""How well scores rank: ROC AUC and average precision over every distinct score; the rank within the day."""

import numpy as np
from numpy.typing import NDArray

from labs.scores.values import DayNumbers, Flags, Floats

Wholes = NDArray[np.int64]


def riskiest_first(score: Floats, fraud: Flags) -> Wholes:
    """The order by falling score, shape (n,); of equal scores the good payments come first.

    So a count of frauds among the first k never gains from the order of the file's rows.
    """
    goods_first = np.argsort(fraud, kind="stable")
    return goods_first[np.argsort(-score[goods_first], kind="stable")]


def quality(score: Floats, fraud: Flags, order: Wholes) -> tuple[float, float]:
    """ROC AUC and average precision (computed step-wise), each distinct score one step."""
    falling = score[order]
    last = np.append(np.flatnonzero(falling[1:] != falling[:-1]), len(order) - 1)
    frauds = np.cumsum(fraud[order], dtype=np.int64)[last].astype(np.float64)
    flagged = last + 1.0
    goods = flagged - frauds
    new_frauds = np.diff(frauds, prepend=0.0)
    average_precision = float(np.sum(new_frauds * frauds / flagged) / frauds[-1])
    area = float(np.sum(np.diff(goods, prepend=0.0) * (frauds - new_frauds / 2)))
    return area / float(frauds[-1] * goods[-1]), average_precision


def rank_in_day(day: DayNumbers, order: Wholes) -> Wholes:
    """The place of each payment among its day's, 1 for the riskiest, shape (n,); `day` counts from 0."""
    by_day = order[np.argsort(day[order].astype(np.int16), kind="stable")]
    sizes = np.bincount(day)
    place = np.arange(1, len(day) + 1) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rank = np.empty(len(day), dtype=np.int64)
    rank[by_day] = place
    return rank
