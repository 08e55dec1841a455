"""A case's page as tests use it, without a browser: opened, pressed, and what its board was told."""

import json
from collections.abc import Mapping
from typing import Any

from streamlit.testing.v1 import AppTest

from design import Case, Knob


def opened(case: Case, words: Mapping[str, str] | None = None) -> AppTest:
    """The case's page; with some words, as a link with them opens it."""
    at = AppTest.from_function(_page, default_timeout=90, args=(case.slug,)).run()
    for name, word in (words or {}).items():
        at.query_params[name] = word
    return at.run() if words else at


def _page(slug: str) -> None:
    """One case's page alone: AppTest cannot follow a link to a page that is a function."""
    import streamlit as st

    from tests.designs import CASES
    from views import explore

    explore.show(CASES[slug], st.Page(lambda: None, title="Cases"), {})


def board(at: AppTest) -> dict[str, Any]:
    """What the board was told; no exception stands on the page."""
    assert [e.message for e in at.exception] == []
    (found,) = (one for one in at.get("bidi_component") if one.proto.component_name.endswith("ml_casebook_board"))
    told: dict[str, Any] = json.loads(json.loads(found.proto.json)["j"])
    said = json.dumps([told["sentence"], told["outcomes"], told["answers"], told["live"]]).lower()
    assert "nan" not in said.replace("finance", "")
    assert '"inf' not in said
    return told


def widget(at: AppTest, case: Case, knob: Knob) -> Any:
    """The control of a knob, whichever kind it is, with its step or the world opened."""
    key = f"{case.slug}.{knob.name}"
    if knob.role == "knob":
        at.pills(key=f"step:{case.slug}").set_value(knob.step).run()
    kinds = (at.select_slider, at.pills, at.selectbox, at.toggle)
    return next(w for kind in kinds for w in kind if w.key == key)


def pressed(at: AppTest, key: str) -> AppTest:
    """The page after a press on the button whose key begins so."""
    next(b for b in at.button if b.key and b.key.startswith(key)).click().run()
    return at


def opened_box(at: AppTest, key: str) -> AppTest:
    """The page with a popover open, as a click on it leaves it."""
    at.session_state[key] = True
    return at.run()
