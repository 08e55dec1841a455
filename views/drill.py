"""Incident drill: the model underperforms, minutes pass by what you do, money leaks, and the truth is planted."""

from urllib.parse import parse_qs, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from labs.incident import LEVELS, WALK, DrillState, checks, faults

from ._drill import debriefing, doing, hypotheses, log, status
from ._drill.kept import PARAM, SEEDS, Player, player
from ._heading import heading
from ._text import as_text
from ._work import watch

LARGEST_SEED = 2**31 - 1


def show(home: StreamlitPage | None = None) -> None:
    """The whole page: the entrance, the work under way, the incident, or its debrief."""
    mine = player()
    mine.settle()
    _head(mine, home)
    if mine.problem:
        st.warning(as_text(mine.problem), icon=":material/link_off:")
    if mine.pressed and mine.state is not None:
        with st.spinner(f"{log.title(mine.pressed[0])} …"):
            closed = mine.state.closed
            mine.play()
        if mine.state.closed and not closed:
            mine.ask_debrief()
    mine.tell_address()
    if mine.job is not None:
        if mine.state is not None and mine.state.closed:
            st.markdown("The incident is closed. It is played again by others, and with other alerts on.")
        watch(mine.job, "drill")
        return
    if mine.state is None:
        _entrance(mine)
    elif mine.told is not None:
        debriefing.show(mine.state, mine.told)
    elif mine.state.closed:
        st.markdown("The incident is closed. Its debrief plays it again, by others and with other alerts on.")
        st.button("Tell the debrief", key="drill:debrief", on_click=mine.ask_debrief, type="primary")
    else:
        _incident(mine, mine.state)


def _head(mine: Player, home: StreamlitPage | None) -> None:
    with heading("Incident drill", home):
        if mine.state is None:
            return
        level = LEVELS[mine.state.level]
        st.caption(f"{level.title} · seed {mine.state.seed}", width="content")
        _share(mine.state)
        st.button("Another incident", key="drill:leave", on_click=mine.leave, icon=":material/casino:")


def _share(state: DrillState) -> None:
    """The same incident for a peer, from its first minute; the page's own address is the drill as it stands."""
    box = st.popover("Share", icon=":material/link:", key="drill:share", on_change="rerun")
    if box.open:
        with box:
            st.markdown("**The same incident, from its first minute**, for a peer to play:")
            st.code(f"{_here()}?{PARAM}={state.level}~{state.seed}", language=None, wrap_lines=True)
            st.markdown("**As it stands now**: copy the address of this page. It holds level, seed and what you did.")


def _here() -> str:
    return (st.context.url or "/drill").partition("?")[0]


def _entrance(mine: Player) -> None:
    """What it is, how hard it shall be, which incident."""
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        st.markdown(
            "**How would you address a model that underperforms in production?** You are on call for a fraud model. "
            f"One of {len(faults())} things has happened in twelve simulated weeks; some of them are no fault at all. "
            f"{len(checks())} checks read the logs, each at a price in minutes; every minute money leaks. Real "
            "computations on simulated payments; the truth is told when you close."
        )
        for number, (title, asks) in enumerate(WALK, start=1):
            st.markdown(f"{number}. **{title}.** {as_text(asks)}")
    with right, st.container(border=True):
        level = st.radio(
            "Level",
            list(LEVELS),
            format_func=lambda name: LEVELS[name].title,
            captions=[LEVELS[name].says for name in LEVELS],
            key="drill:level",
        )
        seed = st.number_input(
            "Seed",
            0,
            LARGEST_SEED,
            value=mine.seed,
            step=1,
            key=f"drill:seed:{mine.seed}",
            help=f"The same seed and level give the same incident; a new one is drawn below {SEEDS:,}.",
        )
        st.button(
            "Take the call",
            key="drill:begin",
            type="primary",
            icon=":material/call:",
            on_click=mine.open,
            args=(f"{level}~{int(seed)}",),
            width="stretch",
        )
        _peer(mine)


def _peer(mine: Player) -> None:
    def opened() -> None:
        text = st.session_state["drill:peer"].strip()
        if text:
            mine.open(parse_qs(urlsplit(text).query).get(PARAM, [text])[0])

    st.text_input(
        "Or open a link", key="drill:peer", on_change=opened, max_chars=20_000, placeholder="…/drill?at=on_call~7"
    )


def _incident(mine: Player, state: DrillState) -> None:
    """The alert and the meters above; what to do, what was found and what is believed side by side."""
    status.show_alert(state)
    status.show_meters(state)
    status.show_walk(state)
    left, middle, right = st.columns([1, 1.55, 1.1], gap="medium")
    with left:
        doing.show(mine, state)
    with middle:
        log.show(state)
    with right:
        hypotheses.show(mine, state)
