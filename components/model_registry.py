"""Which model is served, which were, and the way back."""

from dataclasses import dataclass

from design import Count, Gigabytes, Hours, Number, Seconds, Usd, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._prices import priced
from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class ModelRegistry(Operated):
    """Every version with its data, code and checks. Going back is moving a pointer, not building again."""

    family = "ops"
    icon = "package-check"
    kind = "Model registry"
    badge = "rollback"

    releases_a_month: PerMonth
    rollback_seconds: Seconds = assumed(30.0, "One approved command moves the pointer.")
    reload_seconds: Seconds = assumed(30.0, "Each server loads the model that the pointer names.")
    years_kept: Number = assumed(5.0, "As long as the decisions that its models made: one of them may be asked about.")
    version_gigabytes: Gigabytes = assumed(0.5, "The model, its training sample and its report.")
    usd_a_gigabyte: Usd = priced("object storage")
    upkeep_hours: Hours = assumed(4.0, "Access and approvals.")

    @property
    def note(self) -> str:
        """How often something new comes."""
        return f"{digits(self.releases_a_month)} releases a month"

    @consequence
    def versions(self) -> Count:
        """Versions that can be brought back.

        Source: releases a month times months kept
        """
        return round(min(self.releases_a_month * 12 * self.years_kept, 1e18))

    @consequence
    def rollback(self) -> Seconds:
        """From the decision to go back until every server answers with the older model.

        Source: one pointer, then one reload
        """
        return self.rollback_seconds + self.reload_seconds

    @consequence
    def storage(self) -> Gigabytes:
        """What all versions take.

        Source: versions times what one takes
        """
        return self.versions * self.version_gigabytes

    @consequence
    def cost(self) -> UsdPerMonth:
        """Storage and the people who keep it in order.

        Source: prices.csv, object storage (GB-month), plus upkeep
        """
        return self.storage * self.usd_a_gigabyte + self.people_cost
