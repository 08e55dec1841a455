"""The ledger: every number with its formula, inputs, source and what moves it; and the register of assumptions."""

import streamlit as st

from design import Entry, Influence, influence, written

from .. import _register
from .._origin import Origin, formula_lines, origin, worked_lines
from .._session import Page
from .._text import as_text

LABEL, ORDER, WORD = "Numbers", 4, "ledger"
COLOURS = {"assumed": "orange", "read": "gray", "yours": "green"}


def show(page: Page) -> None:
    """A searchable table, one number explained, then what it all stands on."""
    slug = page.design.case.slug
    search = st.text_input(
        "Search the numbers", key=f"search:{slug}", placeholder="p99, cost, Money, source ...", live=True
    )
    rows = [e for e in page.design.ledger if search.lower() in f"{e.key} {e.says} {e.source}".lower()]
    if rows:
        _table(page, rows)
    else:
        st.info(
            f"No number of this design speaks of “{as_text(search)}”. "
            f"Clear the search to see all {len(page.design.ledger)}."
        )
    _explained(page)
    _register.show(page)


def _table(page: Page, rows: list[Entry]) -> None:
    """The numbers; a row that is chosen is explained below."""
    slug = page.design.case.slug

    def chosen() -> None:
        picked = st.session_state[f"ledger:{slug}"].selection.rows
        if picked and picked[0] < len(rows):
            _open(slug, rows[picked[0]].key)

    st.dataframe(
        [_row(e) for e in rows],
        hide_index=True,
        key=f"ledger:{slug}",
        on_select=chosen,
        selection_mode="single-row",
    )


def _row(entry: Entry) -> dict[str, str]:
    return {"number": entry.key, "value": entry.text, "says": entry.says, "source": entry.source}


def _open(slug: str, key: str, trail: tuple[str, ...] = ()) -> None:
    """Explain another number; `trail` is the way that led there."""
    st.session_state[f"explain:{slug}"] = key
    st.session_state[f"trail:{slug}"] = trail


def _explained(page: Page) -> None:
    """The number that was chosen, at first the one that binds, and the way that led to it."""
    design, slug = page.design, page.design.case.slug
    if design.ledger.get(st.session_state.get(f"explain:{slug}", "")) is None:
        _open(slug, design.binding.entry.key)
    trail: tuple[str, ...] = st.session_state.get(f"trail:{slug}", ())
    chosen = st.selectbox(
        "Explain", [e.key for e in design.ledger], key=f"explain:{slug}", on_change=_leave_trail, args=(slug,)
    )
    if trail:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Back",
                key=f"back:{slug}",
                icon=":material/arrow_back:",
                on_click=_open,
                args=(slug, trail[-1], trail[:-1]),
            )
            st.caption(as_text(" › ".join((*trail, chosen))))
    with st.container(border=True):
        _explain(page, design.ledger[chosen], trail)


def _leave_trail(slug: str) -> None:
    st.session_state[f"trail:{slug}"] = ()


def _explain(page: Page, entry: Entry, trail: tuple[str, ...]) -> None:
    """What it says, how it is computed from what, where that is from, and what moves it."""
    st.markdown(f"**{as_text(entry.key)} = {as_text(entry.text)}**")
    st.text(entry.says)
    st.code("\n\n".join(filter(None, (formula_lines(entry), worked_lines(entry)))), language=None, wrap_lines=True)
    with st.container(gap="xsmall"):
        for place, one in enumerate(entry.inputs):
            _input(page, place, origin(page.design, entry.part, one), (*trail, entry.key))
    st.caption(f"Source: {as_text(entry.source)}")
    _moves(page, entry)


def _input(page: Page, place: int, one: Origin, trail: tuple[str, ...]) -> None:
    """One input: a number of the ledger is a button that leads to it; any other says what it rests on."""
    said = f"{one.name} = {one.value}"
    if one.leads_to:
        st.button(
            as_text(f"{said}, from {one.leads_to}"),
            key=f"input:{page.design.case.slug}:{place}",
            icon=":material/subdirectory_arrow_right:",
            type="tertiary",
            on_click=_open,
            args=(page.design.case.slug, one.leads_to, trail),
        )
        return
    badge = f" :{COLOURS[one.standing]}-badge[{one.standing}]" if one.standing else ""
    st.markdown(f"{as_text(said)}{badge} :gray[{as_text(one.words)}]")


def _moves(page: Page, entry: Entry) -> None:
    """On demand: each decision and each number of the world turned a little, and what the number becomes."""
    box = st.expander("What moves it", key=f"moves:{page.design.case.slug}", on_change="rerun")
    if not box.open:
        return
    with box:
        with st.spinner("Turning every decision a little"):
            found = influence(page.design, entry.key)
        if not found:
            st.text("No decision and no number of the world near this design moves it.")
            return
        first = found[0]
        st.markdown(
            as_text(
                f"{len(found)} of the decisions and the world's numbers move it, most of all {first.knob.title}: "
                f"{_result(entry, first.low_result)} at {first.knob.said(first.low_value)}, "
                f"{_result(entry, first.high_result)} at {first.knob.said(first.high_value)}."
            )
        )
        st.dataframe([_moved(entry, one) for one in found], hide_index=True, key=f"moved:{page.design.case.slug}")


def _moved(entry: Entry, one: Influence) -> dict[str, str]:
    return {
        "turned": one.knob.title,
        "whose": "a decision" if one.knob.role == "knob" else "the world",
        "between": f"{one.knob.said(one.low_value)} and {one.knob.said(one.high_value)}",
        "at the one": _result(entry, one.low_result),
        "at the other": _result(entry, one.high_result),
    }


def _result(entry: Entry, value: float) -> str:
    return written(value, entry.unit)
