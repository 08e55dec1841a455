"""Uplift: curves by brute force, a world with the shares that were asked for, learners that find what was planted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.churn import GRID
from labs.churn.response import Response, response_of, trial_of
from labs.churn.setting import FAMILIES, LEARNERS, Family, Learner
from labs.churn.uplift import auuc, gain_curve, learned, qini, qini_curve
from tests.labs.churn_customers import made_up


@given(st.integers(0, 1000))
def test_the_qini_curve_counts_as_radcliffe_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    score, contacted, stayed = rng.random(100), rng.random(100) < 0.5, rng.random(100) < 0.7
    contacted[:2] = True, False
    expected = []
    order = np.argsort(-score)
    for k in range(101):
        top = order[:k]
        treated, others = top[contacted[top]], top[~contacted[top]]
        if len(others):
            gain = stayed[treated].sum() - stayed[others].sum() * len(treated) / len(others)
            expected.append(gain / contacted.sum())
        else:
            expected.append(0.0)
    assert qini_curve(score, contacted, stayed) == pytest.approx(expected)


def test_areas_of_a_straight_line() -> None:
    assert qini(0.2 * GRID) == pytest.approx(0)
    assert auuc(0.2 * GRID) == pytest.approx(0.1)


def test_the_truth_gains_more_than_any_other_order() -> None:
    rng = np.random.default_rng(0)
    effect = rng.normal(size=500)
    best = gain_curve(effect, effect)
    for _ in range(20):
        assert np.all(gain_curve(rng.random(500), effect) <= best + 1e-12)


@given(st.floats(0.05, 0.8), st.floats(0, 0.2), st.floats(-1, 1))
def test_the_world_has_the_shares_that_were_asked_for(persuadable: float, dogs: float, alignment: float) -> None:
    customers = made_up(300)
    leaves = np.random.default_rng(1).uniform(0.01, 0.6, 300)
    found = response_of(customers, leaves, persuadable, dogs, alignment)
    kinds = found.kinds
    assert sum(vars(kinds).values()) == pytest.approx(1)
    assert kinds.persuadables == pytest.approx(persuadable * leaves.mean(), abs=1e-6)
    assert kinds.sleeping_dogs == pytest.approx(dogs * (1 - leaves).mean(), abs=1e-6)
    assert found.uplift == pytest.approx(leaves - found.contacted)
    assert np.all((found.contacted >= 0) & (found.contacted <= 1))


def test_alignment_turns_who_is_persuadable() -> None:
    customers = made_up(600)
    leaves = np.random.default_rng(1).uniform(0.01, 0.6, 600)
    with_risk, against = (response_of(customers, leaves, 0.3, 0.01, way).saved for way in (1.0, -1.0))
    assert np.corrcoef(leaves, with_risk)[0, 1] > 0.8
    assert np.corrcoef(leaves, against)[0, 1] < -0.8


def test_a_trial_shows_the_effect_that_the_truth_has() -> None:
    rng = np.random.default_rng(0)
    truth = Response(leaves=np.full(50, 0.4), saved=np.full(50, 0.5), driven=np.full(50, 0.1))
    trial = trial_of(truth, np.arange(50), 40_000, rng)
    seen = trial.stayed[trial.contacted].mean() - trial.stayed[~trial.contacted].mean()
    assert truth.uplift == pytest.approx(0.4 * 0.5 - 0.6 * 0.1)
    assert seen == pytest.approx(0.14, abs=0.02)
    assert trial.contacted.mean() == 0.5


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("learner", LEARNERS)
def test_learners_find_a_planted_effect(learner: Learner, family: Family) -> None:
    """Half of the customers gain 0.3 from a contact, half lose 0.1; one column of four, 0 or 1, says who."""
    rng = np.random.default_rng(5)
    matrix = rng.standard_normal((8000, 4))
    matrix[:, 1] = matrix[:, 1] > 0
    contacted = rng.random(8000) < 0.5
    effect = np.where(matrix[:, 1] > 0, 0.3, -0.1)
    stayed = rng.random(8000) < 0.5 + effect * contacted
    estimate = learned(learner, family, matrix, contacted, stayed, (False,) * 4, seed=0)
    new = rng.standard_normal((2000, 4))
    new[:, 1] = new[:, 1] > 0
    found = estimate(new)
    gain = found[new[:, 1] > 0].mean() - found[new[:, 1] <= 0].mean()
    assert gain == pytest.approx(0.4, abs=0.12)
    assert found.mean() == pytest.approx(0.1, abs=0.04)


def test_a_group_with_one_end_teaches_nothing() -> None:
    contacted = np.arange(40) % 2 == 0
    with pytest.raises(ValueError, match="nothing can be learned"):
        learned("two_model", "logistic", np.ones((40, 1)), contacted, contacted.copy(), (False,), 0)
