"""The log that events pass through."""

from dataclasses import dataclass

from design import (
    Count,
    Days,
    Gigabytes,
    Hours,
    Millis,
    PerSecond,
    Seconds,
    Share,
    Times,
    Usd,
    UsdPerHour,
    UsdPerMonth,
    assumed,
    consequence,
    sourced,
)
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._redundancy import enough_up
from ._time import DAY_SECONDS, MONTH_HOURS
from ._units import Bytes, MegabytesPerSecond

CONFLUENT = "Confluent's own benchmark, 2020: Kafka on three brokers, 605 MB/s at most, p99 5 ms at 200 MB/s"


@dataclass(frozen=True, kw_only=True)
class Stream(Operated):
    """A partitioned log. Events are kept some days: a reader that fell behind or was wrong reads again."""

    family = "stream"
    icon = "waypoints"
    kind = "Event stream"
    badge = "lag"

    load: PerSecond
    event_bytes: Bytes = assumed(1000, "A payment with its features and the decision, compressed.")
    partitions: Count = assumed(24, "A multiple of 2, 3, 4, 6, 8 and 12 readers.")
    partition_rate: MegabytesPerSecond = assumed(5.0, "What one reader that does some work gets through.")
    brokers: Count = assumed(3, "One in each of three zones.")
    broker_rate: MegabytesPerSecond = sourced(200.0, "A third of what three brokers took at most.", CONFLUENT)
    retention_days: Days = assumed(7.0, "A long weekend and the time to mend a reader.")
    copies: Count = assumed(3, "Two may be lost and the events are still there.")
    idle_lag_ms: Millis = sourced(5.0, "From writer to reader at the 99th percentile, well below capacity.", CONFLUENT)
    peak: Times = assumed(5.0, "The busiest second over the mean; it turns the load back into a day's events.")
    broker_up: Share = assumed(0.998, "A broker is away 1.5 h a month.")
    region_up: Share = assumed(0.9999, "What brokers do not mend: a bad release, a network, a region.")
    usd_an_hour: UsdPerHour = priced("kafka.m5.large")
    usd_a_gigabyte: Usd = priced("block storage")
    upkeep_hours: Hours = assumed(16.0, "Topics, schemas, rebalances, readers that lag.")

    @property
    def note(self) -> str:
        """Its shape."""
        return f"{self.partitions} partitions · kept {digits(self.retention_days)} days"

    @consequence
    def throughput(self) -> MegabytesPerSecond:
        """What is written a second at peak.

        Source: events times bytes
        """
        return self.load * self.event_bytes / 1e6

    @consequence
    def capacity(self) -> MegabytesPerSecond:
        """What it can carry: the partitions' readers or the brokers, whichever is less.

        Source: partitions times what one reader takes; brokers times what one took in the benchmark
        """
        return min(self.partitions * self.partition_rate, self.brokers * self.broker_rate)

    @consequence
    def utilisation(self) -> Share:
        """This share of what it can carry is used at peak; from 100 % on readers fall behind without end.

        Source: utilisation law (Little 1961)
        """
        return ratio(self.throughput, self.capacity)

    @consequence
    def lag(self) -> Seconds:
        """From an event's writing to its reading, at peak.

        Source: M/M/1 sojourn time, s / (1 - utilisation), from the benchmark's lag when idle
        """
        return ratio(self.idle_lag_ms / 1000, 1 - self.utilisation)

    @consequence
    def storage(self) -> Gigabytes:
        """What it holds, all copies.

        Source: mean rate times bytes times days kept times copies
        """
        a_day = ratio(self.throughput, self.peak) * DAY_SECONDS / 1000
        return times(a_day, self.retention_days * self.copies)

    @consequence
    def availability(self) -> Share:
        """The share of time that an event can be written: more than half of its copies are up.

        Source: k-out-of-n reliability, Barlow & Proschan (1975)
        """
        return self.region_up * enough_up(self.copies // 2 + 1, self.copies, self.broker_up)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Brokers, disks, and the people who keep them running.

        Source: prices.csv, kafka.m5.large (730 hours) and block storage (GB-month), plus upkeep
        """
        disks = times(self.storage, self.usd_a_gigabyte)
        return self.brokers * self.usd_an_hour * MONTH_HOURS + disks + self.people_cost
