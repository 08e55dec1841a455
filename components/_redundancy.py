"""How often enough of some like parts are up."""

from functools import lru_cache
from math import comb, exp, lgamma, log, sqrt

from design.queueing import normal_cdf

EXACT = 500
"""So many parts are still summed up one by one."""
MOST_ZONES = 6
"""No region has more zones that fail apart."""


@lru_cache(maxsize=4096)
def enough_up(needed: int, parts: int, up: float) -> float:
    """The chance that at least `needed` of `parts` independent parts are up, each with chance `up`.

    Beyond `EXACT` parts the binomial is taken as normal. Source: k-out-of-n reliability, Barlow & Proschan,
    Statistical Theory of Reliability (1975).

    >>> round(enough_up(1, 2, 0.9), 2), round(enough_up(2, 2, 0.9), 2), enough_up(3, 2, 0.9)
    (0.99, 0.81, 0.0)
    """
    if needed <= 0:
        return 1.0
    down = 1.0 - up
    if parts > EXACT and 0 < up < 1:
        return normal_cdf((parts * up - needed + 0.5) / sqrt(parts * up * down))
    spare = range(min(parts - needed + 1, EXACT))
    return min(1.0, sum((comb(parts, lost) * down**lost * up ** (parts - lost) for lost in spare), 0.0))


def in_fullest(parts: int, zones: int) -> int:
    """How many parts stand in the zone that holds most, spread as evenly as they can be.

    >>> in_fullest(4, 3), in_fullest(2, 3), in_fullest(3, 0)
    (2, 1, 3)
    """
    return -(-parts // max(1, min(zones, MOST_ZONES)))


@lru_cache(maxsize=4096)
def enough_in_zones(needed: int, parts: int, up: float, zones: int, zone_up: float) -> float:
    """The chance that at least `needed` parts are up, spread evenly over zones that each are up with `zone_up`.

    A zone that is lost takes its parts with it; inside those that are up, parts fail on their own. The exact mixture
    over how many of the fuller and of the emptier zones are up. Source: total probability over `enough_up`.

    >>> round(enough_in_zones(1, 2, 0.9, 2, 0.99), 6), round(enough_in_zones(1, 2, 0.9, 1, 0.99), 6)
    (0.988119, 0.9801)
    """
    zones = max(1, min(zones, MOST_ZONES, parts))
    least, fuller = divmod(parts, zones)
    return min(
        1.0,
        sum(
            _chance(full, fuller, zone_up)
            * _chance(rest, zones - fuller, zone_up)
            * enough_up(needed, full * (least + 1) + rest * least, up)
            for full in range(fuller + 1)
            for rest in range(zones - fuller + 1)
        ),
    )


def _chance(some: int, of: int, up: float) -> float:
    """The binomial chance that exactly so many are up."""
    return comb(of, some) * up**some * (1 - up) ** (of - some)


def chance_of_all(each: float, parts: int) -> float:
    """The chance that all of some parts fail, each with a small expected number of failures of its own.

    >>> round(chance_of_all(0.01, 2), 6), chance_of_all(0.01, 0)
    (9.9e-05, 1.0)
    """
    return (1 - exp(-each)) ** parts


def sets_lost(rate: float, repair: float, copies: int) -> float:
    """How often a set of copies is all lost, by the same unit of time: one dies, then each other before a repair ends.

    At most as often as one alone is. Source: mean time to data loss of a birth-death chain with repairs much shorter
    than lives, 1 / (n! rate^n repair^(n-1)): Patterson, Gibson & Katz, A Case for RAID (1988).

    >>> sets_lost(0.5, 0.01, 1), round(sets_lost(0.5, 0.01, 2), 6)
    (0.5, 0.005)
    """
    if rate <= 0 or copies <= 0:
        return max(0.0, rate)
    if copies == 1 or repair <= 0:
        return rate if copies == 1 else 0.0
    exponent = lgamma(copies + 1) + copies * log(rate) + (copies - 1) * log(repair)
    return min(rate, exp(min(exponent, 700.0)))
