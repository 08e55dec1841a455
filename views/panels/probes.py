"""What an interviewer would ask of this design, what hurts most first, and what an answer holds at each level."""

import streamlit as st

from design import Asked

from .._session import Page
from .._text import as_text

LABEL, ORDER, WORD = "Probes", 3, "probe"
FIRST = 12
"""So many questions fill an interview; the others stand behind a switch."""


def show(page: Page) -> None:
    """One question a box; why it is asked now, the levels and the follow-up behind it."""
    slug, every = page.design.case.slug, page.questions
    st.markdown(f"**{len(every)} questions** for this design, what hurts most first. Answer aloud before you open one.")
    if not every:
        st.info("A probe is asked of designs that it hurts. Turn a decision or throw a card to be asked something.")
        return
    themes, key = sorted({q.probe.theme for q in every}), f"theme:{slug}"
    if st.session_state.get(key) not in themes:  # the last move took the theme's questions away
        st.session_state[key] = None
    theme = st.pills("Theme", themes, key=key, label_visibility="collapsed", wrap=True)
    found = [q for q in every if theme in (None, q.probe.theme)]
    if len(found) > FIRST and not st.toggle(f"All {len(found)} questions", key=f"all_questions:{slug}"):
        found = found[:FIRST]
    for question in found:
        _box(question)


def _box(asked: Asked) -> None:
    """The question; opened, its reason now, what it brings to light, the levels, and what to ask next."""
    probe = asked.probe
    box = st.expander(as_text(asked.question), key=f"probe:{probe.name}", on_change="rerun")
    if not box.open:
        return
    with box:
        if asked.because:
            st.markdown(as_text(f"Asked now. {asked.because}."))
        st.caption(as_text(probe.why))
        for level, holds in (("Mid", probe.mid), ("Senior", probe.senior), ("Staff", probe.staff)):
            st.markdown(f"**{level}.** {as_text(holds)}")
        st.markdown(f"**If the answer is weak, ask:** {as_text(probe.weak)}")
