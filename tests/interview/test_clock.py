"""The clock: wall time less its pauses, whatever else happens."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview import Clock

LENGTHS = (60.0, 120.0, 30.0)


def test_a_clock_that_never_started_stands_at_nothing():
    clock = Clock()
    assert (0.0, (), "", False) == (clock.elapsed(99.0), clock.spent(99.0), clock.nudge(LENGTHS, 99.0), clock.running)
    assert clock == clock.paused(5.0) == clock.moved(1, 5.0) == clock.ended(5.0)


def test_time_goes_on_by_the_wall_while_nobody_looks():
    clock = Clock().started(1000.0)
    assert 3600.0 == Clock.read(json.loads(json.dumps(clock.told))).elapsed(4600.0)


def test_a_pause_counts_nowhere():
    clock = Clock().started(0.0).paused(10.0).resumed(40.0).moved(1, 50.0).paused(55.0)
    assert 25.0 == clock.elapsed(100.0)
    assert (20.0, 5.0) == clock.spent(100.0)
    assert clock.resting and not clock.running


def test_a_phase_gone_back_to_goes_on_counting():
    clock = Clock().started(0.0).moved(1, 10.0).moved(0, 15.0)
    assert (17.0, 5.0) == clock.spent(22.0)


@pytest.mark.parametrize(
    ("at", "nudge"), [(59.9, ""), (60.0, "nudge"), (77.9, "nudge"), (78.0, "hard"), (500.0, "hard")]
)
def test_a_phase_is_nudged_at_its_end_and_hard_at_a_hundred_and_thirty(at, nudge):
    assert nudge == Clock().started(0.0).nudge(LENGTHS, at)


def test_a_requirement_may_change_at_sixty_per_cent():
    clock = Clock().started(0.0)
    assert (False, True) == (clock.card_due(LENGTHS, 125.9), clock.card_due(LENGTHS, 126.0))


def test_what_has_ended_stays_as_it_was():
    clock = Clock().started(0.0).paused(10.0).ended(30.0)
    assert 10.0 == clock.elapsed(1e9)
    assert clock == clock.ended(50.0) == clock.moved(2, 60.0) == clock.paused(60.0)


moves = st.lists(st.tuples(st.sampled_from(["move", "pause", "resume", "end"]), st.floats(0.1, 100.0)), max_size=30)


@given(moves)
def test_the_phases_together_are_the_round(steps):
    clock, now = Clock().started(0.0), 0.0
    for i, (what, wait) in enumerate(steps):
        now += wait
        clock = {
            "move": lambda c, t, i=i: c.moved(i % 3, t), "pause": lambda c, t, i=i: c.paused(t),
            "resume": lambda c, t, i=i: c.resumed(t), "end": lambda c, t, i=i: c.ended(t),
        }[what](clock, now)  # fmt: skip
    assert pytest.approx(clock.elapsed(now + 7)) == sum(clock.spent(now + 7))
    assert 0 <= clock.elapsed(now + 7) <= now + 7
    assert clock == Clock.read(json.loads(json.dumps(clock.told)))


@pytest.mark.parametrize(
    "told", [{}, {"began": "x"}, {"began": [1.0], "phases": []}, {"pauses": [[1]]}, {"phases": [-1], "began": [0]}]
)
def test_what_is_no_clock_is_read_as_one_that_never_ran(told):
    assert Clock() == Clock.read(told)
