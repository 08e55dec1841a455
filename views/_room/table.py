"""The table between the two: the prompt, what was answered, asked and thrown. Everybody in the room sees it."""

import streamlit as st

from .._text import as_text
from .play import Play


def show(play: Play) -> None:
    """What lies open, newest first."""
    brief, desk = play.case.brief, play.desk
    with st.expander("The prompt", expanded=not desk.clock.began, icon=":material/description:"):
        st.markdown(brief.sections["Prompt"])
    for put in reversed(desk.questions):
        st.info(as_text(put.words), icon=":material/help:")
    for place in reversed(desk.cards):
        if place < len(play.case.cards):
            card = play.case.cards[place]
            st.warning(f"**{as_text(card.title)}.** {as_text(card.says)}", icon=":material/bolt:")
    for place in reversed(desk.answers):
        if place < len(brief.questions):
            question = brief.questions[place]
            with st.expander(as_text(question.asks), icon=":material/chat:"):
                st.markdown(question.answer)


def who(play: Play) -> str:
    """Who sits here, in words."""
    return ", ".join(f"{name} ({role})" for role, name in play.seen.seats)
