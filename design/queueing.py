"""Waiting: Erlang's formulas, and the named approximation where service or arrivals are not exponential."""

from dataclasses import dataclass, field
from math import inf

from .service import Exponential, ServiceTime
from .service import normal_cdf as normal_cdf  # components look for it here

NOBODY, FULL, EXACT = "nobody waits", "no steady state", "M/M/c, exact (Erlang C)"
ONE = "M/G/1: the mean is exact (Pollaczek-Khinchine), the shape taken as exponential"
POISSON, GENERAL = "M/G/c: Allen-Cunneen, an approximation", "G/G/c: Allen-Cunneen, an approximation"


def erlang_c(servers: int, offered: float) -> float:
    """The chance that a request has to wait, for `offered` Erlangs on `servers`; 1 where there is no steady state.

    Source: Erlang (1917), in the stable recursion B_k = aB/(k + aB), C = B/(1 - rho(1 - B)).

    >>> round(erlang_c(3, 2.0), 4)
    0.4444
    """
    if offered >= servers:
        return 1.0
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = offered * blocked / (k + offered * blocked)
    return blocked / (1 - offered / servers * (1 - blocked))


@dataclass(frozen=True)
class Wait:
    """Time in the queue: nothing with chance 1 - `chance`, else exponential with `mean` ms. Unbounded if unstable.

    `method` names the formula that it is from, and says so where that is an approximation.
    """

    chance: float
    mean: float
    method: str = field(default="as given", compare=False, repr=False)

    @property
    def stable(self) -> bool:
        """False where the queue grows without end."""
        return self.mean < inf

    @property
    def expected(self) -> float:
        """The mean wait of all requests, ms; of those that do not wait, too."""
        return self.chance * self.mean


NO_WAIT = Wait(0.0, 0.0, NOBODY)


def wait(rate: float, servers: int, service: ServiceTime, arrival_scv: float = 1.0) -> Wait:
    """The wait of `rate` requests a second at `servers` parallel servers.

    `arrival_scv` is the squared coefficient of variation of the time between arrivals: 1 for Poisson, more in bursts.
    Exact for exponential service and Poisson arrivals (M/M/c). Otherwise the Allen-Cunneen approximation: the mean
    wait is scaled by (arrival scv + service scv) / 2, which is exact for one server and Poisson arrivals
    (Pollaczek-Khinchine); a delayed request's wait is taken as exponential. Off by -3 % to +14 % at c = 4.
    Source: Erlang (1917); Allen, Probability, Statistics and Queueing Theory (1990), ch. 5.

    >>> wait(0.0, 1, Exponential(10.0))
    Wait(chance=0.0, mean=0.0)
    >>> wait(50.0, 1, Exponential(10.0)).method
    'M/M/c, exact (Erlang C)'
    """
    if rate <= 0:
        return NO_WAIT
    offered = rate * service.mean / 1000
    if offered >= servers:
        return Wait(1.0, inf, FULL)
    chance = erlang_c(servers, offered)
    mean_if_delayed = service.mean / (servers - offered) * (arrival_scv + service.scv) / 2
    return Wait(chance, mean_if_delayed, _method(servers, service, arrival_scv))


def _method(servers: int, service: ServiceTime, arrival_scv: float) -> str:
    if arrival_scv != 1:
        return GENERAL
    if isinstance(service, Exponential):
        return EXACT
    return ONE if servers == 1 else POISSON
