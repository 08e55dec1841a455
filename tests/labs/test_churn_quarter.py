"""The simulated months: labels and campaigns as the setting says, and what each mistake costs."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labs.churn import ChurnSetting, QuarterEvidence
from labs.churn.customers import Customers
from labs.churn.panel import BASE, MONTHLY_CHURN, PAST_CONTROL, snapshot
from labs.churn.quarter import cadences, quarter_of
from labs.churn.response import Response, response_of
from tests.labs.churn_customers import made_up

PLAIN = ChurnSetting(family="logistic", drift=0.0)


def world(setting: ChurnSetting) -> tuple[Customers, Response]:
    """Customers whose first columns tell who leaves, and their response."""
    customers = made_up(2000)
    leaves = 1 / (1 + np.exp(3 - 1.2 * customers.matrix[:, 0] - customers.matrix[:, 1]))
    return customers, response_of(customers, leaves, setting.persuadable, setting.sleeping_dogs, setting.alignment)


def quarter(**turned: object) -> QuarterEvidence:
    setting = replace(PLAIN, **turned)  # type: ignore[arg-type]
    return quarter_of(setting, *world(setting), lambda part, words: None)


@settings(max_examples=15)
@given(st.sampled_from([1, 2, 3, 6]), st.sampled_from([0, 1, 2]), st.sampled_from(["contract", "inactivity"]))
def test_campaigns_only_ever_touch_whom_they_contact(horizon: int, gap: int, definition: str) -> None:
    setting = replace(PLAIN, horizon_months=horizon, gap_months=gap, definition=definition)  # type: ignore[arg-type]
    base = snapshot(setting, *world(setting), month=-3)
    assert len(base.leaves) == BASE
    assert np.array_equal(base.label[~base.contacted], base.clean[~base.contacted])
    assert not (base.kept & ~base.contacted).any()
    assert not (base.kept & ~base.leaves).any()
    assert np.all(base.weight[base.contacted] == 0)
    if definition == "contract":
        assert np.array_equal(base.clean, base.leaves)
        assert not (base.label & base.kept).any()


def test_as_many_leave_as_the_month_and_the_horizon_say() -> None:
    customers, response = world(PLAIN)
    one = snapshot(PLAIN, customers, response, 0).leaves.mean()
    three = snapshot(replace(PLAIN, horizon_months=3), customers, response, 0).leaves.mean()
    assert one == pytest.approx(MONTHLY_CHURN, abs=0.006)
    assert one < three < 3 * one + 0.005


def test_a_campaign_contacts_its_share_but_for_the_control_group() -> None:
    setting = replace(PLAIN, past_contacted=0.2)
    base = snapshot(setting, *world(setting), month=-2)
    assert base.contacted.mean() == pytest.approx(0.2 * (1 - PAST_CONTROL), abs=0.01)
    assert base.weight.mean() == pytest.approx(1, abs=0.05)
    assert base.leaves[base.contacted].mean() > 2 * base.leaves[~base.contacted].mean()


def test_the_same_month_is_the_same_whoever_asks() -> None:
    one, other = (snapshot(PLAIN, *world(PLAIN), month=-1) for _ in range(2))
    assert np.array_equal(one.matrix, other.matrix)
    assert np.array_equal(one.label, other.label)


def test_more_frequent_scoring_reaches_more() -> None:
    """Beside the law of an exponential lead: reached = mean over the wait of exp(-(wait + action) / lead)."""
    found = {one.cadence: one.reached for one in cadences(0)}
    assert found["event"] > found["nightly"] > found["weekly"] > found["monthly"]
    lead = 365.25 / 12
    weekly = np.exp(-3 / lead) * (1 - np.exp(-7 / lead)) / (7 / lead)
    assert found["weekly"] == pytest.approx(weekly, abs=0.01)


@pytest.mark.slow
def test_a_stale_model_loses_under_drift_and_only_then() -> None:
    steady, moving = quarter(), quarter(drift=0.3)
    aged = [{one.retrain_every_months: one.auc for one in found.ages} for found in (steady, moving)]
    assert aged[0][12] == pytest.approx(aged[0][1], abs=0.03)
    assert aged[1][1] - aged[1][12] > 0.05
    assert aged[1][1] >= aged[1][3] - 0.01


@pytest.mark.slow
def test_labels_that_campaigns_spoiled_teach_the_wrong_thing() -> None:
    """Half the base contacted, eight in ten of the persuadable kept: the riskiest look like stayers."""
    found = quarter(past_contacted=0.5, persuadable=0.8, alignment=1.0)
    auc = {one.policy: one.auc for one in found.policies}
    assert found.contaminated > 0.5
    assert auc["clean"] - auc["ignored"] > 0.02
    assert auc["reweighted"] > auc["ignored"]
    assert quarter(past_contacted=0.0).contaminated == 0


@pytest.mark.slow
def test_a_gap_costs_what_the_last_month_would_have_told() -> None:
    assert quarter().months[0].auc - quarter(gap_months=1).months[0].auc > 0.015


@pytest.mark.slow
def test_inactivity_mistakes_holidays_for_churn() -> None:
    assert quarter(definition="inactivity").label_noise > 0.005
    assert quarter().label_noise == 0


@pytest.mark.slow
def test_a_month_says_how_old_its_model_and_labels_are() -> None:
    found = quarter(horizon_months=3, gap_months=1)
    assert [one.model_age_months for one in found.months] == [0, 1, 2]
    assert {(one.labels_from, one.labels_to) for one in found.months} == {(-5, -4)}
    assert found.labels_age_months == 4.5
    assert [one.model_age_months for one in quarter(retrain_every_months=1).months] == [0, 0, 0]
