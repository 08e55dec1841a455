"""Who tells the truth, and how late."""

from dataclasses import dataclass

from design import Component, Days, Number, PerDay, assumed, consequence
from design.units import digits

from ._delay import delay_at
from ._time import MONTH_DAYS
from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class LabelSource(Component):
    """Somebody outside who says in the end what was true: a bank with a chargeback, a customer who leaves."""

    family = "actor"
    icon = "landmark"
    kind = "Label source"
    badge = "p95"

    delay_days: Days
    a_day: PerDay
    spread: Number = assumed(0.5, "The delay is lognormal with this sigma: one in twenty takes 2.3 medians.")

    @property
    def note(self) -> str:
        """How late."""
        return f"half of all labels after {digits(self.delay_days)} days"

    @consequence
    def p50(self) -> Days:
        """Half of all labels have arrived by then.

        Source: median of a lognormal delay
        """
        return delay_at(0.5, self.delay_days, self.spread)

    @consequence
    def p95(self) -> Days:
        """Nineteen of twenty labels have arrived by then.

        Source: quantile of a lognormal delay: median times e^(1.645 sigma)
        """
        return delay_at(0.95, self.delay_days, self.spread)

    @consequence
    def labels_a_month(self) -> PerMonth:
        """So many labels arrive in a month.

        Source: labels a day times 730 / 24 days
        """
        return self.a_day * MONTH_DAYS
