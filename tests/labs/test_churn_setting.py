"""A churn setting refuses what cannot be trained, in words that name the field, the value and the range."""

import pytest

from labs.churn import ChurnSetting


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"dataset": "phones"}, "dataset = 'phones' is none of tv, telco"),
        ({"family": "svm"}, "family = 'svm' is none of"),
        ({"persuadable": 0.9}, "persuadable = 0.9 is outside 0.05 to 0.8"),
        ({"sleeping_dogs": float("nan")}, "sleeping_dogs = nan is not a number"),
        ({"alignment": -1.5}, "alignment = -1.5 is outside -1 to 1"),
        ({"trial_customers": 100}, "trial_customers = 100 is outside 2,000 to 60,000"),
        ({"horizon_months": 4}, "horizon_months = 4 is none of 1, 2, 3, 6"),
        ({"gap_months": True}, "gap_months = True is none of"),
        ({"seed": 0.5}, "seed = 0.5 is not a whole number"),
        ({"permuted_labels": 1}, "permuted_labels = 1 is neither"),
    ],
)
def test_what_cannot_be_trained_is_refused_in_words(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match="^" + words.replace("(", r"\(")):
        ChurnSetting(**wrong)  # type: ignore[arg-type]


def test_settings_of_the_same_fields_are_one_key() -> None:
    assert len({ChurnSetting(), ChurnSetting(), ChurnSetting(seed=1)}) == 2
