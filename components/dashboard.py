"""Where people look first."""

from dataclasses import dataclass

from design import Count, Hours, Usd, UsdPerMonth, assumed, consequence

from ._operated import Operated
from ._units import Minutes


@dataclass(frozen=True, kw_only=True)
class Dashboard(Operated):
    """Charts drawn from a copy of the serving log. It can be wrong where the system is right."""

    family = "ops"
    icon = "chart-line"
    kind = "Dashboard"
    badge = "lag"

    series: Count
    copy_minutes: Minutes = assumed(15.0, "The copy job's schedule.")
    usd_a_series: Usd = assumed(4.0, "USD a month for a series of a hosted monitoring service.")
    upkeep_hours: Hours = assumed(4.0, "Charts that nobody deletes.")

    @property
    def note(self) -> str:
        """How much it draws."""
        return f"{self.series} series, from a copy"

    @consequence
    def lag(self) -> Minutes:
        """How old the newest point is, at worst.

        Source: the copy job's schedule
        """
        return self.copy_minutes

    @consequence
    def cost(self) -> UsdPerMonth:
        """Series and people.

        Source: series times their price, plus upkeep
        """
        return self.series * self.usd_a_series + self.people_cost
