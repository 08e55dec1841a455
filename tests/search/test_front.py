"""The Pareto front, held against every pair compared by hand."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import Unit
from search import Goal, front_of, goal_of
from tests.design.kiosk import CASE

NUMBERS = st.sampled_from([0.0, 1.0, 2.0, 3.0, inf, -inf, nan])  # few, so that many are equal


def beats(one, other, upward) -> bool:
    """One row dominates another, as the definition says it."""
    ways = [(a >= b, a > b) if up else (a <= b, a < b) for a, b, up in zip(one, other, upward, strict=True)]
    return all(no_worse for no_worse, _ in ways) and any(better for _, better in ways)


def by_brute_force(rows, upward) -> list[int]:
    """The front by comparing each row with each."""
    whole = [i for i, row in enumerate(rows) if not any(map(np.isnan, row))]
    return [i for i in whole if not any(beats(rows[j], rows[i], upward) for j in whole)]


@pytest.mark.parametrize("numbers", [2, 3])
@given(data=st.data())
def test_front_is_the_brute_force_front(numbers: int, data) -> None:
    """With ties, infinities and numbers that a design does without."""
    rows = data.draw(st.lists(st.tuples(*[NUMBERS] * numbers), max_size=30))
    upward = data.draw(st.tuples(*[st.booleans()] * numbers))
    found = front_of(np.array(rows, dtype=float).reshape(len(rows), numbers), upward)
    assert found.tolist() == by_brute_force(rows, upward)


def test_front_of_many_is_the_brute_force_front() -> None:
    rows = np.random.default_rng(3).normal(size=(400, 3))
    assert front_of(rows, (False, True, False)).tolist() == by_brute_force(rows.tolist(), (False, True, False))


def test_equal_rows_both_stand_on_the_front_and_a_missing_number_never_does() -> None:
    rows = np.array([[1.0, 2.0], [1.0, 2.0], [nan, 0.0], [1.0, inf]])
    assert front_of(rows, (False, False)).tolist() == [0, 1]
    assert front_of(rows, (False, True)).tolist() == [3]


def test_direction_is_the_promises_then_the_units_and_never_guessed() -> None:
    assert goal_of(CASE, "Visit.availability", Unit("%")) == Goal("Visit.availability", True)
    assert goal_of(CASE, "Visit.p99", Unit("ms")) == Goal("Visit.p99", False)
    assert goal_of(CASE, "Other.cost", Unit("$/month")) == Goal("Other.cost", False)
    assert goal_of(CASE, "Kiosk.utilisation", Unit("%")) is None
