"""What watches one layer of a deployed model."""

from dataclasses import dataclass

from design import Count, Days, Hours, Share, UsdPerMonth, assumed, consequence

from ._operated import Operated
from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class MonitorGroup(Operated):
    """Alerts on one layer: inputs, scores, outcomes, or the house around them. Measured without the other groups."""

    family = "ops"
    icon = "activity"
    kind = "Monitor group"
    badge = "found"

    watches: str
    monitors: Count
    alarms: PerMonth
    reached: Share
    days: Days
    computing: UsdPerMonth
    hours_a_monitor: Hours = assumed(0.5, "A limit that nobody looks at for a year is wrong by then.")
    upkeep_hours: Hours = assumed(2.0, "References and the dashboard of one layer.")

    @property
    def note(self) -> str:
        """What it watches."""
        return str(self.watches)

    @consequence
    def false_alarms(self) -> PerMonth:
        """Alarms a month while nothing is wrong.

        Source: measured by the lab on healthy months, at these limits
        """
        return self.alarms

    @consequence
    def found(self) -> Share:
        """The share of harmful incidents that this group alone would find in a fortnight.

        Source: measured by the lab on its library of incidents
        """
        return self.reached

    @consequence
    def delay(self) -> Days:
        """From the onset until this group alone would page, on average; what it misses counts as a fortnight.

        Source: measured by the lab on its library of incidents
        """
        return self.days

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people cost who keep limits and references right.

        Source: hours a group and hours a monitor, times the price of an hour (prices.csv, engineer hour)
        """
        return (self.upkeep_hours + self.monitors * self.hours_a_monitor) * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """Computing the statistics, and the people.

        Source: the lab's price of each statistic, plus people
        """
        return self.computing + self.people_cost
