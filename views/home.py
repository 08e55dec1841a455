"""The first page: what this is, in one sentence, and one clear place to start."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from design import Case


def show(cases: Mapping[str, Case], pages: Mapping[str, StreamlitPage]) -> None:
    """The sentence, the start, and the cases."""
    st.title("ML Casebook")
    st.markdown(
        "**Turn the decisions of an ML system, and see everything else follow**: the architecture, the latency, the "
        "cost, a model that is really trained, a design review, and the questions an interviewer would ask of it."
    )
    first = next(iter(cases))
    if st.button(f"Start with: {cases[first].title}", type="primary", icon=":material/play_arrow:"):
        st.switch_page(pages[first])
    st.subheader("Cases", divider="gray")
    for slug, case in cases.items():
        with st.container(border=True):
            st.page_link(pages[slug], label=f"**{case.title}**", icon=":material/account_tree:")
            st.markdown(case.brief.lead)
            st.caption(
                f"{case.minutes} min · {case.kind} · {len(case.knobs)} decisions · {len(case.promises)} promises · "
                f"{len(case.brief.questions)} clarifying questions"
            )
