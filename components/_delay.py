"""Delays that are lognormal: most labels soon, a few very late."""

from math import exp, inf, log
from statistics import NormalDist

from design.queueing import normal_cdf

STANDARD = NormalDist()


def arrived(by: float, median: float, spread: float) -> float:
    """The share of a lognormal delay that is over `by` some time; `spread` is its sigma on the log scale.

    >>> arrived(7.0, 7.0, 0.5), arrived(0.0, 7.0, 0.5), arrived(7.0, 0.0, 0.5)
    (0.5, 0.0, 1.0)
    """
    if median <= 0 or by == inf:
        return 1.0
    if by <= 0:
        return 0.0
    if spread <= 0:
        return 1.0 if by >= median else 0.0
    return normal_cdf((log(by) - log(median)) / spread)


def delay_at(share: float, median: float, spread: float) -> float:
    """The delay that a share of all labels stays within.

    >>> delay_at(0.5, 7.0, 0.5), round(delay_at(0.95, 7.0, 0.5), 1)
    (7.0, 15.9)
    """
    return median * exp(min(spread * STANDARD.inv_cdf(share), 700.0))
