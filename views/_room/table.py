"""The table between the two: the prompt, what was answered, asked and thrown. Everybody in the room sees it."""

import streamlit as st

from interview import Put

from .._text import as_text
from .play import ANSWER, Play


def show(play: Play) -> None:
    """What lies open, newest first."""
    brief, desk = play.case.brief, play.desk
    with st.expander("The prompt", expanded=not desk.clock.began, icon=":material/description:"):
        st.markdown(brief.sections["Prompt"])
    for put in reversed(desk.questions):
        st.info(as_text(put.words), icon=":material/help:")
        _answer(play, put)
    for place in reversed(desk.cards):
        if place < len(play.case.cards):
            card = play.case.cards[place]
            st.warning(f"**{as_text(card.title)}.** {as_text(card.says)}", icon=":material/bolt:")
    for place in reversed(desk.answers):
        if place < len(brief.questions):
            question = brief.questions[place]
            with st.expander(as_text(question.asks), icon=":material/chat:"):
                st.markdown(question.answer)


def _answer(play: Play, put: Put) -> None:
    """What is written down of an answer: by the candidate, for both to read; nothing judges it."""
    written = play.answer(put.probe)
    if "candidate" not in play.roles or play.over:
        if written:
            st.markdown(f"> {as_text(' '.join(written.split()))}")
        return
    key = f"reply:{play.seen.code}:{play.seen.round}:{put.probe}"
    st.session_state.setdefault(key, written)

    def kept() -> None:
        play.write("design", {f"{ANSWER}{put.probe}": st.session_state[key]}, "reply", {"asks": put.words})

    st.text_area(
        "Your answer, in short",
        key=key,
        on_change=kept,
        max_chars=4000,
        height=90,
        help="Say it aloud; what you write here stands in the debrief. Your interviewer reads it, too.",
    )
