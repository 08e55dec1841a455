"""The app as a person uses it, without a browser: every case, every control, every tab, bad links."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import views.panels
from design import Case, Knob, modules
from tests.designs import CASES
from tests.views.case_page import board, opened, opened_box, pressed, widget

APP = str(Path(__file__).parents[2] / "pages.py")
PANELS = [panel.LABEL for panel in modules(views.panels)]


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    """Each case found by its folder."""
    return request.param


def ends(knob: Knob) -> tuple[Any, ...]:
    """Both ends of a number, every option of a choice, both sides of a switch."""
    return (knob.axis[0], knob.axis[-1]) if knob.kind == "number" else knob.axis


def test_home_says_what_this_is_and_offers_one_start() -> None:
    at = AppTest.from_file(APP, default_timeout=60).run()
    assert [e.message for e in at.exception] == []
    assert at.button[0].label.startswith("Start with the fraud")
    assert "everything else follow" in at.markdown[0].value


def test_case_opens_on_a_broken_promise_with_a_next_step(case: Case) -> None:
    told = board(opened(case))
    assert any(not o["kept"] for o in told["outcomes"])
    assert any(a.get("apply") for a in told["answers"])


@pytest.mark.slow
@pytest.mark.parametrize("trains", [False, True])
def test_every_decision_goes_to_both_ends(case: Case, trains: bool) -> None:
    """No setting of a single control breaks the page, and the session takes the value.

    What trains goes back each time, so that the contract's evidence serves.
    """
    at = opened(case)
    for knob in case.knobs:
        if knob.trains is trains:
            for value in [*ends(knob), *([knob.default] if trains else [])]:
                widget(at, case, knob).set_value(value).run()
                board(at)
                assert getattr(at.session_state[f"session:{case.slug}"].knobs, knob.name) == value


@pytest.mark.slow
def test_every_given_is_a_decision_of_the_interviewer(case: Case) -> None:
    """The world's numbers are on the page once it is opened, and each can go to both ends."""
    at = opened(case)
    at.session_state[f"world:{case.slug}"] = True
    at.run()
    for given in case.givens:
        if not given.trains:
            for value in ends(given):
                widget(at, case, given).set_value(value).run()
                board(at)


@pytest.mark.slow
def test_every_tab_opens(case: Case) -> None:
    at = opened(case)
    for label in PANELS:
        at.session_state[f"tabs:{case.slug}"] = label
        at.run()
        board(at)
        assert any(t.label == label for t in at.tabs)


FRAUD = CASES["fraud_detection"]
STEP_UP = "doubt_has_an_action:DecisionService"


def test_remedy_in_the_review_is_seen_before_it_is_applied() -> None:
    at = opened_box(opened(FRAUD), f"remedy:{STEP_UP}")
    (told,) = (text.value.replace("\\", "") for text in at.markdown if "Promises broken" in text.value)
    assert "Better: Fraud loss" in told
    assert "Promises broken: 1 → 0" in told
    assert at.session_state[f"session:{FRAUD.slug}"].knobs.actions == "block"
    told = board(pressed(at, f"apply:{STEP_UP}"))
    assert at.session_state[f"session:{FRAUD.slug}"].knobs.actions == "block_step_up"
    assert all(o["kept"] for o in told["outcomes"])


@pytest.mark.slow
def test_a_remedy_in_words_can_be_looked_for_among_the_decisions() -> None:
    """What it would turn and do is told before a click applies it; then the finding is gone."""
    at = opened(FRAUD, {"timeout_ms": "10"})
    wordy = "model_answers_in_time:Decision"
    at = opened_box(at, f"search:{wordy}")
    assert any("Promises broken" in text.value for text in at.markdown)
    before = at.session_state[f"session:{FRAUD.slug}"].knobs
    at = pressed(at, f"mend:{wordy}")
    assert at.session_state[f"session:{FRAUD.slug}"].knobs != before
    assert not any("`model_answers_in_time`" in text.value for text in at.markdown)


def test_a_finding_is_accepted_with_a_reason_and_raised_again() -> None:
    """The reason is text, whatever it holds; the finding's flag leaves the picture; what the last move did stays."""
    at = opened_box(opened(FRAUD), f"accept:{STEP_UP}")
    pressed(at, f"accepted:{STEP_UP}")
    assert any("Say why" in warning.value for warning in at.warning)
    at.text_input(key=f"why:{STEP_UP}").set_value("<b>the board</b> agreed, 1_2").run()
    told = board(pressed(at, f"accepted:{STEP_UP}"))
    assert told["query"] == "accept.doubt_has_an_action:DecisionService=%3Cb%3Ethe+board%3C%2Fb%3E+agreed,+1_2"
    assert not any(a.get("apply", "").startswith("doubt_has") for a in told["answers"])
    assert any("Accepted: \\<b\\>the board" in text.value for text in at.markdown)
    assert board(pressed(at, f"raise:{STEP_UP}"))["query"] == ""


@pytest.mark.parametrize(
    ("words", "said", "kept"),
    [
        ({"replicas": "7"}, "", 7),
        ({"replicas": "7", "wheels": "3"}, "There is no knob called 'wheels'", 7),
        ({"replicas": "999"}, "replicas = 999 is outside 1 to 60", 2),
        ({"replicas": "nan"}, "replicas = 'nan' is not a number", 2),
        ({"replicas": "many"}, "replicas = 'many' is not a number", 2),
        ({"scoring": "<script>alert(1)</script>"}, "is not one of inline", 2),
    ],
)
def test_link_with_bad_words_says_so_and_keeps_the_good_ones(words: dict, said: str, kept: int) -> None:
    case = CASES["fraud_detection"]
    at = opened(case, words)
    board(at)
    assert at.session_state["session:fraud_detection"].knobs.replicas == kept
    if said:
        assert any(said in warning.value for warning in at.warning)
    else:
        assert len(at.warning) == 0
