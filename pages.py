"""What runs for each visitor: finds the cases and views, and gives each its page."""

import gc
import logging
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

import cases
from design import Case, KnobSet, cases_in, turned
from views import customers, drill, explore, home, mock, scores
from views._log import keep_races_out
from views._text import as_text

ICON = Path(__file__).parent / "views" / "icon.svg"
STYLE = """<style>
[data-testid=stMainBlockContainer] { padding-left: 1.5rem; padding-right: 1.5rem; }
[data-testid=stBaseButton-primary], [data-testid=stBaseButton-primary] p { color: Canvas; }
@media (min-width: 1000px) { .st-key-stage { position: sticky; top: 0.5rem; } }
@media print {
  @page { size: landscape; margin: 9mm; }
  html, body, .stApp, .stApp * { color: #111827 !important; background: #ffffff !important; }
  .stApp:has(.st-key-stage) :is(header, [data-testid=stTabs], [data-testid=stButtonGroup], [data-testid=stButton],
    [data-testid=stPopover], [data-testid=stPageLink], [class*=st-key-guide-],
    [data-testid=stColumn]:not(:has(.st-key-stage))) { display: none; }
  [data-testid=stMainBlockContainer] { padding: 0; }
  [data-testid=stVerticalBlock] { gap: .4rem; }
  .st-key-stage { position: static; }
}
</style>"""
"""What Streamlit has no option for: less space at the sides, words on a button that read in the dark as well, the board
in sight while the decisions scroll, and paper that shows the board without the decisions."""


@st.cache_resource(show_spinner=False)
def _cases() -> dict[str, Case]:
    """The cases, and a head start: each opening design's models are trained while the first visitor reads.

    The case that they came for goes first, so that no other training takes its processor.

    What the imports made lives as long as the process: Python's collector need not walk it at each move, nor look
    after every 700 new objects whether one of them is garbage.
    """
    found = cases_in(cases)
    keep_races_out()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    asked = urlsplit(str(st.context.url)).path.strip("/")
    order = dict(sorted(found.items(), key=lambda one: one[0] != asked))
    Thread(target=_train_ahead, args=(order,), daemon=True).start()
    return found


def _families(found: dict[str, Case]) -> Iterator[tuple[Case, KnobSet]]:
    """Each case's opening design with each other family of model, where it has a choice of them."""
    for case in found.values():
        for knob in case.knobs:
            if knob.name == "family":
                yield from ((case, turned(case.Knobs(), {knob.name: value})) for value in knob.axis)


def _train_ahead(found: dict[str, Case]) -> None:
    for case, knobs in [*((case, case.Knobs()) for case in found.values()), *_families(found)]:
        try:
            case.evidence(knobs, lambda share, doing: None)
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
own: dict[str, StreamlitPage] = {}
start = st.Page(partial(home.show, found, pages, own), title="Cases", default=True, icon=":material/home:")
for slug, case in found.items():
    page = partial(explore.show, case, start, own)
    pages[slug] = st.Page(page, title=case.title, url_path=slug, icon=":material/account_tree:")
own["scores"] = st.Page(
    partial(scores.show, start), title="Your scores", url_path="scores", icon=":material/upload_file:"
)
if "churn" in found:
    own["customers"] = st.Page(
        partial(customers.show, found["churn"], start),
        title="Your customers",
        url_path="customers",
        icon=":material/group:",
    )
own["mock"] = st.Page(
    partial(mock.show, found, start), title="Mock interview", url_path="mock", icon=":material/groups:"
)
own["drill"] = st.Page(
    partial(drill.show, start), title="Incident drill", url_path="drill", icon=":material/crisis_alert:"
)
st.navigation([start, *pages.values(), *own.values()], position="hidden").run()
