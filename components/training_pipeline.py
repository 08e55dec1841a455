"""Where a model is made again."""

from dataclasses import dataclass
from math import inf

from design import (
    Count,
    Days,
    Hours,
    PerSecond,
    Share,
    UsdPerHour,
    UsdPerMonth,
    assumed,
    consequence,
    sourced,
)
from design.units import digits

from ._algorithms import spoken
from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_DAYS, MONTH_HOURS
from ._units import PerMonth

MEASURED = "measured: scikit-learn, 200,000 rows, 30 features, two cores of a shared machine, Nov 2026"


@dataclass(frozen=True, kw_only=True)
class TrainingPipeline(Operated):
    """Builds features, trains, checks and hands over a candidate, every so many days."""

    family = "batch"
    icon = "graduation-cap"
    kind = "Training pipeline"
    badge = "model_age"

    rows: Count
    every_days: Days
    algorithm: str
    maturation_days: Days
    logistic_rate: PerSecond = sourced(800_000, "Rows a second into a logistic regression.", MEASURED)
    boosted_rate: PerSecond = sourced(110_000, "Rows a second into 100 boosted trees.", MEASURED)
    forest_rate: PerSecond = sourced(1_500, "Rows a second into 100 trees of depth 12.", MEASURED)
    fixed_hours: Hours = assumed(1.0, "Machines, feature build, checks against the last model.")
    usd_an_hour: UsdPerHour = priced("m7g.large")
    upkeep_hours: Hours = assumed(12.0, "The pipeline itself.")
    review_hours: Hours = assumed(4.0, "A person reads the comparison and signs each candidate.")

    @property
    def note(self) -> str:
        """What, how often."""
        return f"{spoken(self.algorithm)} · every {digits(self.every_days)} days"

    @property
    def rows_per_second(self) -> PerSecond:
        """What this family of models learns a second; boosted trees stand in for one that is not known."""
        rates = {"logistic regression": self.logistic_rate, "random forest": self.forest_rate}
        return rates.get(spoken(self.algorithm), self.boosted_rate)

    @consequence
    def duration(self) -> Hours:
        """From start to a candidate.

        Source: fixed work, then rows over what the family learns a second
        """
        return self.fixed_hours + ratio(self.rows, self.rows_per_second * 3600)

    @consequence
    def utilisation(self) -> Share:
        """The share of time that it trains; from 100 % on the next run is due before the last has ended.

        Source: duration over schedule
        """
        return ratio(self.duration, self.every_days * 24)

    @consequence
    def releases_a_month(self) -> PerMonth:
        """Candidates a month.

        Source: 730 / 24 days over the schedule
        """
        return ratio(MONTH_DAYS, self.every_days)

    @consequence
    def model_age(self) -> Days:
        """The mean age of the youngest events that the served model has learned from.

        Source: the maturation window, training, and half of the time to the next release
        """
        return self.maturation_days + self.duration / 24 + self.every_days / 2 if self.utilisation < 1 else inf

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people cost who keep the pipeline running and read each candidate.

        Source: hours a month and hours a release, times the price of an hour (prices.csv, engineer hour)
        """
        hours = self.upkeep_hours + times(self.releases_a_month, self.review_hours)
        return hours * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """Machines while they train, and the people.

        Source: share of 730 hours times the price of an hour (prices.csv, m7g.large), plus people
        """
        return min(1.0, self.utilisation) * MONTH_HOURS * self.usd_an_hour + self.people_cost
