"""Bursts: a load above the peak for some minutes, the backlog that it leaves, and how long that takes to go."""

from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple

from design import Component, Number, PerSecond, Seconds, Times, assumed, consequence

from ._ratio import ratio
from ._units import Busy, Minutes


class Backlog(NamedTuple):
    """What a burst leaves: requests waiting at worst, the longest wait (s), and the time to drain after it (s)."""

    most: float
    wait: float
    drain: float


NONE, WITHOUT_END = Backlog(0.0, 0.0, 0.0), Backlog(inf, inf, inf)


@lru_cache(maxsize=4096)
def fluid(load: float, burst: float, minutes: float, capacity: float, grown: float, warm_up_s: float) -> Backlog:
    """The backlog of `burst` times the load (1/s) for some minutes, then the load again, first come, first served.

    The fleet serves `capacity` a second, and `grown` once the burst has lasted `warm_up_s`; what was added stays until
    the backlog is gone, and is not waited for where the burst ends before it. A load that fills the fleet without a
    burst has no end. Source: deterministic fluid queue, Newell, Applications of Queueing Theory (1971), ch. 2.

    >>> fluid(100.0, 3.0, 1.0, 200.0, 200.0, inf)
    Backlog(most=6000.0, wait=30.0, drain=60.0)
    """
    surge, burst_s = burst * load, 60 * minutes
    if load >= capacity and load > 0:
        return WITHOUT_END
    if surge <= capacity:
        return NONE
    helped = warm_up_s < burst_s
    alone, serves = (warm_up_s, grown) if helped else (burst_s, capacity)
    before_help = (surge - capacity) * alone
    at_end = max(0.0, before_help + (surge - serves) * (burst_s - alone))
    last_before_help = alone * (1 - capacity / surge) if helped else 0.0
    return Backlog(max(before_help, at_end), max(last_before_help, ratio(at_end, serves)), ratio(at_end, serves - load))


@dataclass(frozen=True, kw_only=True)
class Bursting(Component):
    """What has to stand a burst. A kind says what arrives at its peak, what it serves, and what it grows to."""

    burst: Times = assumed(2.0, "A sale, a retry storm, an attack: so many times the peak.")
    burst_minutes: Minutes = assumed(5.0, "Longer than a stumble, shorter than anybody's shift.")

    @property
    def arriving(self) -> PerSecond:
        """The requests that reach it, 1/s at peak."""
        raise NotImplementedError(f"{type(self).__name__} must say what arrives.")

    @property
    def capacity(self) -> PerSecond:
        """The requests that it can serve, 1/s."""
        raise NotImplementedError(f"{type(self).__name__} must say what it can serve.")

    @property
    def grown(self) -> PerSecond:
        """The requests that it can serve once it has grown, 1/s; as many as before where it does not grow."""
        return self.capacity

    @property
    def grows_after(self) -> Seconds:
        """From a burst's begin until it has grown."""
        return inf

    @consequence
    def burst_utilisation(self) -> Busy:
        """The burst asks for this share of what it can serve before it grows; above 100 % a backlog builds up.

        Source: utilisation law (Little 1961), at the burst's load
        """
        return ratio(self.burst * self.arriving, self.capacity)

    @consequence
    def burst_backlog(self) -> Number:
        """So many requests wait at the worst moment of the burst.

        Source: deterministic fluid queue, Newell (1971): (arrivals less capacity) times seconds
        """
        return fluid(self.arriving, self.burst, self.burst_minutes, self.capacity, self.grown, self.grows_after).most

    @consequence
    def burst_wait(self) -> Seconds:
        """The unluckiest request of the burst waits so long, if it does not give up.

        Source: deterministic fluid queue, Newell (1971), first come, first served
        """
        return fluid(self.arriving, self.burst, self.burst_minutes, self.capacity, self.grown, self.grows_after).wait

    @consequence
    def burst_drain(self) -> Seconds:
        """From the burst's end until its backlog is gone; never where the peak alone fills it.

        Source: deterministic fluid queue, Newell (1971): backlog over (capacity less load)
        """
        return fluid(self.arriving, self.burst, self.burst_minutes, self.capacity, self.grown, self.grows_after).drain
