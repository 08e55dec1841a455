"""Whether scores mean what they say, in parts that add up; and what it costs in money where they do not."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss

from labs.fraud.calibration import (
    METHODS,
    Curve,
    Method,
    brier_parts,
    calibration_of,
    cost_of_miscalibration,
    judged_later,
    reliability_curve,
    wilson_interval,
)
from labs.fraud.policy import Prices

PRICES = Prices(margin=0.08, goodwill=4.0, chargeback_fee=20.0)
ROWS = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=50)


def scored(size: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """True probabilities, and labels that fall as they say."""
    rng = np.random.default_rng(seed)
    p = rng.beta(0.2, 4.0, size)
    return p, rng.random(size) < p


def halved(p: np.ndarray) -> np.ndarray:
    """What a model says that never saw half of the labels."""
    return 0.5 * p


def test_wilson_interval_published() -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263 and 0 of 20, 95 %."""
    assert wilson_interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson_interval(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_murphys_parts_by_hand() -> None:
    """Four at .25 with one event, two at .75 with both: rate 1/2.

    Brier (3 x .0625 + .5625 + 2 x .0625) / 6 = .145833; reliability 0 x 4/6 + .0625 x 2/6 = .0208333;
    resolution .0625 x 4/6 + .25 x 2/6 = .125; uncertainty .25.
    """
    p = np.array([0.25] * 4 + [0.75] * 2)
    parts = brier_parts(p, np.array([True, False, False, False, True, True]))
    assert parts.brier == pytest.approx(0.1458333, abs=1e-7)
    assert parts.reliability == pytest.approx(0.0208333, abs=1e-7)
    assert parts.resolution == pytest.approx(0.125)
    assert parts.uncertainty == pytest.approx(0.25)
    assert parts.within == pytest.approx(0.0)


@given(ROWS)
def test_the_parts_of_binned_forecasts_sum_to_brier_exactly(rows: list[tuple[float, bool]]) -> None:
    p, fraud = np.array([one for one, _ in rows]), np.array([bad for _, bad in rows])
    parts = brier_parts(p, fraud)
    assert parts.brier == pytest.approx(parts.reliability - parts.resolution + parts.uncertainty, abs=1e-12)
    assert parts.within == pytest.approx(0, abs=1e-12)
    assert parts.brier == pytest.approx(brier_score_loss(fraud, p))


@given(ROWS, st.integers(1, 20), st.sampled_from(["payments", "frauds"]))
def test_every_payment_is_in_one_bin_and_equal_scores_in_the_same(
    rows: list[tuple[float, bool]], bins: int, equal: str
) -> None:
    p, fraud = np.array([one for one, _ in rows]), np.array([bad for _, bad in rows])
    found = reliability_curve(p, fraud, bins, equal)
    assert len(found) <= bins
    assert sum(one.payments for one in found) == len(p)
    assert sum(one.frauds for one in found) == fraud.sum()
    assert all(left.high < right.low for left, right in pairwise(found))
    assert all(0 <= one.at_least <= one.observed + 1e-12 and one.observed - 1e-12 <= one.at_most <= 1 for one in found)


def test_equal_bins_are_scikit_learns() -> None:
    p, fraud = scored(1000)
    observed, mean = calibration_curve(fraud, p, n_bins=10, strategy="quantile")
    found = reliability_curve(p, fraud, 10)
    assert [one.payments for one in found] == [100] * 10
    assert [one.mean_p for one in found] == pytest.approx(mean.tolist())
    assert [one.observed for one in found] == pytest.approx(observed.tolist())


def test_bins_of_equal_frauds_expect_the_same_number_each() -> None:
    p, fraud = scored(20_000)
    expected = [one.payments * one.mean_p for one in reliability_curve(p, fraud, 8, "frauds")]
    assert expected == pytest.approx([p.sum() / 8] * 8, abs=1)


@pytest.mark.parametrize("method", METHODS)
def test_a_map_mends_scores_that_are_half_of_what_they_should_be(method: Method) -> None:
    """Fitted on one half, judged on the other: the mean and the reliability part come right."""
    p, fraud = scored(40_000)
    mended = calibration_of(halved(p[:20_000]), fraud[:20_000], method)(halved(p[20_000:]))
    before = brier_parts(halved(p[20_000:]), fraud[20_000:], 20)
    after = brier_parts(mended, fraud[20_000:], 20)
    assert after.reliability < before.reliability / 10
    assert mended.mean() == pytest.approx(fraud[20_000:].mean(), rel=0.05)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(rows=ROWS.filter(lambda rows: 0 < sum(bad for _, bad in rows) < len(rows)))
def test_no_map_turns_the_order_round_or_leaves_zero_to_one(method: Method, rows: list[tuple[float, bool]]) -> None:
    score, label = np.array([one for one, _ in rows]), np.array([bad for _, bad in rows])
    mended = calibration_of(score, label, method)(np.linspace(0, 1, 101))
    assert (np.diff(mended) >= -1e-12).all()
    assert mended.min() >= 0
    assert mended.max() <= 1


def test_the_logistic_map_is_scikit_learns_regression_on_the_log_odds() -> None:
    p, fraud = scored(4000)
    p = np.clip(halved(p), 1e-6, 1 - 1e-6)
    log_odds = np.log(p / (1 - p))[:, None]
    theirs = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(log_odds, fraud)
    mine = calibration_of(p, fraud, "logistic")
    assert isinstance(mine, Curve)
    assert (mine.a, mine.c) == pytest.approx((theirs.coef_[0, 0], theirs.intercept_[0]), abs=1e-3)
    assert mine.a == mine.b


def test_the_isotonic_map_pools_what_violates_the_order() -> None:
    """Scores .1 .2 .3 .4, labels 0 1 0 1: the middle two share 1/2; the ends stay within 1/6 of certainty."""
    mended = calibration_of(np.array([0.1, 0.2, 0.3, 0.4]), np.array([False, True, False, True]), "isotonic")
    assert mended(np.array([0.0, 0.2, 0.3, 0.9])).tolist() == pytest.approx([1 / 6, 0.5, 0.5, 5 / 6])


def test_beta_with_slopes_of_one_and_no_shift_leaves_scores_as_they_are() -> None:
    score = np.array([0.01, 0.3, 0.99])
    assert Curve(1.0, 1.0, 0.0)(score).tolist() == pytest.approx(score.tolist())


def test_nothing_is_fitted_on_what_it_is_judged_by() -> None:
    """Labels of the second half turned round change no calibrated score."""
    p, fraud = scored(2000)
    day = np.repeat(np.arange(100, 120, dtype=np.int16), 100)
    turned = np.where(day >= 110, ~fraud, fraud)
    one, other = judged_later(halved(p), fraud, day), judged_later(halved(p), turned, day)
    assert one.rows.tolist() == list(range(1000, 2000))
    assert one.calibrated.tobytes() == other.calibrated.tobytes()
    assert one.raw.tolist() == halved(p)[1000:].tolist()


def test_miscalibrated_scores_lose_money() -> None:
    """Scores that say half of the truth let through what should be stopped; the mended ones do as the true p do."""
    p, fraud = scored(100_000)
    amount = np.random.default_rng(1).gamma(1.5, 40.0, len(p))
    mended = calibration_of(halved(p[:50_000]), fraud[:50_000])(halved(p[50_000:]))
    later = (amount[50_000:], fraud[50_000:], PRICES)
    cost = cost_of_miscalibration(halved(p[50_000:]), mended, *later, actions=("allow", "block"))
    true = cost_of_miscalibration(p[50_000:], mended, *later, actions=("allow", "block"))
    assert cost.lost > 0.02 * cost.calibrated
    assert true.raw == pytest.approx(true.calibrated, rel=0.01)


def test_labels_of_one_kind_calibrate_nothing() -> None:
    with pytest.raises(ValueError, match="0 of 3 labels are fraud"):
        calibration_of(np.array([0.1, 0.2, 0.3]), np.zeros(3, np.bool_))
    with pytest.raises(ValueError, match="is none of isotonic, logistic, beta"):
        calibration_of(np.array([0.1, 0.2]), np.array([True, False]), "oracle")
    with pytest.raises(ValueError, match="bins = 0"):
        reliability_curve(np.array([0.1]), np.array([True]), 0)
