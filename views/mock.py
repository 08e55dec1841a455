"""Mock: a room for two browsers, or for one and the app. The entrance, the door of a room, and the round itself."""

import json
from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from design import Case
from interview import LENGTHS, TEMPLATES, advice, standings, usual_length
from store import Refused, Role, Unkept

from . import _room
from ._heading import heading
from ._room import candidate, interviewer
from ._room.play import SAID, Play, play_in
from ._room.routes import ALONE
from ._text import as_text

WAYS: dict[str, str] = {
    ALONE: "Alone: the app asks, by the clock",
    "candidate": "As the candidate",
    "interviewer": "As the interviewer",
}
JOINS: tuple[Role, ...] = ("candidate", "interviewer", "observer")


def show(cases: Mapping[str, Case], home: StreamlitPage) -> None:
    """The page of every room."""
    heading("Mock interview", home)
    if said := st.session_state.pop(SAID, ""):
        st.warning(as_text(said), icon=":material/error:")
    code = str(st.query_params.get("room", ""))[:40].upper()
    try:
        if not code:
            _entrance(cases)
            return
        seats = _room.seats_of(_room.rooms(), st.context.cookies, code)
        if not seats:
            _door(code)
            return
        _round(cases, code)
    except Unkept as bad:
        st.error(as_text(f"{bad} Nothing that was kept before is lost."), icon=":material/database_off:")
    except Refused as no:
        st.warning(as_text(str(no)), icon=":material/error:")
        _door("")


def _round(cases: Mapping[str, Case], code: str) -> None:
    """The round as this browser plays it."""

    def again() -> Play:
        rooms = _room.rooms()
        seats = _room.seats_of(rooms, st.context.cookies, code)
        if not seats:
            raise Refused("You have no seat in this room any more.")
        return play_in(rooms, seats, cases)

    play = again()
    (candidate if play.role == "candidate" else interviewer).show(play, again)


def _entrance(cases: Mapping[str, Case]) -> None:
    """Make a room, or join one; and what was practised so far."""
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True):
        _make(cases)
    with right, st.container(border=True):
        st.markdown("**Join a room**")
        _joining("")
    _progress(cases)


def _make(cases: Mapping[str, Case]) -> None:
    st.markdown("**Begin a round**")
    wanted = str(st.query_params.get("case", ""))
    slugs = list(cases)
    slug = st.selectbox(
        "Case",
        slugs,
        index=slugs.index(wanted) if wanted in slugs else 0,
        format_func=lambda s: cases[s].title,
        key="mock:case",
    )
    template = TEMPLATES[cases[slug].kind]
    usual = usual_length(cases[slug].minutes)
    minutes = st.segmented_control("Minutes", LENGTHS, default=usual, key=f"mock:minutes:{slug}") or usual
    way = st.radio("How", list(WAYS), format_func=WAYS.__getitem__, key="mock:way")
    walk = way == ALONE and st.toggle(
        "Walk me through the phases", value=st.query_params.get("walk") == "on", key="mock:walk"
    )
    name = st.text_input("Your name in the room", max_chars=40, key="mock:name", placeholder="Optional")
    st.caption(f"{template.title}: {template.says}")
    number = _pressed("mock:make", "Begin")
    words = {
        "case": slug,
        "kind": "walk" if walk else template.kind,
        "minutes": minutes,
        "role": way,
        "name": name or "",
    }
    _room.enter("/rooms", words if number else None, number, key="enter:make")


def _door(code: str) -> None:
    """For who follows a link to a room that this browser has no seat in."""
    with st.container(border=True):
        st.markdown("**Join the room**")
        _joining(code)


def _joining(code: str) -> None:
    typed = st.text_input("Code", value=code, max_chars=12, key=f"join:code:{code}", placeholder="ABCD-EFGH")
    role = st.segmented_control("As", JOINS, default="candidate", key="join:role") or "candidate"
    name = st.text_input("Your name there", max_chars=40, key="join:name", placeholder="Optional")
    number = _pressed("join:go", "Join")
    words = {"code": typed or "", "role": role, "name": name or ""}
    _room.enter("/rooms/join", words if number and typed else None, number, key="enter:join")


def _pressed(key: str, label: str) -> int:
    """How often a button was pressed; so that one press asks once."""
    count = f"{key}:count"

    def pressed() -> None:
        st.session_state[count] = int(st.session_state.get(count, 0)) + 1

    st.button(label, key=key, on_click=pressed, type="primary")
    return int(st.session_state.get(count, 0))


def _progress(cases: Mapping[str, Case]) -> None:
    """Each dimension over the rounds, what to practise next, and what is kept of this browser."""
    person = _room.person_of(st.context.cookies)
    rounds = _room.past().rounds(person) if person else ()
    st.markdown("#### Your progress")
    if not rounds:
        st.caption("Finished rounds show here: how each dimension stands, and what to practise next.")
    told = [{"case": one.case, **one.body} for one in rounds]
    if rounds and (tip := advice(told, list(cases), rounds[-1].level)):  # type: ignore[arg-type]  # a level, as it was kept
        case = cases[tip.case].title
        st.markdown(f"**Next: {as_text(tip.dimension)}, in {as_text(case)}.** {as_text(tip.why)}")
        st.dataframe(
            [
                {"dimension": s.dimension.title, "now": s.now, "marks": " ".join(map(str, s.points)), "trend": s.trend}
                for s in standings(told)
            ],
            hide_index=True,
            key="progress",
        )
    if person:
        _own_data(person)
    st.caption(f"Rounds and rooms are kept in {as_text(_room.shown_place())}.")


def _erase(person: str) -> None:
    _room.past().erase(person)


def _own_data(person: str) -> None:
    def taken() -> bytes:
        return json.dumps(_room.past().all_of(person), ensure_ascii=False, indent=2).encode()

    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Take my data",
            taken,
            "casebook.json",
            "application/json",
            key="mine",
            on_click="ignore",
            icon=":material/download:",
        )
        box = st.popover("Delete my data", icon=":material/delete:", key="erase:box", on_change="rerun")
        if box.open:
            with box:
                st.write("Your rounds, and every room that you sit in, for all who sit there. There is no way back.")
                st.button("Delete it all", key="erase", on_click=_erase, args=(person,), type="primary")
