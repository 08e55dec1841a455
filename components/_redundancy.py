"""How often enough of some like parts are up."""

from functools import lru_cache
from math import comb, sqrt

from design.queueing import normal_cdf

EXACT = 500
"""So many parts are still summed up one by one."""


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
