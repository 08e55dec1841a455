"""Work done on a schedule."""

from dataclasses import dataclass
from math import inf

from design import Count, Hours, PerDay, PerSecond, Share, UsdPerHour, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_HOURS


@dataclass(frozen=True, kw_only=True)
class BatchJob(Operated):
    """Starts every so many hours and reads what has come in since it last started."""

    family = "batch"
    icon = "calendar-clock"
    kind = "Batch job"
    badge = "freshness"

    rows: PerDay
    every_hours: Hours
    rows_per_second: PerSecond = assumed(20_000, "What one worker reads, joins and writes.")
    workers: Count = assumed(4, "A small cluster, there only while the job runs.")
    start_hours: Hours = assumed(0.1, "Six minutes for machines to start and the plan to be made.")
    usd_an_hour: UsdPerHour = priced("m7g.large")
    upkeep_hours: Hours = assumed(8.0, "Late inputs, reruns, changed schemas.")

    @property
    def note(self) -> str:
        """How often, by how many."""
        return f"every {digits(self.every_hours)} h · {self.workers} workers"

    @consequence
    def duration(self) -> Hours:
        """How long one run takes.

        Source: start, then the rows of one period over what the workers get through
        """
        rows = self.rows * self.every_hours / 24
        return self.start_hours + ratio(rows, self.workers * self.rows_per_second * 3600)

    @consequence
    def utilisation(self) -> Share:
        """The share of time that it runs; from 100 % on the next run starts before the last has ended.

        Source: duration over schedule
        """
        return ratio(self.duration, self.every_hours)

    @consequence
    def freshness(self) -> Hours:
        """How old its result is at worst, just before a run ends; never where runs outlast the schedule.

        Source: schedule plus duration
        """
        return self.every_hours + self.duration if self.utilisation < 1 else inf

    @consequence
    def cost(self) -> UsdPerMonth:
        """Workers while they run, and the people who keep the job running.

        Source: share of 730 hours times the price of an hour (prices.csv, m7g.large), plus upkeep
        """
        busy = times(self.workers * MONTH_HOURS, min(1.0, self.utilisation))
        return busy * self.usd_an_hour + self.people_cost
