"""How sure a design is: intervals and chances, three worlds, which figure matters, and the user's own ranges."""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

import streamlit as st

from design import (
    WORLDS,
    Bar,
    Belief,
    Design,
    Figure,
    Outcome,
    Tornado,
    Uncertainty,
    Unit,
    World,
    all_figures_of,
    bounded,
    design_of,
    tornado_of,
    uncertainty_of,
    with_figures,
    worlds,
    written,
)

from .._session import Page, Session, alike
from .._text import as_text

LABEL, ORDER, WORD = "Uncertainty", 4, "belief"
BARS = 12
LOW, HIGH = "at its low end", "at its high end"
BLUE, AMBER = "#2E7DD1", "#C98A1B"
"""Readable on a light and on a dark page (3:1 against both)."""


def show(page: Page) -> None:
    """On request: each promise in hundreds of worlds, three worlds side by side, the tornado; then the ranges."""
    session = page.session
    own = session.own or page.design
    if own is not page.design:
        st.info(f"The page is drawn in the {session.world} world. Here is what all worlds say of your design.")
    _ask(session, own)
    if session.sure is not None:
        _chances(session.sure)
        _worlds(session, session.sure.design)
        _tornado(session, session.sure.design)
    _ranges(session, own)


def _ask(session: Session, own: Design) -> None:
    """The button; and of which design the results are, where it has moved since."""
    stale = session.sure is not None and not alike(session.sure.design, own)
    if stale:
        st.warning("The design has moved. What follows is of the earlier one.", icon=":material/history:")
    if session.sure is not None and not stale:
        return
    words = "How sure is this one?" if stale else "How sure is this?"
    help_text = "Draws every uncertain figure 256 times, then turns each to both ends of its range: some seconds."
    if not st.button(words, key=f"sure:{session.case.slug}", icon=":material/casino:", help=help_text):
        return
    bar = st.progress(0.0, text="Drawing worlds")
    sure = uncertainty_of(own, progress=lambda share, doing: _say(bar, 0.7 * share, doing))
    tornado_of(own, lambda share, doing: _say(bar, 0.7 + 0.3 * share, doing))
    session.sure = sure
    st.rerun()


def _say(bar: Any, share: float, doing: str) -> None:
    bar.progress(min(share, 1.0), text=doing)


def _chances(sure: Uncertainty) -> None:
    """A row for each promise: where 5, 50 and 95 % of the worlds lie, and how often it is kept."""
    built = sure.samples - sure.impossible
    st.markdown(f"**In {built} worlds**, drawn from the ranges of {len(sure.figures)} uncertain figures.")
    if sure.impossible:
        st.caption(f"In {sure.impossible} more, no design can be made: they are left out.")
    rows = [_chance_row(sure, o) for o in sure.design.outcomes]
    st.dataframe(rows, hide_index=True, key=f"chances:{sure.design.case.slug}")
    for sentence in sure.held:
        st.caption(as_text(sentence))


def _chance_row(sure: Uncertainty, outcome: Outcome) -> dict[str, str]:
    row = {"promise": outcome.promise.title, "demand": outcome.demand}
    chance, spread = sure.chance_of(outcome.promise), sure.spreads.get(outcome.promise.key)
    if chance is None or spread is None:
        return row | {"kept": "no world allows a design"}
    sign = "✓" if chance.kept == 1 else "✕" if chance.kept == 0 else "◐"
    low, middle, high = (written(end, spread.unit) for end in (spread.low, spread.middle, spread.high))
    unbounded = f"; {spread.text.partition('; ')[2]}" if spread.unbounded else ""
    return row | {
        "5 % below": low,
        "middle": middle,
        "95 % below": high,
        "kept": f"{sign} {chance.text}{unbounded}",
        "sampling error": f"± {written(round(chance.error, 3), Unit('%'))}",
    }


def _worlds(session: Session, design: Design) -> None:
    """Each promise in the three worlds, and which figures stand elsewhere in them."""
    st.markdown("**Three worlds**: every uncertain figure at the end that strains the promises more, or less.")
    try:
        three = worlds(design)
    except ValueError as bad:
        st.warning(as_text(f"No design can be made in one of them: {bad}"), icon=":material/error:")
        return
    found = [three[name] for name in WORLDS]
    rows = [
        {"promise": o.promise.title, "demand": o.demand} | {w.name: _state(w.design.outcomes[i]) for w in found}
        for i, o in enumerate(design.outcomes)
    ]
    st.dataframe(rows, hide_index=True, key=f"worlds:{session.case.slug}")
    with st.expander(f"The {len(found[0].changed)} figures of the pessimistic world"):
        st.dataframe(_changed(found), hide_index=True, key=f"changed:{session.case.slug}")


def _state(outcome: Outcome) -> str:
    return f"{'✓ kept' if outcome.kept else '✕ broken'}, {outcome.text}"


def _changed(found: list[World]) -> list[dict[str, str]]:
    ends = {w.name: {f.address: value for f, value in w.changed} for w in found}
    figures = {f.address: f for w in found for f, _ in w.changed}
    return [
        {"figure": f.title, "range is": f.said}
        | {name: written(ends[name].get(address, f.value), f.unit) for name in WORLDS}
        for address, f in figures.items()
    ]


def _tornado(session: Session, design: Design) -> None:
    """For a number of the reader's choice: the figures that move it furthest, and what matters most in a sentence."""
    tornado = tornado_of(design)
    keys = [e.key for e in design.ledger]
    st.markdown("**Which figure matters?** Each alone, at both ends of its range.")
    first = keys.index(design.binding.entry.key)
    key = str(st.selectbox("Number", keys, index=first, key=f"tornado-of:{session.case.slug}"))
    entry, found = design.ledger[key], tornado.bars(key)
    bars = [bar for bar in found if written(bar.low_result, bar.unit) != written(bar.high_result, bar.unit)][:BARS]
    if not bars:
        st.caption(as_text(f"No uncertain figure alone moves {key} by more than can be read: it is {entry.text}."))
        return
    st.caption(as_text(matters(bars[0], key)))
    for bar in bars[1:]:
        if not isfinite(bar.span):
            st.caption(as_text(f"{bar.says}."))
    drawn = [bar for bar in bars if isfinite(bar.span)]
    if drawn and bounded(entry.value):
        st.vega_lite_chart(spec(tornado, key, drawn), key=f"tornado:{session.case.slug}", width="stretch")
    if more := len(found) - len(bars):
        st.caption(f"{more} more figures move it, less than these or than can be read.")


def matters(bar: Bar, key: str) -> str:
    """`Fraud ticket matters most: ...`: the sentence of the first bar."""
    low, high = written(bar.low_result, bar.unit), written(bar.high_result, bar.unit)
    return f"{bar.figure.title} matters most: from {bar.figure.range} it moves {key} from {low} to {high}."


def spec(tornado: Tornado, key: str, bars: list[Bar]) -> Mapping[str, Any]:
    """The tornado as Vega-Lite: for each figure a bar to the result at either end, from the result as it is."""
    entry = tornado.design.ledger[key]
    rows = [row | {"from": float(entry.value)} for bar in bars for row in _ends(bar)]
    form = {"format": ".5~p"} if entry.unit.symbol == "%" else {}
    title = key if entry.unit.symbol in ("", "%") else f"{key}, {entry.unit.symbol}"
    colour = {"field": "end", "type": "nominal", "title": None, "legend": {"orient": "top"}}
    told = [{"field": name, "type": "nominal"} for name in ("figure", "end", "at", "result")]
    order = [bar.figure.title for bar in bars]
    return {
        "height": {"step": 24},
        "data": {"values": rows},
        "mark": {"type": "bar", "height": 15},
        "encoding": {
            "y": {"field": "figure", "type": "nominal", "sort": order, "title": None, "axis": {"labelLimit": 260}},
            "x": {"field": "from", "type": "quantitative", "title": title, "scale": {"zero": False}, "axis": form},
            "x2": {"field": "to"},
            "color": {**colour, "scale": {"domain": [LOW, HIGH], "range": [BLUE, AMBER]}},
            "tooltip": told,
        },
    }


def _ends(bar: Bar) -> list[dict[str, Any]]:
    """The two ends of a bar as rows of a chart."""
    ends = ((LOW, bar.figure.low, bar.low_result), (HIGH, bar.figure.high, bar.high_result))
    return [
        {
            "figure": bar.figure.title,
            "end": end,
            "at": written(at, bar.figure.unit),
            "to": to,
            "result": written(to, bar.unit),
        }
        for end, at, to in ends
    ]


def _ranges(session: Session, own: Design) -> None:
    """The editor of ranges: one figure, its ends and the reason; and the ranges that stand, each to be forgotten."""
    slug = session.case.slug
    box = st.expander("Give a figure a range of your own", key=f"ranges:{slug}", on_change="rerun")
    if not box.open:
        return
    with box:
        figures = {f.address: f for f in all_figures_of(own)}
        for figure in figures.values():
            if figure.own:
                _standing(session, figure)
        address = st.selectbox(
            "Figure", list(figures), format_func=lambda where: figures[where].title, key=f"range-of:{slug}"
        )
        if address in figures:
            _editor(session, own, figures[address])
        problem = st.session_state.get(f"range-said:{slug}")
        if problem:
            st.warning(as_text(problem), icon=":material/error:")


def _standing(session: Session, figure: Figure) -> None:
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.text(f"{figure.title}: {figure.range}. {figure.said}")

    def forget() -> None:
        for where in figure.addresses:
            kept = next(b for b in session.knobs.beliefs if b.address == where)
            session.knobs = session.knobs.forgetting(where)
            if kept.value is not None:
                session.knobs = session.knobs.believing(replace(kept, low=None, high=None))

    right.button("Forget it", key=f"forget:{session.case.slug}:{figure.address}", on_click=forget)


def _editor(session: Session, own: Design, figure: Figure) -> None:
    """Two ends and a reason; what is refused is said in words, and the last good ranges stay."""
    slug, key = session.case.slug, f"range:{session.case.slug}:{figure.address}"
    st.caption(as_text(f"It is {written(figure.value, figure.unit)}. Its range: {figure.range} ({figure.said})."))
    low, high, why = st.columns([1, 1, 3])
    share = " (a share: 0.1 is 10 %)" if figure.unit.symbol == "%" else f" ({figure.unit.symbol})"
    low.number_input(f"Low{share}", value=figure.low, format="%g", key=f"{key}:low", on_change="ignore")
    high.number_input(f"High{share}", value=figure.high, format="%g", key=f"{key}:high", on_change="ignore")
    why.text_input("Why", key=f"{key}:why", placeholder="measured in May; asked finance", on_change="ignore")

    def take() -> None:
        ends = st.session_state[f"{key}:low"], st.session_state[f"{key}:high"]
        try:
            session.knobs = ranged(own, figure, ends, str(st.session_state[f"{key}:why"] or ""))
            st.session_state[f"range-said:{slug}"] = ""
        except ValueError as bad:
            st.session_state[f"range-said:{slug}"] = str(bad)

    st.button("Take this range", key=f"{key}:take", on_click=take)


def ranged(own: Design, figure: Figure, ends: tuple[float | None, float | None], reason: str) -> Any:
    """The knobs with a range for a figure, wherever it stands.

    Raises ValueError where it is no range, leaves out the design's own value, or allows no design at an end.
    """
    low, high = ends
    if low is None or high is None:
        raise ValueError(f"The range of {figure.title} needs both ends.")
    if not low <= figure.value <= high:
        raise ValueError(
            f"{figure.title} is {written(figure.value, figure.unit)} in this design, outside {low:g} to {high:g}. "
            "Give a range that holds it, or another value first."
        )
    knobs = own.knobs
    values = {b.address: b.value for b in knobs.beliefs}
    for where in figure.addresses:
        knobs = knobs.believing(Belief(where, values.get(where), low, high, reason))
    for end in (low, high):
        design_of(own.case, with_figures(knobs, figure.at(end)), own.evidence)
    return knobs
