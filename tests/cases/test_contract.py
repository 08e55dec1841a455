"""The contract, held by every case that ships."""

import pytest

from design import Case
from tests.cases import contract
from tests.designs import CASES


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    """Each case found by its folder."""
    return request.param


CHECKS = [
    contract.opens_on_a_broken_promise_with_a_way_out,
    contract.words_are_whole,
    contract.cards_change_the_world_only,
    contract.idle_knobs_move_nothing,
    contract.every_part_has_its_place,
    contract.every_picture_draws,
    contract.probes_ask_with_numbers,
]
LONG_CHECKS = [
    contract.every_number_has_a_unit_and_a_source,
    contract.every_card_bites,
    contract.every_export_renders,
    contract.every_remedy_clears_its_finding,
    contract.every_analysis_answers,
]


@pytest.mark.parametrize(
    "check",
    [*CHECKS, *(pytest.param(c, marks=pytest.mark.slow) for c in LONG_CHECKS)],
    ids=lambda check: check.__name__,
)
def test_case_keeps(check, case: Case) -> None:
    check(case)


@pytest.mark.parametrize("trains", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_builds_at_every_end(case: Case, trains: bool) -> None:
    contract.builds_at_every_end(case, trains)


@pytest.mark.slow
@pytest.mark.parametrize("trains", [False, True])
def test_every_knob_moves_a_number(case: Case, trains: bool) -> None:
    contract.every_knob_moves_a_number(case, trains)
