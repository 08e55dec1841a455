"""The way in: `streamlit run app.py`. Finds the cases and gives each its page."""

import gc
import logging
from functools import partial
from pathlib import Path
from threading import Thread

import streamlit as st
from streamlit.navigation.page import StreamlitPage

import cases
from design import Case, cases_in
from views import explore, home
from views._text import as_text

ICON = Path(__file__).parent / "views" / "icon.svg"
STYLE = """<style>
[data-testid=stMainBlockContainer] { padding-left: 1.5rem; padding-right: 1.5rem; }
@media (min-width: 1000px) { .st-key-stage { position: sticky; top: 0.5rem; } }
</style>"""
"""What Streamlit has no option for: less space at the sides, and the board in sight while the decisions scroll."""


@st.cache_resource(show_spinner=False)
def _cases() -> dict[str, Case]:
    """The cases, and a head start: each opening design's model is trained while the first visitor reads.

    What the imports made lives as long as the process: Python's collector need not walk it at each move.
    """
    found = cases_in(cases)
    gc.collect()
    gc.freeze()
    Thread(target=_train_ahead, args=(found,), daemon=True).start()
    return found


def _train_ahead(found: dict[str, Case]) -> None:
    for case in found.values():
        try:
            case.evidence(case.Knobs(), lambda share, doing: None)
        except (ValueError, MemoryError, OSError) as bad:
            logging.getLogger(__name__).error("The opening model of %s cannot be trained: %s", case.slug, bad)


st.set_page_config(page_title="ML Casebook", page_icon=ICON, layout="wide")
st.html(STYLE)
try:
    found = _cases()
except ValueError as broken:
    st.error(as_text(str(broken)), icon=":material/error:")
    st.stop()
pages: dict[str, StreamlitPage] = {}
start = st.Page(partial(home.show, found, pages), title="Cases", default=True, icon=":material/home:")
for slug, case in found.items():
    page = partial(explore.show, case, start)
    pages[slug] = st.Page(page, title=case.title, url_path=slug, icon=":material/account_tree:")
st.navigation([start, *pages.values()], position="hidden").run()
