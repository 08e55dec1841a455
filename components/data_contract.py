"""What an upstream change must pass before the model sees it."""

from dataclasses import dataclass

from design import Count, Days, Hours, Share, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated


@dataclass(frozen=True, kw_only=True)
class DataContract(Operated):
    """A change of an event or a feature runs on mirrored traffic first; nulls and shift of that day must hold."""

    family = "service"
    icon = "shield-check"
    kind = "Data contract"
    badge = "stopped"

    shown: Share
    mirror_days: Days
    sources: Count = assumed(6, "Teams whose events and features the model reads.")
    hours_a_source: Hours = assumed(3.0, "Fields, ranges, units and an owner, kept true with each team.")
    upkeep_hours: Hours = assumed(6.0, "The mirror and its checks.")

    @property
    def note(self) -> str:
        """How it holds changes."""
        return f"{self.sources} sources · {digits(self.mirror_days)} day mirrored"

    @consequence
    def stopped(self) -> Share:
        """The share of harmful upstream and feature changes that show on the mirror in time.

        Source: measured by the lab: the input monitors on its incidents of those stages, within the mirrored days
        """
        return self.shown

    @consequence
    def held(self) -> Days:
        """How long each upstream change waits.

        Source: the mirrored days
        """
        return self.mirror_days

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """Contracts and the mirror.

        Source: hours a source and upkeep, times the price of an hour (prices.csv, engineer hour)
        """
        return (self.sources * self.hours_a_source + self.upkeep_hours) * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people.

        Source: cost of the people
        """
        return self.people_cost
