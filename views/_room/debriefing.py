"""After the round: one page on what happened, how to take it away, and a round more in one's progress."""

from collections.abc import Callable, Iterator
from functools import partial

import streamlit as st

from diagrams import FONTS
from interview import Debrief, Mark, as_json, as_markdown, as_pdf, debrief, marks_in, scored, told_marks
from interview.written import spoken
from store import Event, Refused, Round, Unkept

from .._session import Page
from .._text import as_text
from .kept import past
from .play import Play, now

KINDS = {
    "join": "came in",
    "start": "started the clock",
    "next": "went on to",
    "back": "went back to",
    "pause": "paused",
    "resume": "went on",
    "end": "ended the round",
    "decision": "turned",
    "answer": "answered",
    "question": "asked",
    "reply": "wrote an answer to",
    "card": "threw",
    "card back": "took back",
    "mark": "marked",
    "own mark": "marked themselves in",
    "miss": "noted a critical miss",
    "verdict": "handed the marks over",
    "swap": "swapped the seats",
}
"""What each kind of event is called in the timeline."""


def show(play: Play, page: Page | None) -> None:
    """The page, its files, and the round kept for one's progress."""
    told = page_of(play, page)
    if told is None:
        st.info("The interviewer has not handed the marks over yet. They show here when they do.")
        return
    _tell(told)
    _files(play, told)
    if "candidate" in play.roles:
        _keep(play, told)


def page_of(play: Play, page: Page | None) -> Debrief | None:
    """The debrief as this browser may see it; None until there are marks. Alone, one's own marks are all there is."""
    desk, own = play.desk, marks_in(play.seen.sheet("own")) or marks_in(play.seen.sheet("design"))
    verdict = desk.verdict
    if verdict is None and not play.alone:
        return None
    mine = scored(own, desk.level) if own else None
    peer = scored(verdict.marks, desk.level, verdict.missed) if verdict else scored(own, desk.level)
    events = play.events()
    design = page.design if page else None
    return debrief(
        play.case.title,
        peer,
        mine if verdict else None,
        play.phases,
        desk.clock.spent(now()),
        tuple(_timeline(play, events)),
        tuple(line for event in events if event.kind == "decision" for line in event.body.get("moved", ())),
        [f"{o.promise.title}: {o.text}, {o.demand}: {'kept' if o.kept else 'broken'}" for o in design.outcomes]
        if design
        else (),
        [f.fault.says for f in page.findings if not f.accepted] if page else (),
        _answers(play),
    )


def _timeline(play: Play, events: tuple[Event, ...]) -> Iterator[tuple[float, str, str]]:
    """Since the clock began; who came before it did stands at nothing."""
    clock = play.desk.clock
    names = {role: name for role, name in play.seen.seats}
    for event in events:
        said = "; ".join(event.body.get("moved", ())) or str(
            event.body.get("title")
            or event.body.get("words")
            or event.body.get("asks")
            or event.body.get("dimension")
            or ""
        )
        phase = str(event.body.get("phase", "")) if event.kind in ("next", "back") else ""
        at = max(0.0, event.at - clock.began[0]) if clock.began else 0.0
        yield (
            at,
            names.get(event.role, event.role),
            " ".join(filter(None, (KINDS.get(event.kind, event.kind), phase or said))),
        )


def _answers(play: Play) -> list[tuple[str, str]]:
    """What was asked, with what the candidate wrote down of it; never judged by a machine."""
    return [(put.words, play.answer(put.probe)) for put in play.desk.questions]


def _tell(page: Debrief) -> None:
    st.markdown(f"### {as_text(page.headline)}")
    for miss in page.misses:
        st.error(as_text(miss), icon=":material/error:")
    left, right = st.columns(2)
    with left:
        for title, rows in (
            ("Two fixes first", page.fixes),
            ("Retry", (page.retry,)),
            ("You two differ", page.differences),
        ):
            if any(rows):
                st.markdown("\n".join((f"**{title}**", "", *(f"- {as_text(row)}" for row in rows if row))))
        st.caption(as_text(page.arithmetic))
    with right:
        st.dataframe(
            [dict(zip(("dimension", "weight", "peer", "you", "evidence"), row, strict=True)) for row in page.scores],
            hide_index=True,
            key="debrief:marks",
        )
    if page.answers:
        st.markdown("**Asked, and what was written down**")
    for question, answer in page.answers:
        said = as_text(" ".join(answer.split())) or "Nothing was written down."
        st.markdown(f"- {as_text(question)}\n\n  > {said}")
    with st.expander("Timeline", icon=":material/timeline:"):
        st.markdown("\n".join(f"- {spoken(at)} {as_text(who)} {as_text(what)}" for at, who, what in page.timeline))
    with st.expander("The design at the end", icon=":material/account_tree:"):
        st.markdown("\n".join(f"- {as_text(line)}" for line in (*page.standing, *page.open_findings)))


def _files(play: Play, page: Debrief) -> None:
    name = f"debrief-{play.case.slug}-{play.seen.round}"
    made: tuple[tuple[str, str, str, Callable[[], bytes]], ...] = (
        ("Markdown", ".md", "text/markdown", partial(as_markdown, page)),
        ("PDF", ".pdf", "application/pdf", partial(as_pdf, page, FONTS)),
        ("JSON", ".json", "application/json", partial(as_json, page)),
    )
    with st.container(horizontal=True, gap="small"):
        for label, suffix, mime, make in made:
            st.download_button(
                label,
                make,
                f"{name}{suffix}",
                mime,
                key=f"debrief:{suffix}",
                on_click="ignore",
                icon=":material/download:",
            )


def _keep(play: Play, page: Debrief) -> None:
    """The candidate's round stands in their progress from the moment there is something to tell."""
    seat = next(seat for seat in play.seats if seat.role == "candidate")
    body = {"marks": told_marks(_judged(play))}
    try:
        past().keep(
            seat.person,
            Round(play.case.slug, play.seen.template, play.desk.level, play.desk.clock.ended_at or now(), body),
            f"{play.seen.room}:{play.seen.round}",
        )
    except (Refused, Unkept) as no:
        st.warning(as_text(str(no)))


def _judged(play: Play) -> dict[str, Mark]:
    verdict = play.desk.verdict
    return dict(verdict.marks) if verdict else marks_in(play.seen.sheet("own"))
