"""How well a model puts customers in order, and what its scores say."""

from dataclasses import dataclass

from design import Component, Number, Share, Times, Usd, consequence

from ._ratio import ratio
from ._units import Points


@dataclass(frozen=True, kw_only=True)
class Ranking(Component):
    """What the lab measured of the served model, at this world's rate of leaving. Measured, not drawn."""

    family = "model"
    icon = "list-ordered"
    kind = "Ranking"
    badge = "lift"

    measured_auc: Share
    auc_low: Share
    auc_high: Share
    kept: Share
    contacted: Share
    captured: Share
    mean_score: Share
    base_rate: Share
    profit_at_best: Usd
    best_share: Share

    @consequence
    def auc(self) -> Share:
        """The chance that a leaver is ranked above a stayer.

        Source: area under the ROC curve of the lab's cross-validation
        """
        return self.measured_auc + 0.0

    @consequence
    def auc_spread(self) -> Points:
        """The interval on it reaches so far in all.

        Source: bounds of the lab's interval
        """
        return self.auc_high - self.auc_low

    @consequence
    def still_known(self) -> Share:
        """What age and past campaigns leave of the ranking, beyond chance.

        Source: area beyond one half over that of the same model, fresh and on clean labels, in the lab's quarter
        """
        return self.kept + 0.0

    @consequence
    def leavers_on_the_list(self) -> Share:
        """The share of all leavers that the list holds, whether or not they can be kept.

        Source: the lab's ranking, carried to this world's rate of leaving
        """
        return self.captured + 0.0

    @consequence
    def lift(self) -> Times:
        """Leavers are so many times as frequent on the list as among all customers.

        Source: leavers captured over customers contacted
        """
        return ratio(self.captured, self.contacted)

    @consequence
    def said_over_true(self) -> Number:
        """The mean score over the share that leaves; 1 where scores mean what they say.

        Source: mean score and base rate of the lab's test customers
        """
        return ratio(self.mean_score, self.base_rate)

    @consequence
    def empc(self) -> Usd:
        """The expected maximum profit of a campaign for each customer, the acceptance uncertain.

        Source: EMPC, Verbraken, Verbeke & Baesens (2013), with this world's values
        """
        return self.profit_at_best + 0.0

    @consequence
    def empc_share(self) -> Share:
        """The share of customers that this measure would contact.

        Source: EMPC's mean optimal fraction
        """
        return self.best_share + 0.0
