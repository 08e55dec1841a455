"""Fleets that a request waits for: their answer's time, what lost zones leave of them, what they do in a burst."""

from dataclasses import dataclass

from design import (
    Count,
    Millis,
    Number,
    PerSecond,
    Seconds,
    Served,
    Share,
    Times,
    UsdPerMonth,
    Wait,
    assumed,
    consequence,
)

from ._burst import Bursting
from ._fleet import Fleet, answered, queue, whole
from ._ratio import ratio, times
from ._redundancy import enough_in_zones, in_fullest
from ._time import MONTH_HOURS
from ._units import Busy


@dataclass(frozen=True, kw_only=True)
class Answering(Fleet, Bursting, Served):
    """A fleet that a request waits for, spread over zones; what grows in a burst needs time to start."""

    badge = "p99"

    replica_up: Share = assumed(0.998, "A replica is away 1.5 h a month: restarts, deploys, a lost machine.")
    zones: Count = assumed(3, "A region has three; a load balancer spreads the replicas over them.")
    zone_up: Share = assumed(0.9998, "A zone is away 1.75 h a year: its power, its cooling, its network.")
    region_up: Share = assumed(0.9999, "What replicas do not mend: a bad release, a network, a region.")
    warm_up_s: Seconds = assumed(120.0, "To notice, to start a machine, to load, to pass the first health check.")
    most: Times = assumed(3.0, "It grows to so many times its replicas, then somebody has to raise the quota.")
    cool_down_s: Seconds = assumed(600.0, "What was added stays so long after a burst.")
    bursts_a_month: Number = assumed(8.0, "Two a week; machines that were added are paid for these alone.")

    @property
    def wait(self) -> Wait:
        """The wait for a free lane."""
        return queue(self.arriving, self.running * self.lanes, self.service)

    @property
    def up(self) -> float:
        """The share of time that it can carry its load."""
        return self.availability

    @property
    def grows(self) -> bool:
        """True where replicas are added in a burst."""
        return False

    @property
    def grown(self) -> PerSecond:
        """The requests that it can serve once it has grown, 1/s."""
        return self.burst_replicas * self.replica_capacity

    @property
    def grows_after(self) -> Seconds:
        """From a burst's begin until the added replicas serve."""
        return self.warm_up_s

    @consequence
    def p99(self) -> Millis:
        """Ninety-nine of a hundred answers take no longer than this, its own queue included.

        Source: M/G/c wait (Erlang C, Allen-Cunneen) and lognormal service, convolved on a grid
        """
        return answered(self.arriving, self.running * self.lanes, self.work_p50, self.work_p99)

    @consequence
    def headroom(self) -> Times:
        """The load could grow to this many times itself before the fleet is full.

        Source: capacity over load
        """
        return ratio(self.capacity, self.arriving)

    @consequence
    def needed(self) -> Count:
        """This many replicas must be up to carry the load.

        Source: load over what one replica can serve, rounded up
        """
        return whole(ratio(self.arriving, self.replica_capacity))

    @consequence
    def without_a_zone(self) -> Busy:
        """This share of what is left is busy at peak once the fullest zone is lost; above 100 % it is too little.

        Source: utilisation law (Little 1961), less the replicas of one zone, spread evenly
        """
        left = self.running - in_fullest(self.running, self.zones)
        return ratio(self.arriving, left * self.replica_capacity)

    @consequence
    def availability(self) -> Share:
        """The share of time that enough replicas are up to carry the load; none where the load never fits.

        Source: k-out-of-n reliability, Barlow & Proschan (1975), mixed over the zones that are up
        """
        return self.region_up * enough_in_zones(self.needed, self.running, self.replica_up, self.zones, self.zone_up)

    @consequence
    def burst_replicas(self) -> Count:
        """So many replicas run in a burst that outlasts the warm-up: as many as before where nothing grows.

        Source: the burst's load over the target utilisation of what one replica can serve, up to the limit
        """
        if not self.grows:
            return self.running
        wanted = whole(ratio(self.burst * self.arriving, self.full_at * self.replica_capacity))
        return max(self.running, min(wanted, whole(self.running * self.most)))

    @consequence
    def burst_cost(self) -> UsdPerMonth:
        """What the replicas that bursts add cost; they are paid from their order on, whether they come in time or not.

        Source: replicas added times bursts a month times their hours, times the price of an hour (prices.csv)
        """
        hours = self.bursts_a_month * (self.burst_minutes / 60 + self.cool_down_s / 3600)
        return times((self.burst_replicas - self.running) * hours, self.usd_an_hour)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Machines, those that bursts add, and the people who keep them running.

        Source: replicas times 730 hours times the price of an hour (prices.csv, m7g.large), bursts, upkeep
        """
        return self.running * self.usd_an_hour * MONTH_HOURS + self.burst_cost + self.people_cost
