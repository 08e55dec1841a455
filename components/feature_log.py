"""What the model was really given."""

from dataclasses import dataclass

from design import Count, Days, Gigabytes, Hours, PerDay, Share, Times, Usd, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class FeatureLog(Operated):
    """Every feature as it was served, beside the score; a job computes the same again and compares row by row."""

    family = "store"
    icon = "copy-check"
    kind = "Feature log"
    badge = "storage"

    a_day: PerDay
    share: Share = assumed(1.0, "All rows: a fault of one app version hides in a sample.")
    features: Count = assumed(30, "Amount, clock, customer and terminal windows.")
    value_bytes: Bytes = assumed(8, "One number.")
    compression: Times = assumed(4.0, "Columns of like values, compressed.")
    days_kept: Days = assumed(90.0, "As long as training looks back, and then the reference.")
    usd_a_gigabyte: Usd = priced("object storage")
    upkeep_hours: Hours = assumed(10.0, "Two implementations of each feature drift apart: somebody tells why.")

    @property
    def note(self) -> str:
        """What it keeps."""
        return f"{self.features} features · {digits(self.days_kept)} days"

    @consequence
    def storage(self) -> Gigabytes:
        """What it holds.

        Source: rows times features times bytes over the compression, times days kept
        """
        a_day = self.a_day * self.share * self.features * self.value_bytes / 1e9
        return times(ratio(a_day, self.compression), self.days_kept)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Storage and the people; what computing again costs stands with the monitor that reads it.

        Source: prices.csv, object storage (GB-month), plus upkeep
        """
        return times(self.storage, self.usd_a_gigabyte) + self.people_cost
