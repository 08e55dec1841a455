"""What turns alarms into pages, and whom it wakes."""

from dataclasses import dataclass

from design import Hours, Number, Share, UsdPerMonth, assumed, consequence

from ._operated import Operated
from ._ratio import ratio
from ._units import Minutes, PerMonth


@dataclass(frozen=True, kw_only=True)
class AlertRouter(Operated):
    """Groups what belongs together and sends it to who owns the layer, or sends everything to one channel."""

    family = "ops"
    icon = "route"
    kind = "Alert router"
    badge = "true_share"

    false_alarms: PerMonth
    incidents: PerMonth
    drifts: PerMonth
    alarms_an_incident: Number
    grouped: bool = assumed(True, "What pages within a fortnight of the first page is one incident.")
    to_owner: bool = assumed(True, "Each layer has an owner, and the alert names them.")
    owner_minutes: Minutes = assumed(5.0, "The page is read by who can act on it.")
    channel_minutes: Minutes = assumed(90.0, "Somebody reads the channel, guesses whose it is and finds them.")
    upkeep_hours: Hours = assumed(3.0, "Owners move, teams are renamed, routes rot.")

    @property
    def note(self) -> str:
        """Whom it pages."""
        return f"{'to the owner' if self.to_owner else 'one channel'} · {'grouped' if self.grouped else 'each alarm'}"

    @property
    def pages_an_incident(self) -> Number:
        """Pages that one incident makes."""
        return min(1.0, self.alarms_an_incident) if self.grouped else self.alarms_an_incident

    @consequence
    def pages(self) -> PerMonth:
        """Pages a month: false ones, incidents, and drifts that harm nobody.

        Source: false alarms, plus incidents and harmless drifts times the pages that one makes
        """
        return self.false_alarms + (self.incidents + self.drifts) * self.pages_an_incident

    @consequence
    def true_share(self) -> Share:
        """The share of pages behind which something is broken: what people learn to expect.

        Source: pages of incidents over all pages
        """
        return ratio(self.incidents * self.pages_an_incident, self.pages)

    @consequence
    def handover(self) -> Minutes:
        """From the page until it is before somebody who can act on it.

        Source: the route's own minutes
        """
        return self.owner_minutes if self.to_owner else self.channel_minutes

    @consequence
    def cost(self) -> UsdPerMonth:
        """All of it is people.

        Source: upkeep
        """
        return self.people_cost
