"""Customers who are left alone on purpose, so that the rest can be compared with somebody."""

from dataclasses import dataclass
from math import inf, sqrt
from statistics import NormalDist

from design import Component, Days, Hours, Share, Usd, UsdPerHour, UsdPerMonth, assumed, consequence
from design.units import digits

from ._prices import priced
from ._ratio import ratio, times
from ._time import MONTH_DAYS
from ._units import Months, PerMonth, Points

STANDARD = NormalDist()


def _z(share: float) -> float:
    return STANDARD.inv_cdf(min(max(share, 1e-12), 1 - 1e-12))


@dataclass(frozen=True, kw_only=True)
class ControlGroup(Component):
    """A random share of those who would have been contacted is not; both leave at their own rate.

    `leave_alone` and `leave_contacted` are the shares of each that leave within the label's time, and
    `worth_a_contact` is what one contact earns, so that what the group costs can be said.
    """

    family = "ops"
    icon = "shuffle"
    kind = "Control group"
    badge = "half_width"

    chosen_a_month: PerMonth
    share: Share
    leave_alone: Share
    leave_contacted: Share
    label_days: Days
    worth_a_contact: Usd
    false_alarm: Share = assumed(0.05, "One campaign in twenty without effect is taken for one with (two-sided).")
    power: Share = assumed(0.8, "Four of five true effects are seen in this time.")
    upkeep_hours: Hours = assumed(6.0, "Somebody defends it each month against whoever wants those customers called.")
    usd_an_engineer_hour: UsdPerHour = priced("engineer hour")

    @property
    def note(self) -> str:
        """How large."""
        return f"{digits(100 * self.share)} % left alone, at random"

    @consequence
    def held_out(self) -> PerMonth:
        """Customers a month who would have been contacted and are left alone.

        Source: the control share of those chosen
        """
        return self.chosen_a_month * self.share

    @consequence
    def contacted(self) -> PerMonth:
        """Customers a month who are contacted.

        Source: those chosen less those left alone
        """
        return self.chosen_a_month - self.held_out

    @consequence
    def effect(self) -> Points:
        """By how much fewer of the contacted leave than of those left alone.

        Source: the difference of both shares, whether or not a contacted customer was reached (intention to treat)
        """
        return self.leave_alone - self.leave_contacted

    @consequence
    def noise(self) -> Points:
        """The standard error of the measured effect after a month of lists.

        Source: difference of two independent shares, sqrt(p q / n + p q / n)
        """
        alone = ratio(self.leave_alone * (1 - self.leave_alone), self.held_out)
        return sqrt(alone + ratio(self.leave_contacted * (1 - self.leave_contacted), self.contacted))

    @consequence
    def half_width(self) -> Points:
        """The measured effect of a quarter's lists is known to plus or minus this much; not with nobody held out.

        Source: normal interval of a difference of shares (Wald), z times noise over the root of three months
        """
        if self.held_out <= 0 or self.contacted <= 0:
            return inf
        return _z(1 - self.false_alarm / 2) * self.noise / sqrt(3)

    @consequence
    def months(self) -> Months:
        """Months until an effect of this size is told from none, the label's wait included.

        Source: two-sample z-test with unequal arms, (z_alpha/2 + z_beta)^2 noise^2 / effect^2, Fleiss, Levin & Paik
        (2003), ch. 4, unpooled; plus gap and horizon of the last list
        """
        if self.held_out <= 0 or self.contacted <= 0 or self.effect == 0:
            return inf
        z = _z(1 - self.false_alarm / 2) + _z(self.power)
        return (z * self.noise / self.effect) ** 2 + self.label_days / MONTH_DAYS

    @consequence
    def forgone(self) -> UsdPerMonth:
        """What those left alone would have earned, had they been contacted; below nothing where contacting loses money.

        Source: customers held out times what a contact earns
        """
        return times(self.held_out, self.worth_a_contact)

    @consequence
    def people_cost(self) -> UsdPerMonth:
        """What the people cost who keep it.

        Source: hours a month times the price of an hour (prices.csv, engineer hour), where there is a group
        """
        return self.upkeep_hours * self.usd_an_engineer_hour if self.share > 0 else 0.0

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people; what the group forgoes stands in the campaign's own profit.

        Source: its people
        """
        return self.people_cost
