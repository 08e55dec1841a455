"""How far two samples differ: PSI and KS with limits that know how large the samples are."""

import math

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from labs.fraud.simulation import Floats, Ints

FIELD_LOOK, FIELD_ACT = 0.10, 0.25
"""The convention for PSI; a rule of thumb without error rates (Yurdakul and Naranjo 2020)."""

HALF = 0.5


def psi(expected: Floats, actual: Floats) -> float:
    """The population stability index of two histograms with the same bins: sum of (p - q) ln(p / q).

    Each bin gets half a count more, so that an empty one is no infinity.

    >>> round(psi(np.array([500.0, 500.0]), np.array([600.0, 400.0])), 3)
    0.04
    """
    p = (expected + HALF) / (expected + HALF).sum(axis=-1, keepdims=True)
    q = (actual + HALF) / (actual + HALF).sum(axis=-1, keepdims=True)
    return float(((q - p) * np.log(q / p)).sum())


def psi_limit(expected: float, actual: float, bins: int, confidence: float) -> float:
    """What PSI stays under by chance alone, for so many independent values each side.

    PSI is then about (1/n + 1/m) times a chi-squared variable with bins - 1 degrees of freedom: Yurdakul and Naranjo
    2020, Statistical properties of the population stability index. Where a customer brings many payments, count
    customers.
    """
    if bins < 2:
        return 0.0
    return float((1 / expected + 1 / actual) * chi2.ppf(confidence, bins - 1))


def ks(one: Floats, other: Floats) -> float:
    """The largest distance between the two distribution functions; Kolmogorov and Smirnov.

    >>> ks(np.array([1.0, 2.0]), np.array([1.5, 2.5]))
    0.5
    """
    one, other = np.sort(one), np.sort(other)
    at = np.concatenate([one, other])
    below = np.searchsorted(one, at, side="right") / len(one) - np.searchsorted(other, at, side="right") / len(other)
    return float(np.abs(below).max())


def ks_limit(one: float, other: float, confidence: float) -> float:
    """What KS stays under by chance alone: sqrt(-ln((1 - confidence) / 2) / 2) sqrt((n + m) / (n m)), the usual limit
    law."""
    return math.sqrt(-math.log((1 - confidence) / 2) / 2) * math.sqrt((one + other) / (one * other))


def edges_of(values: NDArray[np.floating], bins: int) -> Floats:
    """Inner edges that cut the values into equal shares, fewer where many values are the same."""
    return np.unique(np.quantile(values, np.arange(1, bins) / bins))


def counts_in(values: NDArray[np.floating], edges: Floats) -> Ints:
    """How many values lie in each bin; a value on an edge counts to the bin above."""
    return np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(edges) + 1)
