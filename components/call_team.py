"""People who call customers and may make them an offer."""

from dataclasses import dataclass

from design import Component, Count, Days, Hours, Number, PerDay, Share, UsdPerHour, UsdPerMonth, assumed, consequence
from design.units import digits

from ._ratio import ratio
from ._time import MONTH_DAYS
from ._units import Busy, Minutes


@dataclass(frozen=True, kw_only=True)
class CallTeam(Component):
    """Callers who work through the day's list from its top. Whom they do not reach today is on no list tomorrow."""

    family = "ops"
    icon = "headset"
    kind = "Retention team"
    badge = "utilisation"

    contacts_a_day: PerDay
    callers: Count
    minutes_a_contact: Minutes
    usd_per_hour: UsdPerHour
    answers: Share
    paid_hours: Hours = assumed(8.0, "A shift.")
    working_hours: Hours = assumed(6.5, "A shift less breaks, training and meetings.")
    days_a_month: Number = assumed(MONTH_DAYS, "Some of them work each day; five days a week need more callers.")

    @property
    def note(self) -> str:
        """Its room."""
        return f"{self.callers} callers · {digits(self.capacity)} contacts a day"

    @consequence
    def capacity(self) -> PerDay:
        """Contacts that the team can attempt a day.

        Source: callers times working minutes over the minutes of a contact
        """
        return ratio(self.callers * self.working_hours * 60, self.minutes_a_contact)

    @consequence
    def utilisation(self) -> Busy:
        """This share of the team's room is asked for; above 100 % the end of the list is not called.

        Source: contacts a day over capacity
        """
        return ratio(self.contacts_a_day, self.capacity)

    @consequence
    def attempted(self) -> Share:
        """The share of the list that is called.

        Source: capacity over contacts, at most all
        """
        return min(1.0, ratio(self.capacity, self.contacts_a_day)) if self.contacts_a_day > 0 else 1.0

    @consequence
    def reached(self) -> Share:
        """The share of the list that is spoken to.

        Source: called, times those who answer
        """
        return self.attempted * self.answers

    @consequence
    def wait(self) -> Days:
        """How long a name on the list waits for its call, on average; the list is worked through in a day, or cut.

        Source: half of the part of a day that the list fills
        """
        return min(1.0, self.utilisation) / 2

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the team costs, busy or not.

        Source: callers times paid hours times the price of an hour, times days a month
        """
        return self.callers * self.paid_hours * self.usd_per_hour * self.days_a_month

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people.

        Source: cost of the team
        """
        return self.people_cost
