"""How soon a whole monitoring plan finds what is broken."""

from dataclasses import dataclass

from design import Component, Days, Number, Share, consequence

from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class Detection(Component):
    """What all monitors together did on the lab's incidents. Measured, not drawn."""

    family = "ops"
    icon = "search"
    kind = "Detection"
    badge = "delay"

    days: Days
    reached: Share
    alarms: PerMonth
    gated: Share
    harmless: Share
    alarms_an_incident: Number

    @consequence
    def delay(self) -> Days:
        """From the onset of a harmful incident until the first page, on average; a missed one counts as a fortnight.

        Source: measured by the lab on its library of incidents; what a gate stopped has no delay
        """
        return self.days

    @consequence
    def found(self) -> Share:
        """The share of harmful incidents that a gate stops or a monitor finds in a fortnight.

        Source: measured by the lab on its library of incidents
        """
        return self.reached

    @consequence
    def false_alarms(self) -> PerMonth:
        """Alarms a month while nothing is wrong, of all monitors.

        Source: measured by the lab on healthy months
        """
        return self.alarms

    @consequence
    def stopped_before(self) -> Share:
        """The share of harmful incidents that a gate stops before the first payment.

        Source: the lab's incidents of the gated stages that a gate's own reading shows in time
        """
        return self.gated

    @consequence
    def distractions(self) -> Share:
        """The share of drifts that harm nobody, such as a season, that page all the same.

        Source: measured by the lab on its library
        """
        return self.harmless

    @consequence
    def chorus(self) -> Number:
        """Monitors that go off in one harmful incident.

        Source: measured by the lab on its library, within a fortnight of the onset
        """
        return self.alarms_an_incident
