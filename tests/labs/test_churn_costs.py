"""Costs of decisions: added up customer by customer, and the minimum-risk rule where chances are known."""

import numpy as np
import pytest

from labs.churn import best_threshold, cost_at, minimum_risk
from labs.churn.customers import constructed_costs, customers_of
from labs.churn.lab import silence
from labs.churn.parts import CustomerCosts, RiskEvidence
from labs.churn.validation import risk_of
from tests.labs.churn_customers import made_up


@pytest.fixture(scope="module")
def risk() -> RiskEvidence:
    customers = made_up(500)
    value = customers.value
    assert value is not None
    return risk_of(customers, value, constructed_costs(value, 2.0, 20.0, 0.5), "logistic", "none", 0, False, silence)


def test_a_threshold_costs_what_its_customers_cost(risk: RiskEvidence) -> None:
    total = 0.0
    for i, p in enumerate(risk.score):
        if p >= 0.3:
            total += risk.costs.tp[i] if risk.churn[i] else risk.costs.fp[i]
        else:
            total += risk.costs.fn[i] if risk.churn[i] else risk.costs.tn[i]
    found = cost_at(risk, 0.3)
    assert found.cost == pytest.approx(total / 500)
    assert found.contacted == pytest.approx(np.mean(risk.score >= 0.3))


def test_no_threshold_is_cheaper_than_the_best(risk: RiskEvidence) -> None:
    best = best_threshold(risk)
    tried = min(cost_at(risk, p).cost for p in (*np.unique(risk.score), np.inf))
    assert best.cost == pytest.approx(tried)
    assert best.savings >= 0


def test_contacting_nobody_or_everybody_saves_nothing_over_the_cheaper(risk: RiskEvidence) -> None:
    assert max(cost_at(risk, 0.0).savings, cost_at(risk, np.inf).savings) == pytest.approx(0)


def test_the_minimum_risk_rule_contacts_who_is_worth_it(risk: RiskEvidence) -> None:
    found, contacted = minimum_risk(risk), 0
    for i, p in enumerate(risk.score):
        costs = risk.costs
        contacted += p * costs.tp[i] + (1 - p) * costs.fp[i] <= p * costs.fn[i] + (1 - p) * costs.tn[i]
    assert found.contacted == contacted / 500
    assert found.savings > 0.1


def test_a_contact_costs_less_than_a_customer() -> None:
    costs: CustomerCosts | None = customers_of("tv").costs
    assert costs is not None
    assert np.all(costs.tp < costs.fn)
    assert np.all(costs.fp < costs.fn)
    built = constructed_costs(np.array([200.0]), contact=1.0, offer=10.0, acceptance=0.3)
    assert (built.fp[0], built.fn[0], built.tn[0]) == (11, 200, 0)
    assert built.tp[0] == pytest.approx(1 + 3 + 140)
