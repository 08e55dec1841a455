"""The questions as a person reads them: by theme, all of them, and one opened with its reason and its follow-up."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.designs import CASES
from tests.views.case_page import board, opened
from views.panels.probes import FIRST

SLUG, CASE = next(iter(CASES.items()))


def questions(at: AppTest) -> list[Any]:
    """The boxes on the page."""
    board(at)
    return [e for e in at.expander if e.label.endswith(("?", "."))]


def test_questions_are_few_until_all_or_a_theme_is_asked_for() -> None:
    at = opened(CASE)
    at.session_state[f"tabs:{SLUG}"] = "Probes"
    at.run()
    assert len(questions(at)) == FIRST
    at.toggle(key=f"all_questions:{SLUG}").set_value(True).run()
    every = len(questions(at))
    at.pills(key=f"theme:{SLUG}").set_value("decision").run()
    assert 0 < len(questions(at)) < every


def test_an_opened_question_says_why_now_and_what_to_ask_next() -> None:
    at = opened(CASE)
    at.session_state[f"tabs:{SLUG}"] = "Probes"
    at.run()
    at.session_state["probe:a_block_is_not_the_only_answer"] = True
    at.run()
    board(at)
    said = "\n".join(text.value.replace("\\", "") for text in at.markdown)
    assert "Asked now. Fraud loss is broken" in said
    assert "If the answer is weak, ask:" in said
