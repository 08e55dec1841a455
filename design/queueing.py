"""Waiting: Erlang's formulas, and the named approximation for service times that are not exponential."""

from dataclasses import dataclass
from math import erf, exp, inf, log, sqrt

Z99 = 2.3263478740408408
"""The standard normal's 99th percentile."""


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
class Service:
    """A lognormal service time, told by its median and its 99th percentile (ms)."""

    p50: float
    p99: float

    @property
    def sigma(self) -> float:
        """Its spread on the log scale."""
        return log(self.p99 / self.p50) / Z99 if self.p99 > self.p50 else 0.0

    @property
    def mean(self) -> float:
        """Its mean, ms."""
        return self.p50 * exp(self.sigma**2 / 2)

    @property
    def scv(self) -> float:
        """Its squared coefficient of variation."""
        return exp(self.sigma**2) - 1


@dataclass(frozen=True)
class Wait:
    """Time in the queue: nothing with chance 1 - `chance`, else exponential with `mean` ms. Unbounded if unstable."""

    chance: float
    mean: float

    @property
    def stable(self) -> bool:
        """False where the queue grows without end."""
        return self.mean < inf


NO_WAIT = Wait(0.0, 0.0)


def wait(rate: float, servers: int, service: Service) -> Wait:
    """The wait of `rate` requests a second at `servers` parallel servers.

    Exact for exponential service (M/M/c). Otherwise the Allen-Cunneen approximation: the mean wait is scaled by
    (1 + scv) / 2 for Poisson arrivals; a delayed request's wait is taken as exponential. Off by -3 % to +14 % at c = 4.
    Source: Erlang (1917); Allen, Probability, Statistics and Queueing Theory (1990), ch. 5.

    >>> wait(0.0, 1, Service(1.0, 2.0))
    Wait(chance=0.0, mean=0.0)
    """
    if rate <= 0:
        return NO_WAIT
    offered = rate * service.mean / 1000
    if offered >= servers:
        return Wait(1.0, inf)
    chance = erlang_c(servers, offered)
    mean_if_delayed = service.mean / (servers - offered) * (1 + service.scv) / 2
    return Wait(chance, mean_if_delayed)


def normal_cdf(z: float) -> float:
    """The standard normal's distribution function."""
    return 0.5 * (1 + erf(z / sqrt(2)))
