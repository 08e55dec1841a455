"""Whether a score means what it says: reliability, the parts of the Brier score, and maps that mend it.

A map is fitted on past payments whose labels have come, and judged on later ones. It never turns the order round, so
what looks at the order alone (ROC AUC, and nearly so average precision) cannot see what it mends; money can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from scipy.stats import norm
from sklearn.isotonic import IsotonicRegression

from labs.fraud.policy import ACTIONS, Action, Prices
from labs.fraud.regions import UNLIMITED, best_regions
from labs.fraud.simulation import Flags, Floats, Ints
from labs.fraud.world import grid_of

Method = Literal["isotonic", "logistic", "beta"]
METHODS: tuple[Method, ...] = get_args(Method)
CONFIDENCE = 0.95
TINY = 1e-9
RIDGE = 1e-7
"""Keeps the slopes finite where frauds and good payments part perfectly; too little to be seen elsewhere."""

NEWTON_STEPS, NEWTON_GAIN = 100, 1e-14


@dataclass(frozen=True)
class CalibrationBin:
    """Payments with p from `low` to `high`: what p said on average, what was so, and the interval around that."""

    low: float
    high: float
    payments: int
    frauds: int
    mean_p: float
    observed: float
    at_least: float
    at_most: float


@dataclass(frozen=True)
class BrierParts:
    """The Brier score = reliability - resolution + uncertainty + within.

    Reliability is the mean squared distance of p from what was so (0 is best), resolution how far apart the bins are
    (more is better), uncertainty that of the base rate; `within` is what binning hides: 0 where a bin has one p.
    Murphy 1973; the within-bin part after Stephenson, Coelho and Jolliffe 2008.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float


class Calibration(Protocol):
    """A map from scores to probabilities, each from 0 to 1, that never turns their order round."""

    def __call__(self, score: Floats) -> Floats:
        """The probability for every score, shape (n,)."""
        ...


@dataclass(frozen=True, eq=False)
class Steps:
    """Isotonic regression: straight lines between knots, level beyond them."""

    score: Floats
    p: Floats

    def __call__(self, score: Floats) -> Floats:
        """The probability for every score, shape (n,)."""
        return np.interp(score, self.score, self.p)


@dataclass(frozen=True)
class Curve:
    """p = 1 / (1 + exp(-(a ln s - b ln(1 - s) + c))), with a and b at least 0.

    Kull, Silva Filho and Flach 2017, beta calibration; with a = b it is Platt's on the log-odds of the score.
    """

    a: float
    b: float
    c: float

    def __call__(self, score: Floats) -> Floats:
        """The probability for every score, shape (n,)."""
        return np.asarray(expit(_terms(score) @ np.array([self.a, self.b, self.c])), dtype=np.float64)


def wilson_interval(hits: int, trials: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The interval around a share, inside 0 to 1 even for no hits; all of it where nothing was tried.

    Wilson 1927. It takes the trials as independent, which payments of one card or terminal are not: a floor.

    >>> [round(end, 3) for end in wilson_interval(1, 10)]
    [0.018, 0.404]
    """
    if trials == 0:
        return 0.0, 1.0
    z = float(norm.ppf((1 + confidence) / 2))
    share = hits / trials
    middle = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * np.sqrt(share * (1 - share) / trials + z * z / (4 * trials**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def reliability_curve(
    p: Floats, fraud: Flags, bins: int = 10, equal: Literal["payments", "frauds"] = "payments"
) -> tuple[CalibrationBin, ...]:
    """At most `bins` bins, ascending, of equal numbers of payments, or of equal numbers of expected frauds.

    Among rare frauds, bins of equal payments put nearly all that matters into the last; those of equal expected frauds
    look where the decisions are. Equal p stay in one bin, so that bins may be fewer and uneven.
    """
    place = _equal_places(p, bins, equal)
    found = []
    for number in np.unique(place):
        inside = place == number
        payments, frauds = int(inside.sum()), int(fraud[inside].sum())
        at_least, at_most = wilson_interval(frauds, payments)
        low, high, mean = float(p[inside].min()), float(p[inside].max()), float(p[inside].mean())
        found.append(CalibrationBin(low, high, payments, frauds, mean, frauds / payments, at_least, at_most))
    return tuple(found)


def brier_parts(p: Floats, fraud: Flags, bins: int | None = None) -> BrierParts:
    """The Brier score in parts, over bins of equal payments; None makes every distinct p a bin of its own."""
    place = np.unique(p, return_inverse=True)[1] if bins is None else _equal_places(p, bins, "payments")
    number = np.bincount(place).astype(np.float64)
    there = number > 0
    weight = number[there] / len(p)
    mean = np.bincount(place, p)[there] / number[there]
    observed = np.bincount(place, fraud)[there] / number[there]
    rate = float(fraud.mean())
    brier = float(np.mean((p - fraud) ** 2))
    reliability = float(weight @ (mean - observed) ** 2)
    resolution = float(weight @ (observed - rate) ** 2)
    uncertainty = rate * (1 - rate)
    return BrierParts(brier, reliability, resolution, uncertainty, brier - (reliability - resolution + uncertainty))


def calibration_of(score: Floats, label: Flags, method: Method = "beta") -> Calibration:
    """A map fitted on the scores and labels, each (n,), of past payments whose labels have come.

    `logistic` has two parameters, `beta` three, `isotonic` as many as the data will bear; the few frauds of a small
    world bear the first two better. No p leaves 1 / (n + 2) to 1 - 1 / (n + 2) in the isotonic map: n payments cannot
    prove an impossibility. Raises ValueError where the labels are all alike.
    """
    if not label.any() or label.all():
        raise ValueError(
            f"{int(label.sum())} of {len(label)} labels are fraud: nothing to calibrate on. Wait for both."
        )
    if method == "isotonic":
        return _steps(score, label)
    if method not in METHODS:
        raise ValueError(f"method = {method!r} is none of {', '.join(METHODS)}.")
    return _curve(score, label, tied=method == "logistic")


@dataclass(frozen=True)
class CalibrationCost:
    """What decisions cost per payment, by the labels, on raw and on mended scores; `lost` by not mending them."""

    raw: float
    calibrated: float

    @property
    def lost(self) -> float:
        """Cost of the raw scores beyond that of the mended ones."""
        return self.raw - self.calibrated


@dataclass(frozen=True)
class Judged:
    """The later payments of a test, and what past ones say of their scores; arrays (n,), oldest first.

    `rows` are their places among all.
    """

    rows: Ints
    raw: Floats
    calibrated: Floats


def judged_later(score: Floats, fraud: Flags, day: NDArray[np.int16], method: Method = "beta") -> Judged:
    """Fit a map on the first half of the days, (n,), apply it to the second.

    The labels of the first half are taken as settled. Where labels take long to mature, this is the map of a team that
    waited as long before it fitted; it is never fitted on what it is judged by.
    """
    first, last = int(day.min()), int(day.max())
    earlier = day < first + (last - first + 1) // 2
    calibrate = calibration_of(score[earlier], fraud[earlier], method)
    rows = np.flatnonzero(~earlier)
    return Judged(rows, score[rows], calibrate(score[rows]))


def cost_of_miscalibration(
    raw: Floats,
    calibrated: Floats,
    amount: Floats,
    fraud: Flags,
    prices: Prices,
    *,
    fraud_rate: float | None = None,
    average_payment: float | None = None,
    fraud_ticket: float | None = None,
    actions: Sequence[Action] = ACTIONS,
    capacity: float = UNLIMITED,
) -> CalibrationCost:
    """What the best actions by raw scores cost beyond those by calibrated ones, on the same payments' labels.

    The world's base rate and amounts are as in `Grid.world`. Realised costs hold luck: with few frauds a mended
    score can come out dearer.
    """
    costs = [
        best_regions(
            grid_of(p, amount, fraud).world(fraud_rate, average_payment, fraud_ticket).cells, prices, actions, capacity
        ).realised_cost
        for p in (raw, calibrated)
    ]
    return CalibrationCost(*costs)


def _equal_places(p: Floats, bins: int, equal: Literal["payments", "frauds"]) -> Ints:
    """The bin of every payment; equal p share the bin of their first."""
    if bins < 1:
        raise ValueError(f"bins = {bins} is not 1 or more.")
    inverse = np.unique(p, return_inverse=True)[1]
    weight = np.bincount(inverse, p if equal == "frauds" and p.any() else None)
    before = np.cumsum(weight) - weight
    place: Ints = np.minimum((before / weight.sum() * bins + TINY).astype(np.int64), bins - 1)[inverse]
    return place


def _steps(score: Floats, label: Flags) -> Steps:
    knots = IsotonicRegression(out_of_bounds="clip").fit(score, label)
    edge = 1 / (len(score) + 2)
    x, y = (np.asarray(one, dtype=np.float64) for one in (knots.X_thresholds_, knots.y_thresholds_))
    return Steps(x, np.clip(y, edge, 1 - edge))


def _terms(score: Floats) -> Floats:
    inside = np.clip(score, TINY, 1 - TINY)
    return np.stack([np.log(inside), -np.log1p(-inside), np.ones_like(inside)], axis=1)


def _curve(score: Floats, label: Flags, *, tied: bool) -> Curve:
    """Maximum likelihood; a slope that would be negative is left out, one after the other, as Kull et al. do."""
    terms = _terms(score)
    if tied:
        terms = np.stack([terms[:, 0] + terms[:, 1], terms[:, 2]], axis=1)
    weights, slopes = np.zeros(terms.shape[1]), list(range(terms.shape[1] - 1))
    while True:
        free = [*slopes, terms.shape[1] - 1]
        weights[:] = 0.0
        weights[free] = _likeliest(terms[:, free], label)
        lowest = min(slopes, key=lambda slope: weights[slope], default=None)
        if lowest is None or weights[lowest] >= 0:
            break
        slopes.remove(lowest)
    a, b, c = weights[[0, 0, 1]] if tied else weights
    return Curve(float(a), float(b), float(c))


def _likeliest(terms: Floats, label: Flags) -> Floats:
    """Weights (k,) of the logistic regression of the labels (n,) on the terms (n, k), by Newton's method."""
    weights = np.zeros(terms.shape[1])
    loss = np.inf
    for _ in range(NEWTON_STEPS):
        q = expit(terms @ weights)
        gradient = terms.T @ (q - label) / len(label) + RIDGE * weights
        curvature = (terms * (q * (1 - q))[:, None]).T @ terms / len(label) + RIDGE * np.eye(len(weights))
        step = np.linalg.solve(curvature, gradient)
        part = 1.0
        while (next_loss := _loss(terms, label, weights - part * step)) > loss and part > TINY:
            part /= 2
        weights, gained, loss = weights - part * step, loss - next_loss, next_loss
        if gained < NEWTON_GAIN:
            break
    return weights


def _loss(terms: Floats, label: Flags, weights: Floats) -> float:
    margin = terms @ weights
    return float(np.logaddexp(0.0, np.where(label, -margin, margin)).mean() + RIDGE / 2 * weights @ weights)
