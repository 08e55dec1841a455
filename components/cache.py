"""Answers kept for a while."""

from dataclasses import dataclass

from design import (
    Count,
    Gigabytes,
    Hours,
    Millis,
    PerSecond,
    Seconds,
    Served,
    Service,
    Share,
    UsdPerHour,
    UsdPerMonth,
    Wait,
    assumed,
    consequence,
    unit_of,
    written,
)

from ._fleet import p99_of, queue, whole, work
from ._operated import Operated
from ._prices import priced
from ._ratio import ratio
from ._redundancy import enough_up
from ._time import MONTH_HOURS
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class Cache(Operated, Served):
    """Saves the parts behind it most of the load, and answers with what may be old."""

    family = "store"
    icon = "zap"
    kind = "Cache"
    badge = "missed"

    load: PerSecond
    hit_share: Share
    ttl_s: Seconds
    held: Count = assumed(1_000_000, "Answers kept at once.")
    bytes_an_answer: Bytes = assumed(500, "A key and a short record.")
    node_memory: Gigabytes = assumed(6.0, "An 8 GB machine, a quarter of it left free.")
    node_reads: PerSecond = assumed(50_000, "Half of what one thread of Redis answers in its own benchmark.")
    full_at: Share = assumed(0.6, "It grows before its nodes are busier than this.")
    copies: Count = assumed(2, "A primary and a replica in another zone.")
    read_p50: Millis = assumed(0.5, "One round trip inside a data centre.")
    read_p99: Millis = assumed(1.5, "Three times the median.")
    node_up: Share = assumed(0.998, "A node is away 1.5 h a month.")
    region_up: Share = assumed(0.9999, "What copies do not mend: a bad release, a network, a region.")
    usd_an_hour: UsdPerHour = priced("m7g.large")
    upkeep_hours: Hours = assumed(6.0, "Eviction alarms, upgrades.")

    @property
    def note(self) -> str:
        """How much it saves, how old it may be."""
        return f"{written(self.hit_share, unit_of(Share))} hits · kept {written(self.ttl_s, unit_of(Seconds))}"

    @property
    def service(self) -> Service:
        """One read."""
        return work(self.read_p50, self.read_p99)

    @property
    def wait(self) -> Wait:
        """The wait for a node's one thread."""
        thread = ratio(1000.0, self.node_reads)
        return queue(self.load, self.shards, work(thread, thread))

    @property
    def up(self) -> float:
        """The share of time that it can be read."""
        return self.availability

    @consequence
    def missed(self) -> PerSecond:
        """Requests a second that go on to the parts behind it.

        Source: load times the share that is not held
        """
        return self.load * (1 - self.hit_share)

    @consequence
    def surge(self) -> PerSecond:
        """Requests a second that hit the parts behind it in addition when the cache starts empty.

        Source: load less what is missed on a normal day
        """
        return self.load - self.missed

    @consequence
    def staleness(self) -> Seconds:
        """How old an answer can be at worst.

        Source: an answer is thrown away at the end of its time to live
        """
        return self.ttl_s

    @consequence
    def memory(self) -> Gigabytes:
        """What one copy of everything takes.

        Source: answers held times bytes
        """
        return self.held * self.bytes_an_answer / 1e9

    @consequence
    def shards(self) -> Count:
        """It is split over so many nodes: what memory needs or what reads need, whichever is more.

        Source: memory over a node's memory; load over a node's reads at the target utilisation; rounded up
        """
        return whole(max(ratio(self.memory, self.node_memory), ratio(self.load, self.node_reads * self.full_at)))

    @consequence
    def p99(self) -> Millis:
        """Ninety-nine of a hundred reads take no longer than this, found or not.

        Source: M/G/c wait (Erlang C, Allen-Cunneen) and lognormal service, convolved on a grid
        """
        thread = ratio(1000.0, self.node_reads)
        return p99_of(work(self.read_p50, self.read_p99), queue(self.load, self.shards, work(thread, thread)))

    @consequence
    def availability(self) -> Share:
        """The share of time that every shard has at least one copy up.

        Source: series of parallel parts, Barlow & Proschan (1975)
        """
        return self.region_up * enough_up(1, self.copies, self.node_up) ** self.shards

    @consequence
    def cost(self) -> UsdPerMonth:
        """Machines and the people who keep them running.

        Source: shards times copies times 730 hours times an hour's price (prices.csv, m7g.large), plus upkeep
        """
        return self.shards * self.copies * self.usd_an_hour * MONTH_HOURS + self.people_cost
