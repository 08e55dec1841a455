"""Power, proof, fatigue: against statsmodels, by hand, and by the laws that they must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labs.churn import contacts_a_customer, control_needed, power_of, proof_of, tired_take


@pytest.mark.parametrize("p", [0.02, 0.1, 0.4])
@pytest.mark.parametrize("effect", [0.005, 0.015, -0.01])
@pytest.mark.parametrize(("control", "treated"), [(500, 500), (300, 2700), (20_000, 180_000)])
def test_power_is_that_of_statsmodels(p: float, effect: float, control: int, treated: int) -> None:
    from statsmodels.stats.proportion import power_proportions_2indep

    theirs = power_proportions_2indep(diff=-effect, prop2=p, nobs1=treated, ratio=control / treated, alpha=0.05)
    assert power_of(p, p - effect, control, treated) == pytest.approx(theirs.power, abs=2e-4)


def test_no_effect_is_found_as_often_as_chance_would() -> None:
    assert power_of(0.1, 0.1, 5000, 500) == pytest.approx(0.05, abs=1e-6)


def test_the_interval_by_hand() -> None:
    """0.10 of 300 against 0.08 of 2,700: 1.96 * sqrt(0.09 / 300 + 0.0736 / 2700)."""
    found = proof_of(0.10, 0.08, contacts_a_month=1000, control_share=0.1, months=3)
    assert (found.control, found.treated) == (300, 2700)
    assert found.half_width == pytest.approx(1.959964 * (0.09 / 300 + 0.0736 / 2700) ** 0.5)


def test_the_months_needed_are_the_first_with_enough_power() -> None:
    found = proof_of(0.10, 0.08, 1000, 0.1, wanted_power=0.8)
    assert found.months_needed is not None
    month = found.months_needed
    assert (
        power_of(0.10, 0.08, 100 * month, 900 * month)
        >= 0.8
        > power_of(0.10, 0.08, 100 * month - 100, 900 * month - 900)
    )


def test_without_a_control_group_nothing_is_ever_shown() -> None:
    found = proof_of(0.10, 0.05, 10_000, 0.0, months=24)
    assert (found.half_width, found.power, found.months_needed) == (float("inf"), 0.0, None)


def test_an_effect_of_nothing_needs_no_number_of_months() -> None:
    assert proof_of(0.1, 0.1, 1000, 0.2).months_needed is None


@given(st.floats(0.02, 0.5), st.floats(0.1, 0.9), st.integers(200, 100_000))
def test_the_control_share_needed_is_enough_and_not_more(p: float, kept: float, contacts: int) -> None:
    found = control_needed(p, p * kept, contacts)
    if found is None:
        assert power_of(p, p * kept, contacts / 2, contacts / 2) < 0.8
    else:
        assert power_of(p, p * kept, found * contacts, (1 - found) * contacts) >= 0.8 - 1e-9


@given(st.floats(1, 52), st.floats(0, 1))
def test_fatigue_never_adds(contacts: float, fatigue: float) -> None:
    assert 0 < tired_take(contacts, fatigue) <= 1 + 1e-12
    assert tired_take(contacts + 1, fatigue) <= tired_take(contacts, fatigue) + 1e-12


def test_fatigue_by_hand() -> None:
    """Three contacts at 1, 0.5, 0.25."""
    assert tired_take(3, 0.5) == pytest.approx((1 + 0.5 + 0.25) / 3)


def test_rest_spreads_contacts() -> None:
    assert contacts_a_customer(0.1, 0) == pytest.approx(12)
    assert contacts_a_customer(0.1, 2) == pytest.approx(4)
    assert contacts_a_customer(0.5, 5) == pytest.approx(2)
    assert contacts_a_customer(0.0, 2) == 0


def test_wrong_shares_are_refused() -> None:
    with pytest.raises(ValueError, match=r"control_share = 1.5"):
        proof_of(0.1, 0.1, 100, 1.5)
    with pytest.raises(ValueError, match="fatigue = 2"):
        tired_take(3, 2)
