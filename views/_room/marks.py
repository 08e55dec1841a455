"""The rubric on the page: eight dimensions, points and their evidence; the sum is done in the open."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from interview import DIMENSIONS, MISSES, Dimension, Mark, Scored, marks_in, scored, told_marks
from interview.rubric import POINTS
from store import Sheet

from .._text import as_text
from .play import Play

NOT_SEEN = "not seen"
OPTIONS = (NOT_SEEN, "0", "1", "2", "3")


def show(play: Play, sheet: Sheet, held: Mapping[str, Any], misses: bool = False) -> None:
    """Marks that go onto a sheet as they are given; points count once their evidence is written."""
    given, missed = marks_in(held), tuple(str(key) for key in held.get("missed") or ())
    st.caption(" · ".join(f"{points}: {said}" for points, said in enumerate(POINTS)))
    for dimension in DIMENSIONS:
        _dimension(play, sheet, given, dimension)
    if misses:
        _misses(play, sheet, missed)
    result = scored(given, play.desk.level, tuple(m.key for m in MISSES if m.key in missed))
    st.markdown(f"**{as_text(sentence(result))}**")
    st.caption(as_text(result.arithmetic))
    if result.without_evidence:
        st.caption(f"Left out until you say what the points are for: {', '.join(result.without_evidence)}.")


def sentence(result: Scored) -> str:
    """The result in a sentence."""
    if result.share is None:
        return f"Nothing judged yet, at {result.level} level."
    tail = f" {result.held_back}" if result.held_back else ""
    return f"{100 * result.share:.0f} %: {result.band}, at {result.level} level.{tail}"


def _dimension(play: Play, sheet: Sheet, given: Mapping[str, Mark], dimension: Dimension) -> None:
    mark = given.get(dimension.key, Mark(None))
    key = f"{sheet}:{dimension.key}:{play.seen.round}"

    def kept() -> None:
        after = {**given, **_on_page(sheet, play.seen.round)}
        points = after[dimension.key].points
        kind = "mark" if sheet == "hidden" else "own mark"
        play.write(sheet, {"marks": told_marks(after)}, kind, {"dimension": dimension.title, "points": points})

    st.session_state.setdefault(f"points:{key}", NOT_SEEN if mark.points is None else str(mark.points))
    st.session_state.setdefault(f"evidence:{key}", mark.evidence)
    with st.container(border=True, gap="xsmall"):
        st.segmented_control(
            f"{dimension.title} · weight {dimension.weight(play.desk.level)}",
            OPTIONS,
            key=f"points:{key}",
            on_change=kept,
            help=f"1: {dimension.one}  \n2: {dimension.two}  \n3: {dimension.three}",
        )
        st.text_input(
            "Evidence",
            key=f"evidence:{key}",
            on_change=kept,
            max_chars=500,
            placeholder="What they said or did, in their words",
            label_visibility="collapsed",
        )


def _on_page(sheet: Sheet, round: int) -> dict[str, Mark]:
    """Every mark as the widgets have it: two that change in one run must not undo each other."""
    found = {}
    for dimension in DIMENSIONS:
        key = f"{sheet}:{dimension.key}:{round}"
        if f"points:{key}" in st.session_state:
            choice = st.session_state[f"points:{key}"] or NOT_SEEN
            points = None if choice == NOT_SEEN else int(choice)
            found[dimension.key] = Mark(points, str(st.session_state.get(f"evidence:{key}", "")))
    return found


def _misses(play: Play, sheet: Sheet, missed: tuple[str, ...]) -> None:
    key = f"missed:{play.seen.code}:{play.seen.round}"
    says = {miss.key: miss.says for miss in MISSES}
    st.session_state.setdefault(key, [k for k in missed if k in says])

    def kept() -> None:
        play.write(sheet, {"missed": list(st.session_state[key])}, "miss", {"missed": list(st.session_state[key])})

    st.multiselect(
        "Critical misses", list(says), key=key, on_change=kept, format_func=says.__getitem__, placeholder="None so far"
    )
