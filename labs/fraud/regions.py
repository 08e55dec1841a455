"""What a rule for decisions does to payments and money: the best action by (p, amount), or thresholds on p alone."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from labs.fraud.curves import Tally
from labs.fraud.policy import ACTIONS, Action, Prices, cheapest, expected_costs
from labs.fraud.simulation import Floats
from labs.fraud.world import Cells, Ladder

UNLIMITED = math.inf


@dataclass(frozen=True)
class Regions:
    """What a rule does, per payment of its world; money in the currency of the prices.

    `tallies` are shares of the legitimate and the fraudulent payments (number and amount) by action, `volumes` shares
    of all payments; over actions each sums to 1. `expected_cost` is what the probabilities say, `realised_cost` what
    the labels say. `wanted` is the share of payments that a review would be best for (or that lies in the review band),
    `overflow` the share that the capacity turns away, `overflow_cost` the expected cost of that (below 0 where
    thresholds ask for reviews that do not pay); `review_price` is what one review more would save. `grid_error` is the
    most by which `expected_cost` may exceed the best rule's.
    """

    tallies: Mapping[Action, Tally]
    volumes: Mapping[Action, float]
    expected_cost: float
    realised_cost: float
    wanted: float = 0.0
    overflow: float = 0.0
    overflow_cost: float = 0.0
    review_price: float = 0.0
    grid_error: float = 0.0

    def tally(self, action: Action) -> Tally:
        """What the action takes; nothing where it is not among the rule's actions."""
        return self.tallies.get(action, Tally(0.0, 0.0, 0.0, 0.0))


class Thresholds(NamedTuple):
    """From which p each action is taken, the strictest first; None where the rule does without it.

    `best_thresholds` says infinity for an action that pays nowhere.
    """

    block: float
    review: float | None = None
    step_up: float | None = None


def best_regions(
    cells: Cells, prices: Prices, actions: Sequence[Action] = ACTIONS, capacity: float = UNLIMITED
) -> Regions:
    """The actions with the lowest expected cost, with at most a share `capacity` of payments sent to review.

    Reviews go where one saves most against the next best action, until the capacity is used; what overflows takes its
    next best. That is the optimum, because every review takes the same room. Review as the only action has no next
    best, and no limit. Raises ValueError for no actions or a capacity below 0.
    """
    _check(actions, capacity)
    costs = _costs(cells.sums, prices, actions)
    if "review" in actions and len(actions) > 1:
        parts, reviews = _shared_out(costs, cells.weight, list(actions).index("review"), capacity)
    else:
        parts, reviews = _parts(cheapest(costs)[0], len(actions)), {}
    error = _grid_error(cells, parts, prices, actions, reviews.get("review_price", 0.0))
    return _regions(cells.sums, parts, prices, actions, grid_error=error, **reviews)


def _shared_out(costs: Floats, weight: Floats, review: int, capacity: float) -> tuple[Floats, dict[str, float]]:
    """Which part of each cell takes each action, (actions, k), and what became of the reviews, as in `Regions`."""
    total = float(weight.sum())
    barred = costs.copy()
    barred[review] = np.inf
    choice, other = cheapest(barred)
    parts = _parts(choice, len(costs))
    saving = other - costs[review]
    wanting = np.flatnonzero(saving > 0)
    rate = saving[wanting] / weight[wanting]
    order = np.argsort(-rate, kind="stable")
    wanting, rate = wanting[order], rate[order]
    wants = weight[wanting]
    part = np.clip((capacity * total - (np.cumsum(wants) - wants)) / wants, 0.0, 1.0)
    parts[:, wanting] *= 1 - part
    parts[review, wanting] += part
    turned_away = 1 - part
    return parts, {
        "wanted": float(wants.sum() / total),
        "overflow": float((turned_away * wants).sum() / total),
        "overflow_cost": float((turned_away * saving[wanting]).sum() / total),
        "review_price": float(rate[np.argmax(part < 1)]) if (part < 1).any() else 0.0,
    }


def threshold_regions(ladder: Ladder, prices: Prices, thresholds: Thresholds, capacity: float = UNLIMITED) -> Regions:
    """What thresholds on p alone do; reviews go to the highest p first, the overflow falls one band lower.

    A lower band never begins above a higher one. At the capacity, payments of one p are taken in proportion.
    """
    _check(ACTIONS, capacity)
    block = _rung(ladder, thresholds.block)
    review = block if thresholds.review is None else min(block, _rung(ladder, thresholds.review))
    step_up = review if thresholds.step_up is None else min(review, _rung(ladder, thresholds.step_up))
    weight = ladder.weight
    total = float(weight[-1])
    wanted = float(weight[block] - weight[review]) / total
    cut = float(review)
    if capacity < wanted:
        cut = float(np.interp(weight[block] - capacity * total, weight, np.arange(len(weight))))
    actions: tuple[Action, ...] = ("allow", "step_up", "review", "block")
    # Without a step-up threshold, what overflows is allowed.
    low = cut if thresholds.step_up is None else float(step_up)
    edges = [0.0, low, cut, float(block), float(len(ladder.p))]
    sums = _bands(ladder, edges)
    result = _regions(sums, np.eye(4), prices, actions, wanted=wanted, overflow=max(0.0, wanted - capacity))
    if cut == review:
        return result
    free = _regions(_bands(ladder, [0.0, float(step_up), float(review), *edges[3:]]), np.eye(4), prices, actions)
    return Regions(**{**vars(result), "overflow_cost": result.expected_cost - free.expected_cost})


def best_thresholds(ladder: Ladder, prices: Prices, actions: Sequence[Action] = ACTIONS) -> Thresholds:
    """The thresholds on p alone with the lowest expected cost, as if there were room for every review.

    All places to cut are tried, one action after the other, by dynamic programming over running sums: exact.
    """
    _check(actions, UNLIMITED)
    used = [action for action in ACTIONS if action in actions]
    below = _costs(ladder.sums, prices, used)
    rungs = np.arange(below.shape[1])
    best, came_from = below[0], []
    for costs in below[1:]:
        gain = best - costs
        lowest = np.minimum.accumulate(gain)
        came_from.append(np.maximum.accumulate(np.where(gain == lowest, rungs, 0)))
        best = costs + lowest
    rung, cuts = int(rungs[-1]), {}
    for action, back in zip(reversed(used[1:]), reversed(came_from), strict=True):
        rung = int(back[rung])
        cuts[action] = rung
    at = {action: float(ladder.p[rung]) if rung < len(ladder.p) else math.inf for action, rung in cuts.items()}
    return Thresholds(at.get("block", math.inf), at.get("review"), at.get("step_up"))


def _rung(ladder: Ladder, p: float) -> int:
    """How many rungs lie below p."""
    if p != p:
        raise ValueError("threshold = nan is not a number. Give a probability from 0 to 1.")
    return int(np.searchsorted(ladder.p, p))


def _bands(ladder: Ladder, edges: Sequence[float]) -> Floats:
    """The six sums between neighbouring edges, (6, len(edges) - 1)."""
    bands: Floats = np.diff(np.stack([ladder.at(edge) for edge in edges], axis=1), axis=1)
    return bands


def _parts(choice: NDArray[np.int8], actions: int) -> Floats:
    """The part of each cell that takes each action, (actions, k): all to its choice."""
    parts: Floats = (choice == np.arange(actions)[:, None]).astype(np.float64)
    return parts


def _costs(sums: Floats, prices: Prices, actions: Sequence[Action]) -> Floats:
    """Expected cost of each action on whole groups, (len(actions), k), from their six sums."""
    legit, fraud, legit_amount, fraud_amount, p, p_amount = sums
    number, amount = legit + fraud, legit_amount + fraud_amount
    missed = prices.loss_share * p_amount + prices.chargeback_fee * p
    lost = prices.margin * (amount - p_amount) + prices.goodwill * (number - p)
    effects = [prices.effect(action) for action in actions]
    return np.stack([one.fixed * number + one.missed * missed + one.lost * lost for one in effects])


def _realised(sums: Floats, prices: Prices, actions: Sequence[Action]) -> Floats:
    """The same, from labels in place of probabilities."""
    known = sums.copy()
    known[4], known[5] = sums[1], sums[3]
    return _costs(known, prices, actions)


def _regions(sums: Floats, parts: Floats, prices: Prices, actions: Sequence[Action], **rest: float) -> Regions:
    """Tallies and costs where `parts` of the groups take each action."""
    taken = sums[:4] @ parts.T
    whole = sums[:4].sum(axis=1)
    number = float(whole[0] + whole[1])
    shares = np.divide(taken, whole[:, None], out=np.zeros_like(taken), where=whole[:, None] > 0)
    return Regions(
        tallies={action: Tally(*map(float, shares[:, i])) for i, action in enumerate(actions)},
        volumes={action: float(taken[0, i] + taken[1, i]) / number for i, action in enumerate(actions)},
        expected_cost=float((_costs(sums, prices, actions) * parts).sum() / number),
        realised_cost=float((_realised(sums, prices, actions) * parts).sum() / number),
        **rest,
    )


def _grid_error(cells: Cells, parts: Floats, prices: Prices, actions: Sequence[Action], review_price: float) -> float:
    """The most that one action a cell costs beyond one a payment, per payment.

    Two actions differ by a function linear in p and in amount, so that it is largest in a corner of the cell. With the
    review price added to a review, the bound holds under the capacity too (Lagrangian duality).
    """
    extra = np.array([review_price if action == "review" else 0.0 for action in actions])[:, None]
    regret = np.zeros_like(parts)
    for p in (cells.p_low, cells.p_high):
        for amount in (cells.amount_low, cells.amount_high):
            costs = expected_costs(p, amount, prices, actions) + extra
            np.maximum(regret, costs - costs.min(axis=0), out=regret)
    return float((parts * regret).sum(axis=0) @ cells.weight / cells.weight.sum())


def _check(actions: Sequence[Action], capacity: float) -> None:
    if not actions or len(set(actions)) < len(actions) or not set(actions) <= set(ACTIONS):
        raise ValueError(f"actions = {tuple(actions)} are not some of {', '.join(ACTIONS)}, each once.")
    if not capacity >= 0:
        raise ValueError(f"capacity = {capacity} is not a share of payments from 0 on.")
