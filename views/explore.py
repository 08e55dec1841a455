"""Explore: the decisions on the left, the board beside them, and what follows from the design below."""

from functools import cache
from types import ModuleType
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

import views.panels
from design import Case, modules

from . import _board, _cards, _decisions, _export, _history, _predict, _share, _world
from ._session import Page, Session, design_now, evidence_at_hand, page_of, session_for, trained
from ._text import as_text


def show(case: Case, home: StreamlitPage) -> None:
    """The whole page of a case. Everything that a move changes is in one fragment."""
    session = session_for(case)
    session.read_url()
    _head(session, home)
    _fragment(case)
    _history.listen(session)


@st.fragment
def _fragment(case: Case) -> None:
    session = session_for(case)
    session.note()
    if session.headed != session.world_shown:
        st.rerun()  # an undone card, a pin of another world: the head tells of it, and is drawn anew
    left, right = st.columns([1, 4.1], gap="medium")
    with left:
        learned = _decisions.show(session)
    with right, st.container(key="stage"):
        table = st.container()
        with st.container():  # always there, so that what is said above the board never moves it
            said = _said(session.said)
            held = _evidence(session)
            if held is None:
                return
            design = design_now(session, held[0])
            _said(session.said[said:])
        session.settle(design)
        with table:
            _cards.show(session)
        with learned:
            _predict.tell(session)
        page = page_of(session, design)
        _board.show(page)
    _panels(page)


def _head(session: Session, home: StreamlitPage) -> None:
    session.headed = session.world_shown
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(home, label="Cases", icon=":material/arrow_back:")
        st.markdown(f"### {session.case.title}")
        st.caption(f"{session.case.minutes} min · {session.case.kind}", width="content")
        st.space("stretch")
        _world.show(session)
        _share.show(session)
        _export.show(session)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _world.three(session)
        st.caption(f"The world: {_world.summary(session)}", width="content")


def _said(sentences: tuple[str, ...]) -> int:
    """What is wrong with the input, and how many sentences that took."""
    for sentence in sentences:
        st.warning(as_text(sentence), icon=":material/error:")
    return len(sentences)


def _evidence(session: Session) -> tuple[Any] | None:
    """The evidence for the knobs, in a box; while it is trained, the page says what is being done."""
    held = evidence_at_hand(session.case, session.knobs)
    if held:
        return held
    place = st.empty()
    bar = place.progress(0.0, text="Looking for a model trained on these decisions")

    def say(share: float, doing: str) -> None:
        bar.progress(min(share, 1.0), text=doing)

    try:
        found = trained(session.case, session.knobs, say)
    except (ValueError, MemoryError) as bad:
        way = "The last good design is kept." if session.now else "Turn a decision, or go back to the opening design."
        place.error(as_text(f"The lab cannot train this design: {bad} {way}"), icon=":material/error:")
        if session.now is None:
            return None
        session.give_up()
        return (session.now.evidence,)
    place.empty()
    return (found,)


@cache
def _every_panel() -> list[ModuleType]:
    """The panels of the folder, in their order; looked for once, not at each move."""
    return sorted(modules(views.panels), key=lambda panel: int(panel.ORDER))


def _panels(page: Page) -> None:
    found = _every_panel()
    tabs = st.tabs([panel.LABEL for panel in found], key=f"tabs:{page.session.case.slug}", on_change="rerun")
    for tab, panel in zip(tabs, found, strict=True):
        if tab.open:
            with tab:
                panel.show(page)
