"""Whom to contact: every sum is what adding customers up one by one gives, and nobody beats the truth."""

import numpy as np
import pytest

from labs.churn import ORDERS, Offer, Targeting
from labs.churn.customers import constructed_costs
from labs.churn.parts import RiskEvidence, UpliftEvidence
from labs.churn.response import response_of
from labs.churn.targeting import targeting_of
from labs.churn.uplift import uplift_of
from labs.churn.validation import risk_of
from tests.labs.churn_customers import made_up

OFFER = Offer(contact=2.0, offer=15.0, take=0.8, stayer_take=0.5, value_factor=1.5)


@pytest.fixture(scope="module")
def found() -> tuple[RiskEvidence, UpliftEvidence, Targeting]:
    customers = made_up(500)
    value = customers.value
    assert value is not None
    quiet = lambda part, words: None  # noqa: E731
    risk = risk_of(customers, value, constructed_costs(value), "logistic", "none", 0, False, quiet)
    leaves = np.random.default_rng(3).uniform(0.02, 0.7, 500)
    response = response_of(customers, leaves, 0.4, 0.05, 0.0)
    uplift = uplift_of(customers, response, risk.score, value, "two_model", "logistic", 2000, 0, quiet)
    return risk, uplift, targeting_of(risk, uplift)


def first(risk: RiskEvidence, uplift: UpliftEvidence, order: str, contacts: int) -> np.ndarray:
    key = {
        "risk": risk.score,
        "value": risk.score * risk.value,
        "uplift": uplift.estimate,
        "uplift_value": uplift.estimate * risk.value,
    }[order]
    return np.argsort(-key, kind="stable")[:contacts]


@pytest.mark.parametrize("order", ["risk", "value", "uplift", "uplift_value"])
@pytest.mark.parametrize("contacts", [0, 1, 50, 500])
def test_an_outcome_is_the_sum_of_its_customers(
    found: tuple[RiskEvidence, UpliftEvidence, Targeting], order: str, contacts: int
) -> None:
    risk, u, targeting = found
    rows = first(risk, u, order, contacts)
    kept = driven = given = money = leaving = 0.0
    for i in rows:
        p = u.leaves[i]
        keeps, drives, sure = OFFER.take * p * u.saved[i], (1 - p) * u.driven[i], (1 - p) * (1 - u.driven[i])
        kept, driven, leaving, given = kept + keeps, driven + drives, leaving + p, given + keeps + 0.5 * sure
        money += 1.5 * risk.value[i] * (keeps - drives) - 15 * (keeps + 0.5 * sure) - 2
    outcome = targeting.outcome(order, contacts / 500, OFFER)  # type: ignore[arg-type]
    assert outcome.kept * 500 == pytest.approx(kept)
    assert outcome.driven * 500 == pytest.approx(driven)
    assert outcome.leaving * 500 == pytest.approx(leaving, abs=1e-9)
    assert outcome.offer_cost * 500 == pytest.approx(15 * given)
    assert outcome.profit * 500 == pytest.approx(money, abs=1e-9)
    if contacts:
        assert outcome.churn_alone == pytest.approx(leaving / contacts)
        assert outcome.churn_contacted == pytest.approx((leaving - kept + driven) / contacts)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.1, 0.37, 1.0])
def test_nobody_beats_the_truth(found: tuple[RiskEvidence, UpliftEvidence, Targeting], share: float) -> None:
    targeting = found[2]
    best = targeting.outcome("oracle", share, OFFER).profit
    assert all(
        targeting.outcome(order, share, OFFER).profit <= best + 1e-9 for order in ORDERS if share in (0.0, 1.0, 0.1)
    )
    if share == 1.0:
        assert len({round(targeting.outcome(order, 1.0, OFFER).profit, 9) for order in ORDERS}) == 1


def test_between_two_customers_a_part_is_counted(found: tuple[RiskEvidence, UpliftEvidence, Targeting]) -> None:
    low, middle, high = (found[2].outcome("risk", k / 500, OFFER).profit for k in (10, 10.5, 11))
    assert middle == pytest.approx((low + high) / 2)


def test_the_best_share_earns_most(found: tuple[RiskEvidence, UpliftEvidence, Targeting]) -> None:
    for order in ORDERS:
        best = found[2].best_share(order, OFFER)
        tried = [found[2].outcome(order, k / 500, OFFER).profit for k in range(0, 501, 5)]
        assert found[2].outcome(order, best, OFFER).profit >= max(tried) - 1e-9


def test_real_labels_and_real_costs_are_added_up(found: tuple[RiskEvidence, UpliftEvidence, Targeting]) -> None:
    risk, u, targeting = found
    chosen = np.zeros(500, dtype=bool)
    chosen[first(risk, u, "risk", 60)] = True
    cost = np.where(
        chosen,
        np.where(risk.churn, risk.costs.tp, risk.costs.fp),
        np.where(risk.churn, risk.costs.fn, risk.costs.tn),
    )
    one = targeting.cost_of(60 / 500)
    assert one.cost == pytest.approx(cost.mean())
    assert one.savings == pytest.approx(1 - cost.mean() / min(one.cost_nobody, one.cost_everybody))
    assert targeting.captured("risk", 60 / 500) == pytest.approx(risk.churn[chosen].sum() / risk.churn.sum())
    assert targeting.lift("risk", 60 / 500) == pytest.approx(risk.churn[chosen].mean() / risk.churn.mean())


def test_wrong_shares_and_prices_are_refused(found: tuple[RiskEvidence, UpliftEvidence, Targeting]) -> None:
    with pytest.raises(ValueError, match=r"share = 1.1 is outside"):
        found[2].outcome("risk", 1.1)
    with pytest.raises(ValueError, match="simulated truth"):
        found[2].lift("oracle", 0.1)
    with pytest.raises(ValueError, match=r"take = 1.5 is outside 0 to 1"):
        Offer(take=1.5)
    with pytest.raises(ValueError, match="offer = nan"):
        Offer(offer=float("nan"))
