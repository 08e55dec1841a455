"""What lies above a threshold, what is in time, and what another base rate makes of a score."""

import math
import timeit

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.fraud import PATHS, ThresholdCurve, in_time_score, shift_prior, threshold_curve, unshift_prior
from labs.fraud.in_time import windowed_max

DAY = 86_400
PAYMENT = st.tuples(
    st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5000001, 1.0]),
    st.sampled_from([0, 0, 1, 2, 3]),
    st.floats(0.01, 1000),
)
PAYMENTS = st.lists(PAYMENT, min_size=2, max_size=40).filter(
    lambda rows: 0 < sum(scenario > 0 for _, scenario, _ in rows) < len(rows)
)
THRESHOLD = st.one_of(st.sampled_from([0.0, 0.1, 0.5, 1.0]), st.floats(-0.5, 1.5))


def curve_of(rows: list[tuple[float, int, float]]) -> ThresholdCurve:
    """The curve of (score, scenario, amount) rows."""
    score, scenario, amount = (np.array(column) for column in zip(*rows, strict=True))
    return threshold_curve(score, scenario.astype(np.int8), amount)


@given(PAYMENTS, THRESHOLD)
def test_above_is_a_count(rows: list[tuple[float, int, float]], p: float) -> None:
    def share(bad: bool, weighed: bool) -> float:
        mine = [(score, amount if weighed else 1) for score, scenario, amount in rows if (scenario > 0) == bad]
        return sum(weight for score, weight in mine if score >= p) / sum(weight for _, weight in mine)

    tally = curve_of(rows).above(p)
    assert tally.legit == pytest.approx(share(False, False))
    assert tally.fraud == pytest.approx(share(True, False))
    assert tally.legit_amount == pytest.approx(share(False, True))
    assert tally.fraud_amount == pytest.approx(share(True, True))


@given(PAYMENTS, st.lists(THRESHOLD, min_size=1, max_size=5))
def test_above_all_is_above_for_each(rows: list[tuple[float, int, float]], ps: list[float]) -> None:
    curve = curve_of(rows)
    tallies = [curve.above(p) for p in ps]
    expected = [[one.legit, one.fraud, one.legit_amount, one.fraud_amount] for one in tallies]
    assert curve.above_all(np.array(ps)).tolist() == expected


@given(PAYMENTS, THRESHOLD)
def test_by_scenario_is_a_share_of_that_scenarios_amount(rows: list[tuple[float, int, float]], p: float) -> None:
    expected = {}
    for which in (1, 2, 3):
        mine = [(score, amount) for score, scenario, amount in rows if scenario == which]
        if mine:
            expected[which] = sum(a for s, a in mine if s >= p) / sum(a for _, a in mine)
    assert curve_of(rows).by_scenario(p) == pytest.approx(expected)


@given(PAYMENTS, st.floats(0, 1), st.floats(0.01, 100))
def test_score_at_volume_is_the_lowest_that_keeps_within_it(
    rows: list[tuple[float, int, float]], share: float, weight: float
) -> None:
    curve = curve_of(rows)
    total = sum(weight if scenario > 0 else 1 for _, scenario, _ in rows)

    def volume(p: float) -> float:
        return sum(weight if scenario > 0 else 1 for score, scenario, _ in rows if score >= p) / total

    threshold = curve.score_at_volume(share, weight)
    assert volume(threshold) <= share + 1e-12
    lower = [score for score, _, _ in rows if score < threshold]
    assert not lower or volume(max(lower)) > share - 1e-12


@given(PAYMENTS, st.floats(0, 1), st.floats(0.01, 100))
def test_at_volume_takes_exactly_that_share(rows: list[tuple[float, int, float]], share: float, weight: float) -> None:
    curve = curve_of(rows)
    frauds = sum(scenario > 0 for _, scenario, _ in rows)
    tally = curve.at_volume(share, weight)
    taken = weight * frauds * tally.fraud + (len(rows) - frauds) * tally.legit
    assert taken / (weight * frauds + len(rows) - frauds) == pytest.approx(share)


def test_volume_worked_by_hand() -> None:
    """Two frauds at .9 and .5, two legits at .5 and .1. A fraud counting half, the volume at .5 is 2 of 3."""
    curve = curve_of([(0.9, 1, 10.0), (0.5, 2, 30.0), (0.5, 0, 5.0), (0.1, 0, 5.0)])
    assert curve.volume(0.5, fraud_weight=0.5) == pytest.approx(2 / 3)
    assert curve.score_at_volume(0.67, fraud_weight=0.5) == 0.5
    assert curve.score_at_volume(0.66, fraud_weight=0.5) == 0.9
    assert curve.score_at_volume(0.1, fraud_weight=0.5) == math.inf
    assert curve.at_volume(0.5).fraud_amount == pytest.approx(0.25 + 0.75 / 2)


def test_a_threshold_or_share_that_is_no_number_is_refused_in_words() -> None:
    curve = curve_of([(0.9, 1, 10.0), (0.1, 0, 5.0)])
    with pytest.raises(ValueError, match="threshold = nan is not a number"):
        curve.above(math.nan)
    with pytest.raises(ValueError, match="share_of_payments = nan"):
        curve.score_at_volume(math.nan)
    with pytest.raises(ValueError, match="fraud_weight = 0 is not above 0"):
        curve.at_volume(0.5, 0)


def test_a_curve_without_fraud_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="0 of 2 payments are fraud"):
        curve_of([(0.9, 0, 10.0), (0.1, 0, 5.0)])


def test_above_takes_microseconds_among_a_hundred_thousand_payments() -> None:
    rng = np.random.default_rng(0)
    scenario = (rng.random(100_000) < 0.01).astype(np.int8)
    curve = threshold_curve(rng.random(100_000), scenario, rng.random(100_000))
    fastest = min(timeit.repeat(lambda: curve.above(0.3), number=200, repeat=5)) / 200
    assert fastest < 50e-6


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 20 * DAY // 30), st.floats(0, 1)), min_size=1, max_size=60),
    st.sampled_from(PATHS),
)
def test_in_time_score_is_the_highest_of_the_cards_earlier_payments(
    rows: list[tuple[int, int, float]], path: str
) -> None:
    rows = sorted(((card, 30 * tick, score) for card, tick, score in rows), key=lambda row: row[1])
    card, time_s, score = (np.array(column) for column in zip(*rows, strict=True))
    expected = []
    for mine, now, own in rows:
        flags = [s for c, t, s in rows if c == mine and now - 7 * DAY <= t <= now - 60]
        if path == "nightly":
            flags = [s for c, t, s in rows if c == mine and now - 7 * DAY <= t <= now - 60 and t < now - now % DAY]
        expected.append(own if path == "inline" else max(flags, default=0.0))
    assert in_time_score(score, card.astype(np.uint16), time_s, path).tolist() == expected


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.data())
def test_windowed_max_is_the_maximum_of_the_slice(values: list[float], data: st.DataObject) -> None:
    ends = st.integers(0, len(values))
    first, end = (np.array(data.draw(st.lists(ends, min_size=4, max_size=4))) for _ in range(2))
    expected = [max(values[a:b], default=0.0) for a, b in zip(first, end, strict=True)]
    assert windowed_max(np.array(values), first, end).tolist() == expected


def test_shift_prior_worked_numbers() -> None:
    """By odds: at base 1/2 odds 1 become (.01/.99); 0.3 at 1 % has odds 3/7, times (.002/.998)/(.01/.99)."""
    assert shift_prior(0.5, 0.5, 0.01) == pytest.approx(0.01)
    odds = 3 / 7 * (0.002 / 0.998) / (0.01 / 0.99)
    assert shift_prior(0.3, 0.01, 0.002) == pytest.approx(odds / (1 + odds))
    assert shift_prior(0.3, 0.01, 0.002) == pytest.approx(0.0783641, abs=1e-7)


@given(st.floats(0, 1), st.floats(0.0001, 0.9), st.floats(0.0001, 0.9))
def test_unshift_prior_undoes_shift_prior(p: float, base: float, new_base: float) -> None:
    there = shift_prior(p, base, new_base)
    assert -1e-9 <= there <= 1 + 1e-9
    assert unshift_prior(min(max(there, 0.0), 1.0), base, new_base) == pytest.approx(p, abs=1e-6)


@pytest.mark.parametrize(
    ("p", "base", "new_base"), [(0.5, 0, 0.1), (0.5, 0.1, 1), (1.5, 0.1, 0.1), (0.5, math.nan, 0.1)]
)
def test_shift_prior_refuses_what_is_no_probability(p: float, base: float, new_base: float) -> None:
    with pytest.raises(ValueError, match=r"is (not strictly between|outside) 0"):
        shift_prior(p, base, new_base)
