"""The tool in which callers see whom to call and why, and write down what came of it."""

from dataclasses import dataclass

from design import Hours, Number, PerDay, Share, Usd, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import times

_HOURS = {"file": 0.75, "api": 0.25, "queue": 0.05}
_BACK = {"file": 0.75, "api": 0.93, "queue": 0.99}
_EXTRA = {"file": 0.0, "api": 8.0, "queue": 16.0}
_SAID = {"file": "a file each morning", "api": "by its interface", "queue": "one task at a time"}


@dataclass(frozen=True, kw_only=True)
class Crm(Operated):
    """Customer records with a task list. How the list gets in decides how much comes back out.

    `handover` is `file` (loaded each morning), `api` (written by its interface) or `queue` (tasks, each acknowledged).
    """

    icon = "contact"
    kind = "CRM"
    badge = "outcomes_back"

    contacts_a_day: PerDay
    handover: str
    seats: Number
    file_back: Share = assumed(
        _BACK["file"], "Of calls from a file, a quarter is not written down or cannot be matched."
    )
    api_back: Share = assumed(_BACK["api"], "A form beside the customer's record is filled in more often.")
    queue_back: Share = assumed(_BACK["queue"], "A task is not done until its outcome is chosen.")
    usd_a_seat: Usd = priced("case seat")
    upkeep_hours: Hours = assumed(8.0, "Fields, access, who may see which score.")

    @property
    def note(self) -> str:
        """How it is fed."""
        return f"{_SAID.get(str(self.handover), str(self.handover))} · {digits(self.seats)} seats"

    @consequence
    def handover_hours(self) -> Hours:
        """From a finished list to a task that a caller sees.

        Source: assumed by way: 45 minutes for a file and its load, 15 for an interface in batches, 3 for a queue
        """
        return _HOURS.get(str(self.handover), _HOURS["file"]) + 0.0 * self.contacts_a_day

    @consequence
    def outcomes_back(self) -> Share:
        """The share of contacts whose outcome is known afterwards, by customer; only these can be kept out of training.

        Source: assumed by way of the hand-over
        """
        back = {"file": self.file_back, "api": self.api_back, "queue": self.queue_back}
        return float(back.get(str(self.handover), self.file_back))

    @consequence
    def lost_a_day(self) -> PerDay:
        """Contacts a day of which nobody can say later that they took place.

        Source: contacts times the share that does not come back
        """
        return times(self.contacts_a_day, 1 - self.outcomes_back)

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people cost who keep it, and the way into it, running.

        Source: hours a month, 8 more for an interface and 16 for a queue, times the price of an hour (prices.csv)
        """
        return (self.upkeep_hours + _EXTRA.get(str(self.handover), 0.0)) * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """Seats, and its people.

        Source: prices.csv, case seat (a month), plus upkeep
        """
        return self.seats * self.usd_a_seat + self.people_cost
