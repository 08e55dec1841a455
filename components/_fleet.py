"""Fleets: like replicas that share a load, what a request that waits for them sees, what they cost."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, inf, sqrt

from design import (
    NO_WAIT,
    Count,
    Millis,
    PerSecond,
    Service,
    Share,
    UsdPerHour,
    UsdPerMonth,
    Wait,
    assumed,
    consequence,
    wait,
)
from design.distribution import grid_for
from design.response import farthest, response_time

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio
from ._time import MONTH_HOURS

MOST = 10**6
"""No fleet is larger: a number beyond it is written as this."""


HARDLY = 1e-6
"""A chance to wait below this moves no percentile that anybody reads."""


@lru_cache(maxsize=4096)
def queue(rate: float, servers: int, service: Service) -> Wait:
    """The wait at a fleet. A large one with room is not summed up: nobody waits there.

    Beyond a hundred servers, six standard deviations of room make a wait rarer than one in a million
    (Halfin & Whitt 1981), and Erlang's recursion over all of them would be the slowest line of a design.

    >>> queue(1000.0, 10_000, Service(1.0, 1.0))
    Wait(chance=0.0, mean=0.0)
    """
    offered = rate * service.mean / 1000
    if servers > 100 and offered + 6 * sqrt(offered) < servers:
        return NO_WAIT
    return wait(rate, servers, service)


@lru_cache(maxsize=4096)
def work(p50: float, p99: float) -> Service:
    """A service time that takes some time, however little, and is never faster at its slowest.

    >>> work(0.0, 2.0).p50, work(3.0, 2.0).p99
    (1e-06, 3.0)
    """
    least = max(p50, 1e-6)
    return Service(least, max(p99, least))


@lru_cache(maxsize=4096)
def p99_of(service: Service, before: Wait) -> float:
    """The time (ms) that ninety-nine of a hundred requests stay within: waiting, then service, on a grid."""
    if not before.stable or service.p99 == inf:
        return inf
    if before.chance < HARDLY:
        return service.p99
    grid = grid_for(farthest(service, before))
    return max(service.p99, response_time(service, before, grid).quantile(0.99))


def answered(rate: float, servers: int, p50: float, p99: float) -> float:
    """The 99th percentile (ms) of waiting for one of some servers and being served.

    >>> answered(0.0, 1, 1.0, 4.0), answered(2000.0, 1, 1.0, 4.0)
    (4.0, inf)
    """
    service = work(p50, p99)
    return p99_of(service, queue(rate, servers, service))


def whole(amount: float) -> int:
    """The next whole number of machines, at least one.

    >>> whole(2.1), whole(0.0), whole(float("inf"))
    (3, 1, 1000000)
    """
    return min(MOST, max(1, ceil(min(amount, MOST) - 1e-9)))


@dataclass(frozen=True, kw_only=True)
class Fleet(Operated):
    """Like replicas behind one address, each with some lanes that work on one request at a time."""

    load: PerSecond
    replicas: Count
    service_p50: Millis
    service_p99: Millis
    lanes: Count = assumed(2, "One worker for each of the machine's two processors.")
    full_at: Share = assumed(0.6, "What grows does so before its lanes are busier: room for a burst.")
    usd_an_hour: UsdPerHour = priced("m7g.large")

    @property
    def work_p50(self) -> Millis:
        """Half of all requests keep a lane busy no longer than this."""
        return self.service_p50

    @property
    def work_p99(self) -> Millis:
        """Ninety-nine of a hundred requests keep a lane busy no longer than this."""
        return self.service_p99

    @property
    def service(self) -> Service:
        """The time that one request keeps a lane busy."""
        return work(self.work_p50, self.work_p99)

    @property
    def arriving(self) -> PerSecond:
        """The requests that reach it, 1/s at peak."""
        return self.load

    @property
    def running(self) -> Count:
        """The replicas that run."""
        return self.replicas

    @consequence
    def service_mean(self) -> Millis:
        """One request keeps a lane busy this long on average.

        Source: mean of the lognormal with this median and 99th percentile
        """
        return work(self.work_p50, self.work_p99).mean

    @consequence
    def replica_capacity(self) -> PerSecond:
        """One replica can serve so many requests a second.

        Source: lanes over mean service time
        """
        return ratio(self.lanes * 1000, self.service_mean)

    @consequence
    def capacity(self) -> PerSecond:
        """The fleet can serve so many requests a second before its queue grows without end.

        Source: replicas times what one can serve
        """
        return self.running * self.replica_capacity

    @consequence
    def utilisation(self) -> Share:
        """This share of the lanes is busy at peak; from 100 % on there is no steady state.

        Source: utilisation law (Little 1961): load over capacity
        """
        return ratio(self.arriving, self.capacity)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Machines and the people who keep them running.

        Source: replicas times 730 hours times the price of an hour (prices.csv, m7g.large), plus upkeep
        """
        return self.running * self.usd_an_hour * MONTH_HOURS + self.people_cost


@dataclass(frozen=True, kw_only=True)
class Scaled(Fleet):
    """A fleet that grows with its load; `replicas` is the least that run."""

    @property
    def running(self) -> Count:
        """The replicas that run."""
        return self.scaled_to

    @property
    def grows(self) -> bool:
        """It grows with whatever comes."""
        return True

    @consequence
    def scaled_to(self) -> Count:
        """So many replicas run at peak: at least those asked for, and more where the load needs them.

        Source: load over the target utilisation of what one replica can serve, rounded up
        """
        return max(self.replicas, whole(ratio(self.arriving, self.full_at * self.replica_capacity)))
