"""The fraud case's own laws: what its decisions must do to its money."""

import pytest

from cases.fraud_detection.bands import prices, regions
from cases.fraud_detection.scores import raw_threshold, world
from labs.fraud import Thresholds, threshold_regions
from tests.designs import CASES, design

CASE = CASES["fraud_detection"]


def number(key: str, **turns) -> float:
    """One number of the case with some knobs turned."""
    return design(CASE, **turns).ledger[key].value


@pytest.mark.parametrize("block", [0.05, 0.25, 0.6])
def test_deciding_by_amount_expects_no_more_cost_than_one_threshold(block: float) -> None:
    """On the same payments, scores and prices; what the test weeks then cost in fact may differ by their luck."""
    of = design(CASE, actions="block", cut="by_amount", block_above=block)
    one = threshold_regions(world(of.knobs, of.evidence).ladder, prices(of.knobs), Thresholds(block=block))
    best = regions(of.knobs, of.evidence)
    assert best.expected_cost <= one.expected_cost + best.grid_error


def test_more_review_capacity_never_expects_more_cost() -> None:
    """Where the expected cost decides, room for more cases is worth something or nothing."""
    of = [design(CASE, actions="all", cut="by_amount", review_capacity=n) for n in (0, 50, 400, 3000)]
    costs = [regions(d.knobs, d.evidence).expected_cost for d in of]
    assert costs == sorted(costs, reverse=True)


def test_letting_blocks_through_costs_fraud_and_spares_customers() -> None:
    assert number("Money.fraud_loss", let_through=0.1) > number("Money.fraud_loss")
    assert number("Money.good_declined", let_through=0.1) < number("Money.good_declined")


def test_calibration_keeps_ranks_and_moves_the_threshold_only() -> None:
    """Some raw threshold does what the calibrated one does: the scores' order is the model's."""
    of = design(CASE)
    places = [raw_threshold(of.knobs, of.evidence, p) for p in (0.001, 0.01, 0.1, 0.3, 0.9)]
    assert places == sorted(places)
    caught = [of.evidence.curves[("inline", True)].above(raw).fraud for raw in places]
    assert caught == sorted(caught, reverse=True)


def test_rules_hits_are_blocked_however_high_the_threshold() -> None:
    """A threshold that no score reaches leaves the rules, and no more."""
    of = design(CASE, block_above=0.99)
    alone = of.evidence.rules_alone["inline"].fraud_amount
    assert abs(of.ledger["Money.model_adds"].value) < 0.02
    assert of.ledger["Money.recall"].value >= 0.99 * alone


def test_turning_off_the_rules_leaves_the_model() -> None:
    assert number("Money.fraud_loss", rules=False) > number("Money.fraud_loss")
    assert number("Money.precision", rules=False) > number("Money.precision")
