"""What could be instead: designs drawn over all decisions, their front, and the way back from the promises."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from design import Design, Entry, Envelope, KnobSet, Progress, envelope
from search import (
    Answer,
    Goal,
    Sample,
    cheapest_change,
    cheapest_design,
    goal_of,
    held_back,
    money_key,
    sample,
    space_of,
    train_beside,
)

from .._backwards import told
from .._evidence import evidence_at_hand
from .._session import Page, Session, page_of
from .._space_chart import Scatter, Shown
from .._space_drawn import draw
from .._text import as_text
from .._work import Job, watch

LABEL, ORDER, WORD = "Space", 4, "space"
SCHEDULER = "ML_CASEBOOK_SCHEDULER"
"""The environment variable that names a Dask scheduler, where there is one."""
DRAWS = (500, 2000, 10_000)
ALONE = 2000
"""More designs than this are shared among processes, or given to the cluster."""
MODELS = (0, 1, 2, 4)
NONE, AXES = "no third number", ("Across", "Up", "Colour")
LESS, MORE = "less is better", "more is better"
BACKWARDS: dict[str, tuple[str, Callable[..., Answer]]] = {
    "change": ("The cheapest change that keeps every promise", cheapest_change),
    "design": ("The cheapest design that keeps every promise", cheapest_design),
}


# Not frozen: it lasts from run to run, as the session does, and callbacks write it.
@dataclass
class Found:
    """What one visitor asked of the space of one case: the work under way, and what came of it."""

    job: Job | None = None
    takes: str = ""
    drawn: Sample | None = None
    answer: Answer | None = None
    problem: str = ""
    words: tuple[str, ...] = ()
    shown: Scatter | None = None
    reach: tuple[Design, Envelope | None] | None = None


def show(page: Page) -> None:
    """The work under way; the draw with its chart; backwards; and where the sensitivity of a number is told."""
    session, own = page.session, page.session.own or page.design
    found = _found(session)
    if not own.outcomes:
        st.info("This case promises nothing: there is no number to choose by.")
        return
    if own is not page.design:
        st.info(f"The page is drawn in the {session.world} world. Here designs are made in the expected one.")
    _collect(found)
    if found.job is not None:
        watch(found.job, session.case.slug)
    if found.problem:
        st.warning(as_text(found.problem), icon=":material/error:")
    numbers = _ask(session, own, found)
    if found.drawn is not None:
        found.shown = draw(session, own, found.drawn, numbers, found.shown)
    _backwards(page, own, found)
    _further(session, own, found, numbers)


def _found(session: Session) -> Found:
    key = f"space:{session.case.slug}"
    if key not in st.session_state:
        st.session_state[key] = Found()
    held: Found = st.session_state[key]
    return held


def _collect(found: Found) -> None:
    """Take what the work has come to, once it is done."""
    job = found.job
    if job is None or not job.done.is_set():
        return
    found.job = None
    if job.failure is not None:
        raise job.failure
    found.problem = job.problem
    if isinstance(job.result, Sample) and len(job.result.points):
        found.drawn, found.shown = job.result, None
    elif isinstance(job.result, Answer):
        found.answer = job.result
    elif not job.problem:
        found.problem = "Cancelled before the first designs were made."


def _ask(session: Session, own: Design, found: Found) -> tuple[Shown, ...]:
    """Which numbers, how many designs, how many models; and the button that draws."""
    slug = session.case.slug
    st.markdown("**What else could be decided?** Designs are drawn over all decisions; the world stays as it is.")
    promised = {o.promise.key: o.promise.title for o in own.outcomes}
    keys = [*promised, *(e.key for e in own.ledger if e.key not in promised)]
    boxes = st.columns([2, 2, 2, 1, 1], vertical_alignment="bottom")
    offered = (keys, keys, [NONE, *keys])
    words = found.words or (*_first_two(own), NONE)
    chosen: list[str] = []
    for i, (box, options, word) in enumerate(zip(boxes, offered, words, strict=False)):
        key = f"space:{slug}:{i}"
        if key not in st.session_state:  # a box that was away for a while is as it was
            st.session_state[key] = word if word in options else options[0]
        chosen.append(str(box.selectbox(AXES[i], options, format_func=lambda k: promised.get(k, k), key=key)))
    found.words = tuple(chosen)
    chosen = [key for key in dict.fromkeys(chosen) if own.ledger.get(key) is not None]
    draws = boxes[3].selectbox("Designs", DRAWS, 1, format_func=lambda n: f"{n:,}", key=f"space:{slug}:draws")
    models = boxes[4].selectbox(
        "Train", MODELS, format_func=_models, key=f"space:{slug}:models", help="Models one decision from yours, by lot."
    )
    numbers = tuple(_shown(session, own.ledger[key], promised.get(key, key)) for key in chosen)

    def begin() -> None:
        near = _at_hand(session)
        found.problem = ""
        found.job = Job(lambda tell: _sampled(own, near, chosen, int(draws or 500), int(models or 0), tell)).begin()

    with st.container(horizontal=True, vertical_alignment="center"):
        again = found.drawn is not None
        st.button(
            "Draw again" if again else "Draw designs",
            key=f"draw:{slug}",
            on_click=begin,
            disabled=found.job is not None,
            icon=":material/scatter_plot:",
            type="secondary" if again else "primary",
        )
        if held := held_back(space_of(own)):
            st.caption(as_text(held), width="stretch")
    return numbers


def _models(count: int) -> str:
    return "no model" if not count else f"{count} more"


def _first_two(own: Design) -> tuple[str, str]:
    """What it costs, and the promise that binds; another promise where these are one."""
    promised = [own.binding.promise.key, *(o.promise.key for o in own.outcomes)]
    cost = money_key(own) or promised[-1]
    return cost, next((key for key in promised if key != cost), cost)


def _shown(session: Session, entry: Entry, title: str) -> Shown:
    """A number and its direction: its promise's, its unit's, or else the visitor's."""
    goal = goal_of(session.case, entry.key, entry.unit)
    if goal is None:
        key = f"space:{session.case.slug}:way:{entry.key}"
        way = st.segmented_control(f"Of {entry.key}", (LESS, MORE), default=LESS, key=key, required=True)
        goal = Goal(entry.key, way == MORE)
    return Shown(goal, title, entry.unit)


def _at_hand(session: Session) -> Callable[[KnobSet], tuple[Any] | None]:
    return lambda knobs: evidence_at_hand(session.case, knobs)


def _sampled(
    own: Design,
    near: Callable[[KnobSet], tuple[Any] | None],
    keys: Sequence[str],
    draws: int,
    models: int,
    tell: Progress,
) -> Sample:
    """The draw as the visitor asked for it; with more models, these are trained first."""
    case, more = own.case, dict[Any, Any]()
    if models:
        more = dict(train_beside(own, models, 1, lambda share, doing: tell(0.5 * share, doing)))

    def at_hand(knobs: KnobSet) -> tuple[Any] | None:
        key = case.evidence_key(knobs)
        return (more[key],) if key in more else near(knobs)

    start = 0.5 if models else 0.0
    return sample(
        space_of(own, at_hand),
        keys,
        draws,
        progress=lambda share, doing: tell(start + (1 - start) * share, doing),
        jobs=1 if draws <= ALONE else os.cpu_count() or 1,
        scheduler=os.environ.get(SCHEDULER, "") if draws > ALONE else "",
    )


def _backwards(page: Page, own: Design, found: Found) -> None:
    """The two questions, and the answer to the last one that was asked."""
    session, slug = page.session, page.session.case.slug
    st.markdown("**Backwards**: from the promises to the decisions. The world stays; a search of some seconds.")

    def ask(which: str) -> None:
        near = _at_hand(session)
        found.problem = ""
        look = BACKWARDS[which][1]
        found.job = Job(lambda tell: look(space_of(own, near), progress=tell)).begin()

    with st.container(horizontal=True):
        for which, (words, _) in BACKWARDS.items():
            st.button(
                words,
                key=f"{which}:{slug}",
                on_click=ask,
                args=(which,),
                disabled=found.job is not None,
                icon=":material/undo:",
            )
    if found.answer is not None:
        told(session, own, found.answer, f"answer:{slug}", lambda design: _blockers(session, design))


def _blockers(session: Session, design: Design) -> int:
    return sum(f.severity == "blocker" for f in page_of(session, design).findings)


def _further(session: Session, own: Design, found: Found, numbers: tuple[Shown, ...]) -> None:
    """What breaks first as the load grows; and the way to the tornado of a number."""
    slug = session.case.slug

    def reach() -> None:
        found.reach = own, envelope(own)

    def tornado(key: str) -> None:
        st.session_state[f"tabs:{slug}"] = "Uncertainty"
        st.session_state[f"tornado-of:{slug}"] = key

    st.markdown("**How firm is it?**")
    with st.container(horizontal=True):
        if own.case.load:
            st.button("What breaks first?", key=f"reach:{slug}", on_click=reach, icon=":material/trending_up:")
        for number in numbers[:2]:
            st.button(
                f"What moves {number.title}?",
                key=f"tornado-to:{slug}:{number.goal.key}",
                on_click=tornado,
                args=(number.goal.key,),
                icon=":material/open_in_new:",
                help="Opens its tornado in Uncertainty.",
            )
    then, answer = found.reach or (own, None)
    if answer is not None:
        if replace(then.knobs, accepted=own.knobs.accepted) == own.knobs and then.evidence is own.evidence:
            st.info(as_text(answer.says))
