"""Every probe, put to every case of the house with evidence that was really made."""

import re

import pytest

import cases
import probes
import rules
from design import Case, Design, asked, cases_in, design_of, probes_in, review, rules_in
from design.probe import EVERY_PROMISE

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


def test_an_opening_is_asked_first_about_a_blocker_or_the_promise_that_it_breaks(opening: Design) -> None:
    """A case opens on a broken promise, and the interviewer starts there."""
    first = asked(opening, PROBES, review(opening, rules_in(rules)))[0]
    assert first.because.startswith(("A blocker", *(f"{o.promise.title} is broken" for o in opening.broken)))


def test_every_knob_that_a_probe_is_about_exists_in_some_case() -> None:
    known = {k.name for case in CASES.values() for k in (*case.knobs, *case.givens)}
    named = {name for probe in PROBES for name in probe.about if "." not in name}
    assert named - {EVERY_PROMISE} <= known
