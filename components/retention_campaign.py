"""What contacting some customers does to who stays, and to money."""

from dataclasses import dataclass

from design import Component, Number, Share, Times, Usd, UsdPerMonth, assumed, consequence

from ._ratio import ratio, times
from ._units import PerMonth


@dataclass(frozen=True, kw_only=True)
class RetentionCampaign(Component):
    """A month of contacts by whom they meet. Measured, not drawn.

    Of those on the list, the shares `persuadable` (leave, unless asked), `lost_cause` (leave anyway), `sure_thing`
    (stay anyway) and `sleeping_dog` (stay, unless asked) sum to 1. `reached` of them are spoken to; of the leavers
    `too_late` are gone by then. Of persuadables reached, a share `response` stays; of sleeping dogs, `wakes` leave.
    """

    family = "ops"
    icon = "banknote"
    kind = "Campaign"
    badge = "profit"

    leavers_a_month: PerMonth
    contacts_a_month: PerMonth
    persuadable: Share
    lost_cause: Share
    sure_thing: Share
    sleeping_dog: Share
    persuadable_value: Times
    dog_value: Times
    reached: Share
    too_late: Share
    response: Share
    wakes: Share
    stayers_accept: Share
    clv: Usd
    offer: Usd
    contact_usd: Usd
    team_cost: UsdPerMonth
    lost_accept: Share = assumed(0.0, "Who leaves in any case does not take the offer first; some do, and leave later.")

    @consequence
    def spoken_to(self) -> PerMonth:
        """Customers a month who hear the offer.

        Source: contacts times the share that is reached
        """
        return self.contacts_a_month * self.reached

    @consequence
    def saves(self) -> PerMonth:
        """Customers a month who stay because they were asked.

        Source: persuadables spoken to, less those already gone, times the share that the offer wins
        """
        return self.spoken_to * self.persuadable * (1 - self.too_late) * self.response

    @consequence
    def woken(self) -> PerMonth:
        """Customers a month who leave because they were asked: sleeping dogs.

        Source: sleeping dogs spoken to, times the share that wakes
        """
        return self.spoken_to * self.sleeping_dog * self.wakes

    @consequence
    def net_saves(self) -> Number:
        """Customers a month who are still there because of the campaign, less those who are gone because of it.

        Source: saves less woken
        """
        return self.saves - self.woken

    @consequence
    def woken_for_a_save(self) -> Number:
        """For each customer saved, so many are lost by asking.

        Source: woken over saves
        """
        return ratio(self.woken, self.saves)

    @consequence
    def saved_of_leavers(self) -> Share:
        """The share of all who would leave in a month that is saved.

        Source: saves over leavers a month
        """
        return min(1.0, ratio(self.saves, self.leavers_a_month))

    @consequence
    def wasted_offers(self) -> PerMonth:
        """Offers a month that go to customers who would have stayed.

        Source: sure things spoken to, times the share that takes a gift
        """
        return self.spoken_to * self.sure_thing * self.stayers_accept

    @consequence
    def wasted(self) -> UsdPerMonth:
        """What those offers cost.

        Source: wasted offers times the offer
        """
        return self.wasted_offers * self.offer

    @consequence
    def offer_spend(self) -> UsdPerMonth:
        """What all offers taken cost.

        Source: saves, wasted offers and lost causes who take one, times the offer
        """
        lost = self.spoken_to * self.lost_cause * self.lost_accept
        return (self.saves + lost) * self.offer + self.wasted

    @consequence
    def contact_spend(self) -> UsdPerMonth:
        """What the contacts cost beyond the callers' time.

        Source: contacts times the price of one
        """
        return self.contacts_a_month * self.contact_usd

    @consequence
    def kept_value(self) -> UsdPerMonth:
        """What the customers saved are worth, less those woken.

        Source: customer lifetime value, times saves and woken by their value relative to the average customer
        """
        return self.clv * (self.saves * self.persuadable_value - self.woken * self.dog_value)

    @consequence
    def worth_a_contact(self) -> Usd:
        """What one contact earns on average, before the callers are paid.

        Source: value kept, less offers and contacts, over contacts a month
        """
        earned = self.kept_value - self.offer_spend - self.contact_spend
        return earned / self.contacts_a_month if self.contacts_a_month > 0 else 0.0

    @consequence
    def profit(self) -> UsdPerMonth:
        """What the campaign earns a month after offers, contacts and callers; machines and engineers are in the bill.

        Source: value kept, less offers, contacts and the team
        """
        return self.kept_value - self.offer_spend - self.contact_spend - self.team_cost

    @consequence
    def a_save(self) -> Usd:
        """What one customer who stays because of the campaign costs; without end where it saves nobody.

        Source: offers, contacts and the team over net saves
        """
        return ratio(self.offer_spend + self.contact_spend + self.team_cost, times(1.0, self.net_saves))
