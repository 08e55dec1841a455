"""What an interviewer would ask of this design, and what an answer holds at each level."""

import streamlit as st

from .._session import Page

LABEL, ORDER = "Probes", 3


def show(page: Page) -> None:
    """One question a box; the levels behind it."""
    st.markdown(f"**{len(page.questions)} questions** for this design. Answer aloud before you open one.")
    for question in page.questions:
        box = st.expander(question.question, key=f"probe:{question.probe.name}", on_change="rerun")
        if box.open:
            with box:
                probe = question.probe
                st.caption(probe.why)
                for level, holds in (("Mid", probe.mid), ("Senior", probe.senior), ("Staff", probe.staff)):
                    st.markdown(f"**{level}.** {holds}")
