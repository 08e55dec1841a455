"""The board: the picture, the scoreboard and the five answers in one component, patched at each move."""

import json
from functools import cache
from hashlib import blake2b
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from diagrams import WEIGHTS, font_base64, overlay_names
from diagrams.architecture import draw, glance

from .._glossary import plain
from .._session import Page
from . import _sweep
from ._moving import moving
from ._pieces import pieces

HERE = Path(__file__).parent
HTML = (HERE / "board.html").read_text(encoding="utf-8").replace("{promise}", escape(plain("promise")))


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(
        "ml_casebook_board",
        html=HTML,
        js=(HERE / "loader.js").read_text(encoding="utf-8"),
    )


@cache
def _kit() -> dict[str, str]:
    """What the board runs and looks like: told once a session, where Streamlit would send it with every move."""
    script = f"const FONTS = {json.dumps(_fonts())};\n{_joined('script/*.js')}"
    css = _joined("style/*.css")
    return {"version": blake2b((script + css).encode(), digest_size=8).hexdigest(), "script": script, "css": css}


def _joined(files: str) -> str:
    """Some files of this folder as one: each has one concern, a page takes one script and one style sheet."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.glob(files)))


def _fonts() -> list[tuple[int, str]]:
    """The picture's fonts, by weight: with the script, once a page, so that it is drawn alike on every machine."""
    return [(weight, font_base64(name)) for name, weight in WEIGHTS.items()]


def show(page: Page) -> None:
    """Draw the board; a click on a part, or on a remedy, comes back through callbacks."""
    session, key = page.session, f"board:{page.session.case.slug}"

    def looked_at() -> None:
        part = st.session_state[key].part
        session.part = part if isinstance(part, str) and page.design.graph.part(part) else ""

    def applied() -> None:
        wanted = st.session_state[key].apply
        apply(page, str(wanted))

    def reading() -> None:
        session.reading = True

    def held() -> None:
        session.swept.ask(st.session_state[key].hold)

    def lost() -> None:
        session.sent = ""
        session.news.clear()

    _component()(
        key=key,
        data={"j": json.dumps(_told(page), separators=(",", ":"))},
        on_part_change=looked_at,
        on_apply_change=applied,
        on_reading_change=reading,
        on_hold_change=held,
        on_lost_change=lost,
    )


def apply(page: Page, wanted: str) -> None:
    """Turn the knobs as the remedy of a finding says."""
    found = next((f for f in page.findings if f.key == wanted and f.applies), None)
    if found:
        page.session.turn(found.fault.turns)


def _told(page: Page) -> dict[str, Any]:
    session = page.session
    shape, live = glance(page.design)
    told: dict[str, Any] = {
        "case": page.design.case.slug,
        "title": page.design.case.title,
        "shape": shape,
        "selected": session.part,
        "query": session.query,
        "offered": overlay_names(),
        **moving(page, session.before, live),
    }
    session.ours.add(session.query)
    told["swept"], swept = _sweep.told(page, shape)
    told["numbers"], told["news"] = session.news.of(pieces(page, live) | swept)
    if not session.sent:
        told["kit"] = _kit()
    if session.sent != shape:
        told["svg"] = draw(page.design, "page").svg
        session.sent = shape
    return told
