"""The thresholds that a slider may take: few enough to move along, close where payments and frauds are."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

import numpy as np

from labs.scores.values import Floats

FEW = 240
"""Distinct scores up to this many are all stops; of more, about so many are chosen."""
_DOWN, _UP = Context(prec=3, rounding=ROUND_FLOOR), Context(prec=2, rounding=ROUND_CEILING)
NICE = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


def stops_of(falling: Floats, falling_fraud: Floats, probabilities: bool) -> Floats:
    """Ascending thresholds, shape (t,): the lowest stops everything.

    From all scores and the frauds' scores, both falling. Half of the stops lie at shares of all payments, evenly in
    the logarithm of the share; half at even shares of the frauds; with few distinct scores, each is a stop.
    """
    distinct = np.unique(falling)
    if len(distinct) <= FEW:
        return distinct
    shares = np.unique(np.geomspace(1, len(falling), FEW // 2).astype(np.int64)) - 1
    even = np.unique(np.linspace(0, len(falling_fraud) - 1, FEW // 2).astype(np.int64))
    exact = np.unique(np.concatenate([falling[shares], falling_fraud[even]]))
    round_ = np.unique([_rounded(float(one), probabilities) for one in exact])
    chosen = round_ if len(round_) > len(exact) / 4 else exact
    nice = [one for one in NICE if probabilities and distinct[0] < one < distinct[-1]]
    lowest = 0.0 if probabilities else float(distinct[0])
    chosen = np.concatenate([[lowest], nice, chosen])
    return np.unique(chosen[(chosen >= lowest) & (chosen <= distinct[-1])])


def _rounded(value: float, probability: bool) -> float:
    """Three digits; near 1, two digits of what is missing to it; never above the value, which so stays included.

    >>> _rounded(0.0123956, True), _rounded(0.998765, True), _rounded(812.945, False)
    (0.0123, 0.9987, 812.0)
    """
    exact = Decimal(value)
    if probability and value > 0.9:
        return float(1 - _UP.create_decimal(1 - exact))
    return float(_DOWN.create_decimal(exact))
