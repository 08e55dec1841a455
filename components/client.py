"""Who asks: a shop, an app, a till."""

from dataclasses import dataclass

from design import Component, PerDay, PerSecond, Times, consequence
from design.units import digits

from ._time import DAY_SECONDS


@dataclass(frozen=True, kw_only=True)
class Client(Component):
    """Where requests come from: so many a day, and more in the busiest second."""

    family = "actor"
    icon = "store"
    kind = "Client"
    badge = "rate"

    a_day: PerDay
    peak: Times

    @property
    def note(self) -> str:
        """How much it sends."""
        return f"{digits(self.a_day)} a day · peak × {digits(self.peak)}"

    @consequence
    def mean_rate(self) -> PerSecond:
        """Requests a second, averaged over the day.

        Source: a day has 86,400 s
        """
        return self.a_day / DAY_SECONDS

    @consequence
    def rate(self) -> PerSecond:
        """Requests a second at the busiest time; what everything in line must carry.

        Source: mean rate times the peak factor
        """
        return self.mean_rate * self.peak
