"""What everything costs together."""

from dataclasses import dataclass

from design import Component, UsdPerMonth, UsdPerThousand, consequence

from ._ratio import ratio
from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class Bill(Component):
    """The sum of what the parts say they cost. Measured, not drawn."""

    family = "ops"
    icon = "receipt"
    kind = "Bill"
    badge = "cost"

    parts: tuple[Component, ...]
    decisions_a_month: PerMonth

    @consequence
    def cost(self) -> UsdPerMonth:
        """What the whole design costs, people included.

        Source: sum over the parts that have a cost
        """
        return float(sum(getattr(part, "cost", 0.0) for part in self.parts))

    @consequence
    def people(self) -> UsdPerMonth:
        """The people's part: those who review or call, and the engineers who keep the parts running.

        Source: sum over the parts that say what their people cost
        """
        return float(sum(getattr(part, "people_cost", 0.0) for part in self.parts))

    @consequence
    def machines(self) -> UsdPerMonth:
        """The machines' part: computers, disks and charges by use.

        Source: cost less people
        """
        return self.cost - self.people

    @consequence
    def per_thousand(self) -> UsdPerThousand:
        """What a thousand decisions cost.

        Source: cost over decisions a month
        """
        return ratio(self.cost, self.decisions_a_month / 1000)
