"""Where cases are worked on and remembered."""

from dataclasses import dataclass
from math import ceil

from design import Count, Gigabytes, Hours, Number, PerDay, Usd, UsdPerMonth, assumed, consequence
from design.units import digits

from ._fleet import MOST
from ._operated import Operated
from ._prices import priced
from ._ratio import ratio
from ._time import YEAR_DAYS
from ._units import Kilobytes


@dataclass(frozen=True, kw_only=True)
class CaseManager(Operated):
    """The queue that reviewers work from, with what they saw and said. Labels come from here too."""

    family = "ops"
    icon = "folder-kanban"
    kind = "Case manager"
    badge = "seats"

    cases_a_day: PerDay
    staffed_for: PerDay
    kilobytes_a_case: Kilobytes = assumed(200.0, "The payment, its history, the reasons, a few pages of notes.")
    years_kept: Number = assumed(5.0, "As long as a decision may be asked about.")
    cases_a_seat: PerDay = assumed(78.0, "5 minutes a case in 6.5 working hours.")
    usd_a_seat: Usd = priced("case seat")
    usd_a_gigabyte: Usd = priced("object storage")
    upkeep_hours: Hours = assumed(8.0, "Queues, priorities, access.")

    @property
    def note(self) -> str:
        """How many cases."""
        return f"{digits(self.cases_a_day)} cases a day"

    @consequence
    def seats(self) -> Count:
        """People who need a seat.

        Source: cases a day over what one person does, rounded up
        """
        return ceil(min(ratio(self.staffed_for, self.cases_a_seat), MOST))

    @consequence
    def storage(self) -> Gigabytes:
        """What all cases kept take.

        Source: cases a day times 365 times years times kilobytes
        """
        return self.cases_a_day * YEAR_DAYS * self.years_kept * self.kilobytes_a_case / 1e6

    @consequence
    def cost(self) -> UsdPerMonth:
        """Seats, storage, and the people who keep it running.

        Source: prices.csv, case seat (a month) and object storage (GB-month), plus upkeep
        """
        return self.seats * self.usd_a_seat + self.storage * self.usd_a_gigabyte + self.people_cost
