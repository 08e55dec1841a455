"""Predict first: a marked decision shows its effect once the user has said what it will be; then guess meets truth."""

from math import inf, isfinite
from typing import Any

import streamlit as st

from design import Knob, Outcome, written
from design.guess import SURE, WAYS, Guess, Way, marked, record_of

from ._guessing import Guessing, in_hand, out_of_hand, outcome_of
from ._session import Session
from ._text import as_text

HELP = (
    "Marked decisions, those that move the promises most, ask you for a guess before they show what they do. "
    "Your guesses stay with this design, and go into the state file."
)


def switch(session: Session) -> None:
    """The switch, which decisions are marked, and how well the user has guessed so far."""
    slug = session.case.slug
    key = f"predict:{slug}"
    if st.session_state.get(key) != session.asks:
        st.session_state[key] = session.asks

    def switched() -> None:
        session.asks, session.pending, session.told = bool(st.session_state[key]), {}, None
        mark(session)

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.toggle("Predict first", key=key, on_change=switched, help=HELP)
        if session.guesses:
            box = st.popover(
                f"{len(session.guesses)}",
                key=f"guesses:{slug}",
                on_change="rerun",
                type="tertiary",
                help="Your guesses",
            )
            if box.open:
                with box:
                    _log(session)
    if session.asks and session.marks:
        st.caption(as_text(f"Marked: {', '.join(session.case.knob(name).title for name in session.marks)}."))


def mark(session: Session) -> None:
    """Choose the marked decisions by what they move, once a design is there; they then stay the same."""
    if session.asks and not session.marks and session.own is not None:
        session.marks = marked(session.own)


def ask(session: Session, knob: Knob) -> None:
    """What a decision that was turned will do: which promise, which way, to about what, and how sure one is."""
    if session.now is None:
        return
    slug, design = session.case.slug, session.now
    value = session.pending[knob.name]
    outcomes = {o.promise.key: o for o in design.outcomes}
    with st.container(border=True, gap="small", key=f"ask:{slug}"):
        turned = f"{knob.said(getattr(session.knobs, knob.name))} → {knob.said(value)}"
        st.markdown(f"**Predict first** · {as_text(f'{knob.title} {turned}')}")
        promise = st.selectbox(
            "Which promise moves?", list(outcomes), key=f"guess-promise:{slug}",
            format_func=lambda key: f"{outcomes[key].promise.title}, now {outcomes[key].text}",
        )  # fmt: skip
        outcome = outcomes[str(promise)]
        st.pills(
            "Which way?", list(WAYS), default="same", required=True, format_func=WAYS.__getitem__,
            key=f"guess-way:{slug}", on_change="ignore",
        )  # fmt: skip
        unit = outcome.unit.symbol
        st.number_input(
            as_text(f"To about{f' ({unit})' if unit else ''}"), value=_now(outcome), format="%.4g",
            key=f"guess-value:{slug}:{promise}", on_change="ignore",
        )  # fmt: skip
        st.segmented_control(
            "How sure of the way?", SURE, default=SURE[1], required=True, format_func=lambda s: f"{s:.0%}",
            key=f"guess-sure:{slug}", on_change="ignore",
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.button("Show me", type="primary", key=f"guess:{slug}", on_click=_commit, args=(session, knob, outcome))
            st.button("No guess", key=f"no-guess:{slug}", on_click=_skip, args=(session,), help="Show it all the same.")
            st.button("Put it back", key=f"put-back:{slug}", on_click=session.pending.clear)


def _now(outcome: Outcome) -> float | None:
    return in_hand(float(outcome.value), outcome) if isfinite(outcome.value) else None


def _commit(session: Session, knob: Knob, outcome: Outcome) -> None:
    """Take the guess, then turn the decision."""
    slug, value = session.case.slug, session.pending.pop(knob.name)
    was = float(outcome.value)
    held: dict[str, Any] = {name: st.session_state.get(f"guess-{name}:{slug}") for name in ("way", "sure")}
    typed = st.session_state.get(f"guess-value:{slug}:{outcome.promise.key}")
    number = out_of_hand(typed, outcome, was if isfinite(was) else float(outcome.limit))
    way: Way = held["way"] or "same"
    session.guessing = Guessing(
        knob.name, knob.said(value), outcome.promise.key, was, way, number, float(held["sure"] or SURE[1])
    )
    session.turn({knob.name: value})
    if session.said:  # refused: there is no effect to hold the guess against
        session.guessing = None


def _skip(session: Session) -> None:
    turns, session.pending = dict(session.pending), {}
    session.turn(turns)


def tell(session: Session) -> None:
    """The last guess beside the truth, while the decision stands as it was turned; and the marks of a new page."""
    mark(session)
    if session.told is None or session.now is None:
        return
    guess = session.told
    outcome = outcome_of(session.now, guess.promise)
    icon = ":material/check:" if guess.right else ":material/close:"
    text = as_text(f"{outcome.promise.title}: {verdict(guess, outcome)}")
    (st.success if guess.right else st.warning)(text, icon=icon)


def verdict(guess: Guess, outcome: Outcome) -> str:
    """`you said lower, to 8 bp; it went lower, from 12 bp to 9 bp. Off by a factor of 1.12.`"""
    said = f"you said {WAYS[guess.way]}, {written(guess.guessed, outcome.unit)}"
    went = f"it is {WAYS[guess.went]}, {written(guess.was, outcome.unit)} → {written(guess.got, outcome.unit)}"
    if guess.off == inf:
        return f"{said}; {went}. No factor says how far off that is."
    return f"{said}; {went}. {'Exact' if guess.off == 1 else f'Off by a factor of {guess.off:.2f}'}."


def _log(session: Session) -> None:
    """How well calibrated the user is, and the newest guesses."""
    st.markdown("**Your guesses**")
    st.markdown(as_text(record_of(session.guesses).says))
    if session.now is None:
        return
    outcomes = {o.promise.key: o for o in session.now.outcomes}
    for guess in reversed(session.guesses[-8:]):
        if guess.promise in outcomes:
            outcome = outcomes[guess.promise]
            mark = "✓" if guess.right else "✕"
            title = session.case.knob(guess.knob).title
            told = f"{mark} {title} {guess.turned}. {outcome.promise.title}: {verdict(guess, outcome)}"
            st.caption(as_text(told))

    def forget() -> None:
        session.guesses, session.told = (), None

    st.button("Forget my guesses", key=f"forget-guesses:{session.case.slug}", on_click=forget)
