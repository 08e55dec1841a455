"""The decisions, a few at a time, by the step they belong to; and the world, which is the interviewer's."""

import streamlit as st

from design import Case, Knob

from . import _widget
from ._session import Session

SUMMARY = 6
"""Givens named in the line under the decisions."""


def show(session: Session) -> None:
    """The knobs of one step, then the world and its cards."""
    case = session.case
    steps = list(dict.fromkeys(k.step for k in case.knobs))
    st.caption("DECISIONS")
    chosen = st.pills(
        "Step",
        steps,
        default=steps[0],
        required=True,
        key=f"step:{case.slug}",
        label_visibility="collapsed",
        wrap=True,
    )
    for knob in case.knobs:
        if knob.step == chosen:
            _widget.turn(session, knob)
    _unused(session, str(chosen))
    if session.knobs.turned:
        st.button(
            "Back to the opening design",
            on_click=_reset,
            args=(session,),
            type="tertiary",
            icon=":material/undo:",
        )
    st.caption("THE WORLD (THE INTERVIEWER'S)")
    st.markdown(_world(session, case.givens[:SUMMARY]))
    sheet = st.expander("Change the world", key=f"world:{case.slug}", on_change="rerun")
    if sheet.open:
        with sheet:
            for given in case.givens:
                _widget.turn(session, given)
    cards = st.expander("Throw a card", key=f"cards:{case.slug}", on_change="rerun", icon=":material/bolt:")
    if cards.open:
        with cards:
            _cards(session, case)


def _unused(session: Session, step: str) -> None:
    """Which of the knobs in sight move nothing at this setting, and why."""
    reasons: dict[str, list[str]] = {}
    idle = session.case.idle(session.knobs)
    for knob in session.case.knobs:
        if knob.step == step and knob.name in idle:
            reasons.setdefault(idle[knob.name], []).append(knob.title)
    if reasons:
        st.caption("; ".join(f"{', '.join(titles)}: {reason}" for reason, titles in reasons.items()))


def _world(session: Session, givens: tuple[Knob, ...]) -> str:
    return " · ".join(f"{g.title.lower()} {g.said(getattr(session.knobs, g.name))}" for g in givens)


def _cards(session: Session, case: Case) -> None:
    for card in case.cards:
        st.button(card.title, on_click=session.turn, args=(card.turns,), help=card.says, width="stretch")


def _reset(session: Session) -> None:
    session.knobs, session.said = session.case.Knobs(), ()
