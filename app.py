"""The way in: `streamlit run app.py`. Finds the cases and gives each its page."""

from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

import cases
from design import Case, cases_in
from views import explore, home

ICON = Path(__file__).parent / "views" / "icon.svg"
STYLE = "<style>[data-testid=stMainBlockContainer] { padding-left: 1.5rem; padding-right: 1.5rem; }</style>"
"""Streamlit has no option for the space at the sides; the picture needs it."""


@st.cache_resource(show_spinner=False)
def _cases() -> dict[str, Case]:
    return cases_in(cases)


st.set_page_config(page_title="ML Casebook", page_icon=ICON, layout="wide")
st.html(STYLE)
found = _cases()
pages: dict[str, StreamlitPage] = {}
start = st.Page(partial(home.show, found, pages), title="Cases", default=True, icon=":material/home:")
for slug, case in found.items():
    pages[slug] = st.Page(
        partial(explore.show, case, start), title=case.title, url_path=slug, icon=":material/account_tree:"
    )
st.navigation([start, *pages.values()], position="hidden").run()
