"""How much it carries: each part at its peak and in a burst, what it costs, and how far the whole design goes."""

import streamlit as st

from design import Component, Design, Entry, envelope, unit_of, written
from design.units import Share, Times

from .._session import Page
from .._text import as_text

LABEL, ORDER, WORD = "Capacity", 3, "component"
FACTS = (
    "availability",
    "in_flight",
    "lost_a_failure",
    "lost_a_year",
    "event_to_feature",
    "outcome_to_label",
    "label_to_model",
    "event_to_model",
)
"""What is said of parts beside their capacity: whether they are up, what is lost, how soon a fact matters."""


def show(page: Page) -> None:
    """The envelope on request, then a row for each part, then availability, durability and freshness."""
    design = page.design
    st.markdown(f"**{as_text(_fullest(design))}**")
    if design.case.load:
        _how_far(page)
    rows = [_row(design, part) for part in design.graph.measured if _carries(design, part)]
    st.dataframe(rows, hide_index=True, key=f"capacity:{design.case.slug}")
    for each in (e for e in design.ledger if e.name == "per_thousand"):
        people = _text(design, each.part, "people")
        st.caption(
            as_text(f"Together {_text(design, each.part, 'cost')}, {people} of it people; {each.text} decisions.")
        )
    facts = [e for name in FACTS for e in design.ledger if e.name == name]
    st.markdown("**Up, kept and fresh**: availability, what is lost on the way, and how soon a fact matters.")
    st.dataframe([_fact(e) for e in facts], hide_index=True, key=f"kept:{design.case.slug}")


def _how_far(page: Page) -> None:
    """The envelope of this design once it was asked for; it is asked for anew after a move."""
    design, key = page.design, f"envelope:{page.design.case.slug}"
    held = st.session_state.get(key)
    if held and held[0].knobs == design.knobs and held[0].evidence is design.evidence:
        st.info(as_text(held[1].says))
        return
    st.button(
        "How far does it go?",
        on_click=_ask,
        args=(key, design),
        icon=":material/trending_up:",
        help="Lets the load grow, every decision left as it is, until a promise breaks.",
    )


def _ask(key: str, design: Design) -> None:
    st.session_state[key] = (design, envelope(design))


def _number(design: Design, part: Component, name: str) -> Entry | None:
    return design.ledger.get(f"{part.key}.{name}")


def _text(design: Design, part: Component, name: str) -> str:
    entry = _number(design, part, name)
    return entry.text if entry else ""


def _carries(design: Design, part: Component) -> bool:
    """True for what can be full, and for what costs by itself."""
    return any(_number(design, part, name) for name in ("utilisation", "people_cost"))


def _fullest(design: Design) -> str:
    busy = [e for e in design.ledger if e.name == "utilisation"]
    if not busy:
        return "No part says how full it is."
    fullest = max(busy, key=lambda e: e.value)
    return f"{fullest.part.name} is the fullest part: {fullest.text} busy at peak."


def _row(design: Design, part: Component) -> dict[str, str]:
    return {
        "part": part.name,
        "busy at peak": _text(design, part, "utilisation"),
        "full at its load": _headroom(design, part),
        "busy without a zone": _text(design, part, "without_a_zone"),
        "in a burst": _burst(design, part),
        "cost": _text(design, part, "cost"),
        "of it people": _text(design, part, "people_cost"),
    }


def _headroom(design: Design, part: Component) -> str:
    """At how many times the load it is full, if nothing is added."""
    entry = _number(design, part, "utilisation")
    return written(1 / entry.value, unit_of(Times)) if entry and entry.value > 0 else ""


def _burst(design: Design, part: Component) -> str:
    """Whether a burst leaves a backlog, how long the unluckiest waits, and when it is gone."""
    use, wait, drain = (_number(design, part, f"burst_{name}") for name in ("utilisation", "wait", "drain"))
    if use is None or wait is None or drain is None:
        return ""
    if wait.value == 0:
        return f"stands it, {written(use.value, unit_of(Share))} busy"
    gone = "never drains" if drain.text == drain.unit.unbounded else f"drained {drain.text} after it"
    return f"waits up to {wait.text}, {gone}"


def _fact(entry: Entry) -> dict[str, str]:
    return {"number": entry.key, "value": entry.text, "says": entry.says, "source": entry.source}
