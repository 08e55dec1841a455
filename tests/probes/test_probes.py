"""Every probe is well made; it is asked where it applies, with the design's own numbers, and nowhere else."""

import re
from collections import Counter
from functools import cache

import pytest

import probes
from design import Design, Probe, probes_in
from probes._words import entry

from .parts import ENDLESS
from .tiny import bare, ends, tiny

PROBES = probes_in(probes)


every_probe = pytest.mark.parametrize("probe", PROBES, ids=lambda p: p.name)


def named(name: str) -> Probe:
    return next(p for p in PROBES if p.name == name)


def sentences(text: str) -> int:
    return len(re.findall(r"[.?!](?=\s|$)", text))


@cache
def tiny_designs() -> tuple[Design, ...]:
    """A design of another kind; the tiny one, every choice and switch turned, every number at both of its ends."""
    other = tiny(
        freshness="stream",
        label_delay_days=30,
        declined=0.01,
        retrain_every_days=7,
        slowest=60,
        served=0.5,
        read=5000,
        waited=6,
    )
    return bare(), tiny(), tiny(p99=95), *ends(tiny()), *ends(other)


def test_there_are_enough_to_choose_from_and_no_name_twice() -> None:
    names = [p.name for p in PROBES]
    assert len(names) >= 65
    assert len(names) == len(set(names))


@every_probe
def test_says_what_it_brings_to_light(probe: Probe) -> None:
    assert sentences(probe.why) == 1


@every_probe
def test_its_name_is_a_claim(probe: Probe) -> None:
    words = probe.name.split("_")
    assert len(words) >= 4
    assert words[0] not in ("what", "how", "why", "who", "when", "ask", "probe")


@every_probe
def test_its_three_levels_differ_and_are_short(probe: Probe) -> None:
    levels = (probe.mid, probe.senior, probe.staff)
    assert len(set(levels)) == 3
    assert all(1 <= sentences(level) <= 3 and level.endswith(".") for level in levels)


@every_probe
def test_its_levels_grow_deeper(probe: Probe) -> None:
    """A mid answer names the thing; what is added above it takes more words to say."""
    assert len(probe.mid) < len(probe.senior)
    assert len(probe.mid) < len(probe.staff)
    assert len(probe.staff) <= 330


@every_probe
def test_a_weak_answer_is_followed_by_one_other_question(probe: Probe) -> None:
    assert sentences(probe.weak) == 1
    assert probe.weak.endswith("?")
    assert 30 <= len(probe.weak) <= 140
    assert probe.weak not in [p.weak for p in PROBES if p is not probe]


def test_every_number_that_a_probe_is_about_is_in_some_design() -> None:
    """A misspelt address would never find its promise or its finding."""
    addresses = {name for probe in PROBES for name in probe.about if "." in name}
    assert {a for a in addresses if not any(entry(design, a) for design in tiny_designs())} == set()


def test_there_is_more_than_one_question_to_every_theme() -> None:
    themes = Counter(probe.theme for probe in PROBES)
    assert len(themes) >= 8
    assert min(themes.values()) >= 4


@every_probe
def test_is_asked_of_some_design_and_not_of_another(probe: Probe) -> None:
    answers = [probe.ask(design) for design in tiny_designs()]
    assert any(answer is None for answer in answers)
    assert any(isinstance(answer, str) for answer in answers)


@every_probe
def test_is_silent_about_a_design_of_another_kind(probe: Probe) -> None:
    assert probe.ask(bare()) is None


@every_probe
def test_asks_in_one_or_two_sentences_that_end_in_a_question(probe: Probe) -> None:
    for question in filter(None, map(probe.ask, tiny_designs())):
        assert 1 <= sentences(question) <= 2
        assert question.endswith(("?", "."))


@every_probe
def test_never_writes_a_number_that_is_none(probe: Probe) -> None:
    for question in filter(None, map(probe.ask, tiny_designs())):
        assert not re.search(r"\bnan\b|\binf\b|None|not known|unbounded", question)


def test_a_full_review_team_is_asked_about_its_half() -> None:
    probe = named("a_smaller_team_can_be_absorbed")
    expected = "Your review team is sent 92 % of what it can decide. From Monday half of the team is gone: what moves?"
    assert expected == probe.ask(tiny(reviewed=0.92))
    assert probe.ask(tiny(reviewed=0.8)) is None
    assert probe.ask(tiny(reviewed=0.92, actions="block")) is None


def test_the_same_question_carries_another_number_when_the_design_moves() -> None:
    probe = named("ten_times_the_load_has_a_first_victim")
    first, second = probe.ask(tiny(served=0.65)), probe.ask(tiny(served=0.9))
    assert first is not None and "65 %" in first
    assert second is not None and "90 %" in second
    assert probe.ask(tiny(served=0.6)) is None


@pytest.mark.parametrize(
    ("policy", "name"),
    [
        ("decline", "a_late_decline_is_worth_its_cost"),
        ("allow", "a_slow_path_is_no_open_door"),
        ("rules", "the_rules_can_stand_alone"),
    ],
)
def test_each_policy_for_late_answers_has_its_own_question(policy: str, name: str) -> None:
    late = tiny(on_timeout=policy, late=0.02)
    of_lateness = {p.name for p in PROBES if "on_timeout" in p.about and "takes longer than" in (p.ask(late) or "")}
    assert {name} == of_lateness
    assert "80 ms" in str(named(name).ask(late)) and "2 %" in str(named(name).ask(late))


def test_a_design_without_a_model_in_line_is_not_asked_about_its_timeout() -> None:
    batched = tiny(scoring="batch", on_timeout="decline")
    assert named("a_late_decline_is_worth_its_cost").ask(batched) is None
    assert named("a_late_score_still_stops_something").ask(batched) is not None


def test_labels_that_are_late_are_asked_about_by_window_or_by_share() -> None:
    probe = named("the_window_outlasts_the_label_delay")
    assert probe.ask(tiny(maturation_days=30, label_delay_days=7, known=0.95)) is None
    assert "7 days" in str(probe.ask(tiny(maturation_days=7, label_delay_days=30)))
    assert "40 %" in str(probe.ask(tiny(known=0.4)))


def test_the_parts_that_a_card_number_reaches_are_named() -> None:
    probe = named("the_card_number_goes_no_further")
    assert "reaches Decision service." in str(probe.ask(tiny(tokenise=False)))
    assert probe.ask(tiny(tokenise=True)) is None


def test_no_steady_state_is_said_and_not_a_number() -> None:
    question = named("the_slow_end_has_an_owner").ask(tiny(p99=ENDLESS))
    assert question is not None and question.startswith("Decision p99: no steady state,")
    assert named("the_model_is_worth_its_milliseconds").ask(tiny(slowest=ENDLESS)) is None
