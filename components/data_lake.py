"""Everything that happened, kept for training and for questions."""

from dataclasses import dataclass

from design import (
    Days,
    Gigabytes,
    GigabytesPerDay,
    Hours,
    PerDay,
    Times,
    Usd,
    UsdPerMonth,
    assumed,
    consequence,
)
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._ratio import ratio, times
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class DataLake(Operated):
    """Columnar files in object storage, by day."""

    family = "store"
    icon = "database"
    kind = "Data lake"
    badge = "storage"

    a_day: PerDay
    row_bytes: Bytes = assumed(2000, "A payment, the features it was scored with, the score and the decision.")
    compression: Times = assumed(4.0, "Columns of like values, compressed.")
    days_kept: Days = assumed(730.0, "Two years: a season can be compared with the one before.")
    usd_a_gigabyte: Usd = priced("object storage")
    upkeep_hours: Hours = assumed(12.0, "Schemas, compaction, access, erasure requests.")

    @property
    def note(self) -> str:
        """How long it remembers."""
        return f"columnar files · kept {digits(self.days_kept)} days"

    @consequence
    def growth(self) -> GigabytesPerDay:
        """What a day adds.

        Source: rows times bytes over the compression
        """
        return ratio(self.a_day * self.row_bytes / 1e9, self.compression)

    @consequence
    def storage(self) -> Gigabytes:
        """What it holds once it is as old as the days it keeps.

        Source: growth times days kept
        """
        return times(self.growth, self.days_kept)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Storage and the people who keep it in order.

        Source: prices.csv, object storage (GB-month), plus upkeep
        """
        return times(self.storage, self.usd_a_gigabyte) + self.people_cost
