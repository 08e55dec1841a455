"""The capacity panel as a person uses it: what is full, what a burst does, and how far the design goes."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from design import envelope
from tests.designs import CASES, design

pytestmark = pytest.mark.slow

APP = str(Path(__file__).parents[2] / "pages.py")
CASE = CASES["fraud_detection"]


def opened(**words: str) -> AppTest:
    """The fraud case's page with the capacity tab open, as a link with some words opens it."""
    at = AppTest.from_file(APP, default_timeout=90).run()
    at.button[0].click().run()
    for name, word in words.items():
        at.query_params[name] = word
    at.session_state[f"tabs:{CASE.slug}"] = "Capacity"
    at.run()
    assert [e.message for e in at.exception] == []
    return at


def row(at: AppTest, part: str) -> dict[str, str]:
    """The row of a part in the table of parts."""
    (found,) = (r for r in at.dataframe[0].value.to_dict("records") if r["part"] == part)
    return found


def far(at: AppTest) -> list[str]:
    """What is said of how far it goes."""
    return [i.value for i in at.info if "today's load" in i.value]


def test_a_part_that_stands_the_burst_says_so_and_one_that_does_not_says_when_it_is_drained() -> None:
    assert row(opened(), "Model server")["in a burst"].startswith("stands it")
    assert row(opened(burst="6"), "Model server")["in a burst"].startswith("waits up to")


def test_one_zone_leaves_nothing_when_it_is_lost() -> None:
    assert row(opened(zones="1"), "Model server")["busy without a zone"] == "nothing is left"


def test_the_envelope_comes_on_request_and_is_asked_for_anew_after_a_move() -> None:
    at = opened()
    assert far(at) == []
    next(b for b in at.button if b.label == "How far does it go?").click().run()
    (said,) = far(at)
    assert envelope(design(CASE)).says.split("(")[0] in said
    at.session_state[f"session:{CASE.slug}"].turn({"replicas": 9})
    at.run()
    assert far(at) == []
