"""The latest features of every entity, in memory."""

from dataclasses import dataclass

from design import (
    Count,
    Gigabytes,
    Hours,
    Millis,
    PerSecond,
    Served,
    Service,
    Share,
    Times,
    UsdPerHour,
    UsdPerMonth,
    Wait,
    assumed,
    consequence,
    sourced,
)
from design.units import digits

from ._fleet import p99_of, queue, whole, work
from ._operated import Operated
from ._prices import priced
from ._ratio import ratio
from ._redundancy import enough_up
from ._time import MONTH_HOURS
from ._units import Bytes

FEAST_2022 = "feast.dev, Go server + Redis, Jul 2022: p99 3.9 ms for one row of 250 features"


@dataclass(frozen=True, kw_only=True)
class OnlineFeatureStore(Operated, Served):
    """A key-value store in memory. It grows with what it must hold and with how often it is read."""

    family = "store"
    icon = "database-zap"
    kind = "Online feature store"
    badge = "p99"

    load: PerSecond
    keys: Count
    features: Count = assumed(60, "Counts, sums and risks over some windows for card, customer and merchant.")
    reads_a_request: Count = assumed(2, "One for the card and one for the merchant, sent together.")
    bytes_a_feature: Bytes = assumed(16, "A short name's hash and a number.")
    bytes_a_key: Bytes = assumed(100, "The key itself and what the store adds to each.")
    node_memory: Gigabytes = assumed(6.0, "An 8 GB machine, a quarter of it left free for snapshots.")
    node_reads: PerSecond = assumed(50_000, "Half of what one thread of Redis answers in its own benchmark.")
    full_at: Share = assumed(0.6, "It grows before its nodes are busier than this.")
    copies: Count = assumed(2, "A primary and a replica in another zone.")
    network_ms: Millis = sourced(0.5, "One round trip inside a data centre.", "Dean, latency numbers, about 2012")
    ms_a_feature: Millis = sourced(0.0136, "What a feature adds at the 99th percentile.", FEAST_2022)
    tail: Times = assumed(2.5, "The 99th percentile of a read over its median.")
    node_up: Share = assumed(0.998, "A node is away 1.5 h a month.")
    region_up: Share = assumed(0.9999, "What copies do not mend: a bad release, a network, a region.")
    usd_an_hour: UsdPerHour = priced("m7g.large")
    upkeep_hours: Hours = assumed(20.0, "Resharding, memory alarms, schema changes, checks against the lake.")

    @property
    def note(self) -> str:
        """What it holds."""
        return f"{digits(self.keys)} keys · {self.features} features"

    @property
    def read_p50(self) -> Millis:
        """Half of all reads take no longer than this, once a node has them."""
        return ratio(self.read_p99, self.tail)

    @property
    def read_p99(self) -> Millis:
        """Ninety-nine of a hundred reads of all features take no longer than this, once a node has them."""
        return self.network_ms + self.features * self.ms_a_feature

    @property
    def service(self) -> Service:
        """One read of all features, the network included."""
        return work(self.read_p50, self.read_p99)

    @property
    def wait(self) -> Wait:
        """The wait for a node's one thread."""
        thread = ratio(1000.0, self.node_reads)
        return queue(self.reads, self.shards, work(thread, thread))

    @property
    def up(self) -> float:
        """The share of time that every key can be read."""
        return self.availability

    @consequence
    def reads(self) -> PerSecond:
        """Keys read a second at peak.

        Source: requests times keys a request
        """
        return self.load * self.reads_a_request

    @consequence
    def memory(self) -> Gigabytes:
        """What one copy of everything takes.

        Source: keys times (features times bytes, plus the key)
        """
        return self.keys * (self.features * self.bytes_a_feature + self.bytes_a_key) / 1e9

    @consequence
    def shards(self) -> Count:
        """It is split over so many nodes: what memory needs or what reads need, whichever is more.

        Source: memory over a node's memory; reads over a node's reads at the target utilisation; rounded up
        """
        return whole(max(ratio(self.memory, self.node_memory), ratio(self.reads, self.node_reads * self.full_at)))

    @consequence
    def nodes(self) -> Count:
        """All machines, copies included.

        Source: shards times copies
        """
        return self.shards * self.copies

    @consequence
    def capacity(self) -> PerSecond:
        """Keys that the primaries can read a second.

        Source: shards times reads of one node
        """
        return self.shards * self.node_reads

    @consequence
    def utilisation(self) -> Share:
        """This share of the primaries' time is busy at peak.

        Source: utilisation law (Little 1961)
        """
        return ratio(self.reads, self.capacity)

    @consequence
    def p99(self) -> Millis:
        """Ninety-nine of a hundred reads take no longer than this.

        Source: M/G/c wait (Erlang C, Allen-Cunneen) and lognormal service, convolved on a grid
        """
        thread = ratio(1000.0, self.node_reads)
        return p99_of(work(self.read_p50, self.read_p99), queue(self.reads, self.shards, work(thread, thread)))

    @consequence
    def availability(self) -> Share:
        """The share of time that every shard has at least one copy up.

        Source: series of parallel parts, Barlow & Proschan (1975)
        """
        return self.region_up * enough_up(1, self.copies, self.node_up) ** self.shards

    @consequence
    def cost(self) -> UsdPerMonth:
        """Machines and the people who keep them running.

        Source: nodes times 730 hours times the price of an hour (prices.csv, m7g.large), plus upkeep
        """
        return self.nodes * self.usd_an_hour * MONTH_HOURS + self.people_cost
