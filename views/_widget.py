"""The widget for a knob: a slider, a row of choices or a switch. The session's knobs are its only truth."""

from typing import Any

import streamlit as st

from design import Knob, plain

from ._session import Session

FEW = 4
"""Choices up to this many stand side by side; more go in a list."""


def turn(session: Session, knob: Knob) -> None:
    """Draw one knob; a move goes to the session through a callback, before anything else of the page is drawn."""
    key = f"{session.case.slug}.{knob.name}"
    here = at(session, knob)
    shown = _place(knob, here)
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown

    def moved() -> None:
        value = st.session_state[key]
        if value is not None and not hold(session, knob, value):
            session.turn({knob.name: value})

    common: dict[str, Any] = {"key": key, "help": _help(knob), "on_change": moved}
    if knob.kind == "switch":
        st.toggle(knob.title, **common)
    elif knob.kind == "choice" and len(knob.options) <= FEW:
        st.pills(knob.title, list(knob.options), format_func=knob.said, required=True, wrap=True, **common)
    elif knob.kind == "choice":
        st.selectbox(knob.title, list(knob.options), format_func=knob.said, **common)
    else:
        axis = places(session, knob)
        st.select_slider(knob.title, axis, format_func=_words(knob, axis).__getitem__, **common)


def at(session: Session, knob: Knob) -> Any:
    """What the widget stands at: the knob's value, or the one that waits for a guess."""
    return session.pending.get(knob.name, getattr(session.knobs, knob.name))


def hold(session: Session, knob: Knob, value: Any) -> bool:
    """True where a marked knob waits for a guess before its effect is shown; turning another one lets it go."""
    session.pending = {}
    if session.asks and knob.name in session.marks and value != getattr(session.knobs, knob.name):
        session.pending = {knob.name: value}
    return bool(session.pending)


def places(session: Session, knob: Knob) -> list[Any]:
    """The knob's places on its slider, and the values that a link or a remedy put between two of them.

    Such a value stays among the places: the browser may still send its word after the next move.
    """
    here = at(session, knob)
    if here in knob.axis and knob.name not in session.between:
        return list(knob.axis)
    between = session.between.setdefault(knob.name, set())
    if here not in knob.axis:
        between.add(_place(knob, here))
    return sorted({*knob.axis, *between})


def _words(knob: Knob, axis: list[Any]) -> dict[Any, str]:
    """How each place reads; one between two places that would read like its neighbour is written in full."""
    if len(axis) == len(knob.axis):
        return dict(knob.words)
    read = set(knob.words.values())
    return {v: knob.words.get(v) or (said if (said := knob.said(v)) not in read else plain(v)) for v in axis}


def _place(knob: Knob, here: Any) -> Any:
    """The value in plain Python type, as the widget holds it."""
    if knob.kind == "number":
        return int(here) if knob.whole else float(here)
    return str(here) if knob.kind == "choice" else bool(here)


def _help(knob: Knob) -> str:
    source = "" if knob.role == "knob" else f"\n\nSource: {knob.source}."
    trains = "\n\nTurning it trains the model again." if knob.trains else ""
    return f"{knob.why}{source}{trains}"
