"""Scores: the arithmetic is in the open, evidence is owed, and what was not seen is in neither sum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview import DIMENSIONS, LEVELS, Mark, scored

KEYS = [d.key for d in DIMENSIONS]


def marks(points, evidence="said so"):
    return {key: Mark(value, evidence) for key, value in zip(KEYS, points, strict=True)}


def test_a_sum_worked_by_hand():
    """At mid level: framing 3 × 2, numbers 1 × 3, the others not seen: 9 of 12."""
    result = scored({"framing": Mark(2, "goal, action"), "numbers": Mark(3, "4,000/s")}, "mid")
    assert (9, 12, 0.75) == (result.won, result.possible, result.share)
    assert "(3×2 + 1×3) / (3×3 + 1×3) = 9 / 12 = 75 %" == result.arithmetic


def test_points_without_evidence_are_left_out_and_owed():
    result = scored({"framing": Mark(3, " "), "numbers": Mark(1, "load")}, "mid")
    assert ("Framing and scope",) == result.without_evidence
    assert (1, 3) == (result.won, result.possible)


def test_a_nought_needs_no_evidence_and_counts():
    assert (0, 9) == (lambda r: (r.won, r.possible))(scored({"framing": Mark(0)}, "mid"))


def test_nothing_judged_is_no_result():
    result = scored({}, "senior")
    assert (None, "not judged", "Nothing was judged.") == (result.share, result.band, result.arithmetic)


@pytest.mark.parametrize(
    ("points", "level", "band"),
    [
        ([1, 1, 1, 1, 1, 1, 1, 1], "senior", "not yet"),
        ([2, 1, 1, 1, 1, 1, 2, 2], "senior", "mid"),
        ([3, 3, 3, 1, 1, 2, 2, 2], "senior", "senior"),
        ([3, 3, 3, 3, 3, 2, 2, 2], "staff", "staff"),
    ],
)
def test_bands(points, level, band):
    assert band == scored(marks(points), level).band


def test_a_band_needs_its_threes_and_says_so():
    result = scored(marks([2] * 8), "senior")
    assert ("mid", "67 % would be senior, which needs 3 threes; there are 0.") == (result.band, result.held_back)


@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_nought_in_framing_data_or_serving_caps_at_mid(place):
    points = [3] * 8
    points[place] = 0
    result = scored(marks(points), "staff")
    assert "mid" == result.band and "caps it at mid" in result.held_back
    points[place], points[1] = 3, 0
    assert "staff" == scored(marks(points), "staff").band


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=8, max_size=8),
    st.sampled_from(LEVELS),
    st.integers(0, 7),
)
def test_one_more_point_never_lowers_the_share(points, level, place):
    before = scored(marks(points), level)
    if points[place] is None or points[place] == 3:
        return
    after = scored(marks([p + 1 if i == place else p for i, p in enumerate(points)]), level)
    assert before.share <= after.share <= 1


def test_what_the_rubric_does_not_have_is_refused():
    with pytest.raises(ValueError, match="no 'charm'"):
        scored({"charm": Mark(3, "x")}, "mid")
    with pytest.raises(ValueError, match="no 'sleep'"):
        scored({}, "mid", ("sleep",))
    with pytest.raises(ValueError, match="4 points"):
        Mark(4)


def test_every_dimension_weighs_something_at_every_level():
    assert all(d.weight(level) > 0 for d in DIMENSIONS for level in LEVELS)
    assert len(DIMENSIONS) == len(set(KEYS)) == 8
