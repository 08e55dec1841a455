"""Where an event meets its label."""

from dataclasses import dataclass

from design import (
    Count,
    Days,
    Gigabytes,
    Hours,
    Number,
    PerDay,
    PerSecond,
    Share,
    UsdPerHour,
    UsdPerMonth,
    assumed,
    consequence,
)
from design.units import digits

from ._delay import arrived
from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_DAYS
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class LabelJoin(Operated):
    """Each event waits the same number of days for its label; what has none by then counts as legitimate."""

    family = "batch"
    icon = "merge"
    kind = "Label join"
    badge = "matured"

    delay_days: Days
    maturation_days: Days
    a_day: PerDay
    spread: Number = assumed(0.5, "The delay is lognormal with this sigma: one in twenty takes 2.3 medians.")
    every_hours: Hours = assumed(24.0, "The join runs once a night.")
    row_bytes: Bytes = assumed(500, "An event's key, its features in columns, and room for a label.")
    rows_per_second: PerSecond = assumed(20_000, "What one worker reads, joins and writes.")
    usd_an_hour: UsdPerHour = priced("m7g.large")
    upkeep_hours: Hours = assumed(12.0, "Keys that do not match, labels that are taken back, leakage checks.")

    @property
    def note(self) -> str:
        """How long it waits."""
        return f"labels count after {digits(self.maturation_days)} days"

    @consequence
    def matured(self) -> Share:
        """The share of frauds whose label has arrived when their event is used.

        Source: lognormal distribution function at the maturation window
        """
        return arrived(self.maturation_days, self.delay_days, self.spread)

    @consequence
    def missed(self) -> Share:
        """The share of frauds that the model is taught as legitimate.

        Source: one less the matured share
        """
        return 1 - self.matured

    @consequence
    def age(self) -> Days:
        """How old the youngest event is that a model can learn from.

        Source: the maturation window, and one run of the join at worst
        """
        return self.maturation_days + self.every_hours / 24

    @consequence
    def waiting(self) -> Count:
        """So many events wait for their label at any time.

        Source: Little's law: events a day times days
        """
        return round(min(self.a_day * self.maturation_days, 1e18))

    @consequence
    def state(self) -> Gigabytes:
        """What the waiting events take.

        Source: events waiting times bytes
        """
        return self.waiting * self.row_bytes / 1e9

    @consequence
    def cost(self) -> UsdPerMonth:
        """The nightly join over all events that wait, and the people who keep it right.

        Source: rows a month over rows an hour, times an hour's price (prices.csv, m7g.large), plus upkeep
        """
        runs = ratio(24 * MONTH_DAYS, self.every_hours)
        hours = times(runs, ratio(self.waiting, self.rows_per_second * 3600))
        return times(hours, self.usd_an_hour) + self.people_cost
