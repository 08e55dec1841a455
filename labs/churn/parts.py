"""What evidence is made of: the real model, the simulated response, the simulated months, how long customers stay."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from labs.churn.setting import PastCampaigns

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

GRID = np.linspace(0, 1, 101)
"""Shares of all customers contacted, at which curves are kept: every per cent."""
GRID.setflags(write=False)


@dataclass(frozen=True)
class Interval:
    """A mean over the folds of repeated cross-validation, and its 95 % interval.

    The interval is the corrected resampled t (Nadeau and Bengio 2003): the variance of folds is not divided by their
    number alone, because their training sets overlap.
    """

    mean: float
    low: float
    high: float
    sd: float


@dataclass(frozen=True)
class Fold:
    """One held-out part: how a model trained on the other parts ranks it, and how sharp its probabilities are."""

    repeat: int
    auc: float
    average_precision: float
    brier: float
    log_loss: float
    lift: float
    empc: float


@dataclass(frozen=True)
class CalibrationBin:
    """A tenth of the customers by score: what was said, what was so, and the 95 % Wilson interval of that."""

    low: float
    high: float
    customers: int
    churners: int
    mean_score: float
    observed: float
    least: float
    most: float


@dataclass(frozen=True)
class Calibration:
    """Brier score and its parts by bins (Murphy 1973); `ece` is the expected calibration error of the same bins.

    brier = reliability - resolution + uncertainty + within, where `within` is what binning leaves over.
    """

    bins: tuple[CalibrationBin, ...]
    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float
    ece: float


@dataclass(frozen=True)
class Leak:
    """One mistake, measured: the AUC that it claims and the AUC that the same model really has on new customers."""

    name: str
    says: str
    claimed: float
    honest: float
    constructed: bool


@dataclass(frozen=True)
class Driver:
    """A column and the AUC that is lost where it is shuffled among held-out customers (permutation importance)."""

    name: str
    drop: float


@dataclass(frozen=True, eq=False)
class CustomerCosts:
    """What each customer costs, shape (n,), by what is done and what is so; `real` or constructed from charges.

    fp: contacted, would stay. fn: not contacted, leaves. tp: contacted, would leave. tn: not contacted, stays.
    """

    fp: Floats
    fn: Floats
    tp: Floats
    tn: Floats
    real: bool


@dataclass(frozen=True, eq=False)
class RiskEvidence:
    """The real part: who leaves, what the model said of each before it had seen it, and how well that does.

    Arrays of shape (n,) hold one value a customer, in the order of the file, read-only. `score` is out of fold, from
    the first repeat; `value` is the customer's worth (TV: the file's own; Telco: charges for as long as the Cox model
    expects the customer to stay, 24 months at most). `captured` has shape (101,): churners found among the riskiest
    share of `GRID`. `hull_false` and `hull_true` are the corners of the ROC curve's convex hull.
    """

    customers: int
    churners: int
    base_rate: float
    score: Floats
    churn: Flags
    value: Floats
    costs: CustomerCosts
    auc: Interval
    average_precision: Interval
    brier: Interval
    log_loss: Interval
    lift: Interval
    empc: Interval
    folds: tuple[Fold, ...]
    calibration: Calibration
    captured: Floats
    roc_false: Floats
    roc_true: Floats
    hull_false: Floats
    hull_true: Floats
    leaks: tuple[Leak, ...]
    drivers: tuple[Driver, ...]
    fit_seconds: float


@dataclass(frozen=True)
class Kinds:
    """Expected shares of all customers by their simulated response to a contact; together 1."""

    persuadables: float
    lost_causes: float
    sure_things: float
    sleeping_dogs: float


@dataclass(frozen=True, eq=False)
class UpliftEvidence:
    """The simulated response on the real covariates, its truth, and what a learner made of a randomised trial.

    Arrays (n,): `leaves` is the true chance to leave uncontacted, `saved` the true chance that a contact keeps who
    would leave, `driven` that it drives away who would stay; `uplift` = leaves * saved - (1 - leaves) * driven is the
    true effect of a contact on the chance to stay, `estimate` the learner's, cross-fitted. Curves (101,) on `GRID`:
    incremental customers kept per customer of the base; `_true` by the known truth, `measured` as a held-out trial
    shows it. `qini*` are areas between curve and random targeting, `auuc*` under the curve.
    """

    kinds: Kinds
    leaves: Floats
    saved: Floats
    driven: Floats
    uplift: Floats
    estimate: Floats
    curve_measured: Floats
    curve_true: Floats
    curve_risk: Floats
    curve_value: Floats
    curve_oracle: Floats
    qini_measured: float
    qini_true: float
    qini_risk: float
    qini_value: float
    qini_oracle: float
    auuc_measured: float
    auuc_true: float
    correlation: float
    fit_seconds: float


@dataclass(frozen=True, eq=False)
class Month:
    """One simulated month: who was there, how old the model was, and how it ranked who would have left uncontacted.

    `captured` (101,) is the share of would-be leavers among the riskiest share of `GRID`. `auc_clean` is of the same
    model trained on labels that no campaign touched. `labels_from` and `labels_to` are the months (negative: before the
    quarter) whose customers taught it.
    """

    month: int
    customers: int
    leavers: int
    observed_leavers: int
    model_age_months: int
    labels_from: int
    labels_to: int
    auc: float
    auc_clean: float
    captured: Floats
    captured_clean: Floats


@dataclass(frozen=True)
class PolicyLine:
    """What training on past campaigns' labels in one way does in the quarter: AUC, and leavers in the top tenth."""

    policy: PastCampaigns | Literal["clean"]
    auc: float
    captured_top: float


@dataclass(frozen=True)
class AgeLine:
    """The quarter with a model retrained every so many months."""

    retrain_every_months: int
    auc: float
    captured_top: float


@dataclass(frozen=True)
class CadenceLine:
    """Of simulated leavers with a first sign of unrest, the share scored and contacted before they have left."""

    cadence: str
    reached: float
    wait_days: float


@dataclass(frozen=True, eq=False)
class QuarterEvidence:
    """Three simulated months after a year of campaigns: every month, policy, retraining age and scoring cadence.

    `contaminated` is the share of would-be leavers in the training months that a past campaign turned into stayers.
    `label_noise` is the share of labels that the definition gets wrong.
    """

    months: tuple[Month, ...]
    policies: tuple[PolicyLine, ...]
    ages: tuple[AgeLine, ...]
    cadences: tuple[CadenceLine, ...]
    contaminated: float
    label_noise: float
    labels_age_months: float
    fit_seconds: float


@dataclass(frozen=True)
class Hazard:
    """One column in the Cox model: hazard ratio for one standard deviation more, with its 95 % interval."""

    name: str
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Survival:
    """How long customers stay: Kaplan-Meier with 95 % interval, Cox regression, expected months left by customer.

    `months`, `staying`, `least`, `most` have shape (m,). `remaining` and `risk` are (n,): expected months to come
    within the next 24, and the chance to leave within three. `median_months` is None where half never leave in sight.
    """

    months: Floats
    staying: Floats
    least: Floats
    most: Floats
    median_months: float | None
    hazards: tuple[Hazard, ...]
    concordance: float
    remaining: Floats
    risk: Floats
