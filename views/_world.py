"""The world, which is the interviewer's: its numbers, and the cards thrown in mid-way. Outside what a move redraws."""

import streamlit as st

from design import EXPECTED, WORLDS
from state import mark_of

from . import _cards, _widget
from ._glossary import meaning
from ._session import Session
from ._text import as_text

SUMMARY = 6
"""Givens named in the line under the title."""


def summary(session: Session) -> str:
    """The numbers of the world that matter most, in a line; or that the page is drawn in another one."""
    if session.world != EXPECTED:
        strained = "more" if session.world == WORLDS[0] else "less"
        return f"{session.world}. Each figure that is not sure stands at the end that strains the promises {strained}."
    givens = session.case.givens[:SUMMARY]
    return as_text(" · ".join(f"{g.title.lower()} {g.said(getattr(session.knobs, g.name))}" for g in givens))


def show(session: Session) -> None:
    """The world's numbers, the cards, and the way back to the opening design."""
    slug = session.case.slug
    sheet = st.popover(
        "The world", icon=":material/public:", key=f"world:{slug}", on_change="rerun", help=meaning("given")
    )
    if sheet.open:
        with sheet:
            st.caption("The interviewer's numbers. Changing one changes what the design must stand.")
            if session.world != EXPECTED:
                st.caption(f"They are as you gave them; the page is drawn in the {session.world} world.")
            for given in session.case.givens:
                _widget.turn(session, given)
    _cards.choose(session)
    st.button(
        "Start over",
        on_click=_reset,
        args=(session,),
        icon=":material/undo:",
        help="Back to the opening design; pins stay, and it can be undone.",
    )


def three(session: Session) -> None:
    """Pessimistic, expected, optimistic: one click, and back to the very numbers that the user gave."""
    key = f"three:{session.case.slug}"
    if st.session_state.get(key) != session.world:
        st.session_state[key] = session.world

    def crossed() -> None:
        session.world = str(st.session_state[key] or EXPECTED)

    st.segmented_control(
        "World",
        WORLDS,
        format_func=str.capitalize,
        required=True,
        key=key,
        on_change=crossed,
        label_visibility="collapsed",
        help="Every figure that is not sure at the end that strains the promises more, or less. Decisions stay.",
        width="content",
    )


def _reset(session: Session) -> None:
    session.jump_to(mark_of(session.case.Knobs()))
