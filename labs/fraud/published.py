"""The handbook's first experiment, on our own simulation: one training week, one delay week, one test week.

Source: the ULB handbook, chapter 3 (split, removal of known cards, models with scikit-learn defaults) and its
printed results. Its XGBoost is not installed here; histogram boosting stands in its place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from labs.fraud.features import features_of
from labs.fraud.measures import card_precision
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Ints, Payments, simulate
from labs.fraud.training import even_steps

SIZE = FraudSetting(customers=5000, terminals=10_000, label_spread=0.0)
TRAIN_FIRST_DAY = 115
"""2018-07-25, counted from 2018-04-01."""
WEEK_DAYS = 7
TOP_CARDS = 100


@dataclass(frozen=True)
class Quality:
    """Area under the ROC curve, average precision, card precision@100; each 0 to 1."""

    roc_auc: float
    average_precision: float
    card_precision: float


@dataclass(frozen=True)
class Line:
    """One model: what the handbook prints (None where it has no such model) and what we measure."""

    model: str
    printed: Quality | None
    measured: Quality


@dataclass(frozen=True)
class Split:
    """Rows of the training and the test week."""

    train: Ints
    test: Ints


def split(payments: Payments) -> Split:
    """The two weeks; a test day is without the cards known as defrauded by then, seven days behind."""
    rows = payments.rows_of_days(TRAIN_FIRST_DAY, TRAIN_FIRST_DAY + WEEK_DAYS)
    train = np.arange(rows.start, rows.stop)
    known = np.unique(payments.customer[train[payments.fraud[train]]])
    test = []
    for number in range(WEEK_DAYS):
        newly = _rows(payments, TRAIN_FIRST_DAY + WEEK_DAYS + number - 1)
        known = np.union1d(known, payments.customer[newly[payments.fraud[newly]]])
        today = _rows(payments, TRAIN_FIRST_DAY + 2 * WEEK_DAYS + number)
        test.append(today[~np.isin(payments.customer[today], known)])
    return Split(train, np.concatenate(test))


def comparison(setting: FraudSetting = SIZE, say: Callable[[str], None] = lambda words: None) -> Iterator[Line]:
    """One line a model, trained as the handbook does, on payments of the setting's population and seed."""
    say(f"Simulating {setting.expected_payments:,} payments")
    payments = simulate(setting)
    features = features_of(payments, setting)
    weeks = split(payments)
    target, truth = payments.fraud[weeks.train], payments.fraud[weeks.test]
    say(f"Train {len(target):,} payments / {target.sum()} frauds; test {len(truth):,} / {truth.sum()}")
    for name, model, printed in _models():
        with threadpool_limits(1):
            model.fit(features.matrix[weeks.train].astype(np.float64), target)
            score = model.predict_proba(features.matrix[weeks.test].astype(np.float64))[:, 1]
        day, card = payments.day[weeks.test], payments.customer[weeks.test]
        measured = Quality(
            float(roc_auc_score(truth, score)),
            float(average_precision_score(truth, score)),
            card_precision(day, card, score, truth, TOP_CARDS),
        )
        yield Line(name, printed, measured)


def _rows(payments: Payments, day: int) -> Ints:
    rows = payments.rows_of_days(day, day + 1)
    return np.arange(rows.start, rows.stop)


def _models() -> tuple[tuple[str, Any, Quality | None], ...]:
    boosting = HistGradientBoostingClassifier(random_state=0)
    return (
        (
            "logistic regression",
            make_pipeline(StandardScaler(), LogisticRegression()),
            Quality(0.871, 0.606, 0.291),
        ),
        ("tree, depth 2", DecisionTreeClassifier(max_depth=2, random_state=0), Quality(0.763, 0.496, 0.241)),
        ("tree, unlimited", DecisionTreeClassifier(random_state=0), Quality(0.788, 0.309, 0.243)),
        ("random forest", RandomForestClassifier(n_jobs=2, random_state=0), Quality(0.867, 0.658, 0.287)),
        ("XGBoost of 2022", boosting, Quality(0.862, 0.639, 0.273)),
        ("boosting, even steps", make_pipeline(FunctionTransformer(even_steps), boosting), None),
        ("constant score", DummyClassifier(strategy="prior"), Quality(0.5, 0.007, 0.017)),
    )
