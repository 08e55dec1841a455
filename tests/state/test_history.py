"""Undo and redo are exact, whatever was done; several steps of one knob are one entry; memory is bounded."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from design import Case, turned
from state import History, mark_of
from state.history import MOST
from tests.designs import CASES
from tests.state.given import knob_sets

CASE: Case = CASES["fraud_detection"]
HERE = CASE.Knobs()
SOME = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def after(*knob_sets_in_turn) -> History:
    """The history of a design that stood in some places, one after the other."""
    history = History()
    for knobs in knob_sets_in_turn:
        history = history.noting(mark_of(knobs))
    return history


@given(st.sampled_from(list(CASES.values())).flatmap(lambda case: st.lists(knob_sets(case), min_size=1, max_size=6)))
@SOME
def test_undo_leads_back_through_every_place_and_redo_forward_again(places) -> None:
    """To the very knobs, beliefs, accepted findings, remarks and cards; both ends stay where they are."""
    history = after(*places)
    told = [*history.past, history.here]
    for mark in reversed(told[:-1]):
        history = history.undone()
        assert history.here == mark
        assert mark_of(mark.knobs) == mark
    assert history.undone() == history
    for mark in told[1:]:
        history = history.redone()
        assert history.here == mark
    assert history.redone() == history
    assert history.here.knobs == places[-1]


def test_several_steps_of_one_knob_are_one_entry() -> None:
    history = after(HERE, *(turned(HERE, {"replicas": n}) for n in (3, 4, 5)))
    assert [mark.knobs for mark in history.past] == [HERE]
    assert history.undone().here.knobs == HERE


def test_a_knob_turned_back_to_where_it_began_leaves_nothing_to_undo() -> None:
    assert after(HERE, turned(HERE, {"replicas": 3}), HERE).past == ()


def test_another_knob_is_another_entry() -> None:
    first = turned(HERE, {"replicas": 3})
    history = after(HERE, first, turned(first, {"timeout_ms": 40}), turned(first, {"timeout_ms": 30}))
    assert [mark.knobs for mark in history.past] == [HERE, first]


def test_what_is_turned_after_an_undo_is_an_entry_of_its_own_and_leaves_nothing_to_redo() -> None:
    history = after(HERE, turned(HERE, {"replicas": 3})).undone().noting(mark_of(turned(HERE, {"replicas": 9})))
    assert (len(history.past), history.ahead) == (1, ())


def test_the_world_that_is_drawn_is_part_of_the_place() -> None:
    history = History().noting(mark_of(HERE)).noting(mark_of(HERE, "pessimistic"))
    assert history.undone().here.world == "expected"


def test_a_step_that_could_not_be_taken_leaves_no_trace() -> None:
    assert after(HERE, turned(HERE, {"replicas": 3})).dropped() == History(mark_of(HERE))


def test_the_oldest_entries_are_forgotten() -> None:
    switched = replace(HERE, rules=False)
    history = after(*(HERE if place % 2 else switched for place in range(2)), *_many(MOST + 50))
    assert len(history.past) == MOST


def _many(count: int):
    """Places that differ in two knobs each: no step goes on with the one before."""
    return (turned(HERE, {"replicas": 1 + n % 60, "zones": 1 + n % 3, "acks": 1 + n // 7 % 3}) for n in range(count))
