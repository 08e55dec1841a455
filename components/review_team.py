"""People who look at what the model is unsure of."""

from dataclasses import dataclass
from math import inf

from design import (
    Component,
    Hours,
    Number,
    PerDay,
    Share,
    Usd,
    UsdPerHour,
    UsdPerMonth,
    assumed,
    consequence,
    erlang_c,
)
from design.units import digits

from ._fleet import whole
from ._ratio import ratio
from ._time import MONTH_DAYS
from ._units import Minutes


def _queued(people: int, busy: float, hours_a_case: float) -> float:
    """The mean wait (h) for one of some people who are busy a share of the time."""
    if busy >= 1:
        return inf
    counted = min(people, 2000)
    return erlang_c(counted, counted * busy) * hours_a_case / (people * (1 - busy))


@dataclass(frozen=True, kw_only=True)
class ReviewTeam(Component):
    """A team with room for so many cases a day. What it does not reach is let through."""

    family = "ops"
    icon = "users"
    kind = "Review team"
    badge = "utilisation"

    cases_a_day: PerDay
    capacity: PerDay
    minutes_a_case: Minutes
    usd_per_hour: UsdPerHour
    paid_hours: Hours = assumed(8.0, "A shift.")
    working_hours: Hours = assumed(6.5, "A shift less breaks, training and meetings.")
    open_hours: Hours = assumed(16.0, "Two shifts; what comes in at night waits for the morning.")

    @property
    def note(self) -> str:
        """Its room."""
        return f"{digits(self.capacity)} cases a day · {digits(self.people)} people"

    @consequence
    def utilisation(self) -> Share:
        """This share of the team's room is used; above 100 % cases are left over every day.

        Source: cases a day over capacity
        """
        return ratio(self.cases_a_day, self.capacity)

    @consequence
    def people(self) -> Number:
        """People on duty each day, for the whole capacity.

        Source: cases times minutes over the working minutes of a shift
        """
        return ratio(self.capacity * self.minutes_a_case / 60, self.working_hours)

    @consequence
    def reached(self) -> Share:
        """The share of cases that somebody looks at.

        Source: capacity over cases, at most all
        """
        return min(1.0, ratio(self.capacity, self.cases_a_day)) if self.cases_a_day > 0 else 1.0

    @consequence
    def backlog(self) -> PerDay:
        """Cases left over each day.

        Source: cases less capacity
        """
        return max(0.0, self.cases_a_day - self.capacity)

    @consequence
    def queue(self) -> Hours:
        """How long a case waits in opening hours, on average; without end where cases are left over.

        Source: M/M/c (Erlang C) for the people on duty, rounded up, at the team's utilisation
        """
        return _queued(whole(self.people), self.utilisation, self.minutes_a_case / 60)

    @consequence
    def wait(self) -> Hours:
        """How long a case waits for somebody, on average; without end where cases are left over.

        Source: the queue, plus the mean wait for the morning, (24 - open)^2 / 48
        """
        return self.queue + max(0.0, 24 - self.open_hours) ** 2 / 48 if self.cases_a_day > 0 else 0.0

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the team costs, busy or not.

        Source: people on duty times paid hours times the price of an hour, 730 / 24 days a month
        """
        return self.people * self.paid_hours * self.usd_per_hour * MONTH_DAYS

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people.

        Source: cost of the team
        """
        return self.people_cost

    @consequence
    def usd_a_case(self) -> Usd:
        """What one case costs that somebody looks at.

        Source: cost of the team over cases looked at a month
        """
        return ratio(self.people_cost, min(self.cases_a_day, self.capacity) * MONTH_DAYS)
