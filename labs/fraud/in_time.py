"""When the answer comes: the score that is there in time to stop a payment, on three scoring paths.

Inline, a payment is stopped by its own score. Later, only an earlier payment of the same card can stop it:
one flagged early enough, and not so long ago that the card runs free again.
"""

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from labs.fraud.setting import CARD_STOP_DAYS
from labs.fraud.simulation import DAY_S, Floats, Ints

ScoringPath = Literal["inline", "near_real_time", "nightly"]
PATHS: tuple[ScoringPath, ...] = get_args(ScoringPath)

NEAR_REAL_TIME_LAG_S = 60
"""From payment to a stopped card where the score is computed beside the payment (assumed; measure yours)."""


def in_time_score(score: Floats, card: NDArray[np.uint16], time_s: Ints, path: ScoringPath) -> Floats:
    """The score that can stop each payment, shape (n,), for payments oldest first; 0 where there is none.

    `inline` is the score itself. The other two are the highest score of the card's payments of the last
    `CARD_STOP_DAYS` days, up to a minute ago (`near_real_time`) or up to the last midnight and at least a
    minute ago (`nightly`: the nightly run knows nothing that the minute's does not).
    """
    if path == "inline":
        return score
    order = np.argsort(card, kind="stable")
    begin = int(time_s[0]) if len(time_s) else 0
    stop_s = CARD_STOP_DAYS * DAY_S
    now = time_s[order]
    newest = now - NEAR_REAL_TIME_LAG_S
    if path == "nightly":
        newest = np.minimum(newest, now // DAY_S * DAY_S - 1)
    span = int(time_s[-1]) - begin + stop_s + DAY_S + 1 if len(time_s) else 1
    start = card[order].astype(np.int64) * span - begin
    key = start + now
    first = np.searchsorted(key, key - stop_s, side="left")
    end = np.searchsorted(key, start + newest, side="right")
    result = np.empty(len(score))
    result[order] = windowed_max(score[order], first, end)
    return result


def windowed_max(values: Floats, first: Ints, end: Ints) -> Floats:
    """The maximum of values[first:end] for every pair, 0 where the slice is empty; shape of `first`.

    A sparse table (Bender and Farach-Colton 2000): two overlapping spans of a power of two cover any slice.

    >>> windowed_max(np.array([3.0, 1.0, 2.0]), np.array([0, 1, 2]), np.array([3, 3, 2]))
    array([3., 2., 0.])
    """
    result = np.zeros(len(first))
    length = end - first
    best, width = values, 1
    while (longer := length >= width).any():
        here = longer & (length < 2 * width)
        result[here] = np.maximum(best[first[here]], best[end[here] - width])
        best, width = np.maximum(best[:-width], best[width:]), 2 * width
    return result
