"""Learners of uplift and the curves that judge them: by a held-out trial, as in life, and by the truth, as never."""

import time
from collections.abc import Callable

import numpy as np

from labs.churn.customers import Customers
from labs.churn.models import chances, classifier, numbers, regressor, trained
from labs.churn.parts import GRID, Flags, Floats, UpliftEvidence
from labs.churn.response import Response, Trial, trial_of
from labs.churn.setting import Family, Learner

Progress = Callable[[float, str], None]

CONTACTED_SHARE = 0.5


def learned(
    learner: Learner,
    family: Family,
    matrix: Floats,
    contacted: Flags,
    stayed: Flags,
    categorical: tuple[bool, ...],
    seed: int,
    contacted_share: float = CONTACTED_SHARE,
) -> Callable[[Floats], Floats]:
    """A function that estimates, for customers (m, k), what a contact adds to their chance to stay, shape (m,).

    "two_model": one classifier of the contacted, one of the others, and the difference (T-learner; Künzel et al. 2019).
    "transformed": one regression of -left * (w - e) / (e (1 - e)), whose mean given the covariates is the uplift (Athey
    and Imbens 2015); of `stayed` the mean is the same, the noise many times that. `contacted_share` is e.

    Raises ValueError where a group has one outcome only.
    """
    if learner == "two_model":
        groups = []
        for group in (contacted, ~contacted):
            if len(np.unique(stayed[group])) < 2:
                raise ValueError("Of the contacted, or of the others, all stayed or all left: nothing can be learned.")
            groups.append(trained(classifier(family, categorical, seed), matrix[group], stayed[group]))
        return lambda other: chances(groups[0], other) - chances(groups[1], other)
    weight = (contacted - contacted_share) / (contacted_share * (1 - contacted_share))
    model = trained(regressor(family, categorical, seed), matrix, (stayed - 1.0) * weight)
    return lambda other: numbers(model, other)


def uplift_of(
    customers: Customers,
    response: Response,
    risk_score: Floats,
    value: Floats,
    learner: Learner,
    family: Family,
    trial_customers: int,
    seed: int,
    progress: Progress,
) -> UpliftEvidence:
    """Cross-fitted: each half of the customers is scored by a learner that met a trial of the other half."""
    began = time.perf_counter()
    rng = np.random.default_rng([seed, 11])
    order = rng.permutation(len(customers))
    halves = np.sort(order[: len(order) // 2]), np.sort(order[len(order) // 2 :])
    trials = [trial_of(response, half, trial_customers // 2, rng) for half in halves]
    estimate = np.empty(len(customers))
    for number, trial in enumerate(trials):
        progress(number / 2, f"Learning uplift from trial {number + 1} of 2")
        other = halves[1 - number]
        effect = learned(
            learner,
            family,
            customers.matrix[trial.rows],
            trial.contacted,
            trial.stayed,
            customers.categorical,
            seed,
        )
        estimate[other] = effect(customers.matrix[other])
    progress(1.0, "Drawing uplift curves")
    measured = qini_curve(*_pooled(estimate, trials))
    by_estimate, by_risk, by_value, by_truth = (
        gain_curve(score, response.uplift) for score in (estimate, risk_score, risk_score * value, response.uplift)
    )
    return UpliftEvidence(
        kinds=response.kinds,
        leaves=response.leaves,
        saved=response.saved,
        driven=response.driven,
        uplift=response.uplift,
        estimate=estimate,
        curve_measured=measured,
        qini_measured=qini(measured),
        auuc_measured=auuc(measured),
        curve_true=by_estimate,
        curve_risk=by_risk,
        curve_value=by_value,
        curve_oracle=by_truth,
        qini_true=qini(by_estimate),
        qini_risk=qini(by_risk),
        qini_value=qini(by_value),
        qini_oracle=qini(by_truth),
        auuc_true=auuc(by_estimate),
        correlation=float(np.corrcoef(estimate, response.uplift)[0, 1]) if estimate.std() > 0 else 0.0,
        fit_seconds=time.perf_counter() - began,
    )


def gain_curve(score: Floats, effect: Floats) -> Floats:
    """Effect gathered among the highest scores at the shares of `GRID`, per customer of the base, shape (101,)."""
    gathered = np.concatenate([[0.0], np.cumsum(effect[np.argsort(-score, kind="stable")])]) / len(score)
    return np.asarray(np.interp(GRID * len(score), np.arange(len(score) + 1), gathered))


def qini_curve(score: Floats, contacted: Flags, stayed: Flags) -> Floats:
    """Incremental customers kept among the highest scores of a randomised trial, per contacted customer of it.

    At each share: stayed among the contacted, less stayed among the others times the ratio of their numbers, over all
    contacted. Radcliffe 2007, Using control groups to target on predicted lift; shape (101,) on `GRID`. Scores that tie
    are taken in the order of the rows.
    """
    order = np.argsort(-score, kind="stable")
    treated, kept = contacted[order], stayed[order]
    number = np.concatenate([[0.0], np.cumsum(treated)])
    others = np.concatenate([[0.0], np.cumsum(~treated)])
    with_contact = np.concatenate([[0.0], np.cumsum(treated & kept)])
    without = np.concatenate([[0.0], np.cumsum(~treated & kept)])
    ratio = np.divide(number, others, out=np.zeros_like(number), where=others > 0)
    gained = (with_contact - without * ratio) / max(float(number[-1]), 1.0)
    gained[others == 0] = 0.0
    return np.asarray(np.interp(GRID * len(score), np.arange(len(score) + 1), gained))


def qini(curve: Floats) -> float:
    """The area between a curve on `GRID` and the straight line of random targeting to the same end."""
    return float(np.trapezoid(curve - curve[-1] * GRID, GRID))


def auuc(curve: Floats) -> float:
    """The area under a curve on `GRID`."""
    return float(np.trapezoid(curve, GRID))


def _pooled(estimate: Floats, trials: list[Trial]) -> tuple[Floats, Flags, Flags]:
    """Both trials, each customer with the estimate of the learner that did not meet the customer's half."""
    rows = np.concatenate([trial.rows for trial in trials])
    contacted = np.concatenate([trial.contacted for trial in trials])
    return estimate[rows], contacted, np.concatenate([trial.stayed for trial in trials])
