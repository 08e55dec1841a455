"""The ledger: every number with its unit, formula, inputs and source; and the register of assumptions."""

import streamlit as st

from design import Entry, is_assumed, written
from views._board import input_said

from .._session import Page
from .._text import as_text

LABEL, ORDER = "Numbers", 4


def show(page: Page) -> None:
    """A searchable table, one number opened on demand, then what it all stands on."""
    slug = page.design.case.slug
    search = st.text_input(
        "Search the numbers", key=f"search:{slug}", placeholder="p99, cost, Money, source ...", live=True
    )
    rows = [e for e in page.design.ledger if search.lower() in f"{e.key} {e.says} {e.source}".lower()]
    if not rows:
        st.info(
            f"No number of this design speaks of “{as_text(search)}”. "
            f"Clear the search to see all {len(page.design.ledger)}."
        )
        return
    st.dataframe([_row(e) for e in rows], hide_index=True, key=f"ledger:{slug}")
    keys, binding = [e.key for e in rows], page.design.binding.entry.key
    first = keys.index(binding) if binding in keys else 0
    chosen = st.selectbox("Explain", keys, index=first, key=f"explain:{slug}")
    if chosen:
        _explain(page.design.ledger[chosen])
    _register(page)


def _row(entry: Entry) -> dict[str, str]:
    return {"number": entry.key, "value": entry.text, "says": entry.says, "source": entry.source}


def _explain(entry: Entry) -> None:
    st.markdown(f"**{entry.key} = {entry.text}**")
    st.text(entry.says)
    st.code(f"{entry.name} = {entry.formula.text}", language="python", wrap_lines=True)
    for one in entry.inputs:
        st.text(input_said(one))
    st.caption(f"Source: {entry.source}")


def _register(page: Page) -> None:
    design = page.design
    rows = [
        {"stands on": a.address, "value": written(a.value, a.unit), "why": a.why, "source": a.source}
        for a in design.assumptions
    ]
    rows += [
        {
            "stands on": g.name,
            "value": g.said(getattr(design.knobs, g.name)),
            "why": g.why,
            "source": g.source,
        }
        for g in design.case.givens
    ]
    assumed = sum(is_assumed(row["source"]) for row in rows)
    st.markdown(f"**What it stands on**: {len(rows)} figures, {assumed} of them assumed. Measure yours.")
    st.dataframe(rows, hide_index=True, key=f"register:{design.case.slug}")
