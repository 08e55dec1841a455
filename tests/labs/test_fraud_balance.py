"""Fraud made less rare for the learner, scores brought back; and what counts as known in training."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.fraud import FAMILIES, Family, FraudSetting, shift_prior
from labs.fraud.balance import balanced, prior_corrected
from labs.fraud.features import features_of, label_delay_days
from labs.fraud.simulation import simulate
from labs.fraud.training import fitted, labels_on, train, training_days

SMALL = FraudSetting(customers=400, terminals=800, label_spread=0.0, seed=2, retrain_every_days=28)
DAY = 86_400


@pytest.fixture(scope="module")
def window() -> tuple[np.ndarray, np.ndarray]:
    """Inputs and labels of four weeks of the small world."""
    payments = simulate(SMALL)
    features = features_of(payments, SMALL)
    rows = payments.rows_of_days(90, 118)
    return features.matrix[rows], features.label[rows]


@given(st.floats(1e-6, 1), st.floats(1e-4, 1))
def test_the_correction_is_the_undersampling_identity(p: float, beta: float) -> None:
    assert prior_corrected(np.array([p]), beta)[0] == pytest.approx(p / (p + (1 - p) / beta))


@given(st.floats(0, 1), st.floats(0.001, 0.2), st.floats(0.2, 0.9))
def test_the_correction_is_elkans_shift_from_the_balanced_to_the_true_base_rate(
    p: float, base: float, balanced_base: float
) -> None:
    factor = (base / (1 - base)) / (balanced_base / (1 - balanced_base))
    corrected = prior_corrected(np.array([p]), factor)[0]
    assert corrected == pytest.approx(shift_prior(p, balanced_base, base), abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=2, max_size=20), st.floats(0.001, 1))
def test_the_correction_never_raises_a_score_of_a_balanced_model_nor_turns_two_round(
    scores: list[float], factor: float
) -> None:
    ascending = np.sort(np.array(scores))
    corrected = prior_corrected(ascending, factor)
    assert (np.diff(corrected) >= -1e-15).all()
    assert (corrected <= ascending + 1e-15).all()


def test_undersampling_worked_by_hand() -> None:
    """10 frauds keep 90 of 1,000 legitimate payments: beta 0.09, and a score of 1/2 is really 0.09 / 1.09."""
    label = np.arange(1010) % 101 == 0
    sample = balanced(replace(SMALL, balance="undersampled"), label, 100)
    assert sample.weights is None
    assert sample.odds_factor == pytest.approx(0.09)
    assert len(sample.rows) == len(set(sample.rows.tolist())) == 100
    assert set(np.flatnonzero(label)) <= set(sample.rows.tolist())
    assert prior_corrected(np.array([0.5]), sample.odds_factor)[0] == pytest.approx(0.09 / 1.09)


def test_undersampling_draws_by_seed_and_day() -> None:
    setting, label = replace(SMALL, balance="undersampled"), np.arange(5000) % 100 == 0
    first = balanced(setting, label, 100).rows
    assert np.array_equal(first, balanced(setting, label, 100).rows)
    assert not np.array_equal(first, balanced(setting, label, 101).rows)
    assert not np.array_equal(first, balanced(replace(setting, seed=3), label, 100).rows)


def test_weights_worked_by_hand() -> None:
    """One fraud among four: half of all weight is 2, the others share the other half; the odds were 1/3 of that."""
    sample = balanced(replace(SMALL, balance="weights"), np.array([False, True, False, False]), 100)
    assert sample.weights == pytest.approx([2 / 3, 2, 2 / 3, 2 / 3])
    assert sample.odds_factor == pytest.approx(1 / 3)


@pytest.mark.parametrize("balance", ["weights", "undersampled"])
def test_a_window_without_fraud_is_left_as_it_is_and_scores_zero(balance: str) -> None:
    setting, label = replace(SMALL, balance=balance), np.zeros(50, dtype=bool)
    assert balanced(setting, label, 100).odds_factor == 1
    model = fitted(setting, np.ones((50, 15), dtype=np.float32), label, 100)
    assert not model.learned
    assert model.scores(np.ones((3, 15), dtype=np.float32)).tolist() == [0, 0, 0]


def test_a_factor_that_is_no_share_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="odds_factor = 0 is not above 0"):
        prior_corrected(np.array([0.5]), 0)


def test_the_corrected_score_of_a_weighted_tree_is_the_share_of_fraud_in_the_leaf() -> None:
    """Weighing and correcting cancel in every leaf, exactly; only where the tree cuts differs."""
    rng = np.random.default_rng(0)
    inputs = rng.random((4000, 15)).astype(np.float32)
    label = rng.random(4000) < inputs[:, 0] / 20
    model = fitted(replace(SMALL, family="tree", balance="weights"), inputs, label, 100)
    leaf = model.classifier.apply(inputs)
    share = np.bincount(leaf, label) / np.maximum(np.bincount(leaf), 1)
    assert model.scores(inputs) == pytest.approx(share[leaf])
    assert model.scores(inputs).mean() == pytest.approx(label.mean())


@pytest.mark.parametrize("balance", ["weights", "undersampled"])
@pytest.mark.parametrize(
    "family",
    [
        "logistic",
        "tree",
        pytest.param("boosted", marks=pytest.mark.slow),
        pytest.param("forest", marks=pytest.mark.slow),
    ],
)
def test_the_correction_brings_inflated_scores_back_near_the_training_base_rate(
    family: Family, balance: str, window: tuple[np.ndarray, np.ndarray]
) -> None:
    """Always nearer than without; to a half of it, but for two whose scores are no probabilities to begin with.

    Those are the forest, whose means over trees lie too near the middle, and boosting with weights, regularised
    towards the balanced world; both then come out too low.
    """
    setting = replace(SMALL, family=family, balance=balance)
    inputs, label = window
    mean = {
        corrected: fitted(replace(setting, corrected=corrected), inputs, label, 125).scores(inputs).mean()
        for corrected in (True, False)
    }
    inflated, restored = mean[False] / label.mean(), mean[True] / label.mean()
    assert inflated > 3
    assert abs(np.log(restored)) < np.log(inflated)
    if family != "forest" and (family, balance) != ("boosted", "weights"):
        assert restored == pytest.approx(1, rel=0.5)


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("balance", ["weights", "undersampled"])
def test_balanced_training_is_the_same_every_time(family: Family, balance: str) -> None:
    setting = replace(SMALL, customers=150, terminals=300, family=family, balance=balance)
    payments = simulate(setting)
    features = features_of(payments, setting)
    first, second = (train(setting, payments, features, features, lambda *_: None) for _ in range(2))
    assert first.scored.score.tobytes() == second.scored.score.tobytes()
    assert first.windows[0].odds_factor == second.windows[0].odds_factor < 1


def test_unmatured_payments_count_as_legitimate_only_until_their_label_comes() -> None:
    """Against the definition, payment by payment: fraud is known if reported by today and by its maturity."""
    setting = replace(SMALL, customers=60, terminals=60, label_spread=0.5, maturation_days=14, unmatured="legitimate")
    payments = simulate(setting)
    at_maturity, delay = features_of(payments, setting).label, label_delay_days(payments, setting)
    rows, today = payments.rows_of_days(90, 130), 130
    known = labels_on(setting, payments, rows, at_maturity[rows], today)
    for place, row in enumerate(range(rows.start, rows.stop)):
        age = (today * DAY - payments.time_s[row]) / DAY
        assert known[place] == (payments.fraud[row] and delay[row] <= min(age, 14))
    assert 0 < known.sum() < at_maturity[rows].sum()
    unknown = replace(setting, unmatured="unknown")
    assert np.array_equal(labels_on(unknown, payments, rows, at_maturity[rows], today), at_maturity[rows])


def test_calling_unmatured_payments_legitimate_trains_up_to_today_and_teaches_that_fraud_is_rarer() -> None:
    honest = replace(SMALL, family="logistic", maturation_days=14, label_delay_days=14.0)
    naive = replace(honest, unmatured="legitimate")
    for (today, first, end), (_, naive_first, naive_end) in zip(
        training_days(honest), training_days(naive), strict=True
    ):
        assert (naive_first, naive_end) == (first, today)
        assert end == today - 14
    payments = simulate(honest)
    features = features_of(payments, honest)
    known, guessed = (train(one, payments, features, features, lambda *_: None) for one in (honest, naive))
    assert known.train_labels_missed == 0
    assert guessed.train_labels_missed > 0.2 * guessed.train_frauds
    assert guessed.scored.score.mean() < 0.9 * known.scored.score.mean()
