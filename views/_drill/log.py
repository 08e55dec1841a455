"""What was done and found: the newest in full, the rest to open again."""

import streamlit as st

from labs.incident import ACTIONS, OWNERS, DrillState, Event, checks, faults

from .._text import as_text
from . import charts
from .kept import clock


def title(command: str) -> str:
    """A command as a person says it."""
    name, _, argument = command.partition(":")
    if name == "check":
        return checks()[argument].title
    if name == "fix":
        return f"Fix: {faults()[argument].title}"
    if name == "page":
        return f"Page the {next(owner for owner in OWNERS if owner.replace(' ', '_') == argument)}"
    if name == "threshold":
        return f"Threshold to {argument}"
    if name == "wait":
        return f"Wait {clock(int(float(argument)))}"
    return ACTIONS[name].title


def show(state: DrillState) -> None:
    """The newest event with its chart, then the log, newest first."""
    if state.refusal:
        st.warning(as_text(f"Not done, and no minute gone. {state.refusal}"), icon=":material/block:")
    events = [(number, event) for number, event in enumerate(state.events) if not _aside(event)]
    if not events:
        st.info(
            "Nothing is known yet but the alert. Buy a check: it costs minutes, and tells here what it found.",
            icon=":material/search:",
        )
        return
    number, newest = events[-1]
    with st.container(border=True, key="drill_newest"):
        st.markdown(f"**{as_text(title(newest.command))}** :gray[{_when(newest)}]")
        st.markdown(as_text(newest.says))
        if newest.reading:
            charts.show_reading(newest.reading, f"drill:event:{number}")
    if len(events) > 1:
        st.caption("EARLIER, NEWEST FIRST")
    for number, event in reversed(events[:-1]):
        _earlier(number, event)


def _earlier(number: int, event: Event) -> None:
    if event.reading is None:
        st.markdown(f"**{as_text(title(event.command))}** :gray[{_when(event)}]  \n{as_text(event.says)}")
        return
    label = f"**{as_text(title(event.command))}** · {_when(event)} · {as_text(event.says)}"
    box = st.expander(label, key=f"drill:log:{number}", on_change="rerun")
    if box.open:
        with box:
            charts.show_reading(event.reading, f"drill:log:{number}")


def _aside(event: Event) -> bool:
    """Whether it stands elsewhere on the page: the ranking, and the alert that was chosen."""
    return event.command.startswith(("suspect", "prevent"))


def _when(event: Event) -> str:
    return f"{clock(event.from_minute)} to {clock(event.to_minute)}"
