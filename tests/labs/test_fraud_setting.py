"""The fraud lab refuses what it cannot simulate, in words that name the value, the limit and the way out."""

import math

import pytest

from labs.fraud import FAMILIES, FraudSetting


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("customers", 3, "customers = 3 is outside 50 to 20,000. "),
        ("customers", 100.5, "customers = 100.5 is not a whole number. "),
        ("terminals", 99_999, "terminals = 99,999 is outside 50 to 40,000. "),
        ("days", True, "days = True is not a whole number. "),
        ("seed", -1, "seed = -1 is outside 0 to "),
        ("family", "oracle", "family = 'oracle' is none of logistic, tree, forest, boosted."),
        ("freshness", ["request"], "freshness = ['request'] is none of "),
        ("label_delay_days", math.nan, "label_delay_days = nan is not a number. "),
        ("label_delay_days", math.inf, "label_delay_days = inf is outside 0 to 365. "),
        ("label_spread", -0.1, "label_spread = -0.1 is outside 0 to 2. "),
        ("maturation_days", 0, "maturation_days = 0 is outside 1 to 180. "),
        ("retrain_every_days", 8, "retrain_every_days = 8 is none of 7, 14, 28."),
        ("balance", "smote", "balance = 'smote' is none of none, weights, undersampled."),
        ("corrected", 0, "corrected = 0 is neither True nor False."),
        ("unmatured", True, "unmatured = True is none of unknown, legitimate."),
        ("permuted_labels", 1, "permuted_labels = 1 is neither True nor False."),
    ],
)
def test_a_value_outside_its_range_is_named_with_its_limit(field: str, value: object, words: str) -> None:
    with pytest.raises(ValueError) as refusal:
        FraudSetting(**{field: value})
    assert str(refusal.value).startswith(words)


def test_waiting_for_labels_longer_than_the_history_is_refused_with_the_days_needed() -> None:
    """28 test + 7 look-back + 28 training + 2 x 61 days of labels are 185, two more than are simulated."""
    assert FraudSetting(maturation_days=60).days_needed == 183
    with pytest.raises(ValueError, match="at least 185"):
        FraudSetting(maturation_days=61)
    assert FraudSetting(maturation_days=61, days=185).days == 185


def test_a_setting_is_a_key() -> None:
    assert len({FraudSetting(), FraudSetting(seed=0), FraudSetting(seed=1)}) == 2
    assert FraudSetting().family in FAMILIES
