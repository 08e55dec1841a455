"""Explore: the decisions on the left, the board beside them, and what follows from the design below."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType

import streamlit as st
from streamlit.navigation.page import StreamlitPage

import views.panels
from design import Case, modules

from . import _export, _guide, _modes, _share, _workbench, _world
from ._heading import heading
from ._session import Page, Session, session_for

DRILLED = "diagnose"
"""The kind of case that the incident drill is played on."""


def show(case: Case, home: StreamlitPage, own: Mapping[str, StreamlitPage]) -> None:
    """The whole page of a case. Everything that a move changes is in one fragment; `own` are the pages of no case."""
    session = session_for(case)
    session.read_url()
    _head(session, home, own)
    _fragment(case)


@st.fragment
def _fragment(case: Case) -> None:
    session = session_for(case)
    session.note()
    if session.headed != session.world_shown:
        st.rerun()  # an undone card, a pin of another world: the head tells of it, and is drawn anew
    page = _workbench.show(session)
    if page is not None:
        _panels(page)


def _head(session: Session, home: StreamlitPage, own: Mapping[str, StreamlitPage]) -> None:
    session.headed = session.world_shown
    with heading(session.case.title, home):
        st.caption(f"{session.case.minutes} min · {session.case.kind}", width="content")
        _modes.show(session, own)
        st.space("stretch")
        _world.show(session)
        _share.show(session)
        _export.show(session)
        _guide.show(session, [(panel.LABEL, panel.WORD) for panel in _every_panel()])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        _world.three(session)
        st.caption(f"The world: {_world.summary(session)}", width="content")
        if session.case.kind == DRILLED and "drill" in own:
            st.space("stretch")
            st.page_link(own["drill"], label="Play an incident of it", icon=":material/crisis_alert:")


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
