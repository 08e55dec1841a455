"""How many events it takes to notice a change."""

from functools import lru_cache
from math import inf, sqrt
from statistics import NormalDist

_INVERSE = NormalDist().inv_cdf


@lru_cache(maxsize=1024)
def _z(share: float) -> float:
    return _INVERSE(min(max(share, 1e-15), 1 - 1e-15))


def for_a_mean(shift: float, false_alarm: float, power: float) -> float:
    """Events until a z-test notices that a mean moved by `shift` standard deviations (two-sided).

    Source: n = ((z_alpha/2 + z_beta) / shift)^2, Fleiss, Levin & Paik (2003).

    >>> round(for_a_mean(0.1, 0.05, 0.8))
    785
    """
    if shift == 0:
        return inf
    return ((_z(1 - false_alarm / 2) + _z(power)) / shift) ** 2


def for_a_drop(share: float, drop: float, false_alarm: float, power: float) -> float:
    """Events until a one-sided z-test notices that a share fell by `drop`, relative to itself.

    Source: n = ((z_alpha sqrt(p0 q0) + z_beta sqrt(p1 q1)) / (p0 - p1))^2, Fleiss, Levin & Paik (2003).

    >>> round(for_a_drop(0.5, 0.2, 0.05, 0.8))
    152
    """
    share = min(max(share, 0.0), 1.0)
    lower = share * max(0.0, 1 - drop)
    if lower == share:
        return inf
    spread = _z(1 - false_alarm) * sqrt(share * (1 - share)) + _z(power) * sqrt(lower * (1 - lower))
    return (spread / (share - lower)) ** 2


def for_two_shares(share: float, change: float) -> float:
    """Events in each arm until a change of a share, relative to itself, is told from noise (5 % and 80 %).

    Source: n = 16 p (1 - p) / d^2, Lehr, Statistics in Medicine 11 (1992).

    >>> round(for_two_shares(0.2, 0.25))
    1024
    """
    change_in_points = share * change
    return 16 * share * (1 - share) / change_in_points**2 if change_in_points else inf
