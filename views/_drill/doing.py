"""What a player can do: buy a check, act, close. Each says its price in minutes before it is pressed."""

from itertools import groupby

import streamlit as st

from labs.incident import (
    ACTIONS,
    FIX_PAGED_MINUTES,
    LONGEST_WAIT,
    OWNERS,
    PLAN,
    STATISTICS,
    DrillState,
    Monitor,
    checks,
    faults,
    threshold_now,
)

from .._text import as_text
from .kept import Player, clock

PLAIN = ("roll_back", "fall_back", "restore", "recalibrate", "retrain")
ICONS = {
    "roll_back": ":material/undo:",
    "fall_back": ":material/rule:",
    "restore": ":material/model_training:",
    "recalibrate": ":material/straighten:",
    "retrain": ":material/autorenew:",
}
WAITS = {
    "30 min": 30,
    "2 hours": 120,
    "8 hours": 480,
    "1 day": 1_440,
    "3 days": 4_320,
    "7 days": LONGEST_WAIT,
}
NAMES = {one.name: one.title for one in STATISTICS}
UNITS = {one.name: one.unit for one in STATISTICS}


def show(mine: Player, state: DrillState) -> None:
    """Three tabs: look, act, close."""
    look, act, close = st.tabs(["Check", "Act", "Close"], key="drill:tabs")
    with look:
        _checks(mine, state)
    with act:
        _plain(mine, state)
        _people(mine, state)
        _dials(mine, state)
    with close:
        _close(mine, state)


def _button(mine: Player, state: DrillState, label: str, command: str, key: str, **more: str | bool | None) -> None:
    st.button(
        label,
        key=key,
        on_click=mine.press,
        args=(command, len(state.commands)),
        **{"width": "stretch", **more},  # type: ignore[arg-type]  # icon, help, type, disabled, width
    )


def _checks(mine: Player, state: DrillState) -> None:
    """Checks by price; one that was made in this phase has a mark, and may be made again to prove a fix."""
    every = sorted(checks().values(), key=lambda one: (one.minutes, one.title))
    for minutes, same in groupby(every, key=lambda one: one.minutes):
        st.caption(f"{minutes} MINUTES")
        with st.container(horizontal=True, gap="xsmall"):
            for one in same:
                _button(
                    mine,
                    state,
                    one.title,
                    f"check:{one.name}",
                    f"drill:check:{one.name}",
                    icon=":material/check:" if one.name in state.done else None,
                    help=as_text(f"{minutes} min. Reads {one.reads}. It rules out: {one.rules_out}"),
                    width="content",
                )


def _plain(mine: Player, state: DrillState) -> None:
    for name in PLAIN:
        if (name == "restore") != state.system.rules and name in ("restore", "fall_back"):
            continue
        action = ACTIONS[name]
        _button(mine, state, f"{action.title} · {clock(action.minutes)}", name, f"drill:do:{name}", icon=ICONS[name])
        st.caption(as_text(action.says))


def _people(mine: Player, state: DrillState) -> None:
    with st.container(border=True):
        owner = st.selectbox("Owner", OWNERS, key="drill:owner", format_func=str.capitalize)
        page = ACTIONS["page"]
        _button(
            mine,
            state,
            f"Page them · {clock(page.minutes)}",
            f"page:{owner.replace(' ', '_')}",
            "drill:do:page",
            icon=":material/call:",
        )
        st.caption(as_text(page.says))
    with st.container(border=True):
        known = faults()
        others = [name for name in known if name not in state.suspects]
        fault = st.selectbox(
            "What to take back", [*state.suspects, *others], key="drill:fix", format_func=lambda f: known[f].title
        )
        paged = known[fault].owner in state.paged
        minutes = FIX_PAGED_MINUTES if paged else ACTIONS["fix"].minutes
        _button(
            mine,
            state,
            f"Fix at the source · {clock(minutes)}",
            f"fix:{fault}",
            "drill:do:fix",
            icon=":material/build:",
        )
        standing = "is paged and stands by" if paged else "is not paged: twice as long"
        st.caption(as_text(f"{known[fault].says} The {known[fault].owner} {standing}. {ACTIONS['fix'].says}"))


def _dials(mine: Player, state: DrillState) -> None:
    with st.container(border=True):
        key = f"drill:limit:{state.level}:{state.seed}"
        st.session_state.setdefault(key, round(threshold_now(state), 3))
        limit = st.number_input("Threshold", 0.001, 0.999, step=0.01, format="%.3f", key=key)
        _button(
            mine,
            state,
            f"Move the threshold · {clock(ACTIONS['threshold'].minutes)}",
            f"threshold:{limit:.3f}",
            "drill:do:threshold",
            icon=":material/tune:",
        )
        st.caption(as_text(ACTIONS["threshold"].says))
    with st.container(border=True):
        span = st.segmented_control("Wait", list(WAITS), default="2 hours", key="drill:span") or "2 hours"
        _button(mine, state, f"Let {span} pass", f"wait:{WAITS[span]}", "drill:do:wait", icon=":material/hourglass:")
        st.caption(as_text(ACTIONS["wait"].says))


def monitor_words(monitor: Monitor) -> str:
    """An alert in words: what, over which window, from which limit, how often in a row, who."""
    days = "a day" if monitor.window_days == 1 else f"{monitor.window_days} days"
    twice = "" if monitor.consecutive == 1 else f", {monitor.consecutive} readings in a row"
    return (
        f"{NAMES[monitor.statistic]} over {days} beyond {monitor.limit:g} ({UNITS[monitor.statistic]}){twice}; pages "
        f"{monitor.owner}"
    )


def _close(mine: Player, state: DrillState) -> None:
    known = faults()
    st.markdown("**Prevent it next time**")
    plan = {monitor.name: monitor for monitor in PLAN}
    alert = st.selectbox(
        "The alert that you would add", list(plan), key="drill:alert:add", format_func=lambda n: monitor_words(plan[n])
    )
    chosen = alert == state.prevention
    _button(
        mine,
        state,
        "Chosen" if chosen else "Choose it",
        f"prevent:{alert}",
        "drill:do:prevent",
        icon=":material/check:" if chosen else ":material/shield:",
        disabled=chosen,
    )
    st.caption(as_text(ACTIONS["prevent"].says))
    st.markdown("**What was it?**")
    said = st.multiselect(
        "Your diagnosis",
        list(known),
        default=list(state.suspects[:1]),
        key=f"drill:said:{'+'.join(state.suspects[:1])}",
        format_func=lambda f: known[f].title,
        placeholder="Nothing is broken",
    )
    _button(
        mine,
        state,
        "Close the incident" if said else "Close: nothing is broken",
        f"close:{'+'.join(said) or 'none'}",
        "drill:do:close",
        icon=":material/flag:",
        type="primary",
    )
    st.caption("There is no way back: the debrief tells what it was. What is not mended goes on leaking for 14 days.")
