"""A new country: no history at first, no labels until they mature, and what each way to protect it is worth."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from labs.fraud import FraudLab, FraudSetting
from labs.fraud.cold_start import Arrival, ColdStart, arrived, cold_start_of, protection_of
from labs.fraud.features import NAMES, features_of
from labs.fraud.simulation import simulate

SMALL = FraudSetting(customers=400, terminals=800, seed=2, family="logistic", label_spread=0.0, train_days=14)
ARRIVAL = Arrival(new_share=0.5, weeks=4)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> ColdStart:
    """Four weeks of a country half as large as the small home."""
    return cold_start_of(SMALL, ARRIVAL, cache_dir=tmp_path_factory.mktemp("start"))


def test_who_arrives_has_no_payment_before_and_other_amounts() -> None:
    payments = simulate(SMALL)
    new = arrived(payments, 155, 1.5)
    assert new.day.min() == 155
    assert len(new) == (payments.day >= 155).sum()
    assert new.amount == pytest.approx(1.5 * payments.amount[payments.day >= 155], abs=0.006)
    assert np.array_equal(new.fraud, payments.fraud[payments.day >= 155])
    first_week = features_of(new, SMALL).matrix[new.day < 155 + 7]
    assert (first_week[:, NAMES.index("terminal_payments_30d")] == 0).all()


def test_labels_come_when_they_mature_and_until_then_the_retrained_model_is_the_old_one(start: ColdStart) -> None:
    """Labels take a week: the first morning that knows any is the third week's, of the first week's frauds."""
    assert [week.week for week in start.weeks] == [1, 2, 3, 4]
    frauds, labels = [week.frauds for week in start.weeks], [week.labels for week in start.weeks]
    assert labels == [0, 0, frauds[0], frauds[0] + frauds[1]]
    for week in start.weeks[:2]:
        assert week.retrained == week.old_model
    assert start.weeks[3].retrained != start.weeks[3].old_model


def test_the_country_is_as_large_as_its_share_and_each_way_has_its_shares(start: ColdStart) -> None:
    for week in start.weeks:
        assert week.payments == pytest.approx(SMALL.expected_payments / 183 * 7 / 2, rel=0.15)
        for way in (week.old_model, week.rules, week.retrained, week.home):
            assert way is not None
            assert 0 < way.average_precision <= 1
            assert 0 <= way.recall <= 1


def test_recall_is_of_the_one_in_a_hundred_put_first_and_ties_share() -> None:
    """Of 200 payments two are put first: .9 is fraud; the second place goes to two that tie, one of them fraud.

    So of four frauds one and a half are found. Precision: 1 at recall 1/4, 2/3 at 2/4, 4/200 at the end.
    """
    scenario, score = np.zeros(200, dtype=np.int8), np.full(200, 0.1)
    scenario[[0, 1, 8, 9]] = 2
    score[:3] = 0.9, 0.8, 0.8
    found = protection_of(score, scenario)
    assert found is not None
    assert found.recall == pytest.approx(1.5 / 4)
    assert found.average_precision == pytest.approx(1 / 4 + 2 / 3 / 4 + 2 / 4 * 4 / 200)
    assert protection_of(score, np.zeros(200, dtype=np.int8)) is None


def test_a_cold_start_is_read_back_from_disk_and_is_the_same_every_time(
    start: ColdStart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = cold_start_of(SMALL, ARRIVAL, cache_dir=tmp_path)
    assert first == start
    monkeypatch.setattr("labs.fraud.cold_start.fitted", None)
    monkeypatch.setattr("labs.fraud.cold_start.lab_at", lambda folder: FraudLab(folder))
    assert cold_start_of(SMALL, ARRIVAL, cache_dir=tmp_path) == first


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"new_share": 0.0}, "new_share = 0.0 is outside 0.01 to 1"),
        ({"amount_factor": float("nan")}, "amount_factor = nan is outside"),
        ({"weeks": 13}, "weeks = 13 is outside 1 to 12"),
        ({"weeks": 2.5}, "weeks = 2.5 is not a whole number"),
    ],
)
def test_an_arrival_outside_its_range_is_refused_in_words(change: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Arrival(**change)


def test_more_weeks_than_home_has_history_for_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="weeks = 12 is too many"):
        cold_start_of(replace(SMALL, days=100, train_days=28), Arrival(weeks=12))


@pytest.mark.slow
def test_the_countrys_own_labels_are_worth_most_where_amounts_differ_most(tmp_path: Path) -> None:
    """In the last three weeks, over two worlds: retraining beats the old model, home is better off at first."""
    worth = {}
    for factor in (1.0, 3.0):
        weeks = [
            week
            for seed in (0, 1)
            for week in cold_start_of(
                FraudSetting(customers=1000, terminals=2000, seed=seed),
                Arrival(new_share=0.5, amount_factor=factor),
                cache_dir=tmp_path,
            ).weeks
        ]
        late = [week for week in weeks if week.week > 5]
        assert np.mean([w.home.average_precision - w.old_model.average_precision for w in weeks if w.week < 3]) > 0.1
        worth[factor] = np.mean([w.retrained.average_precision - w.old_model.average_precision for w in late])
    assert worth[3.0] > 0.3
    assert worth[3.0] > worth[1.0] > -0.05
