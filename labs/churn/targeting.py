"""Whom to contact: by risk, by value, by uplift, or as the truth would have it; what a campaign then earns.

Everything here is a look-up in sums made once an evidence: campaign size, costs, offers and acceptance train nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from labs.churn.parts import CustomerCosts, Flags, Floats, RiskEvidence, UpliftEvidence

Order = Literal["random", "risk", "value", "uplift", "uplift_value", "oracle"]
ORDERS: tuple[Order, ...] = get_args(Order)
TOPS = {"contact": 1e6, "offer": 1e6, "take": 1.0, "stayer_take": 1.0, "value_factor": 1e3}


@dataclass(frozen=True)
class Offer:
    """What a contact and an offer cost, in the currency of the customers' values, and who takes it.

    `take` is the share of persuadable customers that this offer keeps (fatigue lowers it); `stayer_take` the share of
    contacted sure things that take the money too (1, as Verbraken et al. 2013 assume); `value_factor` multiplies what a
    kept customer is worth. Raises ValueError where a value is outside its range.
    """

    contact: float = 1.0
    offer: float = 10.0
    take: float = 1.0
    stayer_take: float = 1.0
    value_factor: float = 1.0

    def __post_init__(self) -> None:
        """Refuse what is no price and no share, in words."""
        for name, top in TOPS.items():
            value = getattr(self, name)
            if not 0 <= value <= top:
                raise ValueError(f"{name} = {value:g} is outside 0 to {top:g}.")


@dataclass(frozen=True)
class Outcome:
    """What a campaign does by the simulated truth, each per customer of the base, contacted or not.

    `leaving` are those contacted who would have left without it, `kept` those of them whom it keeps, `driven` leave
    because of it, `wasted` are offers to those who would have stayed.
    `profit` = kept_value - driven_value - contact_cost - offer_cost. A call on 1 % of the base has `contacted` 0.01.
    """

    contacted: float
    leaving: float
    kept: float
    driven: float
    wasted: float
    kept_value: float
    driven_value: float
    contact_cost: float
    offer_cost: float

    @property
    def net_kept(self) -> float:
        """Customers that are there because of the campaign."""
        return self.kept - self.driven

    @property
    def churn_alone(self) -> float:
        """The churn rate of the chosen if left alone, as a control group shows it; 0 where nobody is chosen."""
        return self.leaving / self.contacted if self.contacted else 0.0

    @property
    def churn_contacted(self) -> float:
        """The churn rate of the chosen, contacted; 0 where there are none."""
        return (self.leaving - self.net_kept) / self.contacted if self.contacted else 0.0

    @property
    def profit(self) -> float:
        """Money earned beyond doing nothing."""
        return self.kept_value - self.driven_value - self.contact_cost - self.offer_cost


@dataclass(frozen=True)
class CostOfShare:
    """The real per-customer costs where the riskiest share is contacted, per customer of the base.

    `savings` is the savings score of Correa Bahnsen et al.: 1 - cost / the cheaper of contacting nobody and everybody.
    """

    contacted: float
    cost: float
    cost_nobody: float
    cost_everybody: float
    savings: float


@dataclass(frozen=True, eq=False)
class Targeting:
    """Sums along every order, made by `targeting_of`: `sums[order]` has shape (n + 1, 7), a row a number of contacts.

    Columns: kept, kept value, driven, driven value, sure things, real churners, real cost of contacting less not.
    """

    customers: int
    sums: Mapping[Order, Floats]
    cost_nobody: float
    cost_everybody: float
    kept: Floats
    driven: Floats
    sure: Floats
    value: Floats

    def outcome(self, order: Order, share: float, offer: Offer | None = None) -> Outcome:
        """What contacting this share of the base in this order does; the last customer counts in part. O(1).

        "oracle" is the best that anybody could do who knew the truth and these costs; that one is O(n).
        Raises ValueError where `share` is no share.
        """
        offer = offer or Offer()
        kept, kept_value, driven, driven_value, sure = self._row(order, share, offer)[:5].tolist()
        return Outcome(
            contacted=share,
            leaving=max(share - sure - driven, 0.0),
            kept=offer.take * kept,
            driven=driven,
            wasted=offer.stayer_take * sure,
            kept_value=offer.value_factor * offer.take * kept_value,
            driven_value=offer.value_factor * driven_value,
            contact_cost=offer.contact * share,
            offer_cost=offer.offer * (offer.take * kept + offer.stayer_take * sure),
        )

    def captured(self, order: Order, share: float) -> float:
        """The share of the real churners among those contacted: of the labels in the file, not of the simulation.

        Raises ValueError for "oracle", whose truth is the simulation's.
        """
        if order == "oracle":
            raise ValueError("order = 'oracle' knows the simulated truth and says nothing of the real labels.")
        return float(self._row(order, share, Offer())[5]) / float(self.sums["risk"][-1, 5] / self.customers)

    def lift(self, order: Order, share: float) -> float:
        """How many times as many real churners are contacted as by lot; 1 where nobody is contacted."""
        return self.captured(order, share) / share if share > 0 else 1.0

    def cost_of(self, share: float) -> CostOfShare:
        """What the real per-customer costs come to where the riskiest share is contacted."""
        cost = self.cost_nobody + float(self._row("risk", share, Offer())[6])
        best = min(self.cost_nobody, self.cost_everybody)
        return CostOfShare(share, cost, self.cost_nobody, self.cost_everybody, 1 - cost / best)

    def best_share(self, order: Order, offer: Offer | None = None) -> float:
        """The share of the base at which this order earns most, 0 where no campaign pays; O(n)."""
        offer = offer or Offer()
        if order == "oracle":
            return float(np.mean(self._profits(offer) > 0))
        kept, kept_value, _, driven_value, sure = self.sums[order][:, :5].T
        profit = offer.value_factor * (offer.take * kept_value - driven_value) - offer.contact * np.arange(len(kept))
        profit -= offer.offer * (offer.take * kept + offer.stayer_take * sure)
        return float(np.argmax(profit) / self.customers)

    def _row(self, order: Order, share: float, offer: Offer) -> Floats:
        """Sums at a share of the base, each divided by the base."""
        if not 0 <= share <= 1:
            raise ValueError(f"share = {share:g} is outside 0 to 1. It is the part of all customers that is contacted.")
        place = share * self.customers
        whole = min(int(place), self.customers)
        if order == "oracle":
            return self._best(whole, offer)
        sums = self.sums[order]
        inner = sums[whole]
        if whole < self.customers:
            inner = inner + (place - whole) * (sums[whole + 1] - inner)
        return np.asarray(inner / self.customers)

    def _profits(self, offer: Offer) -> Floats:
        """What contacting each customer earns, shape (n,)."""
        worth = offer.value_factor * self.value
        given = offer.offer * (offer.take * self.kept + offer.stayer_take * self.sure)
        return np.asarray(worth * (offer.take * self.kept - self.driven) - given - offer.contact)

    def _best(self, contacts: int, offer: Offer) -> Floats:
        left = self.customers - contacts
        chosen = np.argpartition(self._profits(offer), min(left, self.customers - 1))[left:]
        kept, driven, sure, value = (a[chosen] for a in (self.kept, self.driven, self.sure, self.value))
        parts = kept.sum(), (kept * value).sum(), driven.sum(), (driven * value).sum(), sure.sum(), 0.0, 0.0
        return np.array(parts) / self.customers


def targeting_of(risk: RiskEvidence, uplift: UpliftEvidence) -> Targeting:
    """The sums of this evidence along every order."""
    kept, driven = uplift.leaves * uplift.saved, (1 - uplift.leaves) * uplift.driven
    sure = (1 - uplift.leaves) * (1 - uplift.driven)
    contacted, alone = charged(risk.costs, risk.churn)
    columns = np.stack(
        [kept, kept * risk.value, driven, driven * risk.value, sure, risk.churn, contacted - alone], axis=1
    )
    first = {
        "risk": risk.score,
        "value": risk.score * risk.value,
        "uplift": uplift.estimate,
        "uplift_value": uplift.estimate * risk.value,
    }
    sums: dict[Order, Floats] = {}
    for order in ORDERS:
        if order in first:
            sums[order] = _summed(columns[np.argsort(-first[order], kind="stable")])
    sums["random"] = np.linspace(0, 1, len(kept) + 1)[:, None] * columns.sum(axis=0)
    return Targeting(
        customers=risk.customers,
        sums=sums,
        cost_nobody=float(alone.mean()),
        cost_everybody=float(contacted.mean()),
        kept=kept,
        driven=driven,
        sure=sure,
        value=risk.value,
    )


def charged(costs: CustomerCosts, churn: Flags) -> tuple[Floats, Floats]:
    """What each customer costs if contacted and if not, by what was really so; two arrays (n,)."""
    return np.where(churn, costs.tp, costs.fp), np.where(churn, costs.fn, costs.tn)


def _summed(columns: Floats) -> Floats:
    sums = np.zeros((len(columns) + 1, columns.shape[1]))
    np.cumsum(columns, axis=0, out=sums[1:])
    return sums
