"""The frozen evidence of one setting: what was trained, how well it scores, what any threshold stops."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from labs.fraud.curves import SCENARIOS, Tally, ThresholdCurve, threshold_curve
from labs.fraud.in_time import PATHS, ScoringPath, in_time_score
from labs.fraud.measures import (
    PrecisionRecall,
    ReliabilityBin,
    ScoreBin,
    card_precision,
    histogram,
    precision_recall,
    reliability,
)
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Flags, Floats
from labs.fraud.training import ScoredPayments, Trained, TrainingWindow

SCENARIO_NAMES: Mapping[int, str] = {1: "large amount", 2: "compromised terminal", 3: "compromised customer"}
TOP_SHARE = 0.01


@dataclass(frozen=True)
class ScenarioRecall:
    """How one kind of fraud fares, in shares from 0 to 1.

    Of its payments and of its amount, what is among the 1 % highest scores; of its payments,
    what the rules hit.
    """

    scenario: int
    name: str
    frauds: int
    amount: float
    recall_in_top: float
    amount_recall_in_top: float
    rule_recall: float


@dataclass(frozen=True, eq=False)
class FirstDays:
    """What home's model of the first morning, and the rules, do in a country without labels in its first days.

    Arrays hold one value a payment there, read-only; `score` is in home's own terms. `curves` and `rules_alone` are as
    in `FraudEvidence`. `amount_factor` is what its amounts are, as a multiple of home's.
    """

    amount_factor: float
    days: int
    score: Floats
    fraud: Flags
    amount: Floats
    rule_hit: Flags
    mean_good: float
    mean_fraud: float
    rules_alone: Mapping[ScoringPath, Tally]
    curves: Mapping[tuple[ScoringPath, bool], ThresholdCurve]


@dataclass(frozen=True, eq=False)
class FraudEvidence:
    """What the lab found; equal where all but measured times is equal.

    Arrays hold one value a test payment, oldest first, read-only. `score` is the model's probability of
    fraud, `rule_hit` the rules' verdict. `curves[path, with_rules]` says what any threshold would stop in
    time, of the same test payments. Amounts are in the simulation's units of currency. `fit_seconds` is
    measured on this machine. `first_days` are of a new country, where one was asked for.
    """

    setting: FraudSetting
    score: Floats
    fraud: Flags
    amount: Floats
    scenario: NDArray[np.int8]
    day: NDArray[np.int16]
    customer: NDArray[np.uint16]
    rule_hit: Flags
    roc_auc: float
    average_precision: float
    card_precision_100: float
    cards_checked_per_day: int
    brier: float
    train_payments: int
    train_frauds: int
    train_labels_missed: int
    test_payments: int
    test_frauds: int
    base_rate: float
    mean_payment: float
    mean_fraud: float
    fit_seconds: float
    models_fitted: int
    windows: tuple[TrainingWindow, ...]
    reliability: tuple[ReliabilityBin, ...]
    precision_recall: tuple[PrecisionRecall, ...]
    histogram: tuple[ScoreBin, ...]
    scenarios: tuple[ScenarioRecall, ...]
    rules_alone: Mapping[ScoringPath, Tally]
    rule_precision: float
    curves: Mapping[tuple[ScoringPath, bool], ThresholdCurve]
    first_days: FirstDays | None = None

    @property
    def mean_good(self) -> float:
        """The mean amount of a good payment."""
        return (self.mean_payment - self.base_rate * self.mean_fraud) / (1 - self.base_rate)

    @property
    def fingerprint(self) -> str:
        """A digest of the setting, the arrays and every number; measured times left out."""
        digest = hashlib.sha256(repr(self.setting).encode())
        for field in fields(self):
            value: Any = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                digest.update(np.ascontiguousarray(value).tobytes())
            elif isinstance(value, int | float) and field.name != "fit_seconds":
                digest.update(repr(value).encode())
        for curve in self.curves.values():
            digest.update(curve.scores.tobytes() + curve.fraud_amount.tobytes())
        if self.first_days:
            digest.update(self.first_days.score.tobytes() + self.first_days.amount.tobytes())
        return digest.hexdigest()

    @cached_property
    def mean_score(self) -> float:
        """What the scores say the share of fraud is: their mean over the test payments."""
        return float(self.score.mean())

    def __eq__(self, other: object) -> bool:
        """Whether the other evidence says the same."""
        return isinstance(other, FraudEvidence) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        """Equal evidence has equal hashes."""
        return hash((self.setting, self.first_days is None))


def assembled(setting: FraudSetting, trained: Trained) -> FraudEvidence:
    """The evidence of what training left behind; raises ValueError where the test days hold no fraud."""
    scored = trained.scored
    test = slice(int(np.searchsorted(scored.day, setting.days - setting.test_days)), len(scored.day))
    score, scenario, amount = scored.score[test], scored.scenario[test], scored.amount[test]
    fraud = scenario > 0
    fraud.setflags(write=False)
    rules = scored.rule_hit[test]
    k = setting.cards_checked_per_day
    return FraudEvidence(
        setting=setting,
        score=score,
        fraud=fraud,
        amount=amount,
        scenario=scenario,
        day=scored.day[test],
        customer=scored.customer[test],
        rule_hit=rules,
        roc_auc=float(roc_auc_score(fraud, score)),
        average_precision=float(average_precision_score(fraud, score)),
        card_precision_100=card_precision(scored.day[test], scored.customer[test], score, fraud, k),
        cards_checked_per_day=k,
        brier=float(np.mean((score - fraud) ** 2)),
        train_payments=trained.train_payments,
        train_frauds=trained.train_frauds,
        train_labels_missed=trained.train_labels_missed,
        test_payments=len(score),
        test_frauds=int(fraud.sum()),
        base_rate=float(fraud.mean()),
        mean_payment=float(amount.mean()),
        mean_fraud=float(amount[fraud].mean()),
        fit_seconds=sum(window.fit_seconds for window in trained.windows),
        models_fitted=len(trained.windows),
        windows=trained.windows,
        reliability=reliability(score, fraud),
        precision_recall=precision_recall(score, fraud),
        histogram=histogram(score, fraud),
        scenarios=_by_scenario(scored, test),
        rules_alone=rules_alone_of(scored, test),
        rule_precision=float(fraud[rules].mean()) if rules.any() else 0.0,
        curves=curves_of(scored, test),
    )


def curves_of(scored: ScoredPayments, test: slice) -> dict[tuple[ScoringPath, bool], ThresholdCurve]:
    """A curve for each scoring path, without and with the rules; look-back days only lend their flags."""
    curves = {}
    for with_rules in (False, True):
        score = np.where(scored.rule_hit, 1.0, scored.score) if with_rules else scored.score
        for path in PATHS:
            in_time = in_time_score(score, scored.customer, scored.time_s, path)[test]
            curves[path, with_rules] = threshold_curve(in_time, scored.scenario[test], scored.amount[test])
    return curves


def rules_alone_of(scored: ScoredPayments, test: slice) -> dict[ScoringPath, Tally]:
    """What the rules stop where the model is away."""
    hits = scored.rule_hit.astype(np.float64)
    scores = {path: in_time_score(hits, scored.customer, scored.time_s, path)[test] for path in PATHS}
    curves = {path: threshold_curve(one, scored.scenario[test], scored.amount[test]) for path, one in scores.items()}
    return {path: curve.above(1.0) for path, curve in curves.items()}


def _by_scenario(scored: ScoredPayments, test: slice) -> tuple[ScenarioRecall, ...]:
    """One line a kind of fraud that the test days hold; a tie at the last top score counts as top."""
    score, scenario, amount = scored.score[test], scored.scenario[test], scored.amount[test]
    top = score >= np.quantile(score, 1 - TOP_SHARE)
    lines = []
    for which in SCENARIOS:
        rows = scenario == which
        if rows.any():
            caught = rows & top
            lines.append(
                ScenarioRecall(
                    scenario=which,
                    name=SCENARIO_NAMES[which],
                    frauds=int(rows.sum()),
                    amount=float(amount[rows].sum()),
                    recall_in_top=float(caught.sum() / rows.sum()),
                    amount_recall_in_top=float(amount[caught].sum() / amount[rows].sum()),
                    rule_recall=float(scored.rule_hit[test][rows].mean()),
                )
            )
    return tuple(lines)
