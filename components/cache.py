"""Answers kept for a while."""

from dataclasses import dataclass

from design import (
    Count,
    Gigabytes,
    Hours,
    Millis,
    PerSecond,
    Seconds,
    Share,
    assumed,
    consequence,
    unit_of,
    written,
)

from ._key_value import KeyValueStore
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class Cache(KeyValueStore):
    """Saves the parts behind it most of the load, and answers with what may be old."""

    icon = "zap"
    kind = "Cache"
    badge = "missed"

    load: PerSecond
    hit_share: Share
    ttl_s: Seconds
    held: Count = assumed(1_000_000, "Answers kept at once.")
    bytes_an_answer: Bytes = assumed(500, "A key and a short record.")
    read_p50: Millis = assumed(0.5, "One round trip inside a data centre.")
    read_p99: Millis = assumed(1.5, "Three times the median.")
    upkeep_hours: Hours = assumed(6.0, "Eviction alarms, upgrades.")

    @property
    def note(self) -> str:
        """How much it saves, how old it may be."""
        return f"{written(self.hit_share, unit_of(Share))} hits · kept {written(self.ttl_s, unit_of(Seconds))}"

    @property
    def reads(self) -> PerSecond:
        """Every request asks it first."""
        return self.load

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
