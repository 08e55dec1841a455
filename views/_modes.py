"""The ways to work on a case: explore it, be walked through it by the clock, present it, or play it with somebody."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from interview import usual_length

from . import _present, _room
from ._session import Session

MODES = ("Explore", "Walk", "Present", "Mock")
HELP = (
    "Walk: alone, by the clock, with what belongs to each phase; the app asks and throws a card. "
    "Present: slides of this design, full screen, with notes and a link for an audience. "
    "Mock: a room for two browsers. Walk and Mock begin on the opening design."
)


def show(session: Session, own: Mapping[str, StreamlitPage]) -> None:
    """One row of modes; leaving Explore is one click."""
    case = session.case
    key, wanted = f"mode:{case.slug}", f"mode:wanted:{case.slug}"
    count = f"mode:count:{case.slug}"
    st.session_state.setdefault(key, MODES[0])

    def chosen() -> None:
        st.session_state[wanted] = st.session_state[key]
        st.session_state[count] = int(st.session_state.get(count, 0)) + 1
        st.session_state[key] = MODES[0]

    st.segmented_control(
        "Mode", MODES, required=True, key=key, on_change=chosen, help=HELP, label_visibility="collapsed"
    )
    mode = st.session_state.pop(wanted, MODES[0])
    if mode == "Mock":
        st.switch_page(own["mock"], query_params={"case": case.slug})
    number = int(st.session_state.get(count, 0))
    walk = {"case": case.slug, "kind": "walk", "minutes": usual_length(case.minutes), "role": "alone", "name": ""}
    _room.enter("/rooms", walk if mode == "Walk" else None, number, key=f"enter:walk:{case.slug}")
    _present.present(case.slug, session.query, number if mode == "Present" else 0, key=f"present:{case.slug}")
