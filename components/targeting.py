"""The same campaign with other lists: by risk, by value at risk, by uplift, and by the truth."""

from dataclasses import dataclass

from design import Component, Usd, UsdPerMonth, consequence

from ._ratio import times
from ._units import PerMonth

_WORDS = {"risk": "by risk", "value": "by value at risk", "uplift": "by uplift", "uplift_value": "by uplift × value"}


@dataclass(frozen=True, kw_only=True)
class Targeting(Component):
    """What a month's campaign would earn with each order of the same customers. Measured, not drawn.

    The truth is known to the simulation alone: no data of a real company holds it.
    """

    family = "ops"
    icon = "crosshair"
    kind = "Targeting"
    badge = "given_up"

    chosen: str
    random: UsdPerMonth
    risk: UsdPerMonth
    value: UsdPerMonth
    uplift: UsdPerMonth
    truth: UsdPerMonth
    trial_contacts: PerMonth
    worth_at_random: Usd

    @property
    def note(self) -> str:
        """Which order is served."""
        return _WORDS.get(str(self.chosen), str(self.chosen))

    @consequence
    def at_random(self) -> UsdPerMonth:
        """What the campaign would earn on customers drawn by lot.

        Source: the campaign's profit with the lab's shares of the four kinds among all customers
        """
        return self.random + 0.0

    @consequence
    def by_risk(self) -> UsdPerMonth:
        """What it would earn on those most likely to leave.

        Source: the campaign's profit with the lab's shares of the four kinds down the ranking by risk
        """
        return self.risk + 0.0

    @consequence
    def by_value(self) -> UsdPerMonth:
        """What it would earn on those whose risk times value is largest.

        Source: the campaign's profit with the lab's shares of the four kinds down the ranking by value at risk
        """
        return self.value + 0.0

    @consequence
    def by_uplift(self) -> UsdPerMonth:
        """What it would earn on those whom a contact is expected to change most.

        Source: the campaign's profit with the lab's shares of the four kinds down the ranking by estimated uplift
        """
        return self.uplift + 0.0

    @consequence
    def by_truth(self) -> UsdPerMonth:
        """What it would earn if everybody's answer were known; no model can do better at this size.

        Source: the campaign's profit with the simulation's own effect as the ranking
        """
        return self.truth + 0.0

    @consequence
    def given_up(self) -> UsdPerMonth:
        """What the chosen order leaves on the table against the best of those that a team could build.

        Source: the best of risk, value and uplift, less the chosen one
        """
        own = {"risk": self.risk, "value": self.value}.get(str(self.chosen), self.uplift)
        return max(self.risk, self.value, self.uplift) - own

    @consequence
    def trial_month(self) -> UsdPerMonth:
        """What contacting customers by lot, to learn whom it changes, costs a month; below nothing where it pays.

        Source: contacts of the yearly trial, a twelfth a month, times what a contact at random loses
        """
        return times(self.trial_contacts, -self.worth_at_random)
