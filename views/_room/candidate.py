"""The candidate's screen: the clock, the table, the workbench, their own notes; alone, the app as interviewer."""

from collections.abc import Callable, Iterator

import streamlit as st

from design import Design
from interview import Desk, Put, played
from state import read_text

from .. import _workbench
from .._session import Page, Session, session_for
from . import area, clock, debriefing, head, marks, table, walk
from .live import listen
from .play import Play, now

Again = Callable[[], Play]
EVERY_S = 5
"""The safety net: so often the room is read even where no news came."""
MOST_TOLD = 8
WALK_PX = 280
"""The walk scrolls in a box this high, so that the workbench stays in sight beneath it."""


def show(play: Play, again: Again) -> None:
    """The whole screen. The table hears of news; the workbench runs by itself."""
    session = _session(play)
    _table(play, again, session)
    _workbench_fragment(play, again)
    if play.over:
        _after(play)
    else:
        _notes(play)


def _after(play: Play) -> None:
    """The debrief, one's own marks before it, and what of them the peer may see."""
    with st.expander("Your own marks", icon=":material/grading:", expanded=play.alone):
        marks.show(play, "own", play.seen.sheet("own"))
        if not play.alone:

            def shown() -> None:
                play.write("design", {"marks": dict(play.seen.sheet("own").get("marks") or {})})

            st.button("Show them to my peer", key="own:show", on_click=shown)
    page = st.session_state.get(f"page:{play.case.slug}")
    debriefing.show(play, page if isinstance(page, Page) else None)


def _session(play: Play) -> Session:
    """The session of the case, as the room has it: a reload, or another browser, goes on where it stood."""
    session = session_for(play.case)
    key = f"room:{play.seen.code}:{play.seen.round}"
    if key not in st.session_state:
        st.session_state[key] = True
        held = str(play.seen.sheet("design").get("query", ""))
        state, problems = read_text(play.case, held)
        session.take(state, problems, "room")
        session.before = session.now = session.own = None
    return session


@st.fragment(run_every=EVERY_S)
def _table(play: Play, again: Again, session: Session) -> None:
    play = again()
    if play.role != "candidate":
        st.rerun()  # the seats were swapped
    listen(play.seen.code, key=f"listen:{play.seen.code}", on_news=_heard)
    if play.alone:
        play = _alone(play, again, session)
    stands = play.over, play.desk.verdict is not None, play.seen.round, play.roles
    before = st.session_state.get("room:stands", stands)
    st.session_state["room:stands"] = stands
    if _cards(play, session) or stands != before:
        st.rerun()  # the rest of the page tells of it, too
    head.show(play)
    clock.show(play)
    if not play.alone or play.over:
        table.show(play)
        return
    left, right = st.columns([2, 3])
    with left:
        table.show(play)
        _ask(play)
    with right:
        _coach(play)


def _heard() -> None:
    """There is news: the fragment runs again, and reads the room."""


def _alone(play: Play, again: Again, session: Session) -> Play:
    """The app plays the interviewer by the clock."""
    page = st.session_state.get(f"page:{play.case.slug}")
    questions = [Put(q.probe.name, q.question) for q in page.questions] if isinstance(page, Page) else []
    after = played(play.desk, play.phases, questions, len(play.case.cards), now(), play.seen.code)
    if after == play.desk:
        return play
    said = "card" if after.cards != play.desk.cards else "question"
    play.lay(after, said, _told(play, after))
    return again()


def _told(play: Play, after: Desk) -> dict[str, str]:
    if after.cards != play.desk.cards:
        return {"title": play.case.cards[after.cards[-1]].title}
    return {"words": after.questions[-1].words}


def _cards(play: Play, session: Session) -> bool:
    """Turn the world as the cards on the table say; true where that changed the design."""
    wanted = [play.case.cards[place] for place in play.desk.cards if place < len(play.case.cards)]
    lying = {thrown.card for thrown in session.knobs.thrown}
    changed = False
    for card in wanted:
        if card.address not in lying:
            session.throw(card)
            changed = True
    for card in play.case.cards:
        if card.address in lying and card not in wanted:
            session.take_back(card)
            changed = True
    return changed


@st.fragment
def _workbench_fragment(play: Play, again: Again) -> None:
    """The workbench. After the round it is empty, and there for what a browser still sends it."""
    if play.over:
        return
    session = session_for(play.case)
    session.note()
    page = _workbench.show(session, own_cards=False)
    if page is None:
        return
    st.session_state[f"page:{play.case.slug}"] = page
    _share(again(), session, page)


def _share(play: Play, session: Session, page: Page) -> None:
    """Let the others see the design, and keep what the last move was."""
    query = session.query
    if play.over or play.seen.sheet("design").get("query", "") == query:
        return
    moved = tuple(_moved(session.before, page.design)) if session.before else ()
    broken = [o.promise.title for o in page.design.broken]
    play.write("design", {"query": query}, "decision", {"moved": moved[:MOST_TOLD], "broken": broken})


def _moved(before: Design, after: Design) -> Iterator[str]:
    """What was turned, in words."""
    for knob in (*after.case.knobs, *after.case.givens):
        if getattr(before.knobs, knob.name) != getattr(after.knobs, knob.name):
            yield f"{knob.title}: {before.said(knob.name)} → {after.said(knob.name)}"


def _notes(play: Play) -> None:
    """What the candidate keeps to themselves, their own marks among it."""
    said = "Nobody else reads them until you show them. Kept when you leave the field."
    area.show(play, "own", "notes", "Your notes", 20_000, 160, said)
    with st.expander(
        "Your own marks", icon=":material/grading:", on_change="rerun", key=f"own:{play.seen.code}"
    ) as box:
        if box.open:
            st.caption("How do you think it goes? Your marks stand beside your peer's at the end.")
            marks.show(play, "own", play.seen.sheet("own"))


def _ask(play: Play) -> None:
    """Alone, one asks the brief: each question answered is one that was asked."""
    questions = play.case.brief.questions
    left = [place for place in range(len(questions)) if place not in play.desk.answers]
    if not left:
        return

    def asked() -> None:
        place = st.session_state["room:ask"]
        if place is not None:
            play.lay(play.desk.answered(place), "answer", {"asks": questions[place].asks})

    st.selectbox(
        "Ask the interviewer",
        left,
        index=None,
        format_func=lambda place: questions[place].asks,
        key="room:ask",
        on_change=asked,
        placeholder="Choose a question",
    )


def _coach(play: Play) -> None:
    """What belongs to this phase, for who wants to be walked through."""
    if st.toggle("Walk me through", key="room:coach", value=play.seen.template == "walk"):
        page = st.session_state.get(f"page:{play.case.slug}")
        with st.container(border=True, height=WALK_PX):
            walk.show(play, page if isinstance(page, Page) else None)
