"""What changed, when, by whom: in one place."""

from dataclasses import dataclass

from design import Hours, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._ratio import times
from ._units import Minutes, PerMonth


@dataclass(frozen=True, kw_only=True)
class ChangeLog(Operated):
    """Releases of models, features and apps, upstream changes and label processes, written by those who make them."""

    family = "store"
    icon = "history"
    kind = "Change log"
    badge = "entries"

    changes: PerMonth
    minutes_an_entry: Minutes = assumed(5.0, "A pipeline writes most of them; people write the rest.")
    upkeep_hours: Hours = assumed(3.0, "Asking the teams that forgot.")

    @property
    def note(self) -> str:
        """How often."""
        return f"{digits(self.changes)} changes a month"

    @consequence
    def entries(self) -> PerMonth:
        """What a look at three weeks has to go through, by the month.

        Source: changes a month
        """
        return self.changes

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """Writing entries and asking for them.

        Source: minutes an entry and upkeep, times the price of an hour (prices.csv, engineer hour)
        """
        return (times(self.changes, self.minutes_an_entry / 60) + self.upkeep_hours) * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people.

        Source: cost of the people
        """
        return self.people_cost
