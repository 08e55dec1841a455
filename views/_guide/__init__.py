"""The guide of a case's page: a two-minute tour, a palette of all that can be done, and keys, listed under `?`.

It presses what stands on the page and does nothing of its own: whatever it does, a person could have done by hand.
What it remembers (that the tour was seen) is the browser's: no link or file of a design should carry it.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from time import time
from typing import Any

import streamlit as st

from .. import _glossary
from .._session import Session
from .keys import DONE_BY_KEY, KEYS, LISTED
from .tour import steps_of

HERE = Path(__file__).parent
ASKED = "tour asked for"


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    html, css = ((HERE / name).read_text(encoding="utf-8") for name in ("guide.html", "guide.css"))
    script = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob("script/*.js")))
    return st.components.v2.component("ml_casebook_guide", html=html, css=css, js=script)


def ask_for_tour() -> None:
    """The next case that this visitor opens begins with the tour; the moment tells one wish from an earlier one."""
    st.session_state[ASKED] = time()


def show(session: Session, tabs: Sequence[tuple[str, str]]) -> None:
    """The two buttons in the head, and what they open. `tabs` are the labels with the glossary's word for each."""
    told = {
        "case": session.case.slug,
        "asked": st.session_state.get(ASKED, 0),
        "tabs": [[label, _glossary.plain(word)] for label, word in tabs],
        "steps": steps_of(session.case.slug),
        "keys": dict(_keys(session.case.slug, [label for label, _ in tabs])),
        "listed": LISTED,
        "items": [*_items(session, [label for label, _ in tabs])],
        "words": _words(),
    }
    _component()(key=f"guide:{session.case.slug}", data={"j": json.dumps(told)}, width="content", height="content")


@cache
def _words() -> list[list[str]]:
    return [[word, _glossary.plain(word)] for word in _glossary.words()]


def _keys(slug: str, tabs: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    for keys, act in KEYS.items():
        yield keys, {name: value.format(slug=slug) for name, value in act.items()}
    for place, label in enumerate(tabs[:9], 1):
        yield str(place), {"do": "tab", "label": label}


def _items(session: Session, tabs: Sequence[str]) -> Iterator[list[Any]]:
    """What the palette offers: a group, a label, and what choosing it does."""
    slug, case = session.case.slug, session.case
    acts = dict(_keys(slug, ()))
    for keys, label in DONE_BY_KEY:
        yield ["do", label, acts[keys]]
    yield ["do", "Take the tour", {"do": "tour"}]
    for label in tabs:
        yield ["tab", label, {"do": "tab", "label": label}]
    for knob in case.knobs:
        yield [
            "decision",
            knob.title,
            {"do": "knob", "step": knob.step, "opener": f"step:{slug}", "key": f"{slug}.{knob.name}"},
        ]
    for given in case.givens:
        yield ["the world", given.title, {"do": "within", "opener": f"world:{slug}", "key": f"{slug}.{given.name}"}]
    for card in case.cards:
        yield ["card", card.title, {"do": "card", "opener": f"cards:{slug}", "key": f"card:{slug}:{card.address}"}]
