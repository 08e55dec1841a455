"""The decision record: its alternatives are what trying them gives, and the designer's words go before."""

import pytest

from design import Case, move
from design.decisions import decision, decision_record
from design.remark import ASPECTS, LONGEST_REMARK, Remark
from tests.designs import CASES, design, findings

CASE: Case = CASES["fraud_detection"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_decision_that_is_used_has_all_its_lines(case) -> None:
    of = design(case)
    record = decision_record(of, findings(of))
    assert {one.knob.name for one in record} == {k.name for k in case.knobs} - set(case.idle(of.knobs))
    for one in record:
        assert all(one.says[aspect] for aspect in ASPECTS)
        assert all("nan" not in words.lower().replace("finance", "") for _, words in one.rows)


def test_an_alternative_is_what_trying_it_gives() -> None:
    """Each other option of the actions, held against a design that takes it."""
    of = design(CASE)
    one = decision(of, CASE.knob("actions"))
    assert {other.value for other in one.alternatives} == set(CASE.knob("actions").axis) - {"block"}
    for other in one.alternatives:
        tried = design(CASE, actions=other.value)
        told = move(of, tried, ())
        assert [s.says for s in other.better] == [s.says for s in told.better]
        assert [s.says for s in other.worse] == [s.says for s in told.worse]
        assert other.broken == len(tried.broken)


def test_what_trains_says_that_it_is_not_known() -> None:
    one = decision(design(CASE), CASE.knob("family"))
    assert [other.does for other in one.alternatives] == ["known once a model is trained so"] * 2


def test_the_designers_words_stand_in_the_place_of_what_is_reckoned() -> None:
    of = design(CASE, remarks=(Remark("actions", "reason", "No wallet yet."),))
    one = decision(of, CASE.knob("actions"))
    assert (one.says["reason"], one.own) == ("No wallet yet.", ("reason",))
    assert ("Reason", "No wallet yet.") in one.rows
    assert any(label == "Guardrail (reckoned)" for label, _ in one.rows)


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        (("wheels", "reason", "x"), "no knob called 'wheels'"),
        (("peak", "reason", "x"), "number of the world"),
        (("actions", "mood", "x"), "'mood' is not one of"),
        (("actions", "reason", " \n "), "says nothing"),
    ],
)
def test_a_remark_on_nothing_is_refused(remark, said) -> None:
    with pytest.raises(ValueError, match=said):
        CASE.Knobs(remarks=(Remark(*remark),))


def test_a_long_remark_is_cut() -> None:
    assert len(Remark("actions", "reason", "word " * 500).text) <= LONGEST_REMARK
