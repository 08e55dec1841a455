"""Where an incident stands: the alert, the clock, the meter, what decides now, and the walk of a diagnosis."""

import streamlit as st

from design import written
from design.units import Unit
from labs.incident import DrillState, System, faults, threshold_now, walk

from .._text import as_text
from . import charts
from .kept import blind, clock

USD = Unit("$")
HIDDEN = "hidden"


def money(amount: float) -> str:
    """Dollars of the whole business; what was gained against a usual week is below zero."""
    return written(amount, USD)


def deciding(system: System) -> str:
    """What decides payments, in words."""
    if system.rules:
        return "Two rules"
    name = "A retrained model" if system.retrained is not None else system.model or "The newest release"
    return f"{name}, recalibrated" if system.mended is not None else name


def show_alert(state: DrillState) -> None:
    """What paged the player."""
    st.error(f"**You are paged.** {as_text(state.alert.says)}", icon=":material/notifications_active:")
    if state.alert.chart:
        box = st.expander("What the alert showed", key="drill:alert", on_change="rerun")
        if box.open:
            with box:
                charts.show_reading(state.alert, "drill:alert")


def show_meters(state: DrillState) -> None:
    """Four numbers that follow every action."""
    system = state.system
    mended = ", ".join(faults()[name].title for name in system.fixed)
    hidden = blind(state)
    lost, rate = state.money_lost or 0.0, state.loss_per_hour or 0.0
    rows = (
        ("Clock", clock(state.minute), "since the page; minutes pass by what you do"),
        (
            "Money lost",
            HIDDEN if hidden else money(lost),
            "told at the end, at this level" if hidden else "since the page, against a healthy twin",
        ),
        (
            "Leaks an hour",
            HIDDEN if hidden else money(rate),
            "told at the end, at this level" if hidden else "over the next day, if nothing is done",
        ),
        (
            "Decides now",
            deciding(system),
            f"taken back: {mended}" if mended else f"blocks from a score of {threshold_now(state):.3g}",
        ),
    )
    for column, (label, value, says) in zip(st.columns(4), rows, strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(label, value)
            st.caption(as_text(says))


def show_walk(state: DrillState) -> None:
    """The six steps, each with its mark, and the question of the first that is not taken."""
    steps = walk(state)
    current = next((place for place, one in enumerate(steps) if not one.taken), None)
    marks = [
        f":green[:material/check_circle:] {one.title}"
        if one.taken
        else f"**:material/arrow_forward: {one.title}**"
        if place == current
        else f":gray[:material/circle: {one.title}]"
        for place, one in enumerate(steps)
    ]
    with st.container(border=True):
        with st.container(horizontal=True, gap="medium"):
            for mark in marks:
                st.markdown(mark, width="content")
        if current is None:
            st.caption("All six steps are taken. Close the incident when the check that showed it is as usual again.")
        else:
            st.caption(as_text(f"{steps[current].title}: {steps[current].asks}"))
