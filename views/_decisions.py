"""The decisions, a few at a time, by the step they belong to."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from . import _history, _predict, _widget
from ._glossary import meaning
from ._session import Session


def show(session: Session) -> DeltaGenerator:
    """The knobs of one step, and which of them this design does not use; the place where a guess is answered."""
    case = session.case
    steps = list(dict.fromkeys(k.step for k in case.knobs))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("DECISIONS", width="content", help=meaning("knob"))
        st.space("stretch")
        _history.show(session)
    chosen = st.pills(
        "Step",
        steps,
        default=steps[0],
        required=True,
        key=f"step:{case.slug}",
        label_visibility="collapsed",
        wrap=True,
    )
    asked = session.guessing.knob if session.guessing else session.told.knob if session.told else ""
    answer = None
    for knob in case.knobs:
        if knob.step == chosen:
            _widget.turn(session, knob)
            if knob.name in session.pending:
                _predict.ask(session, knob)
            if knob.name == asked:
                answer = st.container()
    _unused(session, str(chosen))
    _predict.switch(session)
    return answer or st.container()


def _unused(session: Session, step: str) -> None:
    """Which of the knobs in sight move nothing at this setting, and why."""
    reasons: dict[str, list[str]] = {}
    idle = session.case.idle(session.knobs)
    for knob in session.case.knobs:
        if knob.step == step and knob.name in idle:
            reasons.setdefault(idle[knob.name], []).append(knob.title)
    if reasons:
        st.caption("; ".join(f"{', '.join(titles)}: {reason}" for reason, titles in reasons.items()))
