"""A burst as a whole: what comes, how long the unluckiest waits, and when everything is drained."""

from dataclasses import dataclass

from design import Component, Number, PerSecond, Seconds, Times, consequence

from ._burst import Bursting
from ._units import Minutes


@dataclass(frozen=True, kw_only=True)
class Burst(Component):
    """A load above the peak for some minutes, held against every part that a request passes. Measured, not drawn."""

    family = "ops"
    icon = "trending-up"
    kind = "Burst"
    badge = "drain"

    load: PerSecond
    burst: Times
    burst_minutes: Minutes
    parts: tuple[Bursting, ...]

    @consequence
    def requests(self) -> Number:
        """So many requests come while it lasts.

        Source: load at peak times the burst times its seconds
        """
        return self.load * self.burst * self.burst_minutes * 60

    @consequence
    def wait(self) -> Seconds:
        """Its unluckiest request waits so long at the part that is fullest, if it does not give up.

        Source: the longest of the parts' waits
        """
        return max((part.burst_wait for part in self.parts), default=0.0)

    @consequence
    def drain(self) -> Seconds:
        """From its end until no part has a backlog; nothing where every part stands it.

        Source: the longest of the parts' drains
        """
        return max((part.burst_drain for part in self.parts), default=0.0)
