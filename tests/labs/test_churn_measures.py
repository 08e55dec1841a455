"""Intervals, lift and calibration are what their definitions say, by hand and by brute force."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from labs.churn import GRID
from labs.churn.customers import constructed_costs
from labs.churn.measures import calibration_of, captured, corrected_interval, lift_at, roc_points
from labs.churn.validation import risk_of
from tests.labs.churn_customers import made_up


def test_the_corrected_interval_by_hand() -> None:
    """Ten folds of five parts: sd 0.01 gives t(9) = 2.2622 times 0.01 times sqrt(1/10 + 1/4)."""
    values = np.array([0.71, 0.73] * 5)
    found = corrected_interval(values, 0.25)
    sd = sqrt(10 / 9) * 0.01
    assert found.mean == pytest.approx(0.72)
    assert found.high - found.mean == pytest.approx(2.262157 * sd * sqrt(0.35), rel=1e-6)
    assert found.low == pytest.approx(2 * found.mean - found.high)


@given(st.integers(0, 1000))
def test_captured_counts_the_churners_among_the_riskiest(seed: int) -> None:
    rng = np.random.default_rng(seed)
    score, churn = rng.random(100), rng.random(100) < 0.3
    churn[0] = True
    found = captured(score, churn)
    order = np.argsort(-score)
    assert found == pytest.approx([churn[order[:k]].sum() / churn.sum() for k in range(101)])
    assert lift_at(score, churn, 0.1) == pytest.approx(churn[order[:10]].mean() / churn.mean())


@given(st.integers(0, 1000), st.integers(1, 3))
def test_the_parts_of_the_brier_score_add_up(seed: int, digits: int) -> None:
    rng = np.random.default_rng(seed)
    score = np.round(rng.random(200), digits)
    churn = rng.random(200) < score
    churn[:2] = True, False
    found = calibration_of(score, churn)
    assert found.brier == pytest.approx(np.mean((score - churn) ** 2))
    assert found.brier == pytest.approx(found.reliability - found.resolution + found.uncertainty + found.within)
    assert sum(one.customers for one in found.bins) == 200
    assert all(one.low - 1e-12 <= one.mean_score <= one.high + 1e-12 for one in found.bins)
    assert all(one.least - 1e-12 <= one.observed <= one.most + 1e-12 for one in found.bins)
    assert found.ece == pytest.approx(sum(b.customers / 200 * abs(b.mean_score - b.observed) for b in found.bins))


def test_scores_that_are_all_the_same_have_one_bin() -> None:
    churn = np.arange(50) < 10
    (one,) = calibration_of(np.full(50, 0.2), churn).bins
    assert (one.customers, one.churners, one.observed) == (50, 10, 0.2)


def test_the_drawn_curve_keeps_the_area() -> None:
    rng = np.random.default_rng(1)
    churn = rng.random(5000) < 0.05
    score = rng.normal(size=5000) + churn
    false, true = roc_points(score, churn)
    assert len(false) <= 200
    assert (false[0], true[0], false[-1], true[-1]) == (0, 0, 1, 1)
    assert np.trapezoid(true, false) == pytest.approx(roc_auc_score(churn, score), abs=0.002)


def test_evidence_of_risk_holds_together() -> None:
    customers = made_up()
    value = customers.value
    assert value is not None
    found = risk_of(customers, value, constructed_costs(value), "logistic", "none", 0, False, lambda part, words: None)
    assert np.all((found.score > 0) & (found.score < 1))
    assert len(found.folds) == 10
    assert found.auc.low < found.auc.mean < found.auc.high
    assert found.auc.mean == pytest.approx(roc_auc_score(customers.churn, found.score), abs=0.02)
    assert {one.name for one in found.drivers[:2]} == {"first", "second"}
    assert found.captured[[0, -1]].tolist() == [0, 1]
    assert len(found.captured) == len(GRID)
    late = next(leak for leak in found.leaks if leak.constructed)
    assert late.claimed > found.auc.high > late.honest
