"""Who notices, and when."""

from dataclasses import dataclass

from design import Count, Days, Hours, PerDay, Share, Usd, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._samples import for_a_drop, for_a_mean
from ._time import MONTH_DAYS, MONTH_HOURS
from ._units import Minutes, PerMonth


@dataclass(frozen=True, kw_only=True)
class Monitor(Operated):
    """Compares inputs and scores with a reference every window, and recall as soon as labels allow."""

    family = "ops"
    icon = "activity"
    kind = "Drift monitor"
    badge = "recall_noticed"

    a_day: PerDay
    base_rate: Share
    label_age_days: Days
    detectable_change: Share = assumed(0.1, "A tenth: of a standard deviation for inputs, of itself for recall.")
    recall: Share = assumed(0.7, "The recall that it guards.")
    false_alarm: Share = assumed(0.0001, "One check in ten thousand cries wolf.")
    power: Share = assumed(0.9, "Nine of ten such changes are noticed in this time.")
    series: Count = assumed(60, "Every feature and the score.")
    window_hours: Hours = assumed(1.0, "Inputs and scores are compared once an hour.")
    alarm_minutes: Minutes = assumed(30.0, "A person looks at each alarm, true or false.")
    usd_a_million: Usd = priced("watched events")
    upkeep_hours: Hours = assumed(12.0, "References, limits, dashboards.")

    @property
    def note(self) -> str:
        """What it watches."""
        return f"{self.series} series · every {digits(self.window_hours)} h"

    @consequence
    def shift_noticed(self) -> Hours:
        """From a shift of an input or of the score until it is noticed. It needs no labels.

        Source: z-test, n = ((z_alpha/2 + z_beta) / shift)^2, Fleiss, Levin & Paik (2003); one window
        """
        events = for_a_mean(self.detectable_change, self.false_alarm, self.power)
        return ratio(events, self.a_day / 24) + self.window_hours

    @consequence
    def recall_noticed(self) -> Days:
        """From a fall of recall until it is noticed: labels must come in first, and then enough of what is looked for.

        Source: one-sided z-test for a share, Fleiss, Levin & Paik (2003), ch. 2; plus the age of labels
        """
        frauds = for_a_drop(self.recall, self.detectable_change, self.false_alarm, self.power)
        return self.label_age_days + ratio(frauds, self.a_day * self.base_rate)

    @consequence
    def false_alarms(self) -> PerMonth:
        """Alarms a month when nothing is wrong.

        Source: series times checks a month times the share that cries wolf
        """
        return times(self.series * self.false_alarm, ratio(MONTH_HOURS, self.window_hours))

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people cost who keep it running and look at its false alarms.

        Source: hours a month and minutes an alarm, times the price of an hour (prices.csv, engineer hour)
        """
        hours = self.upkeep_hours + times(self.false_alarms, self.alarm_minutes / 60)
        return hours * self.usd_an_engineer_hour

    @consequence
    def cost(self) -> UsdPerMonth:
        """Watching every event, and the people.

        Source: events a month times the price of a million (prices.csv, watched events), plus people
        """
        return self.a_day * MONTH_DAYS / 1e6 * self.usd_a_million + self.people_cost
