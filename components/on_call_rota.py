"""Who gets up."""

from dataclasses import dataclass

from design import Component, Count, Days, Hours, Share, UsdPerHour, UsdPerMonth, assumed, consequence
from design.units import digits

from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_HOURS
from ._units import Minutes, PerMonth

WEEK_HOURS, OFFICE_HOURS = 168.0, 40.0


@dataclass(frozen=True, kw_only=True)
class OnCallRota(Component):
    """People who take turns at being paged, in the hours that the rota covers; what comes outside waits for them."""

    family = "ops"
    icon = "bell-ring"
    kind = "On-call rota"
    badge = "burden"

    pages: PerMonth
    people: Count
    hours_a_day: Hours
    days_a_week: Days
    pickup_minutes: Minutes = assumed(10.0, "From the page until somebody has a screen open.")
    page_hours: Hours = assumed(1.5, "A page takes this long, true or false: looking, writing down, losing the thread.")
    training_hours: Hours = assumed(4.0, "Drills, handovers and runbooks, for each person each month.")
    standby_share: Share = assumed(0.15, "Standby outside office hours, of an hour's full price.")
    usd_an_engineer_hour: UsdPerHour = priced("engineer hour")

    @property
    def note(self) -> str:
        """How many, when."""
        return f"{digits(self.people)} people · {digits(self.hours_a_day)} h × {digits(self.days_a_week)} days"

    @property
    def covered_hours(self) -> Hours:
        """Hours of a week in which a page is answered."""
        return min(WEEK_HOURS, min(24.0, self.hours_a_day) * min(7.0, self.days_a_week))

    @consequence
    def covered(self) -> Share:
        """The share of a week in which a page is answered at once.

        Source: hours a day times days a week over 168
        """
        return self.covered_hours / WEEK_HOURS

    @consequence
    def answered(self) -> Hours:
        """From a page, at any hour, until somebody looks at it, on average.

        Source: mean wait for the next covered hour, sum of gaps squared over two weeks' hours, plus the pick-up
        """
        days = min(7.0, self.days_a_week)
        night = 24 - min(24.0, self.hours_a_day)
        weekend = night + (7 - days) * 24
        gaps = max(0.0, days - 1) * night**2 + weekend**2
        return gaps / (2 * WEEK_HOURS) + self.pickup_minutes / 60

    @consequence
    def stretch(self) -> Hours:
        """Hours that pass for each hour of work on an incident: work stops when nobody is there.

        Source: 168 over the covered hours of a week
        """
        return ratio(WEEK_HOURS, self.covered_hours)

    @consequence
    def burden(self) -> PerMonth:
        """Pages a month for each person of the rota.

        Source: pages over people
        """
        return ratio(self.pages, self.people)

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """Standby, pages and training.

        Source: covered hours beyond 40 a week at the standby share, pages and training at the full hour (prices.csv)
        """
        standby = max(0.0, self.covered_hours - OFFICE_HOURS) / WEEK_HOURS * MONTH_HOURS * self.standby_share
        worked = times(self.pages, self.page_hours) + self.people * self.training_hours
        return (standby + worked) * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people.

        Source: cost of the rota
        """
        return self.people_cost
