"""Several weeks in turn: each fold is what an independent loop finds, and nothing is trained twice."""

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from labs.fraud import FraudLab, FraudSetting
from labs.fraud.features import features_of
from labs.fraud.lab import silence
from labs.fraud.prequential import Fold, Prequential, prequential_of
from labs.fraud.simulation import simulate
from labs.fraud.training import classifier

SMALL = FraudSetting(customers=300, terminals=600, seed=2, family="tree", train_days=14)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Prequential:
    """Four weeks of the small setting."""
    return prequential_of(SMALL, cache_dir=tmp_path_factory.mktemp("weeks"))


def test_folds_go_back_in_time_week_by_week(weeks: Prequential) -> None:
    assert [fold.first_test_day for fold in weeks.folds] == [176, 169, 162, 155]
    assert all(fold.learned for fold in weeks.folds)


def test_a_fold_is_what_an_independent_loop_finds(weeks: Prequential) -> None:
    payments = simulate(SMALL)
    features = features_of(payments, SMALL)
    fold = weeks.folds[1]
    train = (payments.day >= 169 - 7 - 14) & (payments.day < 169 - 7)
    test = []
    for day in range(169, 176):
        told = features.label & (payments.day >= 169 - 7 - 14) & (payments.day < day - 7)
        known = set(payments.customer[told].tolist())
        test += [row for row in np.flatnonzero(payments.day == day) if int(payments.customer[row]) not in known]
    model = classifier("tree", SMALL.seed).fit(features.matrix[train].astype(float), features.label[train])
    score = model.predict_proba(features.matrix[test].astype(float))[:, 1]
    assert (fold.train_payments, fold.train_frauds) == (train.sum(), features.label[train].sum())
    assert (fold.test_payments, fold.test_frauds) == (len(test), payments.fraud[test].sum())
    assert fold.average_precision == average_precision_score(payments.fraud[test], score)
    assert fold.roc_auc == roc_auc_score(payments.fraud[test], score)


def test_mean_and_sd_worked_by_hand() -> None:
    """Of .5 and .7 the mean is .6 and the sample standard deviation .2 / sqrt(2); one week has none."""
    folds = tuple(Fold(day, 1, 1, 1, 1, True, 0.5, value, 0.1) for day, value in ((176, 0.5), (169, 0.7)))
    both = Prequential(SMALL, folds)
    assert both.mean("average_precision") == pytest.approx(0.6)
    assert both.sd("average_precision") == pytest.approx(0.2 / np.sqrt(2))
    assert both.sd("roc_auc") == 0
    assert Prequential(SMALL, folds[:1]).sd("roc_auc") is None


def test_a_second_asking_trains_nothing_from_memory_or_from_disk(
    weeks: Prequential, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = prequential_of(SMALL, cache_dir=tmp_path)
    assert first == weeks
    monkeypatch.setattr("labs.fraud.prequential.fitted", None)
    assert prequential_of(SMALL, cache_dir=tmp_path) is first
    monkeypatch.setattr("labs.fraud.prequential.lab_at", lambda folder: FraudLab(folder))
    assert prequential_of(SMALL, cache_dir=tmp_path) == first


def test_a_broken_file_is_logged_and_replaced(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    def asked(lab: FraudLab) -> Prequential:
        made = Prequential(SMALL, (Fold(176, 1, 1, 1, 1, True, 0.5, 0.5, 0.5),))
        return lab.analysis(
            "prequential",
            {"folds": 1},
            lambda: made,
            lambda kept: Prequential(SMALL, tuple(Fold(**fold) for fold in kept["folds"])),
            silence,
        )

    first = asked(FraudLab(tmp_path))
    (file,) = tmp_path.glob("fraud-prequential-*.npz")
    np.savez(file, header=np.array('{"options": {"folds": 1}, "result": {"folds": [{"foreign": 1}]}}'))
    with caplog.at_level(logging.WARNING):
        assert asked(FraudLab(tmp_path)) == first
    assert "computed anew" in caplog.text
    caplog.clear()
    assert asked(FraudLab(tmp_path)) == first
    assert caplog.text == ""


@pytest.mark.parametrize("folds", [0, 99])
def test_more_weeks_than_there_are_is_refused_in_words(folds: int) -> None:
    with pytest.raises(ValueError, match=rf"folds = {folds} is outside 1 to 22"):
        prequential_of(SMALL, folds)


@pytest.mark.slow
def test_permuted_labels_find_little_in_any_week(tmp_path: Path) -> None:
    real = prequential_of(replace(SMALL, family="boosted"), cache_dir=tmp_path)
    chance = prequential_of(replace(SMALL, family="boosted", permuted_labels=True), cache_dir=tmp_path)
    assert chance.mean("average_precision") < real.mean("average_precision") / 3
