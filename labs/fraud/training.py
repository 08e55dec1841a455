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
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from labs.fraud.balance import balanced, prior_corrected
from labs.fraud.features import NAMES, Features, label_delay_days
from labs.fraud.setting import CARD_STOP_DAYS, Family, FraudSetting
from labs.fraud.simulation import DAY_S, Flags, Floats, Ints, Payments, random_streams

Progress = Callable[[float, str], None]

LARGE_AMOUNT_RULE = 200.0
TIMES_USUAL_RULE = 3.0
USUAL_NEEDS_PAYMENTS = 5

AMOUNT_COLUMNS = [place for place, name in enumerate(NAMES) if name.endswith("amount") or "mean_amount" in name]
RISK_COLUMNS = [place for place, name in enumerate(NAMES) if "risk" in name]


@dataclass(frozen=True)
class TrainingWindow:
    """One model: trained on the morning of `trained_on_day` with payments of days [first_day, end_day).

    `labels_missed` are frauds among them whose label had not arrived in time, so that they taught
    "legitimate". `learned` is False where no fraud was known at all: the model then scores everything zero.
    `fit_seconds` is measured. `odds_factor` is what balancing made of the odds, see `balance.Balanced`.
    """

    trained_on_day: int
    first_day: int
    end_day: int
    payments: int
    frauds: int
    labels_missed: int
    learned: bool
    fit_seconds: float
    odds_factor: float = 1.0


@dataclass(frozen=True, eq=False)
class Model:
    """A trained classifier. `learned`: it met a fraud; `correction` is what its scores' odds are multiplied by."""

    classifier: Any
    learned: bool
    odds_factor: float
    correction: float
    fit_seconds: float

    def scores(self, inputs: NDArray[np.float32]) -> Floats:
        """Probability of fraud of inputs (n, 15), shape (n,); all zero where no fraud was met."""
        if not self.learned:
            return np.zeros(len(inputs))
        if isinstance(self.classifier, RandomForestClassifier):
            # Threads add the trees up in the order in which they finish; one keeps the sum the same bit for bit.
            self.classifier.set_params(n_jobs=1)
        with threadpool_limits(1):
            score: Floats = self.classifier.predict_proba(inputs.astype(np.float64))[:, -1]
        return prior_corrected(score, self.correction)


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
    return tuple((day, *window_of(setting, day)) for day in trained_on)


def window_of(setting: FraudSetting, today: int) -> tuple[int, int]:
    """First and end day of what may train on the morning of `today`.

    `train_days` days of matured payments; where unmatured ones count as legitimate, all younger ones besides.
    """
    matured = today - setting.maturation_days
    return matured - setting.train_days, matured if setting.unmatured == "unknown" else today


def labels_on(setting: FraudSetting, payments: Payments, rows: slice, at_maturity: Flags, today: int) -> Flags:
    """What payments of these rows count as on the morning of `today`; `at_maturity` has one flag a row.

    Where unmatured payments count as legitimate, a label is there if it came before today.
    """
    if setting.unmatured == "unknown":
        return at_maturity
    age_days = (today * DAY_S - payments.time_s[rows]) / DAY_S
    came: Flags = label_delay_days(payments, setting)[rows] <= age_days
    return at_maturity & came


def train(
    setting: FraudSetting, payments: Payments, learned: Features, served: Features, progress: Progress
) -> Trained:
    """Train every model of the setting in turn, on what is `learned`; score the last days on what is `served`."""
    spans = training_days(setting)
    permutation = random_streams(setting.seed)["permutation"]
    scored = payments.rows_of_days(spans[0][0], setting.days)
    score = np.empty(scored.stop - scored.start)
    windows = []
    used, missed = np.zeros(len(payments), dtype=np.bool_), np.zeros(len(payments), dtype=np.bool_)
    for number, (today, first, end) in enumerate(spans):
        progress(number / len(spans), f"Training model {number + 1} of {len(spans)}")
        rows = payments.rows_of_days(first, end)
        label = labels_on(setting, payments, rows, learned.label[rows], today)
        permuted = permutation.permutation(label)
        model = fitted(setting, learned.matrix[rows], permuted if setting.permuted_labels else label, today)
        due = payments.rows_of_days(today, min(today + setting.retrain_every_days, setting.days))
        score[due.start - scored.start : due.stop - scored.start] = model.scores(served.matrix[due])
        unseen = payments.fraud[rows] & ~label
        used[rows] = True
        missed[rows] |= unseen
        windows.append(
            TrainingWindow(
                trained_on_day=today,
                first_day=first,
                end_day=end,
                payments=len(label),
                frauds=int(payments.fraud[rows].sum()),
                labels_missed=int(unseen.sum()),
                learned=bool(label.any()),
                fit_seconds=model.fit_seconds,
                odds_factor=model.odds_factor,
            )
        )
    return Trained(
        scored=_scored(payments, served, scored, score),
        windows=tuple(windows),
        train_payments=int(used.sum()),
        train_frauds=int(payments.fraud[used].sum()),
        train_labels_missed=int(missed.sum()),
    )


def rule_hits(payments: Payments, features: Features) -> Flags:
    """Whether the two plain rules flag a payment, shape (n,).

    Over 200, or over three times the customer's mean of the last 30 days where that stands on five payments or
    more. Both lie a little outside what the simulator makes fraud (over 220; five times the amount), so they are
    wrong now and then, as rules are; their limits are chosen by us, not learned.
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


def fitted(setting: FraudSetting, inputs: NDArray[np.float32], label: Flags, today: int) -> Model:
    """A model of the setting's family and balance, trained on inputs (n, 15) and labels (n,) on day `today`.

    Its scores are corrected for the balance where `setting.corrected`. Without any fraud it scores all zero.
    """
    began = time.perf_counter()
    sample = balanced(setting, label, today)
    chosen, target = inputs[sample.rows].astype(np.float64), label[sample.rows]
    model = classifier(setting.family, setting.seed)
    if not target.any():
        model = DummyClassifier(strategy="constant", constant=False)
    # One OpenMP or BLAS thread: on a busy machine several spin for each other, and a second's work takes a minute.
    with threadpool_limits(1):
        model.fit(chosen, target, **_weights(model, sample.weights))
    return Model(
        classifier=model,
        learned=bool(target.any()),
        odds_factor=sample.odds_factor,
        correction=sample.odds_factor if setting.corrected else 1.0,
        fit_seconds=time.perf_counter() - began,
    )


def _weights(model: Any, weights: Floats | None) -> dict[str, Floats]:
    """The weights as the argument that hands them to the model, or to the last step of its pipeline."""
    if weights is None:
        return {}
    prefix = f"{model.steps[-1][0]}__" if isinstance(model, Pipeline) else ""
    return {f"{prefix}sample_weight": weights}


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
