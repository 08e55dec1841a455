"""What a staff engineer would say of this design: findings, worst first, each with its way out."""

import streamlit as st

from views._board import apply

from .._session import Page

LABEL, ORDER = "Review", 1
ICONS = {"blocker": ":material/block:", "risk": ":material/warning:", "note": ":material/info:"}


def show(page: Page) -> None:
    """One box a finding: the part, the number, the limit, the remedy, and a button where it can be applied."""
    count = len(page.findings)
    st.markdown(f"**{count} finding{'' if count == 1 else 's'}**" if count else "**No rule has anything to say.**")
    for found in page.findings:
        fault = found.fault
        with st.container(border=True):
            st.markdown(f"{ICONS[found.severity]} **{found.severity}** · {found.subject} · `{found.rule.name}`")
            st.text(fault.says)
            st.caption(f"{fault.number} · limit: {fault.limit}")
            if found.applies:
                st.button(
                    fault.remedy,
                    key=f"apply:{found.key}",
                    on_click=apply,
                    args=(page, found.key),
                    icon=":material/build:",
                )
            else:
                st.text(f"Way out: {fault.remedy}")
            st.caption(found.rule.why)
