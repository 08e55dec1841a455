"""What a threshold costs: frauds let through, good payments stopped, at the user's prices."""

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from labs.scores.values import Floats

if TYPE_CHECKING:
    from labs.scores.evidence import ScoresEvidence


@dataclass(frozen=True)
class Prices:
    """Margin (share of a good payment's amount), goodwill lost a good payment stopped, fee a fraud let through.

    Money is in the currency of the file's amounts. The defaults are assumed; put yours.
    Raises ValueError where one is negative, not finite, or a margin is above 1.
    """

    margin: float = 0.08
    goodwill: float = 4.0
    chargeback_fee: float = 20.0

    def __post_init__(self) -> None:
        """Refuse what is no price."""
        for name in ("margin", "goodwill", "chargeback_fee"):
            value = getattr(self, name)
            if not (isfinite(value) and value >= 0):
                raise ValueError(f"{name} = {value} is not a price. Give a number of 0 or more.")
        if self.margin > 1:
            raise ValueError(f"margin = {self.margin} is above 1. It is a share of the amount.")


@dataclass(frozen=True, eq=False)
class Costs:
    """Money over the whole file at each row of the evidence, shape (t + 1,)."""

    missed: Floats
    declined: Floats

    @property
    def total(self) -> Floats:
        """Frauds let through and good payments stopped."""
        return self.missed + self.declined


def costs(evidence: "ScoresEvidence", prices: Prices) -> Costs:
    """Amounts and fees of the frauds below each stop; margin and goodwill of the good payments at or above it.

    The sums of the amount-aware rule: stop where (1 - p) (margin x amount + goodwill) < p (amount + fee).
    """
    missed_amount = evidence.fraud_amount[0] - evidence.fraud_amount
    missed = evidence.frauds[0] - evidence.frauds
    return Costs(
        missed=missed_amount + prices.chargeback_fee * missed,
        declined=prices.margin * evidence.good_amount + prices.goodwill * evidence.goods,
    )


def cheapest(of: Costs) -> int:
    """The row of the least total; of equal ones the one that stops least."""
    total = of.total
    return len(total) - 1 - int(total[::-1].argmin())
