"""The evidence comes of a model that learned something, of data split by time, and is the same every time."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from design.progress import silent
from labs.fraud import CADENCES_DAYS, FAMILIES, PATHS, Family, FraudEvidence, FraudSetting, in_time_score
from labs.fraud.evidence import assembled
from labs.fraud.features import Features, features_of
from labs.fraud.measures import card_precision
from labs.fraud.simulation import Payments, simulate
from labs.fraud.training import Trained, train, training_days

SMALL = FraudSetting(customers=400, terminals=800, label_spread=0.0, seed=2, retrain_every_days=14, family="tree")


def made(setting: FraudSetting) -> tuple[Payments, Features, Trained, FraudEvidence]:
    """Every stage of a setting, with no cache between."""
    payments = simulate(setting)
    features = features_of(payments, setting)
    trained = train(setting, payments, features, features, silent)
    return payments, features, trained, assembled(setting, trained)


@pytest.fixture(scope="module")
def stages() -> tuple[Payments, Features, Trained, FraudEvidence]:
    """The stages of the small setting, made once."""
    return made(SMALL)


@pytest.fixture(scope="module")
def evidence(stages: tuple[Payments, Features, Trained, FraudEvidence]) -> FraudEvidence:
    """Its evidence."""
    return stages[3]


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_a_model_learns_and_from_permuted_labels_it_learns_next_to_nothing(family: Family) -> None:
    """The permuted run differs in nothing but the order of the training labels."""
    setting = replace(SMALL, family=family, retrain_every_days=28)
    real, chance = made(setting)[3], made(replace(setting, permuted_labels=True))[3]
    assert real.roc_auc > (0.7 if family == "tree" else 0.8)
    assert real.average_precision > 20 * real.base_rate
    assert chance.average_precision < real.average_precision / 4


@pytest.mark.slow
@pytest.mark.parametrize(
    ("family", "customers", "worlds"), [("logistic", 1500, 2), ("tree", 200, 4), ("boosted", 200, 4)]
)
def test_permuted_labels_give_chance_on_average(family: Family, customers: int, worlds: int) -> None:
    """One model of noise points somewhere, so several are averaged.

    The logistic model needs many frauds: of few, none is likely to fall on a rare input, which then counts against
    fraud. The forest is left out: grown to small leaves on noise it scores crowded places zero, so that outliers,
    which frauds are, come first. That is density, not learning.
    """
    noise = replace(SMALL, family=family, permuted_labels=True, customers=customers, terminals=2 * customers)
    runs = [made(replace(noise, seed=seed, retrain_every_days=28))[3] for seed in range(worlds)]
    assert 0.4 < np.mean([run.roc_auc for run in runs]) < 0.6


@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_setting_gives_the_same_evidence_bit_for_bit(family: Family) -> None:
    setting = replace(SMALL, customers=200, terminals=400, family=family, retrain_every_days=28)
    first, second = made(setting)[3], made(setting)[3]
    assert first.score.tobytes() == second.score.tobytes()
    assert first.curves["nightly", True].fraud_amount.tobytes() == second.curves["nightly", True].fraud_amount.tobytes()
    assert first == second
    assert hash(first) == hash(second)


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 3},
        {"label_delay_days": 9.0, "label_spread": 0.5},
        {"freshness": "nightly"},
        {"maturation_days": 14},
        {"train_days": 21},
        {"family": "logistic"},
    ],
)
def test_other_data_or_another_model_give_other_scores(change: dict[str, object]) -> None:
    setting = replace(SMALL, customers=150, terminals=300, family="tree", retrain_every_days=28)
    evidence, other = made(setting)[3], made(replace(setting, **change))[3]
    assert other != evidence
    assert not np.array_equal(other.score, evidence.score)


def test_no_model_sees_a_payment_younger_than_the_maturation() -> None:
    for cadence in CADENCES_DAYS:
        for wait in (1, 7, 30, 60):
            setting = replace(SMALL, retrain_every_days=cadence, maturation_days=wait)
            for trained_on, first, end in training_days(setting):
                assert end == trained_on - wait
                assert end - first == setting.train_days
                assert first - wait >= 0


def test_labels_after_the_last_window_teach_nothing() -> None:
    """Turning every label round that no window may see leaves every score as it was."""
    setting = replace(SMALL, customers=150, terminals=300, family="tree")
    payments, features, trained, _ = made(setting)
    last_end = training_days(setting)[-1][2]
    late = payments.day >= last_end
    turned = replace(features, label=features.label ^ late, matrix=features.matrix.copy(order="F"))
    assert late.any()
    again = train(setting, payments, turned, turned, silent)
    assert again.scored.score.tobytes() == trained.scored.score.tobytes()


def test_every_test_payment_is_scored_by_a_model_no_older_than_the_cadence() -> None:
    for cadence in CADENCES_DAYS:
        spans = training_days(replace(SMALL, retrain_every_days=cadence))
        days_trained = [span[0] for span in spans]
        assert days_trained[0] == 183 - 28 - 7
        assert set(np.diff(days_trained)) <= {cadence}
        assert 183 - days_trained[-1] <= cadence


def test_the_counts_are_of_the_test_and_training_days(
    stages: tuple[Payments, Features, Trained, FraudEvidence],
) -> None:
    payments, _, _, evidence = stages
    test = payments.day >= 183 - 28
    assert evidence.test_payments == test.sum() == len(evidence.score)
    assert evidence.test_frauds == payments.fraud[test].sum()
    assert evidence.base_rate == pytest.approx(payments.fraud[test].mean())
    assert evidence.mean_payment == pytest.approx(payments.amount[test].mean())
    assert evidence.mean_fraud == pytest.approx(payments.amount[test & payments.fraud].mean())
    spans = training_days(SMALL)
    used = (payments.day >= spans[0][1]) & (payments.day < spans[-1][2])
    assert evidence.train_payments == used.sum()
    assert evidence.train_frauds == payments.fraud[used].sum()
    assert evidence.train_labels_missed == 0
    assert evidence.models_fitted == len(spans) == 3
    assert evidence.fit_seconds > 0


def test_late_labels_are_missed_and_counted() -> None:
    """All labels take 8 days and are read after 7: nothing is known, nothing is learned, and it says so."""
    blind = made(replace(SMALL, label_delay_days=8.0))[3]
    assert blind.train_labels_missed == blind.train_frauds > 0
    assert not any(window.learned for window in blind.windows)
    assert blind.score.max() == 0
    assert blind.roc_auc == 0.5


@pytest.mark.slow
def test_scores_are_near_probabilities() -> None:
    """Where every label arrives, the mean score is the base rate, to a fifth."""
    evidence = made(replace(SMALL, customers=1000, terminals=2000, retrain_every_days=28, family="tree"))[3]
    assert evidence.score.mean() == pytest.approx(evidence.base_rate, rel=0.2)
    assert 0 < evidence.brier < evidence.base_rate * (1 - evidence.base_rate)


def test_the_metrics_are_those_of_the_scores(evidence: FraudEvidence) -> None:
    assert evidence.roc_auc == roc_auc_score(evidence.fraud, evidence.score)
    assert evidence.average_precision == average_precision_score(evidence.fraud, evidence.score)
    assert sum(one.payments for one in evidence.reliability) == evidence.test_payments
    assert sum(one.frauds for one in evidence.reliability) == evidence.test_frauds
    assert sum(one.legit + one.fraud for one in evidence.histogram) == evidence.test_payments
    assert sum(one.frauds for one in evidence.scenarios) == evidence.test_frauds
    assert 2 < len(evidence.precision_recall) <= 200
    for point in evidence.precision_recall:
        above = evidence.score >= point.threshold
        assert point.precision == pytest.approx(evidence.fraud[above].mean())
        assert point.recall == pytest.approx(evidence.curves["inline", False].above(point.threshold).fraud)


def test_card_precision_worked_by_hand() -> None:
    """Day 0: cards 1 and 2 are on top, 1 is a hit: 1/2. Day 1: 1 has left; 2 and 3 are both hits: 2/2."""
    day = np.array([0, 0, 0, 1, 1, 1, 1], dtype=np.int16)
    card = np.array([1, 2, 3, 1, 2, 3, 3], dtype=np.uint16)
    score = np.array([0.9, 0.8, 0.1, 0.99, 0.5, 0.4, 0.3])
    fraud = np.array([1, 0, 1, 1, 1, 0, 1], dtype=bool)
    assert card_precision(day, card, score, fraud, 2) == pytest.approx((1 / 2 + 2 / 2) / 2)


def test_curves_are_of_the_same_test_payments(
    stages: tuple[Payments, Features, Trained, FraudEvidence],
) -> None:
    """Each curve at a threshold equals counting in-time scores, look-back included, by hand."""
    _, _, trained, evidence = stages
    scored = trained.scored
    test = scored.day >= 183 - 28
    for path in PATHS:
        for with_rules in (False, True):
            score = np.where(scored.rule_hit & with_rules, 1.0, scored.score)
            in_time = in_time_score(score, scored.customer, scored.time_s, path)[test]
            tally = evidence.curves[path, with_rules].above(0.1)
            assert tally.fraud == pytest.approx((in_time >= 0.1)[evidence.fraud].mean())
            assert tally.legit == pytest.approx((in_time >= 0.1)[~evidence.fraud].mean())


def test_a_night_later_never_stops_more_than_a_minute_later(evidence: FraudEvidence) -> None:
    """The nightly run's flags are among the minute's, so at any threshold it stops no more of anything."""
    thresholds = np.linspace(0, 1, 101)[1:]
    for with_rules in (False, True):
        minute = evidence.curves["near_real_time", with_rules].above_all(thresholds)
        night = evidence.curves["nightly", with_rules].above_all(thresholds)
        assert (night <= minute).all()


def test_rules_beside_the_model_never_stop_less(evidence: FraudEvidence) -> None:
    thresholds = np.linspace(0, 1, 101)
    for path in PATHS:
        without, beside = (evidence.curves[path, on].above_all(thresholds) for on in (False, True))
        assert (beside >= without).all()
        assert evidence.rules_alone[path].fraud <= evidence.curves[path, True].above(1.0).fraud


def test_rules_alone_are_tallied_on_the_same_payments(evidence: FraudEvidence) -> None:
    assert evidence.rules_alone["inline"].fraud == pytest.approx(evidence.rule_hit[evidence.fraud].mean())
    assert evidence.rules_alone["inline"].legit == pytest.approx(evidence.rule_hit[~evidence.fraud].mean())
    assert evidence.rule_precision == pytest.approx(evidence.fraud[evidence.rule_hit].mean())
    assert evidence.rule_hit[evidence.scenario == 1].all()


def test_the_arrays_of_the_evidence_refuse_to_be_written(evidence: FraudEvidence) -> None:
    for array in (evidence.score, evidence.fraud, evidence.amount, evidence.curves["inline", True].legit):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
