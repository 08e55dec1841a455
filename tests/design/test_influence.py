"""Influence: which decisions and givens move a number, and how far."""

from dataclasses import replace

import pytest

from design import influence, knobs_of
from design.influence import beside
from tests.design.kiosk import CASE, Knobs, kiosk

KNOB = {k.name: k for k in knobs_of(Knobs)}


def test_only_what_moves_the_number_is_named():
    """Wages follow from the clerks alone: 5 clerks fewer is below one; from 2 to 7 they cost 3 $ each."""
    (clerks,) = influence(kiosk(), "Kiosk.cost")
    assert (clerks.knob.name, clerks.low_value, clerks.low_result) == ("clerks", 1, 3.0)
    assert (clerks.high_value, clerks.high_result, clerks.span) == (7, 21.0, 18.0)


def test_a_switch_is_turned_both_ways_and_the_limit_of_a_promise_is_left():
    (awning,) = influence(kiosk(), "Visit.availability")
    assert (awning.knob.name, awning.low_value, awning.high_value) == ("awning", False, True)
    assert (awning.low_result, awning.high_result) == (0.9, 0.995)


def test_the_widest_comes_first():
    found = influence(kiosk(), "Visit.p99")
    assert {one.knob.name for one in found} == {"clerks", "people"}
    assert [one.span for one in found] == sorted((one.span for one in found), reverse=True)


def test_what_this_design_does_not_use_is_not_turned():
    case = replace(CASE, idle=lambda knobs: {"clerks": "nobody works here"})
    assert influence(kiosk(case), "Kiosk.cost") == ()


def test_an_unknown_number_is_refused():
    with pytest.raises(KeyError, match="Van"):
        influence(kiosk(), "Van.cost")


def test_a_number_is_turned_by_a_tenth_of_its_axis_within_its_ends():
    """Clerks from 1 to 50, by five places."""
    assert [beside(KNOB["clerks"], here) for here in (20, 1, 50)] == [(15, 25), (1, 6), (45, 50)]
    assert beside(KNOB["manners"], "plain") == ("plain", "polite")


def test_a_value_between_two_places_is_turned_to_places_on_either_side():
    axis = KNOB["budget"].axis
    low, high = beside(KNOB["budget"], (axis[50] + axis[51]) / 2)
    assert (axis.index(low), axis.index(high)) == (41, 60)
