"""When customers leave: by hand, against every pair, and where the law is known."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.churn.customers import Customers, customers_of
from labs.churn.parts import Survival
from labs.churn.survival import AHEAD_MONTHS, concordance, survival_of


def lasting(rows: int, effect: float, seed: int = 0) -> Customers:
    """Customers whose hazard is 0.03 a month times exp(effect * trait), seen for a random while."""
    rng = np.random.default_rng(seed)
    trait = rng.standard_normal(rows)
    life = np.ceil(rng.exponential(1 / (0.03 * np.exp(effect * trait))))
    seen = rng.integers(1, 60, rows).astype(np.float64)
    return Customers(
        name="lasting",
        names=("trait", "noise"),
        matrix=np.column_stack([trait, rng.standard_normal(rows)]),
        levels=((), ()),
        churn=life <= seen,
        tenure=np.minimum(life, seen) - 1,
    )


@pytest.fixture(scope="module")
def telco() -> Survival:
    return survival_of(customers_of("telco"))


def test_kaplan_meier_by_hand() -> None:
    """Of ten customers one leaves at 1 and one is lost sight of; of eight two leave at 3; of five one at 4."""
    time = np.array([1, 1, 3, 3, 3, 4, 4, 5, 5, 5])
    churn = np.array([1, 0, 1, 1, 0, 1, 0, 0, 0, 0], dtype=bool)
    rng = np.random.default_rng(0)
    found = survival_of(
        Customers("ten", ("noise",), rng.standard_normal((10, 1)), ((),), churn, tenure=time.astype(np.float64) - 1)
    )
    steps = dict(zip(found.months.tolist(), found.staying.tolist(), strict=True))
    assert steps[1] == pytest.approx(9 / 10)
    assert steps[3] == pytest.approx(9 / 10 * 6 / 8)
    assert steps[4] == pytest.approx(9 / 10 * 6 / 8 * 4 / 5)
    assert found.median_months is None


@given(st.integers(0, 500))
def test_concordance_is_what_every_pair_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    time, churn, risk = rng.integers(1, 8, 25).astype(float), rng.random(25) < 0.6, rng.integers(0, 5, 25).astype(float)
    right = pairs = 0.0
    for i in range(25):
        for j in range(25):
            if churn[i] and (time[j] > time[i] or (time[j] == time[i] and not churn[j])):
                pairs += 1
                right += (risk[i] > risk[j]) + 0.5 * (risk[i] == risk[j])
    if pairs:
        assert concordance(time, churn, risk) == pytest.approx(right / pairs)


def test_cox_recovers_a_planted_hazard_ratio() -> None:
    found = survival_of(lasting(3000, effect=0.7))
    trait = next(one for one in found.hazards if one.name == "trait")
    noise = next(one for one in found.hazards if one.name == "noise")
    assert trait.low < np.exp(0.7) < trait.high
    assert noise.low < 1 < noise.high


def test_the_months_to_come_are_those_of_the_law() -> None:
    """Hazard 0.03 whatever the tenure: of 24 months (1 - exp(-0.72)) / 0.03 are stayed; months are whole, so nearly."""
    found = survival_of(lasting(6000, effect=0.0))
    assert float(np.mean(found.remaining)) == pytest.approx((1 - np.exp(-0.72)) / 0.03, rel=0.04)
    assert float(np.mean(found.risk)) == pytest.approx(1 - np.exp(-0.09), rel=0.12)


def test_telco_stays_as_its_contracts_say(telco: Survival) -> None:
    assert np.all(np.diff(telco.staying) <= 0)
    assert np.all((telco.least <= telco.staying) & (telco.staying <= telco.most))
    assert np.all((telco.remaining > 0) & (telco.remaining <= AHEAD_MONTHS))
    assert telco.hazards[0].name == "Contract: Two year"
    assert telco.hazards[0].high < 1
    assert 0.8 < telco.concordance < 0.9


def test_no_clock_is_a_covariate(telco: Survival) -> None:
    assert not {"tenure", "TotalCharges"} & {one.name for one in telco.hazards}


def test_a_column_that_is_the_end_itself_has_no_hazard_ratio() -> None:
    found = lasting(400, effect=0.0)
    told = replace(found, matrix=np.column_stack([found.matrix, found.churn.astype(np.float64)]))
    told = replace(told, names=("trait", "noise", "end"), levels=((), (), ()))
    with pytest.raises(ValueError, match="no best fit"):
        survival_of(told)
    with pytest.raises(ValueError, match="No column but the tenure"):
        survival_of(found, clocks=("trait", "noise"))


def test_without_a_tenure_nothing_is_said() -> None:
    with pytest.raises(ValueError, match="no tenure"):
        survival_of(customers_of("tv"))
