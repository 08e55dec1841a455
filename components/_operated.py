"""What somebody has to keep running: the people's part of its cost."""

from dataclasses import dataclass

from design import Component, Hours, UsdPerHour, UsdPerMonth, consequence

from ._prices import priced


@dataclass(frozen=True, kw_only=True)
class Operated(Component):
    """A part that takes some hours of an engineer each month: patches, alerts, upgrades."""

    upkeep_hours: Hours
    usd_an_engineer_hour: UsdPerHour = priced("engineer hour")

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people who keep it running cost.

        Source: hours a month times the price of an hour (prices.csv, engineer hour)
        """
        return self.upkeep_hours * self.usd_an_engineer_hour
