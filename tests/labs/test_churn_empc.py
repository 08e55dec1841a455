"""Expected maximum profit: the closed form is what trying every threshold at every acceptance comes to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta as beta_law
from sklearn.metrics import roc_curve

from labs.churn import convex_hull, empc


def scored(seed: int, rows: int, rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Scores with ties, and who left."""
    rng = np.random.default_rng(seed)
    churn = rng.random(rows) < rate
    churn[:2] = True, False
    return np.round(rng.normal(size=rows) + churn, 1), churn


def tried(
    score: np.ndarray,
    churn: np.ndarray,
    rate: float,
    alpha: float,
    beta: float,
    value: float,
    offer: float,
    contact: float,
) -> tuple[float, float]:
    """Mean profit and share contacted over a fine grid of acceptances, each with its best of all thresholds."""
    thresholds = [np.inf, *np.unique(score)[::-1]]
    found = np.array([np.mean(score[churn] >= t) for t in thresholds])
    alarmed = np.array([np.mean(score[~churn] >= t) for t in thresholds])
    gammas = (np.arange(200_000) + 0.5) / 200_000
    weight = beta_law.pdf(gammas, alpha, beta) / len(gammas)
    best, contacted = np.full(len(gammas), -np.inf), np.zeros(len(gammas))
    for f, a in zip(found, alarmed, strict=True):
        profit = rate * f * (gammas * (value - offer) - contact) - (1 - rate) * a * (offer + contact)
        better = profit > best
        best[better], contacted[better] = profit[better], rate * f + (1 - rate) * a
    return float(np.sum(best * weight)), float(np.sum(contacted * weight))


@pytest.mark.parametrize(
    ("seed", "alpha", "beta", "value", "offer", "contact"),
    [
        (0, 6, 14, 200, 10, 1),
        (1, 6, 14, 1300, 80, 5),
        (2, 1, 1, 50, 20, 0),
        (3, 2.5, 7, 30, 12, 6),
        (4, 9, 1, 200, 0, 1),
    ],
)
def test_the_closed_form_is_what_trying_everything_comes_to(
    seed: int, alpha: float, beta: float, value: float, offer: float, contact: float
) -> None:
    score, churn = scored(seed, 300, 0.2)
    rate = float(churn.mean())
    hull = convex_hull(*roc_curve(churn, score, drop_intermediate=False)[:2])
    ours = empc(*hull, rate, alpha=alpha, beta=beta, value=value, offer=offer, contact=contact)
    profit, contacted = tried(score, churn, rate, alpha, beta, value, offer, contact)
    assert ours.per_customer == pytest.approx(profit, rel=2e-4, abs=1e-6)
    assert ours.contacted == pytest.approx(contacted, rel=2e-3, abs=1e-5)


def test_contacting_everybody_is_worth_a_plain_integral() -> None:
    """Without a ranking there is one choice, all or nobody: the mean over acceptances at which all pays."""
    line = np.array([0.0, 1.0])

    def pays(gamma: float) -> float:
        return max(0.1 * (gamma * 190 - 1) - 0.9 * 11, 0) * float(beta_law.pdf(gamma, 6, 14))

    assert empc(line, line, 0.1).per_customer == pytest.approx(
        quad(pays, 0, 1, points=[0.5263], limit=200)[0], rel=1e-6
    )


@given(st.integers(0, 1000), st.floats(0.01, 0.6))
def test_a_better_ranking_never_earns_less(seed: int, rate: float) -> None:
    score, churn = scored(seed, 120, 0.3)
    hull = convex_hull(*roc_curve(churn, score)[:2])
    perfect, none = (np.array([0.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0])), (np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    worst, ours, best = (empc(*one, rate).per_customer for one in (none, hull, perfect))
    assert -1e-12 <= worst <= ours + 1e-9 <= best + 2e-9


@given(st.integers(0, 1000))
def test_no_point_of_a_curve_lies_above_its_hull(seed: int) -> None:
    score, churn = scored(seed, 80, 0.3)
    false, true, _ = roc_curve(churn, score, drop_intermediate=False)
    hull_false, hull_true = convex_hull(false, true)
    assert np.all(true[false > 0] <= np.interp(false[false > 0], hull_false, hull_true) + 1e-12)
    with np.errstate(divide="ignore"):
        slopes = np.diff(hull_true) / np.diff(hull_false)
    assert np.all(slopes[1:] < slopes[:-1])


def test_figures_that_make_no_sense_are_refused() -> None:
    line = np.array([0.0, 1.0])
    for wrong, words in (
        ({"value": 10.0}, "offer = 10"),
        ({"alpha": 0.0}, "Beta law"),
        ({"contact": -1.0}, "contact = -1"),
    ):
        with pytest.raises(ValueError, match=words):
            empc(line, line, 0.1, **wrong)
    with pytest.raises(ValueError, match="churn_rate = 1"):
        empc(line, line, 1.0)
