"""The first page: what this is, in one sentence, and one clear place to start."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from design import Case

from . import _guide

LOOP = (
    (":material/tune:", "You decide", "Thresholds, freshness, fallbacks, retraining: each with its reason."),
    (":material/model_training:", "A model is trained", "Really, on data whose labels come late."),
    (":material/account_tree:", "The picture follows", "Parts, arrows and the numbers on them, live."),
    (":material/rate_review:", "The design is reviewed", "What is wrong, with the number, the limit and a way out."),
    (":material/record_voice_over:", "You are asked", "The questions an interviewer has for this design."),
)


def show(cases: Mapping[str, Case], pages: Mapping[str, StreamlitPage], own: Mapping[str, StreamlitPage]) -> None:
    """The sentence, the start, the loop, the cases, and what a visitor brings along."""
    with st.container(width=960):
        st.title("ML Casebook")
        st.markdown(
            "Turn the decisions of a machine-learning system, and **see everything else follow**: the architecture, "
            "the latency, the money, the review, and the questions an interviewer would ask."
        )
        first = next(iter(cases))
        with st.container(horizontal=True, gap="small"):
            start = f"Start with the {cases[first].title.lower()}"
            if st.button(start, icon=":material/play_arrow:", type="primary"):
                st.switch_page(pages[first])
            if st.button("Start with a two-minute tour", icon=":material/explore:", key="tour"):
                _guide.ask_for_tour()
                st.switch_page(pages[first])
        for column, (icon, title, says) in zip(st.columns(len(LOOP)), LOOP, strict=True):
            with column:
                st.markdown(f"{icon} **{title}**")
                st.caption(says)
        st.subheader("Cases")
        for slug, case in cases.items():
            with st.container(border=True):
                st.page_link(pages[slug], label=f"**{case.title}**", icon=":material/account_tree:")
                st.markdown(case.brief.lead)
                st.caption(
                    f"{case.minutes} min · {case.kind} · {len(case.knobs)} decisions · {len(case.promises)} promises · "
                    f"{len(case.brief.questions)} clarifying questions"
                )
        st.subheader("Practise")
        with st.container(border=True):
            st.page_link(own["mock"], label="**Mock interview**", icon=":material/groups:")
            st.markdown(
                "A room for two browsers, or for you and the app: a clock for each phase, a hidden sheet with answers, "
                "questions and cards, the design live on both screens, a rubric, a debrief. No account."
            )
        with st.container(border=True):
            st.page_link(own["drill"], label="**Incident drill**", icon=":material/crisis_alert:")
            st.markdown(
                "You are on call and the model underperforms. Checks cost minutes, money leaks, a fault is planted: "
                "stop the bleeding, find it, mend it, prove it, prevent it. Then the debrief tells the truth."
            )
        st.subheader("Your own")
        with st.container(border=True):
            st.page_link(own["scores"], label="**Your scores**", icon=":material/upload_file:")
            st.markdown(
                "Bring a file with score, label, amount and time: the same threshold, capacity, calibration and money "
                "views, on your model. Nothing leaves this machine."
            )
        if "customers" in own:
            with st.container(border=True):
                st.page_link(own["customers"], label="**Your customers**", icon=":material/group:")
                st.markdown(
                    "Bring a file with who left: how well leavers are found, which columns look like leaks, and whom a "
                    "list by risk, value or uplift would contact. Nothing leaves this machine."
                )
