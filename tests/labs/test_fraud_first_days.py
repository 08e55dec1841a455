"""A new country's share of the traffic: its shares are pooled as payments would be, its scores are home's model's."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.fraud import (
    FraudEvidence,
    FraudSetting,
    Prices,
    SharedCurve,
    Tally,
    best_regions,
    evidence_of,
    grid_of,
    scales_of,
    shared_cells,
    threshold_curve,
    with_first_days,
)
from labs.fraud.lab import FraudLab

TINY = FraudSetting(customers=150, terminals=300, family="logistic", label_spread=0.0, retrain_every_days=28)
PRICES = Prices(margin=0.08, goodwill=4.0, chargeback_fee=20.0)
SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9]), min_size=8, max_size=8)


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> FraudEvidence:
    """The tiny world's evidence with a new country in it."""
    return with_first_days(TINY, cache_dir=tmp_path_factory.mktemp("first"))


def payments(scores: list[float], dearer: float = 1.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scores, scenarios and amounts: every fourth is fraud and twice as dear."""
    fraud = np.arange(len(scores)) % 4 == 0
    return np.array(scores), np.where(fraud, 2, 0).astype(np.int8), dearer * np.where(fraud, 100.0, 50.0)


@given(SCORES, SCORES, SCORES, st.floats(0, 1), st.floats(0, 1))
def test_a_shared_curve_is_that_of_the_payments_in_one_pot(
    one: list[float], other: list[float], there: list[float], p: float, room: float
) -> None:
    """Sixteen payments at home, eight there, three times as dear: a third of the traffic."""
    home, abroad = payments(one + other), payments(there, dearer=3.0)
    pooled = threshold_curve(*(np.concatenate(pair) for pair in zip(home, abroad, strict=True)))
    shared = SharedCurve(threshold_curve(*home), threshold_curve(*abroad), 1 / 3, (50.0, 150.0), (100.0, 300.0))
    assert vars(shared.above(p)) == pytest.approx(vars(pooled.above(p)))
    for weight in (1.0, 0.2):
        assert shared.volume(p, weight) == pytest.approx(pooled.volume(p, weight))
        assert shared.score_at_volume(room + 1e-6, weight) == pooled.score_at_volume(room + 1e-6, weight)


def test_fraud_is_as_common_abroad_whatever_the_lab_drew_there() -> None:
    """At home one in four is fraud, there one in two: a fraud there weighs a third of one at home."""
    home = threshold_curve(*payments([0.9] * 4))
    there = threshold_curve(np.array([0.9, 0.9]), np.array([2, 0], dtype=np.int8), np.ones(2))
    shared = SharedCurve(home, there, 0.5, (1.0, 1.0), (1.0, 1.0))
    assert shared.volume(0.5) == pytest.approx(1.0)
    assert there.volume(0.5, 1 / 3) == pytest.approx(1.0)
    half = SharedCurve(
        home, threshold_curve(np.array([0.9, 0.1]), np.array([2, 0], np.int8), np.ones(2)), 0.5, *[(1.0, 1.0)] * 2
    )
    assert half.volume(0.5) == pytest.approx(0.5 * 1 + 0.5 * 0.25)


def test_cells_of_both_are_the_share_the_rate_and_the_amounts_that_were_asked_for() -> None:
    rng = np.random.default_rng(0)
    p = rng.beta(0.2, 3.0, 4000)
    fraud = rng.random(4000) < p
    home, there = (
        grid_of(p, rng.gamma(2.0, 25.0, 4000), fraud),
        grid_of(p[:500], rng.gamma(2.0, 60.0, 500), fraud[:500]),
    )
    for share in (0.0, 0.3, 0.9):
        cells = shared_cells(home, there, share, 0.01, 40.0, 3.0)
        whole = cells.weight.sum()
        assert cells.fraud.sum() / whole == pytest.approx(0.01)
        assert (cells.legit_amount + cells.fraud_amount).sum() / whole == pytest.approx(40)
        assert cells.fraud_amount.sum() / cells.fraud.sum() == pytest.approx(120)
        abroad = cells.weight[len(home.start) :].sum()
        assert abroad / whole == pytest.approx(share)


def test_without_the_country_its_cells_are_homes_to_the_last_bit() -> None:
    grid = grid_of(np.array([0.1, 0.2, 0.7]), np.array([10.0, 20.0, 30.0]), np.array([False, False, True]))
    alone, none = grid.world(0.01, 50.0, 2.0).cells, shared_cells(grid, grid, 0.0, 0.01, 50.0, 2.0)
    assert {k: v.tobytes() for k, v in vars(alone).items()} == {k: v.tobytes() for k, v in vars(none).items()}


def test_a_country_like_home_decides_as_home_does() -> None:
    """The same payments twice cost the same per payment, whatever the share."""
    rng = np.random.default_rng(1)
    p = rng.beta(0.2, 3.0, 3000)
    grid = grid_of(p, rng.gamma(2.0, 25.0, 3000), rng.random(3000) < p)
    alone = best_regions(shared_cells(grid, grid, 0.0, 0.01, 50.0, 2.0), PRICES, capacity=0.002)
    both = best_regions(shared_cells(grid, grid, 0.4, 0.01, 50.0, 2.0), PRICES, capacity=0.002)
    assert both.expected_cost == pytest.approx(alone.expected_cost)
    assert both.overflow_cost == pytest.approx(alone.overflow_cost)


def test_scales_worked_by_hand() -> None:
    """Good 50, fraud 100, 2 % fraud: mean 51. At 40 on average and a ticket of 3, fraud is 120, good 37.6 / .98."""
    assert scales_of(50.0, 100.0, 0.02, None, None) == (1.0, 1.0)
    assert scales_of(50.0, 100.0, 0.02, 51.0, 100 / 51) == pytest.approx((1.0, 1.0))
    assert scales_of(50.0, 100.0, 0.02, 40.0, 3.0) == pytest.approx((37.6 / 0.98 / 50, 1.2))
    with pytest.raises(ValueError, match="fraud_ticket = 60"):
        scales_of(50.0, 100.0, 0.02, 40.0, 60.0)


def test_at_the_payments_own_ratio_a_ticket_changes_nothing() -> None:
    rng = np.random.default_rng(2)
    p = rng.beta(0.2, 3.0, 2000)
    grid = grid_of(p, rng.gamma(2.0, 25.0, 2000), rng.random(2000) < p)
    plain = grid.world(0.01, 50.0).cells
    own = float(plain.fraud_amount.sum() / plain.fraud.sum() / 50.0)
    assert best_regions(grid.world(0.01, 50.0, own).cells, PRICES).expected_cost == pytest.approx(
        best_regions(plain, PRICES).expected_cost, rel=1e-12
    )


def test_home_is_as_it_was_and_the_country_is_scored_in_homes_terms(evidence: FraudEvidence, tmp_path: Path) -> None:
    home, there = evidence_of(TINY, cache_dir=tmp_path), evidence.first_days
    assert there is not None
    assert replace(evidence, first_days=None) == home != evidence
    assert len(there.score) == pytest.approx(evidence.test_payments, rel=0.15)
    assert there.fraud.any()
    assert there.mean_good > 1.2 * evidence.mean_good
    assert 0 < there.score.max() <= 1
    assert there.curves["inline", False].above(0.0) == Tally(1.0, 1.0, 1.0, 1.0)


def test_first_days_are_read_back_from_disk_and_are_the_same(
    evidence: FraudEvidence, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []
    first = with_first_days(TINY, lambda part, words: told.append(part), tmp_path)
    assert first == evidence
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    monkeypatch.setattr("labs.fraud.first_days.fitted", None)
    monkeypatch.setattr("labs.fraud.first_days.lab_at", lambda folder: FraudLab(folder))
    assert with_first_days(TINY, cache_dir=tmp_path) == first


def test_a_share_that_is_all_of_the_traffic_is_refused_in_words() -> None:
    grid = grid_of(np.array([0.1, 0.7]), np.array([10.0, 30.0]), np.array([False, True]))
    with pytest.raises(ValueError, match="share = 1 is outside"):
        shared_cells(grid, grid, 1.0, 0.01)
