"""Guesses: which way, how far off, how sure; and which decisions are marked."""

from math import inf, isclose

import pytest

from design.guess import MARKED, Guess, marked, record_of, way_of
from design.influence import influence
from tests.designs import CASES, design


def guess(way="lower", guessed=8.0, was=12.0, got=9.0, sure=0.7, failures=False) -> Guess:
    """A guess on a number."""
    return Guess("block_above", "p = 0.1", "Money.fraud_loss", was, way, guessed, sure, got, failures)


@pytest.mark.parametrize(
    ("was", "now", "way"),
    [
        (12.0, 9.0, "lower"), (9.0, 12.0, "higher"), (100.0, 100.9, "same"), (0.0, 0.0, "same"), (5.0, inf, "higher"),
        (0.9998, 0.9990, "lower"), (0.9998, 0.9998, "same"), (inf, inf, "same"), (0.0, 0.1, "higher"),
    ],
)  # fmt: skip
def test_the_way_that_a_number_went(was, now, way) -> None:
    assert way_of(was, now) == way


def test_how_far_off_is_a_factor_either_way() -> None:
    assert isclose(guess(guessed=18.0, got=9.0).off, 2.0)
    assert isclose(guess(guessed=4.5, got=9.0).off, 2.0)
    assert guess(guessed=9.0, got=9.0).off == 1.0
    assert guess(guessed=9.0, got=inf).off == inf
    assert guess(guessed=9.0, got=0.0).off == inf


def test_of_an_availability_failures_are_compared() -> None:
    assert isclose(guess(guessed=0.998, was=0.9, got=0.999, failures=True).off, 2.0)


@pytest.mark.parametrize("bad", [{"way": "sideways"}, {"sure": 1.5}, {"guessed": inf}])
def test_what_is_no_guess_is_refused(bad) -> None:
    with pytest.raises(ValueError, match=r"sideways|sure|number"):
        guess(**bad)


def test_the_record_says_how_often_right_and_how_sure_one_may_be() -> None:
    """Worked by hand: three of five right; said 90 % of all; Brier (3 * 0.01 + 2 * 0.81) / 5 = 0.33."""
    guesses = [guess(sure=0.9)] * 3 + [guess(way="higher", sure=0.9)] * 2
    record = record_of(guesses)
    assert (record.right, record.guesses, record.close) == (3, 5, 5)
    assert isclose(record.brier, 0.33)
    assert "at 90% right in 3 of 5" in record.says
    assert "surer than you may be" in record.says


def test_too_few_guesses_say_nothing_of_how_sure_one_may_be() -> None:
    assert "From 5 guesses on" in record_of([guess()]).says
    assert "No guess yet" in record_of([]).says


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_marked_decisions_move_promises_and_are_few(case) -> None:
    of = design(case)
    names = marked(of)
    moving = {one.knob.name for o in of.outcomes for one in influence(of, o.entry.key)}
    assert 0 < len(names) <= MARKED
    assert set(names) <= moving & {k.name for k in case.knobs}
