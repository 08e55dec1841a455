"""What a decision costs, where one action gives way to another, and that nothing allowed makes it dearer."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from labs.fraud.curves import shift_prior
from labs.fraud.policy import (
    ACTIONS,
    Action,
    Prices,
    best_actions,
    boundaries,
    break_even,
    elkan_threshold,
    expected_costs,
    intervals,
)
from labs.fraud.regions import Thresholds, best_regions, best_thresholds, threshold_regions
from labs.fraud.world import Grid, grid_of

PRICES = Prices(margin=0.08, goodwill=4.0, chargeback_fee=20.0)
TWO: tuple[Action, ...] = ("allow", "block")
SHARE = st.floats(0, 1)
MONEY = st.floats(0, 100)
SOME_PRICES = st.builds(
    Prices,
    margin=st.floats(0.001, 0.5),
    goodwill=MONEY,
    chargeback_fee=MONEY,
    loss_share=SHARE,
    review_cost=st.floats(0, 20),
    review_catch=SHARE,
    review_wrong=SHARE,
    step_up_catch=SHARE,
    step_up_abandonment=SHARE,
)
PAYMENT = st.tuples(st.floats(0, 1), st.floats(0, 1000), st.booleans())
PAYMENTS = st.lists(PAYMENT, min_size=2, max_size=40).filter(lambda rows: 0 < sum(f for _, _, f in rows) < len(rows))
SOME_ACTIONS = st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=4, unique=True).map(tuple)


def grid(rows: list[tuple[float, float, bool]]) -> Grid:
    """The grid of (p, amount, fraud) rows."""
    p, amount, fraud = (np.array(column) for column in zip(*rows, strict=True))
    return grid_of(p, amount, fraud)


def drawn(size: int, seed: int = 0) -> Grid:
    """Calibrated payments: most are harmless, labels fall as p says."""
    rng = np.random.default_rng(seed)
    p = rng.beta(0.05, 3.0, size)
    return grid_of(p, np.round(rng.gamma(1.5, 40.0, size), 2), rng.random(size) < p)


def test_costs_of_the_four_actions_by_hand() -> None:
    """100 at p = 0.1: fraud costs 100 + 20, a decline 8 + 4. Allow 12; block .9 x 12 = 10.8.

    Step-up .15 x 12 + .1 x 10.8 = 2.88; review 25 x 5 / 60 + .1 x 12 + .02 x 10.8 = 3.4993.
    """
    costs = expected_costs(np.array([0.1]), np.array([100.0]), PRICES)[:, 0]
    assert dict(zip(ACTIONS, costs.tolist(), strict=True)) == pytest.approx(
        {"allow": 12.0, "step_up": 2.88, "review": 25 * 5 / 60 + 1.2 + 0.216, "block": 10.8}
    )


def test_large_amounts_break_even_at_margin_over_margin_and_loss() -> None:
    """0.08 / 1.08 = 0.074, the worked number of the amount-aware rule."""
    assert break_even(np.array([1e9]), PRICES)[0] == pytest.approx(0.08 / 1.08)
    assert round(0.08 / 1.08, 3) == 0.074


def test_tiny_amounts_break_even_at_goodwill_over_goodwill_and_fee() -> None:
    assert break_even(np.array([0.0]), PRICES)[0] == pytest.approx(4 / 24)


def test_a_middling_amount_breaks_even_by_hand() -> None:
    """50: (4 + 4) / (4 + 4 + 50 + 20) = 8 / 78."""
    assert break_even(np.array([50.0]), PRICES)[0] == pytest.approx(8 / 78)


@given(SHARE, st.floats(0, 1000), SOME_PRICES)
def test_two_actions_allow_exactly_below_break_even(p: float, amount: float, prices: Prices) -> None:
    chosen = TWO[best_actions(np.array([p]), np.array([amount]), prices, TWO)[0]]
    limit = break_even(np.array([amount]), prices)[0]
    if abs(p - limit) > 1e-9:
        assert chosen == ("allow" if p < limit else "block")


def test_elkans_threshold_of_constant_costs() -> None:
    """Ten to one: 1 / 11 = 0.09. And it is the break-even where amounts do not matter."""
    tenfold = elkan_threshold(allow_good=0, allow_fraud=10, block_good=1, block_fraud=0)
    assert tenfold == pytest.approx(1 / 11)
    constant = replace(PRICES, margin=0.0, loss_share=0.0)
    theirs = elkan_threshold(allow_good=0, allow_fraud=20, block_good=4, block_fraud=0)
    assert break_even(np.array([1.0, 100.0, 10_000.0]), constant).tolist() == pytest.approx([theirs] * 3)


def test_elkans_threshold_may_have_costs_of_right_answers() -> None:
    """A manual block of a fraud costs 2, a wrong one 5: (5 - 1) / (5 - 1 + 30 - 2) = 1 / 8."""
    assert elkan_threshold(allow_good=1, allow_fraud=30, block_good=5, block_fraud=2) == pytest.approx(1 / 8)
    with pytest.raises(ValueError, match="one action is always best"):
        elkan_threshold(allow_good=0, allow_fraud=1, block_good=1, block_fraud=2)


@given(SHARE, st.floats(0, 1000), SOME_PRICES, SOME_ACTIONS, st.floats(0, 20))
def test_the_interval_that_holds_p_is_of_the_cheapest_action(
    p: float, amount: float, prices: Prices, actions: tuple[Action, ...], review_price: float
) -> None:
    low, high = intervals(np.array([amount]), prices, actions, review_price)
    costs = expected_costs(np.array([p]), np.array([amount]), prices, actions)[:, 0]
    costs += [review_price * (action == "review") for action in actions]
    inside = np.flatnonzero((low[:, 0] <= p + 1e-9) & (p - 1e-9 <= high[:, 0]) & (low[:, 0] < high[:, 0]))
    assert len(inside)
    assert costs[inside].max() == pytest.approx(costs.min(), abs=1e-5)


def test_boundaries_part_neighbours_alone() -> None:
    """At 100 the two cheap tools stand between: step-up from .0118..., review, block. At 1 a review never pays."""
    found = {(one.below, one.above): one.p for one in boundaries(np.array([1.0, 100.0]), PRICES)}
    assert ("allow", "block") not in found
    allow_step_up = 0.1 * 12 / (0.85 * 120 + 0.1 * 12)
    assert found["allow", "step_up"][1] == pytest.approx(allow_step_up)
    assert found["step_up", "block"][0] == pytest.approx(0.9 * 4.08 / (0.15 * 21 + 0.9 * 4.08))
    assert math.isnan(found["step_up", "review"][0])
    assert boundaries(np.array([50.0]), PRICES, TWO)[0].p[0] == pytest.approx(8 / 78)


def test_a_price_outside_its_range_is_named() -> None:
    with pytest.raises(ValueError, match=r"margin = 1\.2 is outside 0 to 1\. It is a share\."):
        Prices(margin=1.2, goodwill=0, chargeback_fee=0)
    with pytest.raises(ValueError, match="goodwill = nan is outside"):
        Prices(margin=0.1, goodwill=math.nan, chargeback_fee=0)


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES, SOME_ACTIONS, st.floats(0, 1))
def test_single_payments_get_the_optimum_by_brute_force(
    rows: list[tuple[float, float, bool]], prices: Prices, actions: tuple[Action, ...], capacity: float
) -> None:
    """Without fractions: the k best savings, for a capacity of k payments."""
    room = math.floor(capacity * len(rows))
    p, amount = (np.array(column) for column in list(zip(*rows, strict=True))[:2])
    costs = expected_costs(p, amount, prices, actions)
    best = costs.min(axis=0).sum()
    if "review" in actions and len(actions) > 1:
        review = actions.index("review")
        other = np.delete(costs, review, axis=0).min(axis=0)
        best = other.sum() - sum(sorted(np.maximum(other - costs[review], 0), reverse=True)[:room])
    found = best_regions(grid(rows).world().payments, prices, actions, room / len(rows))
    assert found.expected_cost * len(rows) == pytest.approx(best, abs=1e-6)


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES, SHARE, SHARE)
def test_more_review_capacity_never_costs_more(
    rows: list[tuple[float, float, bool]], prices: Prices, one: float, other: float
) -> None:
    little, much = sorted((one, other))
    for cells in (grid(rows).world().cells, grid(rows).world().payments):
        tight, wide = (best_regions(cells, prices, capacity=room) for room in (little, much))
        assert wide.expected_cost <= tight.expected_cost + 1e-9
        assert wide.review_price <= tight.review_price + 1e-9
        assert wide.overflow <= tight.overflow + 1e-12


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES, SOME_ACTIONS, st.sampled_from(ACTIONS), SHARE)
def test_another_action_never_costs_more(
    rows: list[tuple[float, float, bool]], prices: Prices, actions: tuple[Action, ...], added: Action, room: float
) -> None:
    if actions == ("review",):
        return
    more = actions if added in actions else (*actions, added)
    cells = grid(rows).world().cells
    assert (
        best_regions(cells, prices, more, room).expected_cost
        <= best_regions(cells, prices, actions, room).expected_cost + 1e-9
    )


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES, SOME_ACTIONS, SHARE)
def test_shares_sum_to_one_and_overflow_is_priced(
    rows: list[tuple[float, float, bool]], prices: Prices, actions: tuple[Action, ...], room: float
) -> None:
    cells = grid(rows).world().cells
    tight, free = best_regions(cells, prices, actions, room), best_regions(cells, prices, actions)
    for kind in ("legit", "fraud"):
        assert sum(getattr(one, kind) for one in tight.tallies.values()) == pytest.approx(1)
    assert sum(tight.volumes.values()) == pytest.approx(1)
    assert tight.expected_cost - free.expected_cost == pytest.approx(tight.overflow_cost, abs=1e-9)
    if len(actions) > 1 and "review" in actions:
        assert tight.volumes["review"] <= room + 1e-9
        assert tight.wanted == pytest.approx(free.volumes["review"])


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES)
def test_one_fraud_more_at_a_fraud_rate_weighs_as_the_odds_say(
    rows: list[tuple[float, float, bool]], prices: Prices
) -> None:
    """The world's frauds are its share, its mean payment is asked for, and its p are shifted one by one."""
    known = grid(rows)
    assume(known.amount.sum() > 0)
    world = known.world(0.01, 50.0)
    cells = world.cells
    assert cells.fraud.sum() / cells.weight.sum() == pytest.approx(0.01)
    assert (cells.legit_amount + cells.fraud_amount).sum() / cells.weight.sum() == pytest.approx(50)
    assert world.p.tolist() == pytest.approx([shift_prior(p, known.base_rate, 0.01) for p in known.p.tolist()])


@pytest.mark.parametrize("capacity", [0.0, 0.002, math.inf])
@pytest.mark.parametrize("fraud_rate", [None, 0.002])
def test_the_grid_is_as_good_as_single_payments_within_its_own_bound(fraud_rate: float | None, capacity: float) -> None:
    world = drawn(30_000).world(fraud_rate, 50.0)
    coarse, exact = (best_regions(cells, PRICES, capacity=capacity) for cells in (world.cells, world.payments))
    assert len(world.cells.p) < 4000
    assert -1e-12 <= coarse.expected_cost - exact.expected_cost <= coarse.grid_error
    assert coarse.grid_error < 0.01 * exact.expected_cost
    assert exact.grid_error < 1e-12


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES, SHARE)
def test_the_bound_holds_on_any_payments(rows: list[tuple[float, float, bool]], prices: Prices, room: float) -> None:
    world = grid(rows * 3).world(0.01)
    coarse, exact = (best_regions(cells, prices, capacity=room) for cells in (world.cells, world.payments))
    assert -1e-9 <= coarse.expected_cost - exact.expected_cost <= coarse.grid_error + 1e-9


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES)
def test_best_threshold_agrees_with_brute_force(rows: list[tuple[float, float, bool]], prices: Prices) -> None:
    ladder = grid(rows).world().ladder
    found = best_thresholds(ladder, prices, TWO)
    every = [threshold_regions(ladder, prices, Thresholds(p)).expected_cost for p in [*ladder.p, math.inf]]
    assert threshold_regions(ladder, prices, found).expected_cost == pytest.approx(min(every), abs=1e-9)


@settings(max_examples=40)
@given(st.lists(PAYMENT, min_size=2, max_size=5).filter(lambda r: 0 < sum(f for *_, f in r) < len(r)), SOME_PRICES)
def test_best_three_thresholds_agree_with_brute_force(rows: list[tuple[float, float, bool]], prices: Prices) -> None:
    ladder = grid(rows).world().ladder
    cuts = [*ladder.p, math.inf]
    every = [
        threshold_regions(ladder, prices, Thresholds(block, review, step_up)).expected_cost
        for block in cuts
        for review in cuts
        for step_up in cuts
        if step_up <= review <= block
    ]
    best = threshold_regions(ladder, prices, best_thresholds(ladder, prices))
    assert best.expected_cost == pytest.approx(min(every), abs=1e-9)


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES)
def test_the_rule_by_amount_costs_no_more_than_the_best_thresholds(
    rows: list[tuple[float, float, bool]], prices: Prices
) -> None:
    world = grid(rows).world(0.01)
    for actions in (TWO, ACTIONS):
        by_amount = best_regions(world.payments, prices, actions)
        thresholds = threshold_regions(world.ladder, prices, best_thresholds(world.ladder, prices, actions))
        assert by_amount.expected_cost <= thresholds.expected_cost + 1e-9


def test_calibrated_payments_realise_what_they_expect() -> None:
    """Of 200,000 payments whose labels fall as p says, within three standard errors (about 4 %)."""
    found = best_regions(drawn(200_000).world().cells, PRICES)
    assert found.realised_cost == pytest.approx(found.expected_cost, rel=0.04)


@settings(max_examples=40)
@given(PAYMENTS, SOME_PRICES, st.integers(0, 5), st.integers(0, 2**32 - 1))
def test_a_distorted_score_never_has_lower_expected_cost(
    rows: list[tuple[float, float, bool]], prices: Prices, power: int, seed: int
) -> None:
    """Actions chosen on any monotone distortion, paid for at the true p."""
    p, amount = (np.array(column) for column in list(zip(*rows, strict=True))[:2])
    knots = np.sort(np.random.default_rng(seed).random(5)) ** power
    distorted = np.interp(p, np.linspace(0, 1, 5), knots)
    costs = expected_costs(p, amount, prices)
    paid = costs[best_actions(distorted, amount, prices), np.arange(len(p))]
    assert paid.sum() >= costs.min(axis=0).sum() - 1e-9


def test_a_threshold_band_that_overflows_falls_one_band_lower() -> None:
    """Ten payments p = .05 ... .95; block from .9, review from .5 (four), step-up from .2; room for two reviews."""
    rows = [(0.05 + 0.1 * i, 100.0, i % 2 == 0) for i in range(10)]
    ladder = grid(rows).world().ladder
    found = threshold_regions(ladder, PRICES, Thresholds(0.9, 0.5, 0.2), capacity=0.2)
    assert found.volumes == pytest.approx({"allow": 0.2, "step_up": 0.5, "review": 0.2, "block": 0.1})
    assert (found.wanted, found.overflow) == pytest.approx((0.4, 0.2))
    plain = threshold_regions(ladder, PRICES, Thresholds(0.9, 0.5), capacity=0.2)
    assert plain.volumes == pytest.approx({"allow": 0.7, "step_up": 0.0, "review": 0.2, "block": 0.1})
    free = threshold_regions(ladder, PRICES, Thresholds(0.9, 0.5))
    assert plain.overflow_cost == pytest.approx(plain.expected_cost - free.expected_cost)
    assert plain.overflow_cost > 0


def test_what_is_no_rule_and_no_table_is_refused_in_words() -> None:
    cells = drawn(100).world().cells
    with pytest.raises(ValueError, match="each once"):
        best_regions(cells, PRICES, ("allow", "allow"))
    with pytest.raises(ValueError, match="capacity = -1"):
        best_regions(cells, PRICES, capacity=-1)
    with pytest.raises(ValueError, match="0 of 2 payments are fraud"):
        grid_of(np.array([0.1, 0.2]), np.ones(2), np.zeros(2, np.bool_))
    with pytest.raises(ValueError, match=r"p = 1.5 in row 1 is outside 0 to 1"):
        grid_of(np.array([0.1, 1.5]), np.ones(2), np.array([True, False]))
    with pytest.raises(ValueError, match="fraud_rate = 0 is not strictly between"):
        drawn(100).world(0.0)
