"""Every probe, put to every case of the house with evidence that was really made."""

import re

import pytest

import cases
import probes
from design import Case, Design, asked, cases_in, design_of, probes_in

from .tiny import ends

PROBES = probes_in(probes)
CASES = cases_in(cases)


@pytest.fixture(scope="module", params=CASES.values(), ids=CASES.keys())
def opening(request: pytest.FixtureRequest) -> Design:
    """Each case of the house as it opens, with evidence that was really made."""
    case: Case = request.param
    knobs = case.Knobs()
    return design_of(case, knobs, case.evidence(knobs, lambda share, says: None))


def test_every_case_opens_with_questions(opening: Design) -> None:
    assert asked(opening, PROBES)


def test_every_probe_answers_every_case_at_every_end_of_its_knobs(opening: Design) -> None:
    for design in ends(opening):
        for probe in PROBES:
            answer = probe.ask(design)
            assert answer is None or (isinstance(answer, str) and answer)
            assert not re.search(r"\bnan\b|\binf\b|None|not known|unbounded", answer or "")


def test_every_knob_that_a_probe_is_about_exists_in_some_case() -> None:
    known = {k.name for case in CASES.values() for k in (*case.knobs, *case.givens)}
    assert {name for probe in PROBES for name in probe.about} <= known
