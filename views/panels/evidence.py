"""What the trained model showed: one chart a question, each with its answer in words."""

import streamlit as st

from .._session import Page

LABEL, ORDER = "Evidence", 2


def show(page: Page) -> None:
    """The case's charts, two in a row."""
    charts = page.design.case.charts(page.design)
    for left in range(0, len(charts), 2):
        for column, chart in zip(st.columns(2, gap="medium"), charts[left : left + 2], strict=False):
            with column:
                st.markdown(f"**{chart.title}**")
                st.caption(chart.question)
                st.vega_lite_chart(
                    dict(chart.spec), key=f"chart:{page.design.case.slug}:{chart.title}", width="stretch"
                )
                st.caption(chart.alt)
