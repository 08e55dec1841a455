"""Decisions in money: what each action on a payment is expected to cost, and where in (p, amount) each is best.

Every cost is a fixed part, plus what is lost where the payment is fraud and gets through, plus what is lost where it
is good and does not. Allow and block alone give the amount-aware threshold `break_even`; constant costs give Elkan's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from labs.fraud.simulation import Floats

Action = Literal["allow", "step_up", "review", "block"]
ACTIONS: tuple[Action, ...] = get_args(Action)
"""From the most trusting to the least."""

SHARES = ("margin", "loss_share", "review_catch", "review_wrong", "step_up_catch", "step_up_abandonment")


class Effect(NamedTuple):
    """What an action costs in any case, the share of fraud that it misses, the share of good payments that it loses."""

    fixed: float
    missed: float
    lost: float


@dataclass(frozen=True, kw_only=True)
class Prices:
    """What goes wrong, in money; amounts, fees and costs in one currency, shares from 0 to 1.

    `margin` is earned on a good payment's amount, `goodwill` is what a false decline costs beyond it; a fraud that
    gets through costs `loss_share` of its amount and the `chargeback_fee`. The defaults are those of the fraud case.
    Raises ValueError, one sentence, where a value is outside its range.
    """

    margin: float
    goodwill: float
    chargeback_fee: float
    loss_share: float = 1.0
    review_cost: float = 25 * 5 / 60
    review_catch: float = 0.9
    review_wrong: float = 0.02
    step_up_catch: float = 0.85
    step_up_abandonment: float = 0.1

    def __post_init__(self) -> None:
        """Refuse what is no price, in words."""
        for field in fields(self):
            value = getattr(self, field.name)
            top = 1.0 if field.name in SHARES else 1e9
            if not 0 <= value <= top:
                kind = "a share" if field.name in SHARES else "money"
                raise ValueError(f"{field.name} = {value:g} is outside 0 to {top:g}. It is {kind}.")

    def effect(self, action: Action) -> Effect:
        """What the action does."""
        if action == "allow":
            return Effect(0.0, 1.0, 0.0)
        if action == "block":
            return Effect(0.0, 0.0, 1.0)
        if action == "review":
            return Effect(self.review_cost, 1 - self.review_catch, self.review_wrong)
        if action == "step_up":
            return Effect(0.0, 1 - self.step_up_catch, self.step_up_abandonment)
        raise ValueError(f"action = {action!r} is none of {', '.join(ACTIONS)}.")

    def of_fraud(self, amount: Floats) -> Floats:
        """What a fraud of this amount costs where it gets through."""
        return self.loss_share * amount + self.chargeback_fee

    def of_decline(self, amount: Floats) -> Floats:
        """What a good payment of this amount costs where it is declined."""
        return self.margin * amount + self.goodwill


def expected_costs(p: Floats, amount: Floats, prices: Prices, actions: Sequence[Action] = ACTIONS) -> Floats:
    """Expected cost of every action (rows) on every payment (columns), shape (len(actions), n).

    `p` is the calibrated probability of fraud at the base rate of the world that has these prices.
    """
    fraud, decline = p * prices.of_fraud(amount), (1 - p) * prices.of_decline(amount)
    costs = np.empty((len(actions), len(p)))
    for row, action in zip(costs, actions, strict=True):
        effect = prices.effect(action)
        np.multiply(fraud, effect.missed, out=row)
        row += effect.fixed
        if effect.lost:
            row += effect.lost * decline
    return costs


def best_actions(p: Floats, amount: Floats, prices: Prices, actions: Sequence[Action] = ACTIONS) -> NDArray[np.int8]:
    """The position in `actions` of the cheapest one for every payment, the first of equals, shape (n,)."""
    return cheapest(expected_costs(p, amount, prices, actions))[0]


def cheapest(costs: Floats) -> tuple[NDArray[np.int8], Floats]:
    """The row and the value of the lowest cost in every column; the first of equals.

    >>> cheapest(np.array([[3.0, 1.0], [2.0, 1.0]]))
    (array([1, 0], dtype=int8), array([2., 1.]))
    """
    choice, lowest = np.zeros(costs.shape[1], dtype=np.int8), costs[0].copy()
    for row in range(1, len(costs)):
        choice[costs[row] < lowest] = row
        np.minimum(lowest, costs[row], out=lowest)
    return choice, lowest


def break_even(amount: Floats, prices: Prices) -> Floats:
    """The p below which allowing is cheaper than blocking: (mA + G) / ((mA + G) + (lA + F)), per amount.

    Large amounts tend to m / (m + l), small ones to G / (G + F); 1 where a fraud costs nothing at all. Source: our own
    derivation; Elkan 2001, equation 2, with costs that depend on the example.
    """
    decline, fraud = prices.of_decline(amount), prices.of_fraud(amount)
    total = decline + fraud
    return np.divide(decline, total, out=np.ones_like(total), where=total > 0)


def elkan_threshold(*, allow_good: float, allow_fraud: float, block_good: float, block_fraud: float) -> float:
    """The p from which blocking is the cheaper where the four costs are constant.

    Elkan 2001, The Foundations of Cost-Sensitive Learning, equation 2: (c10 - c00) / (c10 - c00 + c01 - c11), with c_ij
    the cost of saying i where j is so. Raises ValueError where one answer is never the dearer one.

    >>> round(elkan_threshold(allow_good=0, allow_fraud=10, block_good=1, block_fraud=0), 4)
    0.0909
    """
    false_block, missed = block_good - allow_good, allow_fraud - block_fraud
    if not (false_block > 0 and missed > 0):
        raise ValueError(
            f"A wrong block costs {false_block:g} more than a right allow, a wrong allow {missed:g} more than a right "
            "block; both must be above 0, or one action is always best."
        )
    return false_block / (false_block + missed)


@dataclass(frozen=True, eq=False)
class Boundary:
    """Where two actions meet: `below` is best under `p`, `above` over it; one p an amount, shape (n,).

    NaN marks the amounts at which the two are no neighbours, because another action lies between or one is never best.
    """

    below: Action
    above: Action
    p: Floats


def boundaries(
    amounts: Floats, prices: Prices, actions: Sequence[Action] = ACTIONS, review_price: float = 0.0
) -> tuple[Boundary, ...]:
    """The lines between the regions of (p, amount), for every pair that is neighbours at any of the amounts.

    `review_price` is what a review must save beyond its cost, where capacity binds (see `Regions.review_price`).
    At one amount every cost is a straight line in p, so that each action is best on one interval at most.
    """
    low, high = intervals(amounts, prices, actions, review_price)
    found = []
    for i, below in enumerate(actions):
        for j, above in enumerate(actions):
            meet = (low[j] > 0) & (np.abs(high[i] - low[j]) < 1e-12) & (high[i] > low[i]) & (high[j] > low[j])
            if i != j and meet.any():
                found.append(Boundary(below, above, np.where(meet, low[j], np.nan)))
    return tuple(found)


def intervals(
    amounts: Floats, prices: Prices, actions: Sequence[Action] = ACTIONS, review_price: float = 0.0
) -> tuple[Floats, Floats]:
    """From which and to which p each action is best, two arrays (len(actions), n); both 0 where it never is."""
    zero = np.zeros_like(amounts)
    at_none, at_all = (expected_costs(zero + end, amounts, prices, actions) for end in (0.0, 1.0))
    extra = np.array([review_price if action == "review" else 0.0 for action in actions])[:, None]
    at_none, slope = at_none + extra, at_all - at_none
    low, high = np.zeros_like(at_none), np.ones_like(at_none)
    for i in range(len(actions)):
        for j in range(len(actions)):
            if i != j:
                _cut(low[i], high[i], at_none[i] - at_none[j], slope[i] - slope[j], first=i < j)
    empty = low >= high
    low[empty] = high[empty] = 0.0
    return low, high


def _cut(low: Floats, high: Floats, start: Floats, slope: Floats, *, first: bool) -> None:
    """Narrow [low, high] to where start + slope * p <= 0; of two equal lines the first keeps it."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):  # where lines are all but parallel
        crossing = -start / slope
    np.minimum(high, np.where(slope > 0, crossing, math.inf), out=high)
    np.maximum(low, np.where(slope < 0, crossing, -math.inf), out=low)
    dearer = (slope == 0) & ((start > 0) | ((start == 0) & (not first)))
    high[dearer] = -1.0
