"""The head of a round: which case, how long, who sits here, what moves the clock, and the link to come in by."""

import streamlit as st

from .._text import as_text
from . import clock
from .play import Play


def show(play: Play) -> None:
    """A line on the round; while somebody is missing the link stands open, afterwards it is one click away."""
    seen = play.seen
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            as_text(f"{play.case.title} · {seen.minutes} min · round {seen.round} · you are the {play.role}"),
            width="content",
        )
        if not play.alone:
            st.caption(f"In the room: {as_text(who(play))}", width="content")
        st.space("stretch")
        if play.at_desk:
            clock.controls(play)
        if play.alone:
            return
        with st.popover("Invite", icon=":material/person_add:", key=f"invite:{seen.code}"):
            _link(play)
    sitting = {role for role, _ in seen.seats}
    if missing := [role for role in ("candidate", "interviewer") if role not in sitting]:
        with st.container(border=True):
            st.markdown(f"**Nobody sits here as the {missing[0]} yet.** Send them this link, or read them the code.")
            _link(play)


def who(play: Play) -> str:
    """Who sits here, in words."""
    return ", ".join(name if name == role else f"{name} ({role})" for role, name in play.seen.seats)


def _link(play: Play) -> None:
    code, page = play.seen.code, (st.context.url or "").split("?")[0]
    st.code(f"{page}?room={code}", language=None)
    st.caption(f"Code {code[:4]}-{code[4:]}, good for six hours after the last use. Who has it may sit down here.")
