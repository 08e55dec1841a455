"""What a person's own customers show: the evidence of the shipped sets, and their own campaign's effect."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from labs.churn.customers import Customers, constructed_costs
from labs.churn.keeping import closed
from labs.churn.models import chances, classifier, trained
from labs.churn.own.columns import Doubt
from labs.churn.own.reading import OwnCustomers
from labs.churn.parts import Flags, Floats, Leak, QuarterEvidence, RiskEvidence, Survival, UpliftEvidence
from labs.churn.quarter import quarter_of
from labs.churn.response import nature_of, response_of
from labs.churn.setting import ChurnSetting, Family
from labs.churn.survival import survival_of
from labs.churn.targeting import Targeting, targeting_of
from labs.churn.uplift import learned, qini, qini_curve, uplift_of
from labs.churn.validation import out_of_fold, risk_of
from labs.scores.refusal import BadFile

Progress = Callable[[float, str], None]

DEFAULT_VALUE = 200.0
"""What a customer is worth where the file does not say (Verbraken et al. 2013)."""

LOT_AUC = 0.55
GROUP_LEAST = 50
REDRAWN = 200
Z_95 = 1.959964


@dataclass(frozen=True, eq=False)
class MeasuredUplift:
    """What the file's own campaign shows. `effect` is churn without contact less churn with it, 95 % Wald interval.

    `by_lot_auc` is how well the columns tell who was contacted: about 0.5 where lot decided. `estimate` (n,) is the
    cross-fitted uplift of two models, `curve` (101,) its Qini curve in this campaign, `qini` its area with the 95 %
    interval of redrawn customers.
    """

    contacted: int
    alone: int
    churn_contacted: float
    churn_alone: float
    effect: float
    effect_low: float
    effect_high: float
    by_lot_auc: float
    estimate: Floats
    curve: Floats
    qini: float
    qini_low: float
    qini_high: float


@dataclass(frozen=True, eq=False)
class OwnEvidence:
    """Fields as in `ChurnEvidence`; `risk` and `survival` are the file's, `uplift` and `quarter` simulated on it.

    `measured` is None where the file has no campaign. `flattery` says what columns that look like leaks would claim.
    """

    own: OwnCustomers
    setting: ChurnSetting
    risk: RiskEvidence
    uplift: UpliftEvidence
    quarter: QuarterEvidence
    survival: Survival | None
    targeting: Targeting
    measured: MeasuredUplift | None
    flattery: tuple[Leak, ...]
    doubts: tuple[Doubt, ...]


def evidence_of(
    own: OwnCustomers, setting: ChurnSetting | None = None, progress: Progress = lambda share, doing: None
) -> OwnEvidence:
    """The evidence of these customers; `setting.dataset` plays no part. The same file gives the same evidence.

    Nothing is written to disk: a person's customers stay in memory.
    """
    setting = setting or ChurnSetting()
    customers, doubts = own.customers, list(own.doubts)
    value = customers.value if customers.value is not None else np.full(len(customers), DEFAULT_VALUE)
    risk = risk_of(
        customers,
        value,
        constructed_costs(value),
        setting.family,
        setting.balance,
        setting.seed,
        setting.permuted_labels,
        lambda part, words: progress(0.45 * part, words),
    )
    progress(0.45, "Measuring what doubtful columns would claim")
    flattery = tuple(_flattery(own, place, risk.auc.mean, setting) for place in range(len(own.suspects)))
    measured = None
    if own.contacted is not None:
        progress(0.5, "Learning from your campaign")
        measured = measured_uplift(customers, own.contacted, setting, doubts)
    progress(0.6, "Making the simulated world")
    leaves = nature_of(customers)
    response = response_of(customers, leaves, setting.persuadable, setting.sleeping_dogs, setting.alignment)
    uplift = uplift_of(
        customers,
        response,
        risk.score,
        value,
        setting.learner,
        setting.family,
        setting.trial_customers,
        setting.seed,
        lambda part, words: progress(0.65 + 0.1 * part, words),
    )
    quarter = quarter_of(setting, customers, response, lambda part, words: progress(0.75 + 0.2 * part, words))
    progress(0.96, "Looking at when they leave")
    survival = _survival(own, doubts)
    progress(1.0, "Done")
    return OwnEvidence(
        own=own,
        setting=setting,
        risk=closed(risk),
        uplift=closed(uplift),
        quarter=closed(quarter),
        survival=closed(survival),
        targeting=targeting_of(risk, uplift),
        measured=closed(measured),
        flattery=flattery,
        doubts=tuple(doubts),
    )


def _survival(own: OwnCustomers, doubts: list[Doubt]) -> Survival | None:
    """When they leave; None, and a doubt, where there is a tenure and no regression of it."""
    if own.customers.tenure is None:
        return None
    try:
        return survival_of(own.customers, own.clocks)
    except ValueError as none:
        doubts.append(Doubt(str(own.columns.tenure), "no survival", str(none), False))
        return None


def measured_uplift(
    customers: Customers, contacted: Flags, setting: ChurnSetting, doubts: list[Doubt]
) -> MeasuredUplift:
    """What this campaign did and whom a learner would have chosen; adds a doubt where it was not by lot.

    Raises BadFile where a group is too small to learn from.
    """
    stayed = ~customers.churn
    for group, name in ((contacted, "contacted"), (~contacted, "left alone")):
        fewer = min(int(stayed[group].sum()), int((~stayed)[group].sum()))
        if group.sum() < GROUP_LEAST or fewer < 4:
            raise BadFile(
                f"{int(group.sum()):,} customers were {name}, {int((~stayed)[group].sum()):,} of them left: too few to "
                f"compare. {GROUP_LEAST} with 4 of each end are the least; or name no treatment column."
            )
    share = float(contacted.mean())
    by_lot = float(roc_auc_score(contacted, out_of_fold(setting.family, customers, contacted, 3, setting.seed)))
    # Mann and Whitney 1947: how far an AUC strays from a half by chance. Below it nothing can be said.
    chance = Z_95 * float(np.sqrt((len(contacted) + 1) / (12 * contacted.sum() * (~contacted).sum())))
    if by_lot - 0.5 > max(LOT_AUC - 0.5, chance):
        says = f"The columns tell who was contacted (AUC {by_lot:.2f}): it was not by lot, and no effect is proved."
        doubts.append(Doubt("", "not by lot", says, False))
    says = "Some were contacted, so their labels say what they did then, not what they would have done alone."
    doubts.append(Doubt("", "contacted among them", says, False))
    estimate = np.empty(len(customers))
    groups = contacted * 2 + customers.churn
    for learn, test in StratifiedKFold(2, shuffle=True, random_state=setting.seed).split(groups, groups):
        effect = learned(
            setting.learner,
            setting.family,
            customers.matrix[learn],
            contacted[learn],
            stayed[learn],
            customers.categorical,
            setting.seed,
            share,
        )
        estimate[test] = effect(customers.matrix[test])
    curve = qini_curve(estimate, contacted, stayed)
    low, high = _redrawn(estimate, contacted, stayed, setting.seed)
    p, q = float(customers.churn[~contacted].mean()), float(customers.churn[contacted].mean())
    n, m = int((~contacted).sum()), int(contacted.sum())
    half = Z_95 * float(np.sqrt(p * (1 - p) / n + q * (1 - q) / m))
    return MeasuredUplift(
        contacted=m,
        alone=n,
        churn_contacted=q,
        churn_alone=p,
        effect=p - q,
        effect_low=p - q - half,
        effect_high=p - q + half,
        by_lot_auc=by_lot,
        estimate=estimate,
        curve=curve,
        qini=qini(curve),
        qini_low=low,
        qini_high=high,
    )


def _redrawn(estimate: Floats, contacted: Flags, stayed: Flags, seed: int) -> tuple[float, float]:
    """The 95 % percentile interval of the Qini area over customers drawn again, estimates as they stand."""
    rng = np.random.default_rng([seed, 29])
    areas = []
    for _ in range(REDRAWN):
        rows = rng.integers(0, len(estimate), len(estimate))
        areas.append(qini(qini_curve(estimate[rows], contacted[rows], stayed[rows])))
    return float(np.quantile(areas, 0.025)), float(np.quantile(areas, 0.975))


def _flattery(own: OwnCustomers, place: int, honest: float, setting: ChurnSetting) -> Leak:
    suspect, customers = own.suspects[place], own.customers
    matrix = np.column_stack([customers.matrix, suspect.values])
    categorical = (*customers.categorical, bool(suspect.levels))
    return Leak(
        name=suspect.name,
        says="With this column, and without it.",
        claimed=_held_out_auc(matrix, customers.churn, categorical, setting.family, setting.seed),
        honest=honest,
        constructed=False,
    )


def _held_out_auc(matrix: Floats, target: Flags, categorical: tuple[bool, ...], family: Family, seed: int) -> float:
    """The mean AUC of two of five parts held out."""
    found = []
    parts = StratifiedKFold(5, shuffle=True, random_state=seed).split(matrix, target)
    for learn, test in (part for part, _ in zip(parts, range(2), strict=False)):
        model = trained(classifier(family, categorical, seed), matrix[learn], target[learn])
        found.append(float(roc_auc_score(target[test], chances(model, matrix[test]))))
    return float(np.mean(found))
