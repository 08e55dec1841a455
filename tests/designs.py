"""Designs for tests: every case found by folder, with evidence that is trained once for all tests of a run."""

from typing import Any

import cases
import probes
import rules
from design import Case, Design, Finding, cases_in, design_of, probes_in, review, rules_in, turned
from design.progress import silent

CASES = cases_in(cases)
RULES, PROBES = rules_in(rules), probes_in(probes)


_held: dict[tuple[str, Any], Any] = {}


def evidence_for(case: Case, knobs: Any) -> Any:
    """The evidence for some knobs, trained at most once."""
    key = (case.slug, case.evidence_key(knobs))
    if key not in _held:
        _held[key] = case.evidence(knobs, silent)
    return _held[key]


def design(case: Case, **turns: Any) -> Design:
    """A case's design at its default, with some knobs turned."""
    knobs = turned(case.Knobs(), turns)
    return design_of(case, knobs, evidence_for(case, knobs))


def findings(of: Design) -> tuple[Finding, ...]:
    """What every rule says of a design."""
    return review(of, RULES)


def settings(case: Case, trains: bool) -> list[tuple[str, Any]]:
    """Each knob and given at its ends, and at each choice; those that train apart from those that do not."""
    ends = []
    for k in (*case.knobs, *case.givens):
        if k.trains is trains:
            axis = k.axis if k.kind != "number" or k.stops else (k.axis[0], k.axis[-1])
            ends += [(k.name, value) for value in axis if value != k.default]
    return ends
