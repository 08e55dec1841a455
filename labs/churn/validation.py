"""The real part: a family cross-validated, its scores out of fold, its calibration, its leaks, what it looks at."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline

from labs.churn.customers import Customers
from labs.churn.empc import convex_hull, empc
from labs.churn.leaks import leaks_of
from labs.churn.measures import calibration_of, captured, corrected_interval, lift_at, roc, roc_points
from labs.churn.models import balanced, chances, classifier, side_by_side, trained
from labs.churn.parts import CustomerCosts, Driver, Flags, Floats, Fold, Interval, RiskEvidence
from labs.churn.setting import Balance, Family

Progress = Callable[[float, str], None]

PARTS = 5
REPEATS = 2
LIFT_AT = 0.1
DRIVERS = 10


def risk_of(
    customers: Customers,
    value: Floats,
    costs: CustomerCosts,
    family: Family,
    balance: Balance,
    seed: int,
    permuted: bool,
    progress: Progress,
) -> RiskEvidence:
    """The evidence of a family on these customers; with `permuted` the labels are dealt out by lot."""
    began = time.perf_counter()
    churn = np.random.default_rng([seed, 3]).permutation(customers.churn) if permuted else customers.churn
    score, folds = np.empty(len(churn)), []
    drivers: tuple[Driver, ...] = ()
    tasks = [partial(_held_out, customers, churn, family, balance, seed, number) for number in range(PARTS * REPEATS)]
    progress(0.0, f"Cross-validating, {len(tasks)} parts")
    for number, part in enumerate(side_by_side(tasks)):
        progress(0.7 * (number + 1) / len(tasks), f"Cross-validated part {number + 1} of {len(tasks)}")
        if part.repeat == 0:
            score[part.test] = part.score
        drivers = drivers or part.drivers
        folds.append(_fold(part.repeat, part.score, churn[part.test]))
    progress(0.75, "Measuring what leaks would claim")
    leaks = leaks_of(family, customers, churn, seed)
    hull_false, hull_true = convex_hull(*roc(score, churn))
    roc_false, roc_true = roc_points(score, churn)
    return RiskEvidence(
        customers=len(churn),
        churners=int(churn.sum()),
        base_rate=float(churn.mean()),
        score=score,
        churn=churn,
        value=value,
        costs=costs,
        **{name: _interval(folds, name) for name in ("auc", "average_precision", "brier", "log_loss", "lift", "empc")},
        folds=tuple(folds),
        calibration=calibration_of(score, churn),
        captured=captured(score, churn),
        roc_false=roc_false,
        roc_true=roc_true,
        hull_false=hull_false,
        hull_true=hull_true,
        leaks=leaks,
        drivers=drivers,
        fit_seconds=time.perf_counter() - began,
    )


def out_of_fold(family: Family, customers: Customers, churn: Flags, parts: int, seed: int) -> Floats:
    """The chance to leave of each customer by a model that never saw the customer, shape (n,)."""

    def held_out(learn: NDArray[np.intp], test: NDArray[np.intp]) -> tuple[NDArray[np.intp], Floats]:
        model = trained(classifier(family, customers.categorical, seed), customers.matrix[learn], churn[learn])
        return test, chances(model, customers.matrix[test])

    score = np.empty(len(churn))
    split = StratifiedKFold(parts, shuffle=True, random_state=seed).split(churn, churn)
    for test, found in side_by_side([partial(held_out, *part) for part in split]):
        score[test] = found
    return score


@dataclass(frozen=True, eq=False)
class _Part:
    """A held-out part: its rows, their scores, and of the first part what the model looks at."""

    repeat: int
    test: NDArray[np.intp]
    score: Floats
    drivers: tuple[Driver, ...]


def _held_out(customers: Customers, churn: Flags, family: Family, balance: Balance, seed: int, number: int) -> _Part:
    """Train on all parts but this one, and score it."""
    repeat, place = divmod(number, PARTS)
    learn, test = _split(churn, seed + repeat)[place]
    rng = np.random.default_rng([seed, repeat, place])
    model = classifier(family, customers.categorical, seed)
    trained(model, *balanced(balance, customers.matrix[learn], churn[learn], rng))
    drivers = _drivers(model, customers, churn, test, rng) if number == 0 else ()
    return _Part(repeat, test, chances(model, customers.matrix[test]), drivers)


def _split(churn: Flags, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    return list(StratifiedKFold(PARTS, shuffle=True, random_state=seed).split(churn, churn))


def _fold(repeat: int, score: Floats, churn: Flags) -> Fold:
    return Fold(
        repeat=repeat,
        auc=float(roc_auc_score(churn, score)),
        average_precision=float(average_precision_score(churn, score)),
        brier=float(np.mean((score - churn) ** 2)),
        log_loss=float(log_loss(churn, score)),
        lift=lift_at(score, churn, LIFT_AT),
        empc=empc(*convex_hull(*roc(score, churn)), float(churn.mean())).per_customer,
    )


def _interval(folds: list[Fold], name: str) -> Interval:
    return corrected_interval(np.array([getattr(fold, name) for fold in folds]), 1 / (PARTS - 1))


def _drivers(
    model: Pipeline, customers: Customers, churn: Flags, test: np.ndarray, rng: np.random.Generator
) -> tuple[Driver, ...]:
    """The columns whose shuffling costs most, the dearest first; one shuffle each, on held-out customers."""
    matrix = customers.matrix[test].copy()
    whole = roc_auc_score(churn[test], chances(model, matrix))
    found = []
    for place, name in enumerate(customers.names):
        kept = matrix[:, place].copy()
        if len(np.unique(kept)) > 1:
            matrix[:, place] = rng.permutation(kept)
            found.append(Driver(name, float(whole - roc_auc_score(churn[test], chances(model, matrix)))))
            matrix[:, place] = kept
    return tuple(sorted(found, key=lambda one: -one.drop)[:DRIVERS])
