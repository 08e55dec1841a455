"""The desk: what is laid open stays open, once each; and the app plays by the clock."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview import Clock, Desk, Mark, Put, Verdict, phases_of, played
from tests.designs import CASES

PHASES = phases_of(CASES["fraud_detection"], 45)
QUESTIONS = [Put("one", "Why?"), Put("two", "How?"), Put("three", "What if?")]


def test_what_is_laid_open_twice_lies_there_once():
    desk = (
        Desk()
        .answered(2)
        .answered(0)
        .answered(2)
        .thrown(1)
        .thrown(1)
        .asked(QUESTIONS[0])
        .asked(Put("one", "later words"))
    )
    assert ((2, 0), (1,), (QUESTIONS[0],)) == (desk.answers, desk.cards, desk.questions)
    assert () == desk.taken_back(1).cards


desks = st.builds(
    Desk,
    st.builds(Clock, st.just((1.0,)), st.just((0,))),
    st.sampled_from(["mid", "senior", "staff"]),
    st.lists(st.integers(0, 20), unique=True).map(tuple),
    st.lists(st.builds(Put, st.text(max_size=9), st.text(max_size=9)), unique_by=lambda p: p.probe, max_size=4).map(
        tuple
    ),
    st.lists(st.integers(0, 9), unique=True).map(tuple),
    st.one_of(
        st.none(), st.builds(Verdict, st.just({"framing": Mark(2, "x"), "data": Mark(None)}), st.just(("leakage",)))
    ),
)


@given(desks)
def test_a_desk_comes_back_from_its_data(desk):
    assert desk == Desk.read(json.loads(json.dumps(desk.told)))


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"answers": "x", "cards": [-1, "a", None], "questions": [1, ["a"]], "level": "king", "clock": None},
        {"verdict": 3},
    ],
)
def test_what_is_no_desk_is_read_as_an_empty_one(told):
    assert Desk() == Desk.read(told)


def test_the_app_says_nothing_before_the_clock_runs_and_in_the_first_quarter():
    assert Desk() == played(Desk(), PHASES, QUESTIONS, 6, 1e9, "seed")
    desk = Desk(Clock().started(0.0))
    assert desk == played(desk, PHASES, QUESTIONS, 6, 0.24 * 45 * 60, "seed")


def test_the_app_asks_what_hurts_most_once_a_phase_and_throws_one_card_at_sixty_per_cent():
    desk = Desk(Clock().started(0.0))
    for minute in range(46):
        if minute in (6, 12, 20, 30, 38):
            desk = Desk(
                desk.clock.moved(desk.clock.phase + 1, 60.0 * minute),
                desk.level,
                desk.answers,
                desk.questions,
                desk.cards,
            )
        for _ in range(3):
            desk = played(desk, PHASES, QUESTIONS, 6, 60.0 * minute, "seed")
        if minute == 26:
            assert () == desk.cards
    assert QUESTIONS == list(desk.questions)
    assert 1 == len(desk.cards) and 0 <= desk.cards[0] < 6
    assert desk.cards == played(Desk(desk.clock), PHASES, QUESTIONS, 6, 44 * 60.0, "seed").cards
