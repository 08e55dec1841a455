"""The log that events pass through."""

from dataclasses import dataclass

from design import (
    Count,
    Days,
    Gigabytes,
    Hours,
    Millis,
    Number,
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
from ._redundancy import chance_of_all, enough_up, sets_lost
from ._time import DAY_SECONDS, MONTH_HOURS, YEAR_DAYS
from ._units import Bytes, MegabytesPerSecond, PerYear

CONFLUENT = "Confluent's own benchmark, 2020: Kafka on three brokers, 605 MB/s at most, p99 5 ms at 200 MB/s"


@dataclass(frozen=True, kw_only=True)
class Stream(Operated):
    """A partitioned log. Events are kept some days: a reader that fell behind or was wrong reads again."""

    family = "stream"
    icon = "waypoints"
    kind = "Event stream"
    badge = "lag"

    load: PerSecond
    event_bytes: Bytes = assumed(1000, "An event with its features and the decision, compressed.")
    partitions: Count = assumed(24, "A multiple of 2, 3, 4, 6, 8 and 12 readers.")
    partition_rate: MegabytesPerSecond = assumed(5.0, "What one reader that does some work gets through.")
    brokers: Count = assumed(3, "One in each of three zones.")
    broker_rate: MegabytesPerSecond = sourced(200.0, "A third of what three brokers took at most.", CONFLUENT)
    retention_days: Days = assumed(7.0, "A long weekend and the time to mend a reader.")
    copies: Count = assumed(3, "Two may be lost and the events are still there.")
    acks: Count = assumed(2, "So many copies have an event before it counts as written: the leader's and one more.")
    copy_lag_s: Seconds = assumed(0.1, "From the first copy of an event to the last, at peak.")
    lost_brokers_a_year: Number = assumed(0.2, "How often one broker loses its disk for good: once in five years.")
    rebuild_hours: Hours = assumed(6.0, "To notice, to replace the broker, to copy its share again.")
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

    @property
    def holders(self) -> Count:
        """How many copies have an event at least when it counts as written."""
        return max(1, min(self.acks, self.copies))

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
        """The share of time that an event can be written: as many copies as must have it are up.

        Source: k-out-of-n reliability, Barlow & Proschan (1975)
        """
        return self.region_up * enough_up(self.acks, self.copies, self.broker_up)

    @consequence
    def in_flight(self) -> Number:
        """So many events, at peak, are not yet on every copy.

        Source: Little's law: events a second times the lag of the last copy
        """
        return times(self.load, self.copy_lag_s)

    @consequence
    def lost_a_failure(self) -> Number:
        """Events written and lost when a broker dies at peak: those that its disk alone holds; none from two acks on.

        Source: the events in flight whose first copy is on that broker, if one copy is enough to count as written
        """
        return ratio(self.in_flight, self.brokers) if self.holders <= 1 else 0.0

    @consequence
    def lost_a_year(self) -> PerYear:
        """Events a year that counted as written and are lost, if brokers fail on their own and not all at once.

        Source: those whose first copies all die within the copy lag, and Markov's mean time to data loss for
        those kept (Patterson, Gibson & Katz 1988): copies! times rate^copies times repair^(copies - 1)
        """
        seconds = YEAR_DAYS * DAY_SECONDS
        in_window = chance_of_all(self.lost_brokers_a_year * self.copy_lag_s / seconds, self.holders)
        repair = self.rebuild_hours * 3600 / seconds
        all_copies = sets_lost(self.lost_brokers_a_year, repair, self.copies)
        a_second = ratio(self.load, self.peak)
        kept = times(a_second, self.retention_days * DAY_SECONDS)
        return times(a_second * seconds, in_window) + times(kept, all_copies)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Brokers, disks, and the people who keep them running.

        Source: prices.csv, kafka.m5.large (730 hours) and block storage (GB-month), plus upkeep
        """
        disks = times(self.storage, self.usd_a_gigabyte)
        return self.brokers * self.usd_an_hour * MONTH_HOURS + disks + self.people_cost
