"""The workbench: the decisions on the left, the board beside them; what every mode in which somebody designs shares."""

from typing import Any

import streamlit as st

from . import _board, _cards, _decisions, _predict
from ._design_now import design_now
from ._evidence import evidence_at_hand, trained
from ._session import Page, Session, page_of
from ._text import as_text


def show(session: Session, own_cards: bool = True) -> Page | None:
    """The decisions and the board of a session's design; the page that panels are given, None where there is none yet.

    `own_cards` is true where who designs may take cards back: in a mock they are the interviewer's.
    """
    left, right = st.columns([1, 4.1], gap="medium")
    with left:
        learned = _decisions.show(session)
    with right, st.container(key="stage"):
        table = st.container()
        with st.container():  # always there, so that what is said above the board never moves it
            said = _said(session.said)
            held = evidence_of(session)
            if held is None:
                return None
            design = design_now(session, held[0])
            _said(session.said[said:])
        session.settle(design)
        with table:
            if own_cards:
                _cards.show(session)
        with learned:
            _predict.tell(session)
        page = page_of(session, design)
        _board.show(page)
    return page


def _said(sentences: tuple[str, ...]) -> int:
    """What is wrong with the input, and how many sentences that took."""
    for sentence in sentences:
        st.warning(as_text(sentence), icon=":material/error:")
    return len(sentences)


def evidence_of(session: Session) -> tuple[Any] | None:
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
