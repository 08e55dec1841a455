"""The phases of a walk: they fill the time, in proportion, and know the decisions that belong to them."""

import pytest

from design import knobs_of
from interview import LENGTHS, TEMPLATES, phases_of
from tests.designs import CASES


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request):
    return request.param


@pytest.mark.parametrize("minutes", LENGTHS)
def test_the_phases_fill_the_round_in_the_walks_proportions(case, minutes):
    phases = phases_of(case, minutes)
    assert pytest.approx(60 * minutes) == sum(phase.seconds for phase in phases)
    walk = case.brief.walk
    assert [step.title for step in walk] == [phase.title for phase in phases]
    scale = 60 * minutes / sum(step.minutes for step in walk)
    assert [pytest.approx(step.minutes * scale) for step in walk] == [phase.seconds for phase in phases]


def test_a_round_is_as_long_as_its_case_says(case):
    assert pytest.approx(60 * case.minutes) == sum(phase.seconds for phase in phases_of(case))


def test_each_phase_says_what_to_do_and_names_decisions_that_there_are(case):
    phases = phases_of(case)
    known = {knob.name for knob in knobs_of(case.Knobs)}
    assert all(phase.does for phase in phases)
    assert all(set(phase.turns) <= known for phase in phases)
    assert any(phase.turns for phase in phases)


def test_every_case_is_of_a_kind_that_has_a_template(case):
    assert case.kind in TEMPLATES


def test_the_fraud_case_sets_its_actions_as_it_is_framed():
    frame, numbers, blueprint, *_ = phases_of(CASES["fraud_detection"])
    assert ("actions",) == frame.turns
    assert () == numbers.turns and {"ModelServer.utilisation", "ReviewTeam.utilisation"} == set(numbers.watches)
    assert ("scoring", "freshness") == blueprint.turns
