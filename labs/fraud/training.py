"""Models trained on matured labels and retrained as time goes on; each payment scored by the newest."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from labs.fraud.features import NAMES, Features
from labs.fraud.setting import CARD_STOP_DAYS, Family, FraudSetting
from labs.fraud.simulation import Flags, Floats, Ints, Payments, random_streams

Progress = Callable[[float, str], None]

LARGE_AMOUNT_RULE = 220.0
TIMES_USUAL_RULE = 5.0
USUAL_NEEDS_PAYMENTS = 5

AMOUNT_COLUMNS = [place for place, name in enumerate(NAMES) if name.endswith("amount") or "mean_amount" in name]
RISK_COLUMNS = [place for place, name in enumerate(NAMES) if "risk" in name]


@dataclass(frozen=True)
class TrainingWindow:
    """One model: trained on the morning of `trained_on_day` with payments of days [first_day, end_day).

    `labels_missed` are frauds among them whose label had not arrived in time, so that they taught
    "legitimate". `learned` is False where no fraud was known at all: the model then scores everything zero.
    `fit_seconds` is measured.
    """

    trained_on_day: int
    first_day: int
    end_day: int
    payments: int
    frauds: int
    labels_missed: int
    learned: bool
    fit_seconds: float


@dataclass(frozen=True, eq=False)
class ScoredPayments:
    """The payments that were scored, oldest first: `CARD_STOP_DAYS` days of look-back, then the test days.

    Arrays have shape (n,) and are read-only; `score` is the model's probability of fraud.
    """

    time_s: Ints
    day: NDArray[np.int16]
    customer: NDArray[np.uint16]
    amount: Floats
    scenario: NDArray[np.int8]
    score: Floats
    rule_hit: Flags

    def __post_init__(self) -> None:
        """Close every array to writing."""
        for array in vars(self).values():
            array.setflags(write=False)


@dataclass(frozen=True)
class Trained:
    """What training leaves behind: scored payments, one window a model, what all windows together held."""

    scored: ScoredPayments
    windows: tuple[TrainingWindow, ...]
    train_payments: int
    train_frauds: int
    train_labels_missed: int


def training_days(setting: FraudSetting) -> tuple[tuple[int, int, int], ...]:
    """(Trained on, first day, end day) of every model; the first is trained a look-back before the test.

    So every cadence meets the test with the same mix of model ages as it has in the long run.
    """
    begin = setting.days - setting.test_days - CARD_STOP_DAYS
    trained_on = range(begin, setting.days, setting.retrain_every_days)
    ends = ((day, day - setting.maturation_days) for day in trained_on)
    return tuple((day, end - setting.train_days, end) for day, end in ends)


def train(
    setting: FraudSetting, payments: Payments, learned: Features, served: Features, progress: Progress
) -> Trained:
    """Train every model of the setting in turn, on what is `learned`; score the last days on what is `served`."""
    spans = training_days(setting)
    permutation = random_streams(setting.seed)["permutation"]
    scored = payments.rows_of_days(spans[0][0], setting.days)
    score = np.empty(scored.stop - scored.start)
    windows = []
    for number, (today, first, end) in enumerate(spans):
        progress(number / len(spans), f"Training model {number + 1} of {len(spans)}")
        rows = payments.rows_of_days(first, end)
        label = learned.label[rows]
        model, seconds = _fitted(setting, learned.matrix[rows], permutation.permutation(label), label)
        due = payments.rows_of_days(today, min(today + setting.retrain_every_days, setting.days))
        score[due.start - scored.start : due.stop - scored.start] = _probability(model, served.matrix[due])
        frauds, known = int(payments.fraud[rows].sum()), int(label.sum())
        size = rows.stop - rows.start
        windows.append(TrainingWindow(today, first, end, size, frauds, frauds - known, known > 0, seconds))
    used = np.zeros(len(payments), dtype=np.bool_)
    for _, first, end in spans:
        used[payments.rows_of_days(first, end)] = True
    return Trained(
        scored=_scored(payments, served, scored, score),
        windows=tuple(windows),
        train_payments=int(used.sum()),
        train_frauds=int(payments.fraud[used].sum()),
        train_labels_missed=int((payments.fraud & ~learned.label)[used].sum()),
    )


def rule_hits(payments: Payments, features: Features) -> Flags:
    """Whether the two plain rules flag a payment, shape (n,).

    Over 220, or over five times the customer's mean of the last 30 days where that stands on five payments or
    more. The first limit is the simulator's own rule for scenario 1, so here it is never wrong; a real one
    would be.
    """
    unusual = payments.amount > TIMES_USUAL_RULE * features.usual_amount
    hits: Flags = unusual & (features.usual_payments >= USUAL_NEEDS_PAYMENTS)
    return hits | (payments.amount > LARGE_AMOUNT_RULE)


def classifier(family: Family, seed: int) -> Any:
    """An untrained classifier of the family; no class weights, so scores stay near probabilities."""
    if family == "logistic":
        return make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    if family == "tree":
        return DecisionTreeClassifier(max_depth=6, min_samples_leaf=20, random_state=seed)
    if family == "forest":
        return RandomForestClassifier(40, min_samples_leaf=3, max_samples=0.3, n_jobs=2, random_state=seed)
    boosted = HistGradientBoostingClassifier(
        max_iter=80, max_leaf_nodes=8, l2_regularization=5, early_stopping=False, random_state=seed
    )
    return make_pipeline(FunctionTransformer(even_steps), boosted)


def even_steps(inputs: Floats) -> Floats:
    """The inputs, (n, 15), with amounts and risks rounded to at most 251 even steps.

    Histogram boosting cuts an input with more than 255 values into equal shares of payments, so that one in a
    thousand, all that matters here, vanishes in the last share; even steps keep the rare end apart.
    """
    stepped = inputs.copy()
    stepped[:, AMOUNT_COLUMNS] = np.minimum(np.round(np.sqrt(inputs[:, AMOUNT_COLUMNS]) * 8), 250)
    stepped[:, RISK_COLUMNS] = np.round(inputs[:, RISK_COLUMNS] * 200)
    return stepped


def _fitted(setting: FraudSetting, inputs: NDArray[np.float32], permuted: Flags, label: Flags) -> tuple[Any, float]:
    """A trained model and its seconds; a constant zero where the window knows no fraud."""
    began = time.perf_counter()
    target = permuted if setting.permuted_labels else label
    model = classifier(setting.family, setting.seed)
    if not target.any():
        model = DummyClassifier(strategy="constant", constant=False)
    # One OpenMP or BLAS thread: on a busy machine several spin for each other, and a second's work takes a minute.
    with threadpool_limits(1):
        model.fit(inputs.astype(np.float64), target)
    return model, time.perf_counter() - began


def _probability(model: Any, inputs: NDArray[np.float32]) -> Floats:
    """Probability of fraud, shape (n,); zero where the model met one class only."""
    if isinstance(model, RandomForestClassifier):
        # Threads add the trees up in the order in which they finish; one keeps the sum the same bit for bit.
        model.set_params(n_jobs=1)
    if len(model.classes_) < 2:
        return np.zeros(len(inputs))
    with threadpool_limits(1):
        probability: Floats = model.predict_proba(inputs.astype(np.float64))[:, 1]
    return probability


def _scored(payments: Payments, features: Features, rows: slice, score: Floats) -> ScoredPayments:
    return ScoredPayments(
        time_s=payments.time_s[rows].copy(),
        day=payments.day[rows].copy(),
        customer=payments.customer[rows].copy(),
        amount=payments.amount[rows].copy(),
        scenario=payments.scenario[rows].copy(),
        score=score,
        rule_hit=rule_hits(payments, features)[rows].copy(),
    )
