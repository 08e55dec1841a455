"""History, cards, guesses, pins, the record and the state file as a person uses them, without a browser."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from design import Case
from state import file_of, read_file
from tests.designs import CASES
from tests.views.case_page import board, opened, opened_box, pressed, widget
from views._session import Session
from views._share import take

pytestmark = pytest.mark.slow

CASE: Case = CASES["fraud_detection"]
SLUG = CASE.slug
FRIDAY = "a-friday-in-november"
LOW = CASE.knob("block_above").axis[20]


def session(at: AppTest) -> Session:
    found: Session = at.session_state[f"session:{SLUG}"]
    return found


def turn(at: AppTest, name: str, value: Any) -> AppTest:
    widget(at, CASE, CASE.knob(name)).set_value(value).run()
    board(at)
    return at


def tab(at: AppTest, label: str) -> AppTest:
    at.session_state[f"tabs:{SLUG}"] = label
    return at.run()


def texts(at: AppTest) -> str:
    """All that the page says, without the marks that keep text text."""
    said = (*at.markdown, *at.caption, *at.text, *at.warning, *at.info, *at.success, *at.error)
    return "\n".join(one.value for one in said).replace("\\", "").replace("\u200b", "")


def test_undo_and_redo_lead_back_and_forth_and_say_what_they_would_do() -> None:
    at = opened(CASE)
    assert at.button(key=f"undo:{SLUG}").disabled
    turn(at, "block_above", LOW)
    turn(at, "actions", "all")
    both = board(at)["query"]
    assert "Actions" in at.button(key=f"undo:{SLUG}").help
    pressed(at, f"undo:{SLUG}")
    assert board(at)["query"] == f"block_above={LOW}"
    assert any("Actions" in line for answer in board(at)["answers"] for line in answer["lines"])
    pressed(at, f"undo:{SLUG}")
    assert (board(at)["query"], at.button(key=f"undo:{SLUG}").disabled) == ("", True)
    pressed(at, f"redo:{SLUG}")
    pressed(at, f"redo:{SLUG}")
    assert (board(at)["query"], at.button(key=f"redo:{SLUG}").disabled) == (both, True)


def test_start_over_can_be_undone() -> None:
    at = turn(opened(CASE), "block_above", LOW)
    next(b for b in at.button if b.label == "Start over").click().run()
    assert board(at)["query"] == ""
    assert board(pressed(at, f"undo:{SLUG}"))["query"] == f"block_above={LOW}"


def test_a_card_says_what_it_breaks_and_goes_back() -> None:
    """Also by undo; the head of the page follows."""
    at = opened_box(opened(CASE), f"cards:{SLUG}")
    pressed(at, f"card:{SLUG}:12-m")
    board(at)
    assert "Broken further: Fraud loss" in texts(at)
    assert "Over the limit: Model server" in texts(at)
    assert "payments 12 M a day" in texts(at)
    pressed(at, f"undo:{SLUG}")
    assert (board(at)["query"], "payments 1.2 M a day" in texts(at)) == ("", True)
    pressed(at, f"redo:{SLUG}")
    pressed(at, f"take-back:{SLUG}:12-m")
    assert board(at)["query"] == ""


def test_a_card_of_a_number_turned_since_says_what_stays() -> None:
    at = opened(CASE, {"peak": "8", f"card.{FRIDAY}": "peak:5"})
    pressed(at, f"take-back:{SLUG}:{FRIDAY}")
    assert "Peak over mean was turned to 8 × after the card was thrown: it stays." in texts(at)
    assert board(at)["query"] == "peak=8"


def test_a_link_with_an_unknown_card_says_so() -> None:
    at = opened(CASE, {"card.snow": "peak:5", "replicas": "7"})
    assert "There is no 'card.snow' in this case" in texts(at)
    assert session(at).knobs.replicas == 7


def predicting() -> AppTest:
    at = opened(CASE)
    at.toggle(key=f"predict:{SLUG}").set_value(True).run()
    board(at)
    return at


def test_a_marked_decision_asks_for_a_guess_before_it_shows_its_effect() -> None:
    at = predicting()
    before = board(at)["outcomes"]
    assert "actions" in session(at).marks
    turn(at, "actions", "block_step_up")
    assert (board(at)["outcomes"], board(at)["query"]) == (before, "predict=on")
    at.selectbox(key=f"guess-promise:{SLUG}").set_value("Money.fraud_loss").run()
    at.pills(key=f"guess-way:{SLUG}").set_value("lower")
    at.number_input(key=f"guess-value:{SLUG}:Money.fraud_loss").set_value(9.0)
    pressed(at, f"guess:{SLUG}")
    assert board(at)["query"] == "actions=block_step_up&predict=on"
    (guess,) = session(at).guesses
    assert (guess.way, guess.guessed, guess.right) == ("lower", 9.0, True)
    assert guess.got == session(at).now.ledger["Money.fraud_loss"].value
    assert "Fraud loss: you said lower, 9 bp; it is lower, 11 bp →" in texts(at)
    opened_box(at, f"guesses:{SLUG}")
    assert "1 of 1 guesses had the way right" in texts(at)


@pytest.mark.parametrize(("key", "query"), [("no-guess", "actions=all&predict=on"), ("put-back", "predict=on")])
def test_a_guess_can_be_left_out(key: str, query: str) -> None:
    at = turn(predicting(), "actions", "all")
    pressed(at, f"{key}:{SLUG}")
    assert (board(at)["query"], session(at).guesses) == (query, ())


def test_an_unmarked_decision_asks_nothing() -> None:
    at = predicting()
    name = next(k.name for k in CASE.knobs if not k.trains and k.kind == "number" and k.name not in session(at).marks)
    turn(at, name, CASE.knob(name).axis[0])
    assert f"{name}=" in board(at)["query"]


def test_pins_stand_side_by_side_and_the_dominated_one_is_named() -> None:
    at = tab(opened(CASE), "Compare")
    assert "Pin this design, turn a decision" in texts(at)
    pressed(at, f"pin:{SLUG}")
    turn(at, "shadow", True)
    at.text_input(key=f"pin-name:{SLUG}").set_value("Shadow <b>1</b>")
    pressed(at, f"pin:{SLUG}")
    assert "Shadow <b>1</b> and the design on screen" not in texts(at)
    assert "Shadow <b>1</b> is dominated by A" in texts(at)
    rows = at.dataframe[0].value
    assert list(rows.columns[2:]) == ["A", "Shadow <b>1</b>", "on screen"]
    assert set(rows["what"]) >= {"Shadow model", "Fraud loss", "Findings", "Promises broken"}
    pressed(at, f"load:{SLUG}:A")
    assert not session(at).knobs.shadow
    assert "pins=" in board(at)["query"]
    pressed(at, f"unpin:{SLUG}:A")
    pressed(at, f"unpin:{SLUG}:Shadow")
    assert board(at)["query"] == ""


def test_no_two_pins_have_one_name_and_four_are_the_most() -> None:
    at = tab(opened(CASE), "Compare")
    for _ in range(2):
        at.text_input(key=f"pin-name:{SLUG}").set_value("A").run()
        pressed(at, f"pin:{SLUG}")
    assert "A pin is called A already" in texts(at)
    at.text_input(key=f"pin-name:{SLUG}").set_value("").run()
    for _ in range(3):
        pressed(at, f"pin:{SLUG}")
    assert [pin.name for pin in session(at).pins] == ["A", "B", "C", "D"]
    assert at.button(key=f"pin:{SLUG}").disabled


def test_the_record_is_reckoned_until_somebody_writes() -> None:
    at = tab(opened(CASE), "Record")
    at.selectbox(key=f"record:{SLUG}").set_value("actions").run()
    key = f"remark:{SLUG}:actions:reason"
    assert "block, step-up would keep 1 more" in at.text_area(key=key).value
    assert "Instead **block, step-up**: better: Fraud loss" in texts(at)
    at.text_area(key=key).set_value("No wallet\n<b>yet</b>").run()
    assert board(at)["query"] == "remark.actions.reason=No+wallet+%3Cb%3Eyet%3C%2Fb%3E"
    assert at.text_area(key=key).value == "No wallet <b>yet</b>"
    pressed(at, f"undo:{SLUG}")
    assert (board(at)["query"], "would keep 1 more" in at.text_area(key=key).value) == ("", True)
    opened_box(at, f"whole-record:{SLUG}")
    assert "Guardrail (reckoned): Watch" in texts(at)


def test_a_state_file_brings_everything_back() -> None:
    """What a page holds is saved, and opened in another one."""
    at = opened(CASE, {"replicas": "7", f"card.{FRIDAY}": "peak:5", "peak": "15", "remark.actions.risk": "None seen."})
    raw = file_of(CASE, session(at).state)
    assert read_file(CASE, raw) == (session(at).state, ())
    other = opened(CASE)
    assert take(session(other), "mine.yaml", raw) == ("mine.yaml is open.", True)
    other.run()
    assert board(other)["query"] == board(at)["query"]
    assert board(pressed(other, f"undo:{SLUG}"))["query"] == ""


def test_a_broken_state_file_leaves_the_design_as_it_was() -> None:
    at = turn(opened(CASE), "block_above", LOW)
    said, good = take(session(at), "bad.yaml", b"version: 1\ncase: fraud_detection\ndecisions: [")
    assert (good, "Line 3" in said or "Line 4" in said) == (False, True)
    broken = b"version: 1\ncase: fraud_detection\ndecisions:\n  replicas: 999\n  zones: 3\n"
    said, good = take(session(at), "half.yaml", broken)
    assert (said, good) == (
        "half.yaml is open. 1 of its lines could not be taken; they are told above the picture.",
        True,
    )
    at.run()
    assert "Line 4, replicas: replicas = 999 is outside 1 to 60" in texts(at)
    assert board(at)["query"] == "zones=3"
