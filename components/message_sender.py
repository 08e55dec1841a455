"""Offers by e-mail and app, without a person."""

from dataclasses import dataclass

from design import Hours, Share, Usd, UsdPerMonth, assumed, consequence
from design.units import digits

from ._operated import Operated
from ._ratio import times
from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class MessageSender(Operated):
    """Sends as many as it is given, for next to nothing each; most are not opened."""

    icon = "send"
    kind = "Message sender"
    badge = "reached"

    contacts_a_month: PerMonth
    opened: Share
    usd_a_message: Usd = assumed(0.01, "What a sending service charges for an e-mail or a push.")
    upkeep_hours: Hours = assumed(12.0, "Templates, bounces, complaints, the sender's reputation.")

    @property
    def note(self) -> str:
        """How many."""
        return f"{digits(self.contacts_a_month)} a month · {digits(100 * self.opened)} % opened"

    @consequence
    def reached(self) -> Share:
        """The share of the list that reads the offer.

        Source: messages opened
        """
        return self.opened + 0.0

    @consequence
    def cost(self) -> UsdPerMonth:
        """Messages, and the people who keep them welcome.

        Source: contacts times the price of a message, plus upkeep
        """
        return times(self.contacts_a_month, self.usd_a_message) + self.people_cost
