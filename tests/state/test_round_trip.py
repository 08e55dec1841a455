"""A state comes back from its address and from its file as it was, whatever it holds."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from design import Case
from state import State, address_of, file_of, read_file, read_text
from state.address import PINS, RECORD
from tests.designs import CASES
from tests.state.given import states

SOME = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@given(data=st.data())
@SOME
def test_a_state_comes_back_from_its_file(data, case: Case) -> None:
    state = data.draw(states(case))
    assert read_file(case, file_of(case, state)) == (state, ())


@given(data=st.data())
@SOME
def test_a_state_comes_back_from_its_address(data, case: Case) -> None:
    """All of it but the guesses; what a link is too short for is said."""
    state = replace(data.draw(states(case)), guesses=())
    text, left_out = address_of(state)
    wanted = state
    for sentence in left_out:
        wanted = replace(wanted, pins=()) if "pinned" in sentence else _unremarked(wanted)
    assert read_text(case, f"?{text}") == (wanted, ())
    assert (RECORD in text or PINS in text or not left_out) or len(left_out) <= 2


def _unremarked(state: State) -> State:
    return replace(state, knobs=replace(state.knobs, remarks=()))


def test_the_opening_design_is_an_empty_address(case: Case) -> None:
    assert address_of(State(case.Knobs())) == ("", ())
    assert read_text(case, "") == (State(case.Knobs()), ())


def test_a_file_says_of_every_line_what_it_is(case: Case) -> None:
    """Each decision and each number of the world stands on a line of its own, with title and range behind it."""
    lines = file_of(case, State(case.Knobs())).decode().splitlines()
    for knob in (*case.knobs, *case.givens):
        (line,) = (line for line in lines if line.startswith(f"  {knob.name}: "))
        assert knob.title in line.partition("#")[2]
        assert len(line.partition("#")[2]) > len(knob.title) + 3
