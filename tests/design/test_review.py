"""Rules and probes: how they are made, found and asked."""

from dataclasses import replace

import pytest

from design import (
    Accepted,
    Asked,
    Component,
    Fault,
    Graph,
    applicable,
    asked,
    mended,
    probe,
    probes_in,
    review,
    rule,
    rules_in,
)
from tests.design.kiosk import CASE, Knobs, Station, Street, kiosk


@rule("risk", passes=(Station("Calm", 10.0, 2),), fails=(Station("Busy", 90.0, 1),))
def clerks_have_time(desk: Station) -> Fault | None:
    """A queue grows fast near the end of its room."""
    if desk.utilisation < 0.7:
        return None
    return Fault("No time is left.", f"{desk.utilisation:.0%}", "70 %", "Hire.", {"clerks": 10})


@rule("note", passes=(), fails=())
def somebody_is_named(part: Component) -> Fault | None:
    """Names matter."""
    return Fault("It is called Street.", part.name, "any other", "Rename it.") if part.name == "Street" else None


@rule("blocker", passes=(), fails=())
def there_are_zones(drawn: Graph) -> Fault | None:
    """A kiosk has a counter."""
    return None if drawn.zones else Fault("No zone.", "0", "1", "Build a counter.", part="Kiosk")


@rule("blocker", passes=(), fails=())
def the_world_is_kind(drawn: Graph) -> Fault | None:
    """It never is."""
    return Fault("The world is not kind.", "0", "1", "Endure it.")


RULES = (somebody_is_named, clerks_have_time, there_are_zones, the_world_is_kind)


def package(root, monkeypatch, name, **files):
    """A package with some modules, importable for this test."""
    folder = root / name
    folder.mkdir()
    for file, text in {"__init__": "", **files}.items():
        (folder / f"{file}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(root)
    return __import__(name)


def test_a_rule_is_named_by_its_claim_and_knows_why_and_of_what():
    assert "clerks_have_time" == clerks_have_time.name
    assert "A queue grows fast near the end of its room." == clerks_have_time.why
    assert ("risk", Station) == (clerks_have_time.severity, clerks_have_time.about)
    assert "test review" == clerks_have_time.theme


def test_a_rule_brings_a_part_that_it_passes_and_one_that_it_fails():
    (passed,), (failed,) = clerks_have_time.passes, clerks_have_time.fails
    assert None is clerks_have_time.check(passed)
    assert "No time is left." == clerks_have_time.check(failed).says


def test_a_rule_that_does_not_say_why_is_refused():
    def doors_are_open(drawn: Graph) -> Fault | None:
        return None

    with pytest.raises(ValueError, match="Rule doors_are_open needs a docstring: say why it matters"):
        rule("note", passes=(), fails=())(doors_are_open)


def test_findings_come_blockers_first_then_as_the_rules_stand():
    found = review(kiosk(people=180.0), RULES)
    assert ["there_are_zones", "the_world_is_kind", "clerks_have_time", "somebody_is_named"] == [
        f.rule.name for f in found
    ]
    assert ["blocker", "blocker", "risk", "note"] == [f.severity for f in found]


def test_a_finding_names_its_subject_and_its_address():
    """A rule of a part speaks of that part; one of the graph of the part it names, or of the whole case."""
    found = {f.rule.name: (f.subject, f.fault.part, f.key) for f in review(kiosk(people=180.0), RULES)}
    assert ("Kiosk", "Kiosk", "clerks_have_time:Kiosk") == found["clerks_have_time"]
    assert ("Kiosk", "Kiosk", "there_are_zones:Kiosk") == found["there_are_zones"]
    assert ("A kiosk", "", "the_world_is_kind:") == found["the_world_is_kind"]


def test_a_rule_is_asked_of_every_part_of_its_kind_and_of_no_other():
    assert [] == [f.subject for f in review(kiosk(people=10.0), [clerks_have_time])]
    assert ["Street"] == [f.subject for f in review(kiosk(), [somebody_is_named])]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ({"clerks": 10}, True),
        ({"clerks": 10, "manners": "polite"}, True),
        ({}, False),
        ({"clerks": 2}, False),
        ({"clerks": 51}, False),
        ({"clerks": 2.5}, False),
        ({"manners": "rude"}, False),
        ({"horses": 2}, False),
        ({"clerks": 10, "horses": 2}, False),
    ],
    ids=str,
)
def test_a_remedy_applies_where_the_knobs_can_take_it_and_it_changes_something(turns, expected):
    assert expected is applicable(Knobs(), Fault("Says.", "1", "2", "Do.", turns))


def test_a_finding_knows_whether_its_remedy_applies():
    assert [True] == [f.applies for f in review(kiosk(people=180.0), [clerks_have_time])]
    assert [False] == [f.applies for f in review(kiosk(people=1000.0, clerks=10), [clerks_have_time])]


def test_every_rule_in_a_folder_is_found_but_not_those_beneath_an_underscore(tmp_path, monkeypatch):
    text = (
        "from design import Component, rule\n"
        "@rule('note', passes=(), fails=())\n"
        "def {0}(part: Component):\n    'Why.'\n"
    )
    found = package(tmp_path, monkeypatch, "rules_found", b=text.format("late"), a=text.format("early"), _c="1/0")
    assert ["early", "late"] == [r.name for r in rules_in(found)]


def test_a_broken_module_stops_the_build(tmp_path, monkeypatch):
    """It must never vanish with all its rules."""
    broken = package(tmp_path, monkeypatch, "rules_broken", a="raise RuntimeError('half written')")
    with pytest.raises(RuntimeError, match="half written"):
        rules_in(broken)


@probe(about=("clerks",), mid="Hire.", senior="Pool.", staff="Shape demand.", weak="Who waits?")
def what_if_it_rains(design):
    """Whether the design has thought of weather."""
    return None if design.knobs.awning else "It rains. Who comes?"


@probe(mid="Ask.", senior="Ask why.", staff="Ask who.", weak="Who gains?")
def who_pays(design):
    """Who the owner is."""
    return f"Who pays {design.ledger['Kiosk.cost'].text}?"


def test_an_accepted_finding_keeps_its_reason_and_comes_last():
    busy = {"people": 100.0, "clerks": 1}
    first, *_ = review(kiosk(**busy), RULES)
    found = review(kiosk(**busy, accepted=(Accepted(first.key, "it is a game"),)), RULES)
    assert (first.key, "it is a game") == (found[-1].key, found[-1].accepted)
    assert {f.key for f in found} == {f.key for f in review(kiosk(**busy), RULES)}
    assert [""] * (len(found) - 1) == [f.accepted for f in found[:-1]]


def test_a_remedy_is_tried_before_it_is_applied():
    """Ten clerks in the place of one; where the remedy cannot be applied there is nothing to try."""
    design = kiosk(people=100.0, clerks=1)
    found = {f.rule.name: mended(design, f) for f in review(design, RULES)}
    assert (10, None) == (found["clerks_have_time"].knobs.clerks, found["the_world_is_kind"])


def test_a_probe_has_a_name_a_reason_and_an_answer_for_each_level():
    assert ("what_if_it_rains", "Whether the design has thought of weather.") == (
        what_if_it_rains.name,
        what_if_it_rains.why,
    )
    answers = (what_if_it_rains.mid, what_if_it_rains.senior, what_if_it_rains.staff)
    assert ("Hire.", "Pool.", "Shape demand.") == answers


def test_a_probe_that_does_not_say_what_it_brings_to_light_is_refused():
    with pytest.raises(ValueError, match="Probe <lambda> needs a docstring"):
        probe(mid="", senior="", staff="", weak="")(lambda design: None)


def test_a_probe_is_asked_only_where_it_has_a_question_with_the_designs_numbers():
    assert (Asked(who_pays, "Who pays $6?"),) == asked(kiosk(), [what_if_it_rains, who_pays])
    assert ["It rains. Who comes?", "Who pays $9?"] == [
        a.question for a in asked(kiosk(awning=False, clerks=3), [what_if_it_rains, who_pays])
    ]


def test_the_cases_own_probes_come_first():
    own = replace(CASE, probes=(who_pays,))
    assert [who_pays, what_if_it_rains] == [a.probe for a in asked(kiosk(own, awning=False), [what_if_it_rains])]


def test_every_probe_in_a_folder_is_found(tmp_path, monkeypatch):
    text = "from design import probe\n@probe(mid='', senior='', staff='', weak='')\ndef {0}(design):\n    'Why.'\n"
    found = package(tmp_path, monkeypatch, "probes_found", b=text.format("late"), a=text.format("early"))
    assert ["early", "late"] == [p.name for p in probes_in(found)]


def test_parts_of_the_kiosk_are_what_the_rules_are_about():
    """Guards the examples above: the kiosk has a street and a station."""
    assert [Street, Station] == [type(p) for p in kiosk().graph.parts]
