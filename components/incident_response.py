"""What an incident costs, and how long its parts take."""

from dataclasses import dataclass

from design import Component, Hours, Share, Usd, UsdPerMonth, consequence

from ._ratio import ratio, times
from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class IncidentResponse(Component):
    """From the page to the proof, in hours and in money, over the lab's harmful incidents. Measured, not drawn."""

    family = "ops"
    icon = "banknote"
    kind = "Incident response"
    badge = "loss"

    unseen_usd: Usd
    open_usd: Usd
    held_usd: Usd
    least_usd: Usd
    stop_hours: Hours
    cause_hours: Hours
    mend_hours: Hours
    right: Share
    incidents: PerMonth
    wrongly_usd: UsdPerMonth

    @consequence
    def loss(self) -> Usd:
        """What an incident costs on average, beyond what the same days cost in health.

        Source: loss before the page, until the first response acts, and from then on until it is mended
        """
        return self.unseen_usd + self.open_usd + self.held_usd

    @consequence
    def before_the_page(self) -> Usd:
        """The part of it that is lost before anybody knows.

        Source: measured loss a payment, times payments from the onset to the page
        """
        return self.unseen_usd

    @consequence
    def until_stopped(self) -> Usd:
        """The part that is lost from the page until the first response acts.

        Source: measured loss a payment, times payments in those hours
        """
        return self.open_usd

    @consequence
    def while_held(self) -> Usd:
        """The part that is lost under the first response, until the cause is mended.

        Source: measured loss a payment under that response, times payments in those hours
        """
        return self.held_usd

    @consequence
    def avoidable(self) -> Share:
        """The share of the loss that the best first response, at once and at the onset, would have spared.

        Source: one less the least loss over the loss
        """
        return max(0.0, 1 - ratio(self.least_usd, self.loss)) if self.loss > 0 else 0.0

    @consequence
    def stopped(self) -> Hours:
        """From the page until the first response acts.

        Source: the rota's answer, the router's handover, the minutes that the response takes
        """
        return self.stop_hours

    @consequence
    def cause(self) -> Hours:
        """From the first look until the cause is named, on average; longer where the first name is wrong.

        Source: seeded diagnoses from the lab's likelihoods with the checks at hand, stretched by the rota's hours
        """
        return self.cause_hours

    @consequence
    def mended(self) -> Hours:
        """From the page until the cause is mended, on average.

        Source: answer, handover, cause, and the fix by its owner or the days until a new model has learned
        """
        return self.mend_hours

    @consequence
    def named(self) -> Share:
        """The share of diagnoses that name the right cause at once.

        Source: seeded diagnoses from the lab's likelihoods
        """
        return self.right

    @consequence
    def false_month(self) -> UsdPerMonth:
        """What false alarms cost the business where the first response acts by itself.

        Source: false alarms times the response's measured loss on a healthy world until somebody takes it back
        """
        return self.wrongly_usd

    @consequence
    def month(self) -> UsdPerMonth:
        """What incidents and false responses cost a month.

        Source: incidents that no gate stops times their loss, plus what false responses cost
        """
        return times(self.incidents, self.loss) + self.wrongly_usd
