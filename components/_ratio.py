"""Ratios that stay honest at nothing and at no bound."""

from math import inf


def ratio(part: float, whole: float) -> float:
    """How often `whole` goes into `part`: 0 of nothing is 0, something of nothing is unbounded, never NaN.

    >>> ratio(3.0, 4.0), ratio(0.0, 0.0), ratio(1.0, 0.0)
    (0.75, 0.0, inf)
    """
    if part <= 0:
        return 0.0
    if part == whole:
        return 1.0
    return part / whole if whole > 0 else inf


def times(amount: float, each: float) -> float:
    """A product in which nothing, however dear, is nothing.

    >>> times(0.0, float("inf")), times(2.0, 3.0)
    (0.0, 6.0)
    """
    return amount * each if amount and each else 0.0
