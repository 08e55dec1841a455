"""A slice is counted by hand, its average precision is scikit-learn's, and noise is never called the worst."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from labs.fraud import FraudSetting, evidence_of
from labs.fraud.simulation import Payments, simulate
from labs.fraud.slices import WHOLE, average_precision, little_known, sliced, slices_of, worst

TINY = FraudSetting(customers=100, terminals=200, family="logistic", label_spread=0.0, retrain_every_days=28)
DAY = 86_400


def payments(rows: list[tuple[int, int, int]]) -> Payments:
    """Payments of (day, customer, terminal)."""
    day, customer, terminal = (np.array(column) for column in zip(*rows, strict=True))
    nothing = np.zeros(len(rows))
    return Payments(
        time_s=day * DAY + 1,
        day=day.astype(np.int16),
        customer=customer.astype(np.uint16),
        terminal=terminal.astype(np.uint16),
        amount=nothing + 1,
        fraud=nothing > 0,
        scenario=nothing.astype(np.int8),
    )


def test_a_slice_by_hand() -> None:
    """Six payments, threshold .5. The slice: frauds .9 (10) and .2 (30), legits .6 and .1; missed outside: 10."""
    score = np.array([0.9, 0.2, 0.6, 0.1, 0.4, 0.3])
    fraud = np.array([True, True, False, False, True, False])
    amount = np.array([10.0, 30.0, 1.0, 1.0, 10.0, 1.0])
    whole, part = sliced(score, fraud, amount, 0.5, {("half", "first"): np.arange(6) < 4})
    assert (whole.name, whole.payments, whole.frauds, whole.loss_share) == (WHOLE, 6, 3, 1.0)
    assert whole.recall.value == pytest.approx(1 / 3)
    assert (part.payments, part.frauds, part.fraud_rate) == (4, 2, 0.5)
    assert part.recall.value == 0.5
    assert part.precision.value == 0.5
    assert part.loss_share == pytest.approx(30 / 40)
    assert part.payment_share == pytest.approx(4 / 6)
    assert part.average_precision.value == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.2, 0.5, 0.7, 1.0]), st.booleans()), min_size=1, max_size=40))
def test_average_precision_is_scikit_learns(rows: list[tuple[float, bool]]) -> None:
    score, fraud = np.array([one for one, _ in rows]), np.array([bad for _, bad in rows])
    found = average_precision(score, fraud, resamples=0)
    if not fraud.any():
        assert found.value is None
    else:
        assert found.value == pytest.approx(average_precision_score(fraud, score))


def test_the_quick_bootstrap_is_as_wide_as_one_over_every_payment() -> None:
    """Against 300 resamples of rows; the widths of the intervals agree to a fifth."""
    rng = np.random.default_rng(0)
    fraud = rng.random(1000) < 0.1
    score = np.round(rng.random(1000) + 0.5 * fraud, 2)
    quick = average_precision(score, fraud, resamples=1000)
    resampled = [rng.integers(0, 1000, 1000) for _ in range(300)]
    slow = [average_precision(score[rows], fraud[rows], resamples=0).value for rows in resampled]
    low, high = np.quantile(slow, [0.025, 0.975])
    assert quick.at_most - quick.at_least == pytest.approx(high - low, rel=0.2)
    assert quick.at_least < quick.value < quick.at_most


def test_fewer_than_fifteen_payments_in_thirty_days_are_little_known() -> None:
    """Customer 1 pays daily at terminal 1: the 16th payment has fifteen before it. After a month of nothing, none."""
    daily, late = [(day, 1, 1) for day in range(17)], [(60, 1, 2), (61, 1, 1)]
    customer, terminal = little_known(payments([*daily, *late])).values()
    assert customer.tolist() == [True] * 15 + [False] * 2 + [True] * 2
    assert terminal.tolist() == customer.tolist()


def test_another_customer_at_a_busy_terminal_is_the_one_little_known() -> None:
    customer, terminal = little_known(payments([*((day, 1, 1) for day in range(16)), (16, 2, 1)])).values()
    assert (customer[-1], terminal[-1]) == (True, False)


def test_the_worst_slice_is_sure_and_large_enough() -> None:
    """Recall .8 in all: a slice of 40 frauds at .5 is worse; one of 4 at 0 may be luck, one at .75 may be too."""
    score, fraud, amount = np.zeros(300), np.ones(300, np.bool_), np.ones(300)
    score[:240] = 1.0
    at = np.arange(300)
    members = {
        ("a", "few"): at >= 296,
        ("a", "bad"): (at >= 220) & (at < 260),
        ("a", "near"): (at >= 195) & (at < 255),
    }
    found = sliced(score, fraud, amount, 0.5, members, resamples=0)
    named = worst(found)
    assert named is not None
    assert named.name == "bad"
    few = worst(found, least_frauds=1)
    assert few is not None
    assert few.name == "few"
    assert worst(found[:1] + found[3:]) is None


def test_slices_of_noise_are_seldom_named() -> None:
    """Of 40 random halves with the same recall, no more than 4 (expected: 1 in 40)."""
    rng = np.random.default_rng(0)
    fraud, amount = np.ones(400, np.bool_), np.ones(400)
    score = (rng.random(400) < 0.6).astype(float)
    halves = {("half", str(number)): rng.random(400) < 0.5 for number in range(40)}
    found = sliced(score, fraud, amount, 0.5, halves, resamples=0)
    assert sum(worst((found[0], one)) is not None for one in found[1:]) <= 4


def test_slices_of_the_evidence_cover_its_payments() -> None:
    """Amount bands and hours add up to the whole; a kind of fraud holds all good payments; another seed is refused."""
    evidence = evidence_of(TINY)
    found = slices_of(evidence, simulate(TINY), 0.1, resamples=20)
    for dimension in ("amount", "weekday", "hour"):
        mine = [one for one in found if one.dimension == dimension]
        assert sum(one.payments for one in mine) == evidence.test_payments
        assert sum(one.loss_share for one in mine) == pytest.approx(1)
    kinds = [one for one in found if one.dimension == "kind of fraud"]
    assert sum(one.frauds for one in kinds) == evidence.test_frauds
    assert found[0].average_precision.value == pytest.approx(evidence.average_precision)
    with pytest.raises(ValueError, match="not those of the evidence"):
        slices_of(evidence, simulate(FraudSetting(customers=100, terminals=200, seed=1)), 0.1)
