"""Who is on the list today, and who is not."""

from dataclasses import dataclass
from math import floor

from design import Days, Hours, Number, PerDay, Share, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._ratio import ratio, times
from ._time import MONTH_DAYS
from ._units import Months, PerMonth


@dataclass(frozen=True, kw_only=True)
class CampaignManager(Operated):
    """Takes scores, leaves out who must not or need not be asked, keeps the control group, writes the list.

    Scores come `ready_hour` hours after midnight from a job that takes `run_hours` and is due at `due_hour`; or, where
    `live`, as events happen from parts that are `up` a share of the time.
    """

    family = "ops"
    icon = "list-checks"
    kind = "Campaign manager"
    badge = "ready_at"

    customers: Number
    contacts_a_month: PerMonth
    may_contact: Share
    rest_months: Months
    every_days: Days
    ready_hour: Hours
    run_hours: Hours
    handover_hours: Hours
    due_hour: Hours
    live: bool
    up: Share
    fails: Share = assumed(0.03, "One run in thirty ends early: a late export, a full disk, a changed column.")
    late: Share = assumed(0.004, "On one night in 250 what all runs read comes too late for any of them.")
    choose_hours: Hours = assumed(0.2, "Twelve minutes: opt-outs, rest periods, the control group, the budget.")
    upkeep_hours: Hours = assumed(20.0, "Opt-outs, offers, scripts, the calendar of other campaigns.")

    @property
    def note(self) -> str:
        """How often."""
        often = "as it happens" if self.live else "a day" if self.every_days <= 1 else "a week"
        return f"a list {often} · rest {digits(self.rest_months)} mo"

    @consequence
    def contacts_a_day(self) -> PerDay:
        """Customers put on the list on an average day, the control group left out.

        Source: contacts a month over 730 / 24 days
        """
        return self.contacts_a_month / MONTH_DAYS

    @consequence
    def ready_at(self) -> Hours:
        """When the list stands in the callers' tool, counted from midnight.

        Source: scores ready, plus choosing, plus the hand-over; a live list is always as ready as its hand-over
        """
        return self.choose_hours * (not self.live) + self.handover_hours + (0.0 if self.live else self.ready_hour)

    @consequence
    def runs_that_fit(self) -> Number:
        """How often the job can run between the night's data and the hour at which the list is due.

        Source: hours left over hours of a run, rounded down
        """
        spare = self.due_hour - self.ready_at
        return 0.0 if spare < 0 else 1.0 + floor(min(ratio(spare, self.run_hours + self.choose_hours), 1e6))

    @consequence
    def availability(self) -> Share:
        """The share of mornings on which today's list is there in time.

        Source: data in time, times one less the chance that every run that fits fails; live: its parts are up
        """
        return self.up if self.live else (1.0 - self.late) * (1.0 - self.fails**self.runs_that_fit)

    @consequence
    def list_age(self) -> Days:
        """How old the facts behind a name are, on average, when its turn on the list comes.

        Source: a day's export is half a day old on average; plus the morning's wait, and half of the time between lists
        """
        if self.live:
            return self.handover_hours / 24
        return 0.5 + self.ready_at / 24 + self.every_days / 2

    @consequence
    def contacts_a_year(self) -> Number:
        """How often in a year a customer who stays at the top of the ranking is contacted.

        Source: twelve months over the months of rest, which are no fewer than one
        """
        return 12 / max(1.0, self.rest_months)

    @consequence
    def depth(self) -> Share:
        """How far down the ranking the lists reach until a customer may be contacted again.

        Source: contacts a month times months of rest, over the customers who may be contacted
        """
        months = max(1.0, self.rest_months)
        return min(1.0, ratio(times(self.contacts_a_month, months), self.customers * self.may_contact))

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people: whoever keeps the rules of contact.

        Source: hours a month times the price of an hour (prices.csv, engineer hour)
        """
        return self.people_cost + 0.0
