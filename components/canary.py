"""A new version on a small share of real traffic."""

from dataclasses import dataclass

from design import Component, Days, Number, PerDay, Share, assumed, consequence, unit_of, written

from ._ratio import ratio, times
from ._samples import for_two_shares


@dataclass(frozen=True, kw_only=True)
class Canary(Component):
    """Decides for real, for a few. It shows health soon; small effects and late labels it shows late."""

    family = "ops"
    icon = "bird"
    kind = "Canary"
    badge = "verdict"

    a_day: PerDay
    share: Share
    baseline_rate: Share
    detectable_change: Share
    label_age_days: Days = assumed(0.0, "A rate that is known at once, such as declines; labels take longer.")

    @property
    def note(self) -> str:
        """How small."""
        return f"{written(self.share, unit_of(Share))} of traffic"

    @consequence
    def needed(self) -> Number:
        """Requests that the new version must decide until the change is told from noise (5 % and 80 %).

        Source: n = 16 p (1 - p) / d^2 an arm, Lehr (1992)
        """
        return for_two_shares(self.baseline_rate, self.detectable_change)

    @consequence
    def verdict(self) -> Days:
        """From its start to a verdict.

        Source: requests needed over its requests a day, plus the age of labels
        """
        return ratio(self.needed, self.a_day * self.share) + self.label_age_days

    @consequence
    def exposed(self) -> Number:
        """Requests that a bad version decides before the verdict.

        Source: requests a day times share times days
        """
        return times(self.a_day * self.share, self.verdict)
