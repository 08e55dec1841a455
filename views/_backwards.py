"""Backwards on the page: the cheapest change, the cheapest design, or what contradicts; and a way to take it."""

from collections.abc import Callable

import streamlit as st

from design import Design, Outcome
from search import Answer, Contradiction

from ._session import Session, alike
from ._text import as_text


def told(session: Session, own: Design, answer: Answer, key: str, objections: Callable[[Design], int]) -> None:
    """An answer in sentences, of which design it is, and the button that takes it.

    `objections` counts what the review would block in the design that was found.
    """
    taken = answer.design is not None and alike(answer.design, own)
    if not taken and not alike(answer.space.design, own):
        st.warning("The design has moved. This answer is of the earlier one.", icon=":material/history:")
    (st.success if answer.design is not None else st.info)(as_text(answer.says))
    if answer.design is not None:
        _checked(answer.design, objections(answer.design))
    if answer.contradiction is not None:
        _yielding(answer.contradiction, session, key)
    if answer.tried:
        st.caption(as_text(f"Tried, {answer.evaluations:,} designs in all: {'; '.join(answer.tried)}."))
    if not answer.finished:
        st.caption("It was stopped before its end: this is the best so far.")
    if answer.turns and not taken:
        st.button("Take this", key=f"take:{key}", on_click=session.turn, args=(dict(answer.turns),), type="primary")


def _checked(design: Design, blockers: int) -> None:
    """Every promise of the design that was made again, and what the review would say of it."""
    st.caption(as_text("Made again and held against each promise: " + "; ".join(map(_held, design.outcomes)) + "."))
    if blockers:
        plural = "" if blockers == 1 else "s"
        st.caption(f"Promises are not all: the review finds {blockers} blocker{plural} there. Take it and read them.")


def _held(outcome: Outcome) -> str:
    return f"{outcome.promise.title} {outcome.text}, {outcome.demand}"


def _yielding(found: Contradiction, session: Session, key: str) -> None:
    """For each promise that could give way, the design that comes nearest, to be looked at."""
    for i, one in enumerate(found.yielding):
        if one.proved:
            title = one.outcome.promise.title
            st.caption(
                as_text(f"Checked: with the limit of {title} moved there, that design keeps every promise asked.")
            )
        st.button(
            f"Take the design that breaks only {one.outcome.promise.title}"
            if one.alone
            else f"Take the design nearest in {one.outcome.promise.title}",
            key=f"yield:{key}:{i}",
            on_click=session.turn,
            args=({k.name: getattr(one.design.knobs, k.name) for k in one.design.case.knobs},),
        )
