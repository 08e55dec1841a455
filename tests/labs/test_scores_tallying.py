"""Thresholds, capacity, calibration and money: by hand, by brute force, and by scikit-learn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, brier_score_loss, confusion_matrix, roc_auc_score

from labs.scores import (
    CAPACITIES,
    Columns,
    Payments,
    Prices,
    ScoresEvidence,
    cheapest,
    costs,
    evidence_of,
    example_csv,
    fits,
    load,
    payments_in,
)
from labs.scores.calibration import EDGES, wilson

NAMED = Columns("score", "label", "amount", "time")


def payments(rows: list[tuple[float, int, float, int]]) -> Payments:
    score, fraud, amount, day = (np.array(column) for column in zip(*rows, strict=True))
    return Payments(score.astype(float), fraud.astype(bool), amount.astype(float), day.astype(np.int32), NAMED)


BY_HAND = payments([
    (0.9, 1, 100.0, 0), (0.8, 0, 50.0, 0), (0.8, 1, 60.0, 0), (0.3, 0, 10.0, 0),
    (0.7, 0, 20.0, 2), (0.3, 1, 40.0, 2), (0.1, 0, 30.0, 2),
])  # fmt: skip
"""Three frauds of 200 together, four good payments of 110, on two of three days."""

rows_strategy = st.lists(
    st.tuples(
        st.one_of(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.floats(0, 1)),
        st.integers(0, 1),
        st.floats(0, 1e4),
        st.integers(0, 6),
    ),
    min_size=2,
    max_size=60,
).filter(lambda rows: 0 < sum(row[1] for row in rows) < len(rows))


def many(seed: int, rows: int = 4000) -> Payments:
    """More distinct scores than stops."""
    rng = np.random.default_rng(seed)
    fraud = rng.random(rows) < 0.1
    score = 1 / (1 + np.exp(-(rng.normal(size=rows) + 3 * fraud - 3)))
    return Payments(score, fraud, rng.lognormal(3, 1, rows), rng.integers(0, 20, rows).astype(np.int32), NAMED)


def test_tally_by_hand() -> None:
    """At 0.8 and above lie two of three frauds, 160 of 200, and one of four good payments."""
    e = evidence_of(BY_HAND)
    here = e.tally(e.row(0.8))
    assert (here.threshold, here.frauds, here.goods) == (0.8, 2, 1)
    assert (here.fraud_share, here.good_share, here.precision) == (2 / 3, 0.25, 2 / 3)
    assert (here.fraud_amount, here.fraud_amount_share) == (160.0, 0.8)
    assert (e.days, str(e.first_day), str(e.last_day)) == (3, "1970-01-01", "1970-01-03")


def test_money_by_hand() -> None:
    """At 0.8 a fraud of 40 gets through with a fee of 20, and a payment of 50 is lost: 10 % of it and 4."""
    e = evidence_of(BY_HAND)
    money = costs(e, Prices(margin=0.1, goodwill=4, chargeback_fee=20))
    row = e.row(0.8)
    assert (money.missed[row], money.declined[row], money.total[row]) == (60.0, 9.0, 69.0)
    assert money.total[e.nothing] == 200 + 3 * 20
    assert money.total[0] == pytest.approx(0.1 * 110 + 4 * 4)
    assert e.stops[cheapest(money)] == 0.3


def test_review_by_hand() -> None:
    """At 0.3 the days bring 4, 0 and 2 cases; of a tie the good payment is met first, so 2 a day meet one of two."""
    e = evidence_of(BY_HAND)
    work = load(e, e.row(0.3), 2)
    assert (work.cases_a_day, work.busiest_day, work.days_over) == (2.0, 4, 1)
    assert (work.reached, work.missed, work.found) == (4, 2, 2)
    assert work.found_share == 2 / 3
    assert work.found_amount_share == 140 / 200
    assert e.stops[fits(e, 2)] == 0.9
    assert e.stops[fits(e, 3)] == 0.7


def test_calibration_by_hand() -> None:
    """Squared errors 0.01, 0.64, 0.04, 0.09, 0.49, 0.49, 0.01 over seven."""
    found = evidence_of(BY_HAND).calibration
    assert found is not None
    assert found.brier == pytest.approx(1.77 / 7)
    assert found.brier_of_rate == pytest.approx(3 / 7 * 4 / 7)
    told = [(b.low, b.payments, b.frauds) for b in found.bands]
    assert told == [(0.1, 1, 0), (0.3, 2, 1), (0.7, 1, 0), (0.8, 2, 1), (0.9, 1, 1)]


def test_stopping_nothing_stops_nothing() -> None:
    e = evidence_of(BY_HAND)
    here = e.tally(e.nothing)
    assert (here.goods, here.frauds, here.fraud_share, here.threshold) == (0, 0, 0.0, float("inf"))
    assert np.isnan(here.precision)
    assert load(e, e.nothing, 10).cases_a_day == 0
    assert e.row(0.95) == e.nothing


@settings(deadline=None, max_examples=25)
@given(rows_strategy)
def test_every_stop_agrees_with_scikit_learn(rows: list[tuple[float, int, float, int]]) -> None:
    given_ = payments(rows)
    e = evidence_of(given_)
    assert e.roc_auc == pytest.approx(roc_auc_score(given_.fraud, given_.score), abs=1e-12)
    assert e.average_precision == pytest.approx(average_precision_score(given_.fraud, given_.score), abs=1e-12)
    assert e.calibration is not None
    assert e.calibration.brier == pytest.approx(brier_score_loss(given_.fraud, given_.score), abs=1e-12)
    for row, stop in enumerate(e.stops):
        (_, goods), (_, frauds) = confusion_matrix(given_.fraud, given_.score >= stop, labels=[False, True])
        assert (e.goods[row], e.frauds[row]) == (goods, frauds)


@settings(deadline=None)
@given(rows_strategy, st.sampled_from(CAPACITIES[:6]), st.floats(0, 1), st.floats(0, 50), st.floats(0, 50))
def test_every_stop_agrees_with_brute_force(
    rows: list[tuple[float, int, float, int]], capacity: int, margin: float, goodwill: float, fee: float
) -> None:
    e = evidence_of(payments(rows))
    money = costs(e, Prices(margin, goodwill, fee))
    first = min(row[3] for row in rows)
    for place, stop in enumerate(e.stops):
        missed = sum(amount + fee for score, fraud, amount, _ in rows if fraud and score < stop)
        declined = sum(margin * amount + goodwill for score, fraud, amount, _ in rows if not fraud and score >= stop)
        assert money.missed[place] == pytest.approx(missed, abs=1e-6)
        assert money.declined[place] == pytest.approx(declined, abs=1e-6)
        found, cases = 0, [0] * e.days
        for day in range(e.days):
            today = sorted(
                (row for row in rows if row[3] == day + first and row[0] >= stop), key=lambda r: (-r[0], r[1])
            )
            cases[day], found = len(today), found + sum(row[1] for row in today[:capacity])
        work = load(e, place, capacity)
        assert (work.found, work.reached) == (found, sum(min(c, capacity) for c in cases))
        assert (work.busiest_day, work.days_over) == (max(cases), sum(c > capacity for c in cases))


@pytest.mark.parametrize("seed", range(3))
def test_many_scores_are_pressed_into_few_stops_that_are_exact(seed: int) -> None:
    """The least cost over the stops is within 3 % of the least over every distinct score."""
    given_ = many(seed)
    e = evidence_of(given_)
    assert len(e.stops) < 290
    assert e.goods[0] + e.frauds[0] == len(given_.score)
    for row in range(0, e.nothing, 7):
        above = given_.score >= e.stops[row]
        assert e.frauds[row] == (above & given_.fraud).sum()
        assert e.good_amount[row] == pytest.approx(given_.amount[above & ~given_.fraud].sum())
    order = np.argsort(-given_.score)
    lost = np.where(given_.fraud, 0, 0.08 * given_.amount + 4)[order].cumsum()
    saved = np.where(given_.fraud, given_.amount + 20, 0)[order].cumsum()
    least = min(saved[-1], float((lost + saved[-1] - saved).min()))
    money = costs(e, Prices())
    assert least <= money.total[cheapest(money)] * (1 + 1e-12)
    assert money.total[cheapest(money)] <= 1.03 * least


@pytest.mark.parametrize("seed", range(3))
def test_more_capacity_and_a_lower_threshold_never_find_less(seed: int) -> None:
    e = evidence_of(many(seed))
    assert (np.diff(e.found, axis=0) >= 0).all()
    assert (np.diff(e.found, axis=1) <= 0).all()
    assert (np.diff(e.goods) <= 0).all()
    assert (np.diff(e.frauds) <= 0).all()
    assert (e.found[-1] == e.frauds[:-1]).all()
    assert (e.cases.sum(axis=0) == (e.goods + e.frauds)[:-1]).all()


def test_order_of_the_rows_does_not_matter() -> None:
    """A file sorted by its label finds no more frauds among equal scores than one that is shuffled."""
    given_ = many(0)
    coarse = Payments(given_.score.round(1), given_.fraud, given_.amount.round(), given_.day, NAMED)
    order = np.argsort(~given_.fraud, kind="stable")
    sorted_ = Payments(coarse.score[order], coarse.fraud[order], coarse.amount[order], coarse.day[order], NAMED)
    one, other = evidence_of(coarse), evidence_of(sorted_)
    assert (one.found == other.found).all()
    assert one.average_precision == other.average_precision


def test_scores_at_chance_find_nothing_special() -> None:
    given_ = many(1, 20_000)
    shuffled = np.random.default_rng(0).permutation(given_.fraud)
    e = evidence_of(Payments(given_.score, shuffled, given_.amount, given_.day, NAMED))
    assert e.roc_auc == pytest.approx(0.5, abs=0.02)
    assert e.average_precision == pytest.approx(shuffled.mean(), abs=0.02)


@pytest.mark.parametrize("turn", [lambda p: 1000 * p - 300, lambda p: np.log(p / (1 - p)), lambda p: 1e9 + p])
def test_scores_that_are_no_probabilities_are_only_ranked(turn) -> None:
    given_ = many(2)
    e, ranked = (
        evidence_of(given_),
        evidence_of(Payments(turn(given_.score), given_.fraud, given_.amount, given_.day, NAMED)),
    )
    assert ranked.calibration is None
    assert "calibration is switched off" in ranked.not_probabilities
    assert ranked.roc_auc == pytest.approx(e.roc_auc, abs=1e-6)
    assert 50 < len(ranked.stops) < 290


def test_frauds_without_amounts_leave_no_share_of_their_value() -> None:
    e = evidence_of(payments([(0.9, 1, 0.0, 0), (0.1, 0, 5.0, 0)]))
    assert np.isnan(e.tally(0).fraud_amount_share)
    assert np.isnan(load(e, 0, 1).found_amount_share)


def test_wilson_interval_holds_the_share_and_stays_inside_0_to_1() -> None:
    assert wilson(0, 10)[0] == pytest.approx(0, abs=1e-12)
    assert wilson(0, 10)[1] == pytest.approx(0.2775, abs=1e-4)
    assert wilson(10, 10)[1] == pytest.approx(1)


def test_bands_hold_every_payment_once() -> None:
    given_, more = many(0), len(EDGES)
    edges = Payments(
        np.append(given_.score, EDGES),
        np.append(given_.fraud, [False] * more),
        np.append(given_.amount, [1.0] * more),
        np.append(given_.day, np.zeros(more, np.int32)),
        NAMED,
    )
    found = evidence_of(edges).calibration
    assert found is not None
    assert sum(b.payments for b in found.bands) == len(given_.score) + len(EDGES)
    assert sum(b.payments * b.observed for b in found.bands) == pytest.approx(given_.fraud.sum())


@pytest.mark.parametrize(
    "bad", [{"margin": -0.1}, {"margin": 1.5}, {"goodwill": float("nan")}, {"chargeback_fee": -1.0}]
)
def test_price_that_is_none_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(bad))):
        Prices(**bad)


def test_capacity_outside_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="capacity = 4"):
        load(evidence_of(BY_HAND), 0, 4)


def test_example_is_the_same_each_time_and_its_scores_are_honest() -> None:
    example_csv.cache_clear()
    first = example_csv()
    example_csv.cache_clear()
    assert example_csv() == first
    e: ScoresEvidence = evidence_of(payments_in(first, NAMED))
    assert (e.payments, e.days) == (5000, 30)
    assert e.roc_auc > 0.85
    assert e.calibration is not None
    assert e.calibration.skill > 0.1
    assert e.calibration.mean_score == pytest.approx(e.calibration.rate, abs=0.006)
