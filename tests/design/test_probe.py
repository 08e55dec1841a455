"""Which questions are asked of a design, in which order, and why each is asked now."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import Design, Fault, Finding, Graph, Rule, asked, probe
from design.probe import EVERY_PROMISE, Probe
from design.review import Severity
from tests.design.kiosk import kiosk


def question(name: str, *about: str, module: str = "probes.queue") -> Probe:
    """A probe that is always asked, of a theme."""

    def ask(design: Design) -> str:
        """Whether anything is asked."""
        return f"{name}?"

    ask.__name__, ask.__module__ = name, module
    return probe(about=about, mid="Names.", senior="Weighs.", staff="Decides.", weak="Why?")(ask)


def finding(severity: Severity, part: str = "", accepted: str = "", **turns: float) -> Finding:
    """A finding on the kiosk, as the review gives it."""

    def claim(graph: Graph) -> Fault | None:
        """Why it matters."""
        return None

    fault = Fault("It is so.", "load 120 %", "100 %", "Do this.", turns, part)
    return Finding(Rule(claim, severity, Graph, (), ()), "Kiosk", fault, bool(turns), accepted)


def order(design: Design, probes: list[Probe], *findings: Finding) -> list[str]:
    return [a.probe.name for a in asked(design, probes, findings)]


CALM = {"people": 50.0}
"""People come slowly: every promise of the kiosk is kept."""
LOOSE = {**CALM, "open_share": 0.9}
"""No promise is even near its limit."""
ANY, CLERKS, WAGES, OPEN = (
    question("any_of_it"),
    question("so_many_clerks", "clerks"),
    question("what_they_earn", "Kiosk.cost"),
    question("open_in_rain", "awning", "Visit.availability"),
)


def test_without_anything_that_hurts_they_stand_as_written():
    assert ["any_of_it", "so_many_clerks", "what_they_earn", "open_in_rain"] == order(
        kiosk(**LOOSE), [ANY, CLERKS, WAGES, OPEN]
    )
    assert {""} == {a.because for a in asked(kiosk(**LOOSE), [ANY, CLERKS, WAGES, OPEN])}


def test_what_shares_a_knob_with_a_blocker_comes_before_what_shares_nothing():
    blocker = finding("blocker", clerks=3)
    assert "so_many_clerks" == order(kiosk(**LOOSE), [ANY, WAGES, CLERKS], blocker)[0]
    assert "A blocker: Kiosk, load 120 %" == asked(kiosk(**LOOSE), [CLERKS], [blocker])[0].because


def test_a_finding_without_a_remedy_touches_its_part():
    """With a remedy it touches the decisions that this turns, and not all that its part has to do with."""
    assert "what_they_earn" == order(kiosk(**LOOSE), [ANY, WAGES], finding("risk", part="Kiosk"))[0]
    assert "any_of_it" == order(kiosk(**LOOSE), [ANY, WAGES], finding("risk", part="Kiosk", clerks=3))[0]


def test_a_broken_promise_is_asked_about_with_its_number_and_its_limit():
    found = asked(kiosk(**CALM, awning=False), [ANY, OPEN])
    assert ["open_in_rain", "any_of_it"] == [a.probe.name for a in found]
    assert "Open is broken: 90 %, at least 99 %" == found[0].because


def test_a_promise_with_little_room_is_asked_about_though_it_is_kept():
    found = asked(kiosk(**LOOSE, clerks=30), [ANY, WAGES])
    assert "Wages has little room: $90, at most $100" == found[0].because


def test_of_two_broken_promises_the_one_broken_more_comes_first():
    """Wages are twice the budget, the kiosk is closed ten times as often as it may be."""
    broken = kiosk(**CALM, clerks=40, wages=60.0, awning=False)
    assert ["open_in_rain", "what_they_earn"] == order(broken, [WAGES, OPEN])


def test_a_question_on_any_promise_hurts_as_the_worst_of_them():
    which = question("which_first", EVERY_PROMISE)
    assert "which_first" == order(kiosk(**CALM, awning=False), [ANY, which])[0]
    assert "any_of_it" == order(kiosk(**LOOSE), [ANY, which])[0]


def test_what_hurts_has_an_order():
    """Blocker, broken promise, risk, little room, note, nothing."""
    broken = kiosk(**CALM, clerks=30, awning=False)
    findings = finding("note", people=50), finding("risk", manners=1), finding("blocker", budget=9)
    about = [ANY, question("by_note", "people"), WAGES, question("by_risk", "manners"), OPEN]
    found = order(broken, [*about, question("by_blocker", "budget")], *findings)
    assert ["by_blocker", "open_in_rain", "by_risk", "what_they_earn", "by_note", "any_of_it"] == found


def test_of_equals_the_one_with_more_kinds_of_reasons_comes_first():
    both = question("two_reasons", "clerks", "Kiosk.cost")
    design, risk = kiosk(**LOOSE, clerks=30), finding("risk", clerks=3)
    assert ["two_reasons", "so_many_clerks"] == order(design, [CLERKS, both], risk)


def test_an_accepted_finding_hurts_as_a_note():
    accepted = finding("blocker", clerks=3, accepted="we are moving out")
    found = asked(kiosk(**LOOSE), [ANY, CLERKS, question("by_risk", "manners")], [accepted, finding("risk", manners=1)])
    assert ["by_risk", "so_many_clerks", "any_of_it"] == [a.probe.name for a in found]
    assert "An accepted blocker: Kiosk, load 120 %" == found[1].because


def test_among_equals_the_subject_changes():
    rain = [question(name, module="probes.rain") for name in ("wet", "wetter")]
    sun = [question(name, module="probes.sun") for name in ("hot", "hotter")]
    assert ["wet", "hot", "wetter", "hotter"] == order(kiosk(**LOOSE), [*rain, *sun])


def test_a_probe_names_its_theme_by_its_file():
    assert "people and rules" == question("any", module="probes.people_and_rules").theme


def test_a_case_without_promises_can_be_asked():
    bare = replace(kiosk(), outcomes=())
    assert ["any_of_it"] == order(bare, [ANY])


def test_a_probe_without_a_follow_up_is_refused():
    with pytest.raises(TypeError, match="weak"):
        probe(mid="", senior="", staff="")


HURTS = ["blocker", "risk", "note"]


@given(
    st.lists(st.sampled_from(["clerks", "awning", "manners", "people", "Kiosk.cost"]), unique=True),
    st.lists(st.tuples(st.sampled_from(HURTS), st.sampled_from(["clerks", "awning", "manners"])), max_size=4),
)
def test_a_worse_reason_never_comes_later(names, faults):
    """Whatever is found, no question with a reason follows one without, and none is lost."""
    probes = [ANY, *(question(f"on_{name}", name) for name in names)]
    found = asked(kiosk(**LOOSE), probes, [finding(severity, **{knob: 1}) for severity, knob in faults])
    ranks = [next((i for i, word in enumerate(HURTS) if word in a.because), len(HURTS)) for a in found]
    assert sorted(ranks) == ranks
    assert {p.name for p in probes} == {a.probe.name for a in found}
