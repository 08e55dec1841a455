"""The decisions, a few at a time, by the step they belong to."""

import streamlit as st

from . import _widget
from ._session import Session


def show(session: Session) -> None:
    """The knobs of one step, and which of them this design does not use."""
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


def _unused(session: Session, step: str) -> None:
    """Which of the knobs in sight move nothing at this setting, and why."""
    reasons: dict[str, list[str]] = {}
    idle = session.case.idle(session.knobs)
    for knob in session.case.knobs:
        if knob.step == step and knob.name in idle:
            reasons.setdefault(idle[knob.name], []).append(knob.title)
    if reasons:
        st.caption("; ".join(f"{', '.join(titles)}: {reason}" for reason, titles in reasons.items()))
