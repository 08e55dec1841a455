"""What a staff engineer would say of this design: findings, worst first, each with its way out."""

import streamlit as st

from design import Finding, way_out
from views._board import apply

from .._session import Page
from .._text import as_text

LABEL, ORDER = "Review", 1
OTHERWISE = "Renegotiate the promise, or train another model."
ICONS = {"blocker": ":material/block:", "risk": ":material/warning:", "note": ":material/info:"}


def show(page: Page) -> None:
    """Two findings a row; the worst come first."""
    count = len(page.findings)
    st.markdown(f"**{count} finding{'' if count == 1 else 's'}**" if count else "**No rule has anything to say.**")
    if page.design.broken:
        _way_out(page)
    for left in range(0, count, 2):
        for column, found in zip(st.columns(2), page.findings[left : left + 2], strict=False):
            with column:
                _box(page, found)


def _way_out(page: Page) -> None:
    """On demand: the few decisions that would keep more promises, or that none was found."""
    session, design = page.session, page.design
    if session.way is None:
        if not st.button("Look for a way out", icon=":material/explore:", help="Tries every decision."):
            return
        with st.spinner("Trying every decision"):
            session.way = way_out(design)
    way, case = session.way, design.case
    left = "; ".join(f"{o.promise.title} {o.text}, {o.demand}" for o in way.design.broken)
    result = "every promise is kept." if way.keeps_all else f"still broken: {left}. {OTHERWISE}"
    if not way.turns:
        st.info(as_text(f"No decision was found that keeps more; {result}"))
        return
    moves = "; ".join(f"{case.knob(name).title} to {case.knob(name).said(value)}" for name, value in way.turns.items())
    st.info(as_text(f"{moves}: {result}"))
    st.button("Take this way", on_click=session.turn, args=(way.turns,), icon=":material/check:")


def _box(page: Page, found: Finding) -> None:
    """The part, the number, the limit, the reason, and the remedy: a button where it can be applied."""
    fault = found.fault
    with st.container(border=True, height="stretch", gap="xsmall"):
        head = f"{ICONS[found.severity]} **{found.severity}** · {as_text(found.subject)} · `{found.rule.name}`"
        told = f"{fault.number}, limit {fault.limit}. {found.rule.why}"
        way = "" if found.applies else f"\n\nWay out: {as_text(fault.remedy)}"
        st.markdown(f"{head}\n\n{as_text(fault.says)}\n\n:gray[{as_text(told)}]{way}")
        if found.applies:
            st.button(as_text(fault.remedy), key=f"apply:{found.key}", on_click=apply, args=(page, found.key))
