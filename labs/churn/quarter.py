"""A quarter month by month: a model that ages, labels that mature late, campaigns that spoil them, scores that wait."""

import time
from collections.abc import Callable
from functools import partial
from typing import Literal

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import Pipeline

from labs.churn.customers import Customers
from labs.churn.measures import captured
from labs.churn.models import chances, classifier, side_by_side, trained
from labs.churn.panel import LEAD_MONTHS, Snapshot, snapshot
from labs.churn.parts import AgeLine, CadenceLine, Flags, Floats, Month, PolicyLine, QuarterEvidence
from labs.churn.response import Response
from labs.churn.setting import PAST_CAMPAIGNS, RETRAIN_MONTHS, ChurnSetting, PastCampaigns

Progress = Callable[[float, str], None]

Policy = PastCampaigns | Literal["clean"]
POLICIES: tuple[Policy, ...] = (*PAST_CAMPAIGNS, "clean")
MONTHS = 3
TAUGHT_BY = 2
"""Months of matured labels that a model learns from."""

TAUGHT_CUSTOMERS = 5000
"""Customers of each of these months; all of a month's base is scored and judged."""

TOP = 10
"""The row of `GRID` at a tenth of the base."""

DAYS = 365.25 / 12
ACTION_DAYS = 3.0
"""From a score to a conversation: list, hand-over, call (assumed; measure yours)."""

WAITS = {"event": 0.04, "nightly": 1.0, "weekly": 7.0, "monthly": DAYS}
"""Days between scorings; a sign of unrest waits for the next, half of that on average."""

LEAVERS = 40_000


class _Models:
    """The quarter's models by (month trained, policy), its snapshots by month, and scores; each is made once."""

    def __init__(self, setting: ChurnSetting, customers: Customers, response: Response, progress: Progress) -> None:
        self.setting, self.customers, self.response, self.progress = setting, customers, response, progress
        self.snapshots: dict[int, Snapshot] = {}
        self.scores: dict[tuple[int, int, str], Floats] = {}
        self.models: dict[tuple[int, str], Pipeline] = {}

    def at(self, month: int) -> Snapshot:
        """The base of a month."""
        if month not in self.snapshots:
            self.snapshots[month] = snapshot(self.setting, self.customers, self.response, month)
        return self.snapshots[month]

    def score(self, month: int, trained_at: int, policy: str) -> Floats:
        """The scores of a month's base by the model of a month and policy, shape (BASE,)."""
        key = (month, trained_at, policy)
        if key not in self.scores:
            self.scores[key] = chances(self.models[trained_at, policy], self.at(month).matrix)
        return self.scores[key]

    def taught(self, trained_at: int) -> range:
        """The months whose labels have matured when the model is trained."""
        end = trained_at - self.setting.gap_months - self.setting.horizon_months + 1
        return range(end - TAUGHT_BY, end)

    def learn(self, wanted: list[tuple[int, str]]) -> None:
        """Train the models of these months and policies, side by side."""
        for trained_at, _ in wanted:
            for month in self.taught(trained_at):
                self.at(month)
        tasks = [partial(self._model, *key) for key in wanted]
        for number, (key, model) in enumerate(zip(wanted, side_by_side(tasks), strict=True)):
            self.progress((number + 1) / len(wanted), f"Trained the model of month {key[0]} on {key[1]} labels")
            self.models[key] = model

    def _model(self, trained_at: int, policy: str) -> Pipeline:
        model = classifier(self.setting.family, (*self.customers.categorical, False), self.setting.seed)
        return trained(model, *self._lesson(trained_at, policy))

    def _lesson(self, trained_at: int, policy: str) -> tuple[Floats, Flags, Floats | None]:
        """Matrix, labels and weights that teach, with past campaigns treated as the policy says."""
        months = [self.at(month) for month in self.taught(trained_at)]
        matrix, clean, label, contacted, weight = (
            np.concatenate([getattr(one, name)[:TAUGHT_CUSTOMERS] for one in months])
            for name in ("matrix", "clean", "label", "contacted", "weight")
        )
        if policy == "clean":
            return matrix, clean, None
        if policy == "excluded":
            return matrix[~contacted], label[~contacted], None
        if policy == "reweighted":
            return matrix[weight > 0], label[weight > 0], weight[weight > 0]
        return matrix, label, None


def quarter_of(setting: ChurnSetting, customers: Customers, response: Response, progress: Progress) -> QuarterEvidence:
    """The quarter of this setting: months 0, 1, 2, each scored on its first day and judged by who would have left."""
    began = time.perf_counter()
    models = _Models(setting, customers, response, progress)
    every = setting.retrain_every_months
    progress(0.0, "Simulating the months before the quarter")
    of_policies = [(_trained_at(month, every), policy) for policy in POLICIES for month in range(MONTHS)]
    of_ages = [(_trained_at(month, age), setting.past_campaigns) for age in RETRAIN_MONTHS for month in range(MONTHS)]
    models.learn(list(dict.fromkeys([*of_policies, *of_ages])))
    months = tuple(_month(models, month, _trained_at(month, every), setting.past_campaigns) for month in range(MONTHS))
    policies = tuple(_policy(models, policy) for policy in POLICIES)
    ages = tuple(_age(models, age) for age in RETRAIN_MONTHS)
    taught = [models.at(month) for month in models.taught(0)]
    leaving = sum(int(one.leaves.sum()) for one in taught)
    return QuarterEvidence(
        months=months,
        policies=policies,
        ages=ages,
        cadences=cadences(setting.seed),
        contaminated=sum(int(one.kept.sum()) for one in taught) / max(leaving, 1),
        label_noise=float(np.mean([np.mean(one.clean != one.leaves) for one in taught])),
        labels_age_months=float(-np.mean(models.taught(0))),
        fit_seconds=time.perf_counter() - began,
    )


def cadences(seed: int) -> tuple[CadenceLine, ...]:
    """How many leavers are reached in time: whose unrest outlasts the wait for the next scoring and for action."""
    rng = np.random.default_rng([seed, 23])
    lead = rng.exponential(LEAD_MONTHS * DAYS, LEAVERS)
    place = rng.random(LEAVERS)
    return tuple(
        CadenceLine(cadence=name, reached=float(np.mean(lead > place * days + ACTION_DAYS)), wait_days=days / 2)
        for name, days in WAITS.items()
    )


def _trained_at(month: int, every: int) -> int:
    """The month in which the model of this month was trained; a model of a year is at the end of its year."""
    if every >= 12:
        return MONTHS - every
    return month - month % every


def _month(models: _Models, month: int, trained_at: int, policy: str) -> Month:
    base, taught = models.at(month), models.taught(trained_at)
    score, clean = models.score(month, trained_at, policy), models.score(month, trained_at, "clean")
    return Month(
        month=month,
        customers=len(base.leaves),
        leavers=int(base.leaves.sum()),
        observed_leavers=int(base.label.sum()),
        model_age_months=month - trained_at,
        labels_from=taught[0],
        labels_to=taught[-1],
        auc=float(roc_auc_score(base.leaves, score)),
        auc_clean=float(roc_auc_score(base.leaves, clean)),
        captured=captured(score, base.leaves),
        captured_clean=captured(clean, base.leaves),
    )


def _policy(models: _Models, policy: Policy) -> PolicyLine:
    """Mean over the quarter, with the setting's retraining."""
    found = [
        _judged(models, month, _trained_at(month, models.setting.retrain_every_months), policy)
        for month in range(MONTHS)
    ]
    auc, top = np.mean(found, axis=0).tolist()
    return PolicyLine(policy=policy, auc=auc, captured_top=top)


def _age(models: _Models, every: int) -> AgeLine:
    """Mean over the quarter, with the setting's policy."""
    found = [
        _judged(models, month, _trained_at(month, every), models.setting.past_campaigns) for month in range(MONTHS)
    ]
    auc, top = np.mean(found, axis=0).tolist()
    return AgeLine(retrain_every_months=every, auc=auc, captured_top=top)


def _judged(models: _Models, month: int, trained_at: int, policy: str) -> tuple[float, float]:
    base, score = models.at(month), models.score(month, trained_at, policy)
    return float(roc_auc_score(base.leaves, score)), float(captured(score, base.leaves)[TOP])
