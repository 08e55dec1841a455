"""A sweep is the designs that turning one knob would make, and nothing where there is none yet."""

from design import design_of, turned
from design.sweep import sweep
from tests.designs import CASES, design, evidence_for

CASE = CASES["fraud_detection"]


def test_a_sweep_is_the_designs_that_turning_would_make() -> None:
    origin, values = design(CASE), (0.1, 0.25, 0.9)
    swept = sweep(origin, "block_above", values, lambda knobs: (evidence_for(CASE, knobs),))
    turned_to = [
        design_of(CASE, turned(origin.knobs, {"block_above": value}), evidence_for(CASE, origin.knobs))
        for value in values
    ]
    assert [one and one.knobs for one in swept] == [one.knobs for one in turned_to]
    assert [[o.value for o in one.outcomes] for one in swept if one] == [
        [o.value for o in o.outcomes] for o in turned_to
    ]


def test_where_evidence_is_not_at_hand_there_is_no_design() -> None:
    origin = design(CASE)
    swept = sweep(origin, "replicas", (2, 3), lambda knobs: None if knobs.replicas == 3 else (origin.evidence,))
    assert [one is None for one in swept] == [False, True]


def test_what_is_refused_has_no_design_and_stops_nothing() -> None:
    """A value outside its range, as a page might ask for."""
    origin = design(CASE)
    low, high = sweep(origin, "replicas", (2, 10**9), lambda knobs: (origin.evidence,))
    assert low is not None
    assert high is None
