"""A sample on the page: its chart and what it shows in words; a design is taken by a click or by keyboard."""

from collections.abc import Sequence

import streamlit as st

from design import Design, KnobSet
from search import Sample, Space

from ._session import Session
from ._space_chart import HOME, PICKED, Scatter, Shown, scatter, spec
from ._text import as_text


def draw(
    session: Session, own: Design, drawn: Sample, numbers: Sequence[Shown], before: Scatter | None
) -> Scatter | None:
    """The chart of some numbers of a sample, and the list of its fronts; `before` is drawn again where it still holds.

    A sample of another world says so; the decisions may move inside it.
    """
    if not drawn.space.covers(own.knobs):
        st.warning(
            "The world or the model has moved since these designs were drawn. They are of the earlier one.",
            icon=":material/history:",
        )
    if missing := [n.title for n in numbers if n.goal.key not in drawn.keys]:
        st.info(as_text(f"These designs were drawn without {', '.join(missing)}. Draw again to see it."))
        return before
    if len(numbers) < 2:
        st.info("Choose two different numbers: one goes across, the other up.")
        return before
    shown = before if before and (before.sample, before.numbers) == (drawn, tuple(numbers)) else scatter(drawn, numbers)
    key = f"scatter:{session.case.slug}"
    st.vega_lite_chart(
        spec(shown, [_number(own, n.goal.key) for n in numbers]),
        key=key,
        width="stretch",
        on_select=lambda: _picked(session, drawn, key),
        selection_mode=PICKED,
        alt=shown.says,
    )
    st.caption(shown.legend)
    st.caption(as_text(f"{shown.says} A click on a point loads that design."))
    _list(session, shown)
    return shown


def _number(design: Design, key: str) -> float:
    entry = design.ledger.get(key)
    return float("nan") if entry is None else float(entry.value)


def _picked(session: Session, drawn: Sample, key: str) -> None:
    """Load the design that was clicked on."""
    points = st.session_state[key]["selection"].get(PICKED) or []
    places = [int(point["id"]) for point in points if point.get("id", HOME) != HOME]
    if places and places[0] < len(drawn.points):
        _take(session, drawn.space, drawn.knobs(places[0]))


def _take(session: Session, space: Space, knobs: KnobSet) -> None:
    """Every decision of the space as it is in that design; the visitor's world stays."""
    session.turn({name: getattr(knobs, name) for axis in space.axes for name in axis.names})


def _list(session: Session, shown: Scatter) -> None:
    """The designs that are worth taking, by their numbers, and the button that takes one."""
    slug, drawn = session.case.slug, shown.sample
    options = list(shown.listed)
    if (near := drawn.nearest) is not None:
        count = len(drawn.space.turns(drawn.knobs(near)))
        plural = "" if count == 1 else "s"
        st.caption(f"The nearest of these that keeps every promise turns {count} decision{plural}: it is listed first.")
        options = [near, *(i for i in options if i != near)]
    if not options:
        return
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    chosen = left.selectbox("A design of the front", options, format_func=shown.name, key=f"front:{slug}")

    def take() -> None:
        if chosen is not None:
            _take(session, drawn.space, drawn.knobs(chosen))

    right.button("Take this", key=f"take-front:{slug}", on_click=take, width="stretch")
