"""The model behind an address."""

from dataclasses import dataclass

from design import Count, Hours, Millis, PerSecond, Times, Usd, UsdPerMonth, assumed, consequence

from ._algorithms import spoken
from ._answering import Answering
from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_HOURS, MONTH_SECONDS
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class ModelServer(Answering):
    """Replicas that each hold the model in memory and score one row at a time in each lane.

    They are bought for the peak; where `autoscale` is on, a burst above it adds some.
    """

    family = "model"
    icon = "brain-circuit"
    kind = "Model server"

    load: PerSecond
    replicas: Count
    algorithm: str
    service_p50: Millis
    service_p99: Millis
    autoscale: bool = assumed(False, "A burst is met by what runs; adding servers needs limits and load tests.")
    request_bytes: Bytes = assumed(4000, "A row of features and the answer, as text, with headers.")
    peak: Times = assumed(5.0, "The busiest second over the mean; it turns the load back into a month's traffic.")
    usd_a_gigabyte: Usd = priced("cross-zone traffic")
    upkeep_hours: Hours = assumed(16.0, "Library upgrades, memory, an on-call rota.")
    autoscale_hours: Hours = assumed(4.0, "Quotas, images that start fast, a load test each month.")

    @property
    def note(self) -> str:
        """Which model, how often."""
        return f"{spoken(self.algorithm)} · {self.replicas} replicas"

    @property
    def grows(self) -> bool:
        """As the designer decides."""
        return self.autoscale

    @consequence
    def traffic_cost(self) -> UsdPerMonth:
        """What requests that cross into another zone cost: none in one zone, a half in two, two thirds in three.

        Source: mean requests a month times bytes, times the price of a gigabyte (prices.csv, cross-zone traffic)
        """
        crossing = 1 - 1 / max(1, min(self.zones, self.replicas))
        gigabytes = ratio(self.load, self.peak) * MONTH_SECONDS * self.request_bytes / 1e9
        return times(crossing * self.usd_a_gigabyte, gigabytes)

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people who keep it running cost, and those who see to it that it grows in time.

        Source: hours a month times the price of an hour (prices.csv, engineer hour)
        """
        return (self.upkeep_hours + self.autoscale * self.autoscale_hours) * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """Machines, those that bursts add, traffic between zones, and the people who keep them running.

        Source: replicas times 730 hours times the price of an hour (prices.csv, m7g.large), bursts, traffic, upkeep
        """
        machines = self.running * self.usd_an_hour * MONTH_HOURS
        return machines + self.burst_cost + self.traffic_cost + self.people_cost
