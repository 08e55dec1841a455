"""The entrance of mock rooms, and the modes of a case, without a browser."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from interview import TEMPLATES
from tests.designs import CASES
from tests.views.case_page import opened

CASE = CASES["fraud_detection"]


def entrance() -> AppTest:
    """The page of rooms, for a browser without a key."""

    def page() -> None:
        import streamlit as st

        from tests.designs import CASES
        from views import mock

        home = st.Page(lambda: None, title="Cases", default=True)
        st.navigation([home], position="hidden")
        mock.show(CASES, home)

    return AppTest.from_function(page, default_timeout=60).run()


def asked(at: AppTest, key: str) -> Any:
    """The words that a component would post, and how often it was asked to."""
    told = [json.loads(one.proto.json) for one in at.get("bidi_component") if key in str(one.proto)]
    return [json.loads(one["j"]) for one in told if "j" in one]


def test_the_entrance_says_what_a_round_is_and_asks_for_nothing_until_it_is_told() -> None:
    at = entrance()
    assert [] == [e.message for e in at.exception]
    said = " ".join(c.value for c in at.caption)
    assert TEMPLATES[CASE.kind].says in said
    assert all(one["words"] is None for one in asked(at, "enter"))


def test_begin_asks_once_for_what_was_chosen() -> None:
    at = entrance()
    at.radio(key="mock:way").set_value("interviewer")
    at.text_input(key="mock:name").set_value("<b>Ida</b>")
    at.button(key="mock:make").click().run()
    (words,) = [one["words"] for one in asked(at, "enter") if one["words"]]
    assert {"case": CASE.slug, "kind": "design", "minutes": 45, "role": "interviewer", "name": "<b>Ida</b>"} == words


def test_a_wrong_code_in_the_address_leads_to_the_door() -> None:
    at = entrance()
    at.query_params["room"] = "<script>" + "x" * 5000
    at.run()
    assert [] == [e.message for e in at.exception]
    assert any("Join the room" in m.value for m in at.markdown)


def test_walk_is_one_click_from_the_case_and_the_row_goes_back_to_explore() -> None:
    at = opened(CASE)
    key = f"mode:{CASE.slug}"
    (row,) = [b for b in at.button_group if b.key == key]
    row.set_value("Walk").run()
    words = [one["words"] for one in asked(at, "enter") if one.get("words") and "route" in one]
    assert [{"case": CASE.slug, "kind": "walk", "minutes": 45, "role": "alone", "name": ""}] == words
    at.run()
    assert not [one for one in asked(at, "enter") if one.get("words") and "route" in one], (
        "a second run asks for no second room"
    )


def test_present_opens_once_for_the_design_as_it_is() -> None:
    at = opened(CASE)
    at.query_params["scoring"] = "batch"
    at.run()
    (row,) = [b for b in at.button_group if b.key == f"mode:{CASE.slug}"]
    row.set_value("Present").run()
    (told,) = [one for one in asked(at, "present/") if "to" in one]
    assert {"to": f"present/{CASE.slug}?scoring=batch", "number": 1} == told
    at.run()
    assert [0] == [one["number"] for one in asked(at, "present/") if "to" in one]
