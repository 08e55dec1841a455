"""The interviewer's screen: the candidate's design as it is turned, and the hidden sheet beside it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from design import Asked
from interview import LEVELS, Put, Verdict
from state import read_text

from .. import _board, _workbench
from .._design_now import design_now
from .._session import Page, Session, page_of
from .._text import as_text
from . import area, clock, debriefing, head, marks, table
from .live import listen
from .play import Play

Again = Callable[[], Play]
EVERY_S = 5
FIRST = 8
"""So many questions are offered; the others stand behind a switch."""


def show(play: Play, again: Again) -> None:
    """The whole screen."""
    _watching(play, again)


@st.fragment(run_every=EVERY_S)
def _watching(play: Play, again: Again) -> None:
    """All of it hears of news: the design moves as the candidate turns it."""
    play = again()
    if play.role == "candidate":
        st.rerun()  # the seats were swapped
    listen(play.seen.code, key=f"listen:{play.seen.code}", on_news=_heard)
    head.show(play)
    clock.show(play)
    left, right = st.columns([2, 3], gap="medium")
    with right:
        page = _design(play)
    with left:
        if play.over and play.role == "interviewer":
            _hand_over(play)
        elif play.role == "observer" or play.over:
            table.show(play)
        else:
            _sheet(play, page)
    if play.over:
        debriefing.show(play, page)


def _heard() -> None:
    """There is news: the fragment runs again, and reads the room."""


def _design(play: Play) -> Page | None:
    """The candidate's design, drawn as they see it. It is theirs to turn."""
    query = str(play.seen.sheet("design").get("query", ""))
    key = f"watched:{play.seen.code}:{play.seen.round}"
    session: Session = st.session_state.setdefault(key, Session(play.case, play.case.Knobs()))
    if st.session_state.get(f"{key}:query") != query:
        st.session_state[f"{key}:query"] = query
        state, _ = read_text(play.case, query)
        session.knobs, session.world = state.knobs, state.world
    held = _workbench.evidence_of(session)
    if held is None:
        return None
    design = design_now(session, held[0])
    session.settle(design)
    page = page_of(session, design)
    _board.show(page)
    return page


def _sheet(play: Play, page: Page | None) -> None:
    """Answers, questions, cards, marks and notes: a tab each."""
    labels = ("Table", "Answers", "Probes", "Cards", "Marks", "Notes")
    tabs = st.tabs(labels, key=f"sheet:{play.seen.code}", on_change="rerun")
    panels: tuple[Callable[[], None], ...] = (
        lambda: table.show(play),
        lambda: _answers(play),
        lambda: _probes(play, page.questions if page else ()),
        lambda: _cards(play),
        lambda: _marks(play),
        lambda: area.show(play, "hidden", "notes", "Private notes", 20_000, 240),
    )
    for tab, panel in zip(tabs, panels, strict=True):
        if tab.open:
            with tab:
                panel()


def _answers(play: Play) -> None:
    """The clarifying questions with their answers; one lies open once it was asked."""
    st.caption("Let an answer out when it is asked for; the candidate sees it then, and not before.")
    for place, question in enumerate(play.case.brief.questions):
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{as_text(question.asks)}**\n\n{question.answer}\n\n:gray[It changes: {question.changes}]")
            if place in play.desk.answers:
                st.caption("It lies open.")
                continue

            def out(place: int = place, asks: str = question.asks) -> None:
                play.lay(play.desk.answered(place), "answer", {"asks": asks})

            st.button("Let it out", key=f"answer:{place}", on_click=out)


def _probes(play: Play, questions: tuple[Asked, ...]) -> None:
    """What to ask of this very design, what hurts most first, with what to listen for."""
    put = {one.probe for one in play.desk.questions}
    every = st.toggle(f"All {len(questions)}", key="probes:all") if len(questions) > FIRST else True
    for asked in questions if every else questions[:FIRST]:
        probe = asked.probe
        with st.expander(as_text(asked.question), icon=":material/check:" if probe.name in put else None):
            if asked.because:
                st.caption(as_text(asked.because))
            for level, holds in (("Mid", probe.mid), ("Senior", probe.senior), ("Staff", probe.staff)):
                st.markdown(f"**{level}.** {as_text(holds)}")
            st.markdown(f"**If it is weak:** {as_text(probe.weak)}")
            if probe.name in put:
                st.caption("It was put.")
                continue

            def ask(one: Put = Put(probe.name, asked.question)) -> None:  # noqa: B008  # bound now
                play.lay(play.desk.asked(one), "question", {"words": one.words})

            st.button("Put it on their screen", key=f"ask:{probe.name}", on_click=ask)


def _cards(play: Play) -> None:
    """The changes of the world: thrown, and taken back."""
    for place, card in enumerate(play.case.cards):
        lies = place in play.desk.cards
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{as_text(card.title)}**\n\n{as_text(card.says)}")

            def turn(place: int = place, title: str = card.title, lies: bool = lies) -> None:
                after = play.desk.taken_back(place) if lies else play.desk.thrown(place)
                play.lay(after, "card back" if lies else "card", {"title": title})

            st.button("Take it back" if lies else "Throw it", key=f"card:{place}", on_click=turn)


def _marks(play: Play) -> None:
    """The rubric; nothing of it leaves this screen before it is handed over."""
    key = f"level:{play.seen.code}"
    st.session_state.setdefault(key, play.desk.level)

    def judged() -> None:
        play.lay(replace(play.desk, level=st.session_state[key] or play.desk.level))

    st.segmented_control("Judged at", LEVELS, key=key, on_change=judged)
    marks.show(play, "hidden", play.seen.sheet("hidden"), misses=True)


def _hand_over(play: Play) -> None:
    """At the end: the last marks, and one click that shows them to the candidate."""
    with st.expander("Your marks", expanded=play.desk.verdict is None, icon=":material/grading:"):
        marks.show(play, "hidden", play.seen.sheet("hidden"), misses=True)
    held: dict[str, Any] = dict(play.seen.sheet("hidden"))

    def handed() -> None:
        play.lay(replace(play.desk, verdict=Verdict.read(held)), "verdict", {})

    again = "Hand the marks over again" if play.desk.verdict else "Hand the marks over"
    st.button(again, key="verdict", on_click=handed, type="primary", icon=":material/send:")
    st.button("Swap seats and go again", key="swap", on_click=play.swap, icon=":material/swap_horiz:")
