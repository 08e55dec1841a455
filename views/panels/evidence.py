"""What the trained model showed: one chart a question, each answered in words; and longer looks on demand."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from design import Analysis, Chart

from .._session import Page
from .._text import as_text

LABEL, ORDER, WORD = "Evidence", 2, "evidence"


def show(page: Page) -> None:
    """The case's charts, two in a row, then the longer looks."""
    charts = page.design.case.charts(page.design)
    if not charts and not page.design.case.analyses:
        st.info("This case has no lab: nothing is trained, and every number follows from formulas. Numbers shows them.")
    for left in range(0, len(charts), 2):
        for column, chart in zip(st.columns(2, gap="medium"), charts[left : left + 2], strict=False):
            with column:
                st.markdown(f"**{chart.title}**")
                _drawn(page, chart)
    if page.design.case.analyses:
        st.markdown("**Ask the lab more.** Each takes some seconds of training the first time.")
    for analysis in page.design.case.analyses:
        box = st.expander(analysis.question, key=f"analysis:{analysis.name}", on_change="rerun")
        if box.open:
            with box:
                _looked(page, analysis)


def _drawn(page: Page, chart: Chart) -> None:
    st.caption(chart.question)
    st.vega_lite_chart(dict(chart.spec), key=f"chart:{page.design.case.slug}:{chart.title}", width="stretch")
    st.caption(as_text(chart.alt))


def _looked(page: Page, analysis: Analysis) -> None:
    """The analysis; while it is made, what it is doing; or in a sentence why it cannot be made."""
    bar = st.progress(0.0, text="Asking the lab")
    try:
        chart = analysis.look(page.design, lambda share, doing: _say(bar, share, doing))
    except ValueError as bad:
        st.warning(as_text(str(bad)), icon=":material/error:")
        return
    finally:
        bar.empty()
    _drawn(page, chart)


def _say(bar: DeltaGenerator, share: float, doing: str) -> None:
    bar.progress(min(share, 1.0), text=doing)
