"""The numbers behind the checks, each held to a published value, a library or a slower way."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ks_2samp, kstwobign
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import roc_auc_score

from labs.incident.cbpe import calibrated, estimated, estimated_auc
from labs.incident.detectors import DDM, PageHinkley
from labs.incident.statistics import counts_in, edges_of, ks, ks_limit, psi, psi_limit

values = st.lists(st.integers(-20, 20), min_size=3, max_size=60).map(lambda found: np.array(found, dtype=float))


def test_psi_by_hand() -> None:
    """Halves against three fifths: 0.1 ln(0.6/0.5) - 0.1 ln(0.4/0.5), but for half a count a bin."""
    by_hand = 0.1 * np.log(0.6 / 0.5) - 0.1 * np.log(0.4 / 0.5)
    assert psi(np.array([5e6, 5e6]), np.array([6e6, 4e6])) == pytest.approx(by_hand, rel=1e-5)


def test_psi_of_the_same_sample_is_nothing() -> None:
    counts = np.array([3.0, 0.0, 17.0])
    assert psi(counts, counts) == 0


def test_psi_stays_under_its_limit_as_often_as_it_says() -> None:
    """Yurdakul and Naranjo's law, on 4,000 pairs of samples of one distribution."""
    rng = np.random.default_rng(1)
    p = np.full(10, 0.1)
    stats = [psi(rng.multinomial(3000, p).astype(float), rng.multinomial(800, p).astype(float)) for _ in range(4000)]
    beyond = np.mean(np.array(stats) > psi_limit(3000, 800, 10, 0.95))
    assert beyond == pytest.approx(0.05, abs=0.012)


def test_small_samples_need_a_wider_limit() -> None:
    assert psi_limit(50_000, 200, 10, 0.999) > 0.1 > psi_limit(50_000, 5_000, 10, 0.999)


@given(values, values)
def test_ks_is_scipys(one: np.ndarray, other: np.ndarray) -> None:
    assert ks(one, other) == pytest.approx(ks_2samp(one, other, method="asymp").statistic)


def test_ks_limit_is_the_limit_laws() -> None:
    n, m = 4000, 2500
    assert ks_limit(n, m, 0.999) == pytest.approx(kstwobign.isf(0.001) * np.sqrt((n + m) / (n * m)), rel=1e-3)


def test_bins_hold_every_value_once() -> None:
    sample = np.array([0.0, 0.0, 0.0, 1.0, 2.0, 3.0])
    assert counts_in(sample, edges_of(sample, 4)).sum() == len(sample)


def test_page_hinkley_finds_the_published_place() -> None:
    """River's documentation of its PageHinkley, example: change at index 1006."""
    rng = random.Random(12345)
    stream = rng.choices([0, 1], k=1000) + rng.choices(range(4, 8), k=1000)
    assert PageHinkley().alarms(stream) == (1006,)


def test_ddm_finds_the_published_places() -> None:
    """River's documentation of its DDM, example: warnings at 1084 and 1492, a change at 1334."""
    rng = random.Random(42)
    stream = rng.choices([0, 1], k=1000)
    stream += rng.choices([0, 1], k=1000, weights=[0.3, 0.7])
    warnings, changes = DDM().alarms(bool(value) for value in stream)
    assert ([place for place in warnings if place > 1000], changes) == ([1084, 1492], (1334,))


def test_detectors_are_silent_on_a_stream_that_stays() -> None:
    rng = np.random.default_rng(3)
    assert PageHinkley(delta=0.1).alarms(rng.normal(size=3000)) == ()
    assert DDM(change=5.0).alarms(rng.random(3000) < 0.2)[1] == ()


def test_estimated_auc_is_the_mean_over_all_pairs() -> None:
    """Brute force: each ordered pair counts p_i (1 - p_j), ties half."""
    rng = np.random.default_rng(2)
    p, score = rng.random(40), rng.integers(0, 8, 40).astype(float)
    wins = pairs = 0.0
    for i in range(40):
        for j in range(40):
            if i != j:
                weight = p[i] * (1 - p[j])
                pairs += weight
                wins += weight * (float(score[i] > score[j]) + 0.5 * float(score[i] == score[j]))
    assert estimated_auc(p, score) == pytest.approx(wins / pairs)


def test_estimates_are_what_labels_drawn_from_the_scores_give() -> None:
    """Brute force the other way: labels are drawn many times from the calibrated chance and tallied."""
    rng = np.random.default_rng(4)
    p = rng.beta(0.3, 3.0, 5000)
    blocked = p > 0.4
    recalls, precisions, aucs = [], [], []
    for _ in range(200):
        label = rng.random(5000) < p
        recalls.append((label & blocked).sum() / label.sum())
        precisions.append((label & blocked).sum() / blocked.sum())
        aucs.append(roc_auc_score(label, p))
    found = estimated(p, blocked)
    assert (found.recall, found.precision) == pytest.approx((np.mean(recalls), np.mean(precisions)), abs=0.004)
    assert estimated_auc(p, p) == pytest.approx(np.mean(aucs), abs=0.003)


def test_the_map_of_cbpe_is_scikit_learns() -> None:
    rng = np.random.default_rng(5)
    score = rng.random(2000)
    label = rng.random(2000) < score**2
    theirs = IsotonicRegression(out_of_bounds="clip").fit(score, label).predict(score)
    assert calibrated(score, label, score) == pytest.approx(theirs)
    assert calibrated(score, label, score).sum() == pytest.approx(label.sum())
