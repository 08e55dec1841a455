"""Knobs together: found in their order, refused, turned, and written as words and read back."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from design import address, knob_named, turned
from tests.design.knob_kinds import KNOBS, Knobs


def test_knobs_come_in_the_order_they_were_written():
    assert ["clerks", "patience", "window", "manners", "awning", "people", "returning"] == list(KNOBS)


values = st.fixed_dictionaries(
    {},
    optional={
        "clerks": st.integers(1, 60),
        "patience": st.floats(5, 1000),
        "window": st.sampled_from([3.0, 7.0, 14.0, 30.0, 60.0]),
        "manners": st.sampled_from(["plain", "polite"]),
        "awning": st.booleans(),
        "people": st.floats(1, 1e6),
        "returning": st.one_of(st.floats(0, 2 / 3), st.just(2 / 3)),
    },
)


@examples(values)
def test_a_query_brings_the_same_knobs_back(chosen):
    knobs = Knobs(**chosen)
    assert (knobs, ()) == Knobs.read(knobs.query)


@examples(values)
def test_a_query_holds_only_what_was_turned(chosen):
    knobs = Knobs(**chosen)
    assert {n for n, v in chosen.items() if v != KNOBS[n].default} == set(knobs.query) == set(knobs.turned)


def test_reading_keeps_the_good_and_reports_the_bad():
    words = {"clerks": "3", "colour": "blue", "patience": "fast", "awning": "off", "clerk": "4"}
    knobs, problems = Knobs.read(words)
    assert Knobs(clerks=3, awning=False) == knobs
    assert (
        "There is no knob called 'colour'. None of the 7 is near it.",
        "patience = 'fast' is not a number in 5 to 1000 (5 ms to 1 s). People leave.",
        "There is no knob called 'clerk'. Near it: clerks.",
    ) == problems


def test_reading_nothing_gives_the_defaults():
    assert (Knobs(), ()) == Knobs.read({})
    assert {} == Knobs().query


@pytest.mark.parametrize("bad", [{"clerks": 0}, {"clerks": 2.5}, {"manners": "rude"}, {"awning": "on"}])
def test_knobs_out_of_range_cannot_be_made(bad):
    with pytest.raises(ValueError, match=f"^{next(iter(bad))} = "):
        Knobs(**bad)
    with pytest.raises(ValueError, match=f"^{next(iter(bad))} = "):
        turned(Knobs(), bad)


def test_the_numbers_of_a_knob_set_know_their_knob():
    knobs = Knobs()
    assert ["clerks", "patience", "manners"] == [address(v) for v in (knobs.clerks, knobs.patience, knobs.manners)]
    assert "" == address(knobs.awning)


def test_turning_leaves_the_original_alone():
    knobs = Knobs()
    assert (6, 9) == (knobs.clerks, turned(knobs, {"clerks": 9}).clerks) and knobs == Knobs()


def test_equal_knobs_have_one_hash():
    assert {Knobs(clerks=3)} == {Knobs(clerks=3), Knobs.read({"clerks": "3"})[0]}


def test_an_unknown_knob_is_refused_with_the_nearest_names():
    with pytest.raises(KeyError, match=r"no knob called 'clerk'\. Near it: clerks"):
        knob_named(Knobs, "clerk")
    assert KNOBS["clerks"] is knob_named(Knobs, "clerks")
