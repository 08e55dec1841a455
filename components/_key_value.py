"""A key-value store in memory: shards for what it holds and for how often it is read, copies for faults."""

from dataclasses import dataclass

from design import (
    Count,
    Gigabytes,
    Millis,
    PerSecond,
    Served,
    Service,
    Share,
    UsdPerHour,
    UsdPerMonth,
    Wait,
    assumed,
    consequence,
)

from ._burst import Bursting
from ._fleet import p99_of, queue, whole, work
from ._operated import Operated
from ._prices import priced
from ._ratio import ratio
from ._redundancy import enough_up
from ._time import MONTH_HOURS


@dataclass(frozen=True, kw_only=True)
class KeyValueStore(Operated, Bursting, Served):
    """What a cache and a feature store have in common. A kind says what it holds, how often and how fast it is read."""

    family = "store"

    node_memory: Gigabytes = assumed(6.0, "An 8 GB machine, a quarter of it left free for snapshots.")
    node_reads: PerSecond = assumed(50_000, "Half of what one thread of Redis answers in its own benchmark.")
    full_at: Share = assumed(0.6, "It grows before its nodes are busier than this.")
    copies: Count = assumed(2, "A primary and a replica in another zone.")
    node_up: Share = assumed(0.998, "A node is away 1.5 h a month.")
    region_up: Share = assumed(0.9999, "What copies do not mend: a bad release, a network, a region.")
    usd_an_hour: UsdPerHour = priced("m7g.large")

    @property
    def memory(self) -> Gigabytes:
        """What one copy of everything takes."""
        raise NotImplementedError(f"{type(self).__name__} must say what it holds.")

    @property
    def reads(self) -> PerSecond:
        """Keys read a second at peak."""
        raise NotImplementedError(f"{type(self).__name__} must say how often it is read.")

    @property
    def arriving(self) -> PerSecond:
        """Keys that are asked for, 1/s at peak; it does not grow in a burst: keys would have to move first."""
        return self.reads

    @property
    def read_p50(self) -> Millis:
        """Half of all reads take no longer than this, once a node has them."""
        raise NotImplementedError(f"{type(self).__name__} must say how fast it is read.")

    @property
    def read_p99(self) -> Millis:
        """Ninety-nine of a hundred reads take no longer than this, once a node has them."""
        raise NotImplementedError(f"{type(self).__name__} must say how fast it is read.")

    @property
    def service(self) -> Service:
        """One read, the network included."""
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
