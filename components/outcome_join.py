"""Where a customer's past meets what they did next."""

from dataclasses import dataclass

from design import Days, Hours, Number, Share, UsdPerHour, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_DAYS


@dataclass(frozen=True, kw_only=True)
class OutcomeJoin(Operated):
    """Each training row looks back over the observation window, skips the gap, and waits the horizon for its label.

    A customer whom a campaign contacted in that time has a label that the campaign may have changed. `policy` says
    what becomes of such rows: `keep`, `exclude`, or `control` (learn from customers who were left alone on purpose).
    """

    family = "batch"
    icon = "merge"
    kind = "Outcome join"
    badge = "age"

    customers: Number
    observation_days: Days
    gap_days: Days
    horizon_days: Days
    treated: Share
    known: Share
    wrong: Share
    turned: Share
    policy: str
    every_days: Days = assumed(7.0, "A snapshot of every customer is taken once a week.")
    rows_per_second: Number = assumed(20_000.0, "What one worker reads, joins and writes.")
    usd_an_hour: UsdPerHour = priced("m7g.large")
    upkeep_hours: Hours = assumed(12.0, "Leavers who come back, contracts that move, definitions that change.")

    @property
    def note(self) -> str:
        """Its windows."""
        days = (self.observation_days, self.gap_days, self.horizon_days)
        return f"{' + '.join(digits(d) for d in days)} days · {self.policy}"

    @consequence
    def age(self) -> Days:
        """How old the youngest row is that a model can learn from: its outcome must have happened.

        Source: gap and horizon, and half of the time between two snapshots
        """
        return self.gap_days + self.horizon_days + self.every_days / 2

    @consequence
    def history(self) -> Days:
        """How many days of facts one labelled row needs.

        Source: observation window, gap and horizon
        """
        return self.observation_days + self.gap_days + self.horizon_days

    @consequence
    def touched(self) -> Share:
        """The share of rows in whose window a campaign acted: their label is not what would have happened.

        Source: the campaign's reach in the time that one label takes
        """
        return min(1.0, times(self.treated, (self.gap_days + self.horizon_days) / MONTH_DAYS))

    @consequence
    def contaminated(self) -> Share:
        """The share of rows that are learned from although a campaign acted on them.

        Source: touched rows, less those that are known to be touched and left out
        """
        return self.touched if self.policy == "keep" else self.touched * (1 - self.known)

    @consequence
    def mislabelled(self) -> Share:
        """The share of labels that the definition of leaving gets wrong.

        Source: the lab's quarter, whose simulation knows who left
        """
        return self.wrong + 0.0

    @consequence
    def hidden_leavers(self) -> Share:
        """Of those who would have left, the share whom a campaign turned into stayers and who are taught as such.

        Source: the lab's quarter, where such rows are kept; elsewhere those that nobody knows to have been contacted
        """
        return self.turned if self.policy == "keep" else self.turned * (1 - self.known)

    @consequence
    def left_out(self) -> Share:
        """The share of rows that are not learned from.

        Source: touched rows that are known as such, unless they are kept
        """
        return 0.0 if self.policy == "keep" else self.touched * self.known

    @consequence
    def rows_a_month(self) -> Number:
        """Labelled rows that a month adds.

        Source: customers times snapshots a month, less what is left out
        """
        return times(self.customers * ratio(MONTH_DAYS, self.every_days), 1 - self.left_out)

    @consequence
    def cost(self) -> UsdPerMonth:
        """The join, and the people who keep it right.

        Source: rows a month over rows an hour, times an hour's price (prices.csv, m7g.large), plus upkeep
        """
        read = self.customers * ratio(MONTH_DAYS, self.every_days)
        return times(ratio(read, self.rows_per_second * 3600), self.usd_an_hour) + self.people_cost
