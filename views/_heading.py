"""The first line of a page: the way back to the cases, its title, and whatever a page puts beside it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage


def heading(title: str, home: StreamlitPage | None) -> DeltaGenerator:
    """The line with its title, to go on in."""
    line = st.container(horizontal=True, vertical_alignment="center", gap="small")
    with line:
        if home is not None:
            st.page_link(home, label="Cases", icon=":material/arrow_back:")
        st.markdown(f"### {title}")
    return line
