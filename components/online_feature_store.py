"""The latest features of every entity, in memory."""

from dataclasses import dataclass

from design import (
    Count,
    Gigabytes,
    Hours,
    Millis,
    PerSecond,
    Times,
    assumed,
    consequence,
    sourced,
)
from design.units import digits

from ._key_value import KeyValueStore
from ._ratio import ratio
from ._units import Bytes

FEAST_2022 = "feast.dev, Go server + Redis, Jul 2022: p99 3.9 ms for one row of 250 features"


@dataclass(frozen=True, kw_only=True)
class OnlineFeatureStore(KeyValueStore):
    """A key-value store in memory. It grows with what it must hold and with how often it is read."""

    icon = "database-zap"
    kind = "Online feature store"
    badge = "p99"

    load: PerSecond
    keys: Count
    features: Count = assumed(60, "Counts, sums and risks over some windows for card, customer and merchant.")
    reads_a_request: Count = assumed(2, "One for the card and one for the merchant, sent together.")
    bytes_a_feature: Bytes = assumed(16, "A short name's hash and a number.")
    bytes_a_key: Bytes = assumed(100, "The key itself and what the store adds to each.")
    network_ms: Millis = sourced(0.5, "One round trip inside a data centre.", "Dean, latency numbers, about 2012")
    ms_a_feature: Millis = sourced(0.0136, "What a feature adds at the 99th percentile.", FEAST_2022)
    tail: Times = assumed(2.5, "The 99th percentile of a read over its median.")
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
