"""Each rule's own examples: what it passes and what it fails."""

from collections import Counter

import pytest

from design import Case, Graph, Rule
from rules._small import SOUND
from tests.designs import CASES, RULES, design, findings, settings


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_a_rule_keeps_its_examples(rule: Rule) -> None:
    """What a rule says it passes, passes; what it says it fails, fails with every part of a finding."""
    assert rule.passes
    assert rule.fails
    assert [rule.check(example) for example in rule.passes] == [None] * len(rule.passes)
    _faults(rule.check(example) for example in rule.fails)


OWN = [(case, rule) for case in CASES.values() for rule in case.rules]


@pytest.mark.slow
@pytest.mark.parametrize(("case", "rule"), OWN, ids=[f"{c.slug}-{r.name}" for c, r in OWN])
def test_a_case_keeps_the_examples_of_its_own_rules(case: Case, rule: Rule) -> None:
    """The examples of a rule about designs are knob turns of its case."""
    assert [rule.check(design(case, **turns)) for turns in rule.passes] == [None] * len(rule.passes)
    _faults(rule.check(design(case, **turns)) for turns in rule.fails)


def _faults(found) -> None:
    for fault in found:
        assert fault is not None
        assert all((fault.says, fault.number, fault.limit, fault.remedy))


def test_rules_are_named_once() -> None:
    names = [rule.name for rule in RULES]
    assert sorted(set(names)) == sorted(names)
    assert len(names) >= 45


def test_every_theme_has_rules() -> None:
    """The themes of a review, and two more: what is done with a score, and what happens when a part fails."""
    asked = {
        "serving",
        "data and labels",
        "evaluation and release",
        "operations",
        "security and privacy",
        "cost",
        "people",
    }
    held = Counter(rule.theme for rule in RULES)
    assert {*asked, "decision", "resilience"} == set(held)
    assert min(held.values()) >= 5


def test_the_small_design_is_sound() -> None:
    """What examples are spoiled from has no fault of its own: no rule is noise on a design that keeps to them all."""
    things = (SOUND, *SOUND.measured)
    asked = [(rule, thing) for rule in RULES for thing in things if isinstance(thing, rule.about)]
    assert [] == [rule.name for rule, thing in asked if rule.check(thing) is not None]
    assert len({rule.name for rule, _ in asked}) > 0.9 * len(RULES)


def test_a_fault_of_the_small_design_is_one_rules_to_tell() -> None:
    """Rules do not say the same thing twice: of most examples that fail, one rule alone speaks."""
    told = [
        len({other.name for other in RULES if other.about is Graph and other.check(example) is not None})
        for rule in RULES
        if rule.about is Graph
        for example in rule.fails
    ]
    assert told.count(1) > 0.75 * len(told)


def test_the_fraud_case_opens_with_findings_that_can_be_read_at_one_sitting() -> None:
    assert 3 <= len(findings(design(CASES["fraud_detection"]))) <= 12


@pytest.mark.parametrize(
    ("rule", "turns"),
    [
        ("critical_path_has_fallback", {"on_timeout": "wait"}),
        ("lateness_does_not_decline", {"on_timeout": "decline"}),
        ("card_number_stays_in_its_zone", {"tokenise": False}),
        ("review_queue_is_within_capacity", {"actions": "all", "review_capacity": 20, "review_above": 0.03}),
        ("review_team_is_used", {"actions": "all", "review_capacity": 3000}),
        ("answer_fits_budget_at_peak", {"latency_budget_ms": 5}),
        ("fleet_is_stable", {"payments_per_day": 50_000_000, "peak": 20}),
        ("new_model_runs_in_shadow_first", {"shadow": False}),
        ("rules_stand_beside_the_model", {"rules": False}),
        ("doubt_has_an_action", {"actions": "block"}),
        ("score_comes_before_the_money", {"scoring": "batch"}),
        ("one_replica_can_fail", {"replicas": 1}),
        ("model_answers_in_time", {"timeout_ms": 5.0}),
        ("timeout_is_inside_the_budget", {"timeout_ms": 150.0}),
        ("lateness_does_not_open_the_door", {"on_timeout": "allow"}),
        ("fleet_is_used", {"replicas": 60}),
        ("review_team_can_spare_one", {"actions": "all", "review_capacity": 20}),
        ("shadow_ends_before_the_next_release", {"shadow": True, "payments_per_day": 10_000}),
        ("fall_of_recall_is_noticed_in_a_month", {"payments_per_day": 10_000}),
    ],
)
def test_a_rule_fires_on_a_real_fault_of_the_fraud_case(rule: str, turns: dict) -> None:
    of = design(CASES["fraud_detection"], **turns)
    assert rule in {f.rule.name for f in findings(of)}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("rule", "turns"),
    [
        ("labels_mature_before_use", {"label_delay_days": 60.0}),
        ("labels_are_not_older_than_needed", {"maturation_days": 60.0}),
        ("trained_features_were_served", {"training_features": "recomputed"}),
        ("monitor_sees_what_was_served", {"training_features": "recomputed"}),
    ],
)
def test_a_rule_fires_on_a_fault_of_the_labels(rule: str, turns: dict) -> None:
    of = design(CASES["fraud_detection"], **turns)
    assert rule in {f.rule.name for f in findings(of)}


def test_every_finding_names_a_part_of_its_design() -> None:
    """A finding's part is a part of the design that it is about, so that the page can show it there."""
    case = CASES["fraud_detection"]
    for name, value in settings(case, trains=False):
        of = design(case, **{name: value})
        assert [f.key for f in findings(of) if of.graph.part(f.fault.part) is None] == []
