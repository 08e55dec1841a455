"""The features equal a slow reference written apart from them; late labels are really hidden."""

from itertools import pairwise

import numpy as np
import pytest

from labs.fraud import FRESHNESSES, FraudSetting, Freshness
from labs.fraud.features import NAMES, features_of, label_at_maturity
from labs.fraud.simulation import Payments, simulate
from labs.fraud.training import rule_hits

DAY = 86_400


def tiny(**changes: object) -> FraudSetting:
    """Fifty customers, so that a quadratic reference is quick."""
    return FraudSetting(**{"customers": 50, "terminals": 50, "days": 90, "seed": 3, "maturation_days": 5, **changes})


def slow_row(payments: Payments, label: np.ndarray, row: int, freshness: Freshness, delay: int) -> list[float]:
    """The fifteen inputs of one payment by the definitions, comparing it with every payment there is."""
    now = int(payments.time_s[row])
    known = {"request": now, "stream": now - 300, "nightly": now - now % DAY - 1}[freshness]
    rows = np.arange(len(payments))
    weekday = (payments.day[row] + 6) % 7
    values = [float(payments.amount[row]), float(weekday in (5, 6)), float(now % DAY < 7 * 3600)]
    mine = (payments.customer == payments.customer[row]) & (payments.time_s <= known) & (rows <= row)
    for days in (1, 7, 30):
        seen = payments.amount[mine & (payments.time_s > known - days * DAY)]
        values += [len(seen), float(seen.mean()) if len(seen) else 0.0]
    known -= delay * DAY
    here = (payments.terminal == payments.terminal[row]) & (payments.time_s <= known)
    for days in (1, 7, 30):
        seen = label[here & (payments.time_s > known - days * DAY)]
        values += [len(seen), float(seen.mean()) if len(seen) else 0.0]
    return values


@pytest.mark.parametrize("freshness", FRESHNESSES)
def test_the_features_equal_a_slow_reference(freshness: Freshness) -> None:
    setting = tiny(freshness=freshness)
    payments = simulate(setting)
    features = features_of(payments, setting)
    label = label_at_maturity(payments, setting)
    rows = [*range(5), *np.random.default_rng(0).choice(len(payments), 400, replace=False)]
    slow = np.array([slow_row(payments, label, row, freshness, 5) for row in rows])
    np.testing.assert_allclose(features.matrix[rows], slow, rtol=1e-6)
    assert slow[:, NAMES.index("terminal_risk_30d")].max() > 0


def test_two_payments_of_one_second_count_in_their_order() -> None:
    """Of two payments of a card in the same second, the second listed sees both, the first itself only."""
    both = Payments(
        time_s=np.array([50, 50]),
        day=np.zeros(2, np.int16),
        customer=np.zeros(2, np.uint16),
        terminal=np.zeros(2, np.uint16),
        amount=np.array([10.0, 30.0]),
        fraud=np.zeros(2, np.bool_),
        scenario=np.zeros(2, np.int8),
    )
    features = features_of(both, tiny())
    assert features.matrix[:, NAMES.index("customer_payments_1d")].tolist() == [1, 2]
    assert features.matrix[:, NAMES.index("customer_mean_amount_1d")].tolist() == [10, 20]
    assert features.usual_payments.tolist() == [0, 1]


def test_staler_features_never_count_more_of_a_customer() -> None:
    setting = tiny()
    payments = simulate(setting)
    column = NAMES.index("customer_payments_30d")
    seen = {path: features_of(payments, tiny(freshness=path)).matrix[:, column] for path in FRESHNESSES}
    assert seen["request"].sum() > seen["stream"].sum() > seen["nightly"].sum()
    assert (seen["request"] >= 1).all()


def test_usual_amount_leaves_the_payment_itself_out() -> None:
    """It is the 30-day mean of the others, whatever the payment itself amounts to."""
    setting = tiny()
    payments = simulate(setting)
    features = features_of(payments, setting)
    for row in range(1000, 1040):
        age = payments.time_s[row] - payments.time_s[:row]
        others = payments.amount[:row][(payments.customer[:row] == payments.customer[row]) & (age < 30 * DAY)]
        assert features.usual_payments[row] == len(others)
        assert features.usual_amount[row] == pytest.approx(others.mean() if len(others) else 0)


def test_rules_hit_what_is_over_200_or_three_times_the_usual() -> None:
    setting = tiny()
    payments = simulate(setting)
    features = features_of(payments, setting)
    for row, hit in enumerate(rule_hits(payments, features)):
        unusual = features.usual_payments[row] >= 5 and payments.amount[row] > 3 * features.usual_amount[row]
        assert hit == (payments.amount[row] > 200 or unusual)


def test_a_constant_delay_no_longer_than_maturation_hides_nothing_and_a_longer_one_everything() -> None:
    payments = simulate(tiny())
    within = label_at_maturity(payments, tiny(label_spread=0.0, label_delay_days=5))
    beyond = label_at_maturity(payments, tiny(label_spread=0.0, label_delay_days=5.1))
    assert np.array_equal(within, payments.fraud)
    assert not beyond.any()


def test_waiting_longer_only_reveals_labels_and_a_median_reveals_half() -> None:
    """The lognormal's median is `label_delay_days`: so long a wait reveals half the frauds, give or take."""
    payments = simulate(FraudSetting(customers=300, terminals=600))
    known = [label_at_maturity(payments, FraudSetting(maturation_days=days)) for days in (3, 7, 14, 60)]
    for shorter, longer in pairwise(known):
        assert (longer >= shorter).all()
        assert longer.sum() > shorter.sum()
    assert not (known[-1] & ~payments.fraud).any()
    assert known[1].sum() / payments.fraud.sum() == pytest.approx(0.5, abs=0.06)


def test_hidden_labels_lower_the_terminal_risk() -> None:
    payments = simulate(tiny())
    risk = NAMES.index("terminal_risk_30d")
    told = features_of(payments, tiny(label_spread=0.0, label_delay_days=5)).matrix[:, risk]
    hidden = features_of(payments, tiny(label_delay_days=10)).matrix[:, risk]
    assert (hidden <= told).all()
    assert hidden.sum() < 0.5 * told.sum()
