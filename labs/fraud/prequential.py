"""Several weeks in turn: train, wait for labels, test; then again a week earlier. Mean and spread of each metric.

One test week is one draw. The ULB handbook (chapter 5, prequential validation) repeats its split over weeks that
go back in time and gives mean and standard deviation; this does so for any setting of the lab, with the handbook's
definitions: cards known as defrauded are left out of the test, detected cards leave the pool of card precision.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from labs.fraud.features import Features, recomputed_features_of
from labs.fraud.lab import FraudLab, lab_at, silence
from labs.fraud.measures import card_precision
from labs.fraud.published import WEEK_DAYS, Metric, rows_without_known_cards
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Payments
from labs.fraud.training import Progress, fitted, labels_on, window_of

FOLDS = 4


@dataclass(frozen=True)
class Fold:
    """One test week, days [first_test_day, first_test_day + 7), and how a model trained that morning fares there.

    Counts are of payments; `train_frauds` are the frauds known in training. Metrics are 0 to 1. `learned` is False
    where no fraud was known in training: scores are then all zero.
    """

    first_test_day: int
    train_payments: int
    train_frauds: int
    test_payments: int
    test_frauds: int
    learned: bool
    roc_auc: float
    average_precision: float
    card_precision: float


@dataclass(frozen=True)
class Prequential:
    """The folds of one setting, latest week first."""

    setting: FraudSetting
    folds: tuple[Fold, ...]

    def mean(self, metric: Metric) -> float:
        """Mean of the metric over the weeks, 0 to 1."""
        return float(np.mean([getattr(fold, metric) for fold in self.folds]))

    def sd(self, metric: Metric) -> float | None:
        """Sample standard deviation over the weeks, dividing by weeks - 1; None where there is one week only."""
        values = [getattr(fold, metric) for fold in self.folds]
        return float(np.std(values, ddof=1)) if len(values) > 1 else None


def prequential_of(
    setting: FraudSetting, folds: int = FOLDS, progress: Progress | None = None, cache_dir: Path | None = None
) -> Prequential:
    """The last `folds` weeks of the setting's days, each tested in turn; from memory, from disk, or trained now.

    A model a week, trained as the setting says (days, delay, balance, family), on the morning of its test week.
    `test_days` and `retrain_every_days` play no part. `progress` and `cache_dir` are those of `evidence_of`. Raises
    ValueError where the days do not hold so many weeks, or a test week holds no fraud.
    """
    _require_days(setting, folds)
    lab = lab_at(cache_dir)
    progress = progress or silence
    return lab.analysis(
        "prequential",
        {"setting": asdict(setting), "folds": folds},
        lambda: _made(lab, setting, folds, progress),
        lambda kept: _restored(setting, kept),
        progress,
    )


def _require_days(setting: FraudSetting, folds: int) -> None:
    needed = WEEK_DAYS * folds + setting.train_days + 2 * setting.maturation_days
    if folds < 1 or setting.days < needed:
        most = (setting.days - setting.train_days - 2 * setting.maturation_days) // WEEK_DAYS
        raise ValueError(
            f"folds = {folds} is outside 1 to {most}. Each takes a week of {setting.days} days, and the earliest "
            "needs its training days and labels before it."
        )


def _made(lab: FraudLab, setting: FraudSetting, folds: int, progress: Progress) -> Prequential:
    payments, served = lab.stages(setting, progress)
    learned = served if setting.training_features == "logged" else recomputed_features_of(payments, setting)
    done = []
    for number in range(folds):
        progress(0.2 + 0.8 * number / folds, f"Testing week {number + 1} of {folds}, back in time")
        done.append(_fold(setting, payments, learned, served, setting.days - (number + 1) * WEEK_DAYS))
    return Prequential(setting, tuple(done))


def _fold(setting: FraudSetting, payments: Payments, learned: Features, served: Features, today: int) -> Fold:
    first, end = window_of(setting, today)
    rows = payments.rows_of_days(first, end)
    label = labels_on(setting, payments, rows, learned.label[rows], today)
    target = np.random.default_rng([setting.seed, today]).permutation(label) if setting.permuted_labels else label
    model = fitted(setting, learned.matrix[rows], target, today)
    test = rows_without_known_cards(payments, served.label, first, today, setting.maturation_days)
    fraud = payments.fraud[test]
    if fraud.all() or not fraud.any():
        raise ValueError(
            f"The week of day {today} holds {fraud.sum()} frauds among {len(test)} payments: a metric needs both "
            "kinds. Take more customers."
        )
    score = model.scores(served.matrix[test])
    day, card, k = payments.day[test], payments.customer[test], setting.cards_checked_per_day
    return Fold(
        first_test_day=today,
        train_payments=len(label),
        train_frauds=int(label.sum()),
        test_payments=len(test),
        test_frauds=int(fraud.sum()),
        learned=model.learned,
        roc_auc=float(roc_auc_score(fraud, score)),
        average_precision=float(average_precision_score(fraud, score)),
        card_precision=card_precision(day, card, score, fraud, k),
    )


def _restored(setting: FraudSetting, kept: Mapping[str, Any]) -> Prequential:
    return Prequential(setting, tuple(Fold(**fold) for fold in kept["folds"]))
