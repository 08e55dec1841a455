"""The simulated payments keep the handbook's rules and rates; the rates are those of ULB 2022, chapter 3."""

from dataclasses import fields

import numpy as np
import pytest

from labs.fraud import FraudSetting
from labs.fraud.simulation import DAY_S, Payments, drawn_on, simulate

PUBLISHED = {
    "payments a customer and day": 1_754_155 / 5_000 / 183,
    "scenario 1": 973 / 1_754_155,
    "scenario 2": 9_077 / 1_754_155,
    "scenario 3": 4_631 / 1_754_155,
    "fraud": 14_681 / 1_754_155,
}


@pytest.fixture(scope="module")
def payments() -> Payments:
    """A small world at the published density of terminals to customers."""
    return simulate(FraudSetting(customers=300, terminals=600, seed=4))


def rates(payments: Payments, customers: int) -> dict[str, float]:
    """The published figures, measured."""
    shares = np.bincount(payments.scenario, minlength=4) / len(payments)
    return {
        "payments a customer and day": len(payments) / customers / 183,
        **{f"scenario {which}": float(shares[which]) for which in (1, 2, 3)},
        "fraud": float(payments.fraud.mean()),
    }


def test_the_published_rates_lie_within_the_band_of_seeds() -> None:
    """Each published figure is within three standard deviations of the seeds' mean, and bands are narrow."""
    seeds = [rates(simulate(FraudSetting(customers=1000, terminals=2000, seed=seed)), 1000) for seed in range(8)]
    for name, published in PUBLISHED.items():
        values = np.array([one[name] for one in seeds])
        assert abs(values.mean() - published) < 3 * values.std(ddof=1), name
        assert values.std(ddof=1) < 0.2 * published, name


def test_payments_are_ordered_in_time_and_inside_their_days(payments: Payments) -> None:
    assert (np.diff(payments.time_s) >= 0).all()
    assert (payments.time_s // DAY_S == payments.day).all()
    assert (payments.time_s % DAY_S > 0).all()
    assert payments.day.min() == 0
    assert payments.day.max() == 182


def test_fraud_is_what_has_a_scenario(payments: Payments) -> None:
    assert (payments.fraud == (payments.scenario > 0)).all()
    assert set(np.unique(payments.scenario)) == {0, 1, 2, 3}


def test_a_payment_over_220_is_always_fraud_and_scenario_1_is_always_over_220(payments: Payments) -> None:
    assert payments.fraud[payments.amount > 220].all()
    assert payments.amount[payments.scenario == 1].min() > 220


def test_a_compromised_terminal_has_only_fraud_for_28_days(payments: Payments) -> None:
    """Every scenario 2 payment lies in a run of 28 days in which its terminal knows no legitimate payment."""
    for terminal in np.unique(payments.terminal[payments.scenario == 2]):
        here = payments.terminal == terminal
        legit_days = payments.day[here & ~payments.fraud].astype(int)
        for day in np.unique(payments.day[here & (payments.scenario == 2)]).astype(int):
            earlier = max([-1, *legit_days[legit_days < day]])
            later = min([183 + 28, *legit_days[legit_days > day]])
            assert day not in legit_days
            assert later - earlier > 28


def test_a_third_of_a_taken_over_customers_payments_is_five_times_as_large() -> None:
    """In cents, a scenario 3 amount is a multiple of five; nothing says so of the others."""
    payments = simulate(FraudSetting(customers=300, terminals=600, seed=5))
    cents = np.rint(payments.amount * 100).astype(int)
    assert (cents[payments.scenario == 3] % 5 == 0).all()
    assert 0.15 < (cents[payments.scenario == 0] % 5 == 0).mean() < 0.25
    assert payments.amount[payments.scenario == 3].mean() > 3 * payments.amount[payments.scenario == 0].mean()


def test_frauds_are_drawn_in_proportion_to_the_population() -> None:
    """The running total of drawn terminals stays within one of the published 2 a day in 10,000."""
    for terminals in (50, 300, 3000, 10_000, 40_000):
        drawn = np.cumsum([drawn_on(day, terminals * 2 / 10_000) for day in range(182)])
        exact = (np.arange(182) + 1) * terminals * 2 / 10_000
        assert np.abs(drawn - exact).max() < 1
    assert {drawn_on(day, 2.0) for day in range(182)} == {2}
    assert {drawn_on(day, 3.0) for day in range(182)} == {3}


def test_the_same_seed_gives_the_same_payments_and_another_seed_others(payments: Payments) -> None:
    again = simulate(FraudSetting(customers=300, terminals=600, seed=4, family="logistic", freshness="nightly"))
    other = simulate(FraudSetting(customers=300, terminals=600, seed=6))
    for field in fields(Payments):
        assert np.array_equal(getattr(payments, field.name), getattr(again, field.name))
    assert not np.array_equal(payments.amount[:100], other.amount[:100])


def test_the_arrays_refuse_to_be_written(payments: Payments) -> None:
    with pytest.raises(ValueError, match="read-only"):
        payments.amount[0] = 1.0


def test_the_smallest_world_can_be_simulated() -> None:
    """Most of its customers reach no terminal within 5 units, so that they use the nearest."""
    payments = simulate(FraudSetting(customers=50, terminals=50))
    assert len(np.unique(payments.customer)) > 45
    assert payments.fraud.any()
