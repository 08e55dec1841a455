"""What one round of block, wait, retrain did, in numbers and money; and what letting some blocks through was worth."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from labs.fraud.policy import Prices
from labs.fraud.simulation import Floats
from labs.fraud.world import Scales

UNSCALED = Scales(1.0, 1.0)


@dataclass(frozen=True)
class Spilt:
    """Payments that went one way, by number and amount."""

    number: int
    amount: float

    def worth(self, price: Callable[[Floats], Floats], scale: float) -> float:
        """What they cost in all, at a price that is linear in the amount, which is scaled."""
        fixed = float(price(np.zeros(1))[0])
        return float(price(np.array([self.amount * scale]))[0]) + (self.number - 1) * fixed


@dataclass(frozen=True)
class Round:
    """One round: a model trained on the morning of `first_day` decides up to, not including, `end_day`.

    `average_precision` and `recall` (share of frauds at or above the threshold) are of all payments of the round, by
    the truth. Of its training window, `labels_seen` frauds were known, `labels_hidden` more would have been but for
    blocks. Then where payments went: `missed` frauds below the threshold, `let_fraud` and `let_good` let through above
    it, `blocked_fraud` and `blocked_good`.
    """

    number: int
    first_day: int
    end_day: int
    payments: int
    frauds: int
    average_precision: float
    recall: float
    train_payments: int
    labels_seen: int
    labels_hidden: int
    missed: Spilt
    let_fraud: Spilt
    let_good: Spilt
    blocked_fraud: Spilt
    blocked_good: Spilt

    def cost(self, prices: Prices, scales: Scales = UNSCALED, fraud_weight: float = 1.0) -> "RoundCost":
        """What the round cost per payment; amounts times `scales`, each fraud counting `fraud_weight` payments."""
        total = self.payments - self.frauds + fraud_weight * self.frauds
        return RoundCost(
            missed=fraud_weight * self.missed.worth(prices.of_fraud, scales.fraud) / total,
            declined=self.blocked_good.worth(prices.of_decline, scales.good) / total,
            let_through=fraud_weight * self.let_fraud.worth(prices.of_fraud, scales.fraud) / total,
            spared=self.let_good.worth(prices.of_decline, scales.good) / total,
        )


@dataclass(frozen=True)
class RoundCost:
    """Money per payment: frauds missed, good payments declined, frauds let through to learn.

    `spared` are the declines that letting through avoided; they are no cost, and already not in `declined`.
    """

    missed: float
    declined: float
    let_through: float
    spared: float

    @property
    def total(self) -> float:
        """Missed, declined and let through."""
        return self.missed + self.declined + self.let_through


@dataclass(frozen=True)
class Exploration:
    """Letting through against not, money per payment: `price` less what it spared, `worth` of the better models."""

    price: float
    worth: float

    @property
    def net(self) -> float:
        """What is gained in all; below 0 where the frauds let through cost more than they taught."""
        return self.worth - self.price


def exploration(
    rounds: tuple[Round, ...],
    without: tuple[Round, ...],
    prices: Prices,
    scales: Scales = UNSCALED,
    fraud_weight: float = 1.0,
) -> Exploration:
    """The price and worth of letting through, over the same rounds `without` it.

    The price is the frauds let through less the good payments spared; the worth is what misses and declines of the
    models themselves (as if nothing were let through) cost less. Raises ValueError for different rounds.
    """
    if [one.first_day for one in rounds] != [one.first_day for one in without]:
        raise ValueError("The rounds to compare are not of the same days.")
    pairs = [
        (one.cost(prices, scales, fraud_weight), other.cost(prices, scales, fraud_weight))
        for one, other in zip(rounds, without, strict=True)
    ]
    price = sum(one.let_through - one.spared - (other.let_through - other.spared) for one, other in pairs)
    models = sum((o.missed + o.declined + o.spared) - (m.missed + m.declined + m.spared) for m, o in pairs)
    return Exploration(price / len(pairs), models / len(pairs))
