"""What checks tell of faults: the shipped table, Bayes by hand, and the worth of a check as mutual information."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labs.incident.belief import (
    PHASES,
    Worth,
    counted,
    entropy,
    likelihood,
    moved,
    next_checks,
    phase_at,
    prior,
    updated,
    worth,
)
from labs.incident.checks import found as checks
from labs.incident.faults import found as faults
from labs.incident.simulated import WORLDS

NOISY = {"change_log", "estimated_performance"}
"""The log holds harmless changes, and a fortnight without labels is uncertain: both say something in health too."""

HIDDEN = "fraudsters_adapt"
"""Of all sizes and segments, a week on, a check sees these in nearly half of the worlds only: frauds are few, the new
ones look like good payments. A limit of the lab, said here so that nobody takes it for more."""

POINTS_TO = {
    "bad_release": ("page", "shadow_replay", "ours blocks less"),
    "broken_monitor": ("page", "monitor_audit", "wrong"),
    "concept_drift": ("week", "calibration", "more fraud than promised"),
    "covariate_shift": ("page", "input_shift", "many"),
    "feedback_loop": ("page", "estimated_performance", "worse"),
    "fraudsters_adapt": ("week", "fraud_profile", "fewer large ones"),
    "join_key": ("page", "feature_recompute", "terminal"),
    "label_definition": ("page", "case_review", "good payments called fraud"),
    "label_delay": ("page", "label_arrival", "fewer labels"),
    "mix_change": ("page", "slices", "the mix moved"),
    "null_burst": ("page", "trace_record", "missing"),
    "one_app_version": ("page", "slices", "one part moved"),
    "seasonality": ("page", "business_counts", "more payments"),
    "stale_features": ("page", "feature_recompute", "many"),
    "threshold_off": ("page", "shadow_replay", "ours blocks more"),
    "training_serving_skew": ("page", "input_shift", "many"),
    "unit_change": ("page", "trace_record", "scaled"),
}
"""For each fault a check that should see it, with what it should say."""

shares = st.lists(st.floats(0.01, 1.0), min_size=len(faults()), max_size=len(faults()))


def share(fault: str, phase: str, check: str, outcome: str) -> float:
    """How often, in the worlds of the table."""
    return counted().get((fault, phase, check, outcome), 0) / WORLDS


def belief_of(weights: list[float]) -> dict[str, float]:
    """A belief with these weights."""
    return {fault: weight / sum(weights) for fault, weight in zip(faults(), weights, strict=True)}


def test_the_table_holds_every_fault_check_and_phase() -> None:
    for fault in ("", *faults()):
        for phase in PHASES:
            for name, check in checks().items():
                total = sum(counted().get((fault, phase, name, outcome), 0) for outcome in check.outcomes)
                assert total == WORLDS, (fault, phase, name)


def test_healthy_worlds_seldom_look_ill() -> None:
    """The first outcome of a check is the usual one; of healthy worlds nine in ten have it."""
    for name, check in checks().items():
        if name not in NOISY:
            for phase in PHASES:
                assert share("", phase, name, check.outcomes[0]) >= 0.85, (name, phase)


def test_every_fault_is_seen_by_the_check_that_should_see_it() -> None:
    assert POINTS_TO.keys() == faults().keys()
    for fault, (phase, check, outcome) in POINTS_TO.items():
        least = 0.3 if fault == HIDDEN else 0.4
        assert share(fault, phase, check, outcome) >= share("", phase, check, outcome) + least, (fault, check)


def test_every_fault_but_the_adapting_fraudsters_is_seen_by_some_check_in_nearly_every_world() -> None:
    """At the page or a week on; the adapting fraudsters hide where few labels are."""
    for fault in faults():
        best = max(
            1 - share(fault, phase, name, check.outcomes[0])
            for phase in PHASES
            for name, check in checks().items()
            if name not in NOISY
        )
        assert best >= (0.4 if fault == HIDDEN else 0.75), fault


def test_outcomes_of_a_check_are_sure_to_be_one_of_them() -> None:
    for name, check in checks().items():
        for fault in faults():
            assert math.fsum(likelihood(name, outcome)[fault] for outcome in check.outcomes) == pytest.approx(1)


def test_bayes_by_hand() -> None:
    """Half and half, twice as likely under the one: two thirds."""
    assert dict(moved({"a": 0.5, "b": 0.5}, {"a": 0.8, "b": 0.4})) == pytest.approx({"a": 2 / 3, "b": 1 / 3})


def test_a_null_rate_that_rose_points_to_nulls_and_to_the_monitor() -> None:
    after = updated(prior(), "null_rates", "terminal")
    assert set(sorted(after, key=after.__getitem__)[-2:]) == {"null_burst", "broken_monitor"}


@settings(max_examples=10)
@given(shares)
def test_the_worth_of_a_check_is_mutual_information(weights: list[float]) -> None:
    """H(fault) - H(fault | outcome) = H(outcome) - H(outcome | fault), which is summed the other way round."""
    belief = belief_of(weights)
    for name, check in checks().items():
        columns = [likelihood(name, outcome) for outcome in check.outcomes]
        seen = [sum(belief[fault] * column[fault] for fault in belief) for column in columns]
        of_outcome = -sum(chance * math.log2(chance) for chance in seen)
        given_fault = sum(
            belief[fault] * -sum(column[fault] * math.log2(column[fault]) for column in columns) for fault in belief
        )
        found = worth(belief, name)
        assert found.bits == pytest.approx(of_outcome - given_fault, abs=1e-9)
        assert found.bits > -1e-12 and 0 <= found.chance <= 1


def test_nothing_is_left_to_learn_of_a_sure_thing() -> None:
    sure = {fault: float(fault == "join_key") for fault in faults()}
    assert entropy(sure) == 0
    assert worth(sure, "slices").bits == pytest.approx(0, abs=1e-12)


def test_checks_already_made_are_not_advised() -> None:
    advised = [one.check for one in next_checks(prior(), ("null_rates",))]
    assert "null_rates" not in advised and len(advised) == len(checks()) - 1


def test_a_check_is_worth_what_a_better_choice_stops_less_what_leaks_meanwhile() -> None:
    """A tenth better, USD 600 an hour for 100 hours, less 30 minutes: 6,000 - 300."""
    assert Worth("slices", 30, 1.0, 0.1).money(600.0, 100.0) == pytest.approx(5_700)


def test_the_table_nearer_in_time_is_read() -> None:
    assert [phase_at(minute) for minute in (0, 5_039, 5_040, 20_000)] == ["page", "page", "week", "week"]
