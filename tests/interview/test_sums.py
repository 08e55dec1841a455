"""Sums on the back of an envelope: arithmetic, and nothing that a program could be made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview import summed

NAMED = {"daily_payments": 1_200_000.0, "peak": 3.0}


def test_payments_a_second_at_peak():
    """1.2 million a day are 13.9 a second, and three times that at peak: 41.7."""
    assert pytest.approx(41.667, abs=1e-3) == summed("daily_payments / 86,400 × peak", NAMED)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("__import__('os').system('id')", "nothing else"),
        ("peak.__class__", "nothing else"),
        ("9 ** 9 ** 9", "nothing else"),
        ("True + 1", "nothing else"),
        ("'a' * 9", "nothing else"),
        ("secret + 1", "'secret'"),
        ("1 / (peak - 3)", "by nothing"),
        ("1 +", "no sum"),
        ("", "no sum"),
        ("1e99 * 1e99 * 1e99 * 1e99", "larger"),
        ("9" * 199 + "\x00", "no sum"),
        ("(" * 150 + "1" + ")" * 40, "no sum"),
        ("1" * 201, "201"),
    ],
)
def test_what_is_no_sum_is_told_so(words, said):
    with pytest.raises(ValueError, match=said):
        summed(words, NAMED)


@given(st.text(max_size=250))
def test_any_text_is_a_number_or_a_sentence(words):
    try:
        assert isinstance(summed(words, NAMED), float)
    except ValueError as no:
        assert str(no).endswith(".")
