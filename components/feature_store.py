"""Features defined once, counted day by day, and remembered as of each day."""

from dataclasses import dataclass

from design import Count, Gigabytes, Hours, Number, Usd, UsdPerMonth, assumed, consequence

from ._operated import Operated
from ._prices import priced
from ._ratio import times
from ._time import YEAR_DAYS
from ._units import Bytes


@dataclass(frozen=True, kw_only=True)
class FeatureStore(Operated):
    """Keeps running counts, so that a night reads one day of events; a training row sees them as they stood then."""

    family = "store"
    icon = "table-properties"
    kind = "Feature store"
    badge = "storage"

    customers: Number
    features: Count = assumed(80, "Use, bills, contacts and contract, over several windows.")
    bytes_a_feature: Bytes = assumed(8, "A number.")
    years_kept: Number = assumed(2.0, "A season can be compared with the one before.")
    usd_a_gigabyte: Usd = priced("object storage")
    upkeep_hours: Hours = assumed(28.0, "Definitions, backfills, its own releases: one more system to know.")

    @property
    def note(self) -> str:
        """What it holds."""
        return f"{self.features} features · as of each day"

    @consequence
    def storage(self) -> Gigabytes:
        """What the features of every day take.

        Source: customers times features times bytes, once a day for the years kept
        """
        return times(self.customers * self.features * self.bytes_a_feature / 1e9, YEAR_DAYS * self.years_kept)

    @consequence
    def cost(self) -> UsdPerMonth:
        """Storage and the people who keep it running.

        Source: prices.csv, object storage (GB-month), plus upkeep
        """
        return self.storage * self.usd_a_gigabyte + self.people_cost
