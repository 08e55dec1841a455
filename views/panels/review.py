"""What a staff engineer would say of this design: findings, worst first, each with its way out."""

import streamlit as st

from design import Finding
from views._board import apply

from .._session import Page

LABEL, ORDER = "Review", 1
ICONS = {"blocker": ":material/block:", "risk": ":material/warning:", "note": ":material/info:"}


def show(page: Page) -> None:
    """Two findings a row; the worst come first."""
    count = len(page.findings)
    st.markdown(f"**{count} finding{'' if count == 1 else 's'}**" if count else "**No rule has anything to say.**")
    for left in range(0, count, 2):
        for column, found in zip(st.columns(2), page.findings[left : left + 2], strict=False):
            with column:
                _box(page, found)


def _box(page: Page, found: Finding) -> None:
    """The part, the number, the limit, the reason, and the remedy: a button where it can be applied."""
    fault = found.fault
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.markdown(f"{ICONS[found.severity]} **{found.severity}** · {found.subject} · `{found.rule.name}`")
        st.text(fault.says)
        st.caption(f"**{fault.number}**, limit {fault.limit}. {found.rule.why}")
        if found.applies:
            st.button(fault.remedy, key=f"apply:{found.key}", on_click=apply, args=(page, found.key))
        else:
            st.text(f"Way out: {fault.remedy}")
