"""Where facts about customers are born: the product, the billing, the help desk."""

from dataclasses import dataclass

from design import Component, Hours, PerDay, PerSecond, Times, assumed, consequence
from design.units import digits

from ._time import DAY_SECONDS


@dataclass(frozen=True, kw_only=True)
class SourceSystem(Component):
    """The systems that customers use. They send events as they happen, and a complete export once a night."""

    icon = "server-cog"
    kind = "Source systems"
    badge = "events_a_day"

    customers: PerDay
    events_a_customer: PerDay = assumed(12.0, "Programmes watched, pages opened, bills, calls.")
    peak: Times = assumed(4.0, "Television is watched in the evening.")
    export_hour: Hours = assumed(3.0, "The export of a day is complete at three in the morning.")

    @property
    def note(self) -> str:
        """What it sends."""
        return f"{digits(self.events_a_customer)} events a customer a day"

    @consequence
    def events_a_day(self) -> PerDay:
        """Events of a day.

        Source: customers times events a customer
        """
        return self.customers * self.events_a_customer

    @consequence
    def mean_rate(self) -> PerSecond:
        """Events a second, averaged over the day.

        Source: a day has 86,400 s
        """
        return self.events_a_day / DAY_SECONDS

    @consequence
    def rate(self) -> PerSecond:
        """Events a second at the busiest time.

        Source: mean rate times the peak factor
        """
        return self.mean_rate * self.peak

    @consequence
    def complete_at(self) -> Hours:
        """When the export of the day before is complete, counted from midnight; no list can be younger.

        Source: the hour of the export
        """
        return self.export_hour + 0.0
