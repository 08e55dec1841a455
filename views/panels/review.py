"""What a staff engineer would say: findings, worst first, each with its way out, or why it is accepted."""

from collections.abc import Mapping

import streamlit as st

from design import Design, Finding, Value, mend, mended, move, way_out
from views._board import apply

from .._session import Page
from .._text import as_text

LABEL, ORDER, WORD = "Review", 1, "finding"
EMPTY = (
    "A rule speaks up when a design breaks its claim, with the number and the limit. Throw a card or turn a "
    "decision, and see which rule does."
)
OTHERWISE = "Renegotiate the promise, or train another model."
ICONS = {"blocker": ":material/block:", "risk": ":material/warning:", "note": ":material/info:"}


def show(page: Page) -> None:
    """Two findings a row; the worst come first, those that are lived with last."""
    standing = [f for f in page.findings if not f.accepted]
    accepted = [f for f in page.findings if f.accepted]
    st.markdown(f"**{_counted(standing)}**" + (f" · {len(accepted)} accepted" if accepted else ""))
    if not page.findings:
        st.info(EMPTY, icon=":material/rate_review:")
    if page.design.broken:
        _way_out(page)
    for found in (standing, accepted):
        for left in range(0, len(found), 2):
            for column, one in zip(st.columns(2), found[left : left + 2], strict=False):
                with column:
                    _box(page, one)


def _counted(found: list[Finding]) -> str:
    if not found:
        return "No rule has anything to say."
    return f"{len(found)} finding{'' if len(found) == 1 else 's'}"


def _way_out(page: Page) -> None:
    """On demand: the few decisions that would keep more promises, or that none was found."""
    session, design = page.session, page.design
    if session.way is None:
        if not st.button("Look for a way out", icon=":material/explore:", help="Tries every decision."):
            return
        with st.spinner("Trying every decision"):
            session.way = way_out(design)
    way, case = session.way, design.case
    left = "; ".join(f"{o.promise.title} {o.text}, {o.demand}" for o in way.design.broken)
    result = "every promise is kept." if way.keeps_all else f"still broken: {left}. {OTHERWISE}"
    if not way.turns:
        st.info(as_text(f"No decision was found that keeps more; {result}"))
        return
    moves = "; ".join(f"{case.knob(name).title} to {case.knob(name).said(value)}" for name, value in way.turns.items())
    st.info(as_text(f"{moves}: {result}"))
    st.button("Take this way", on_click=session.turn, args=(way.turns,), icon=":material/check:")


def _box(page: Page, found: Finding) -> None:
    """The part, the number, the limit, the reason; then what can be done about it."""
    fault = found.fault
    with st.container(border=True, height="stretch", gap="xsmall"):
        head = f"{ICONS[found.severity]} **{found.severity}** · {as_text(found.subject)} · `{found.rule.name}`"
        told = f"{fault.number}, limit {fault.limit}. {found.rule.why}"
        way = "" if found.applies else f"\n\nWay out: {as_text(fault.remedy)}"
        st.markdown(f"{head}\n\n{as_text(fault.says)}\n\n:gray[{as_text(told)}]{way}")
        if found.accepted:
            st.markdown(f":material/handshake: Accepted: {as_text(found.accepted)}")
        with st.container(horizontal=True, gap="small"):
            if found.applies:
                _remedy(page, found)
            else:
                _search(page, found)
            _acceptance(page, found)


def _remedy(page: Page, found: Finding) -> None:
    """The remedy; opened, what it would do, and a button that does it."""
    box = st.popover(as_text(found.fault.remedy), key=f"remedy:{found.key}", on_change="rerun")
    if box.open:
        with box:
            _told(page, found.fault.turns, mended(page.design, found))
            st.button("Apply", key=f"apply:{found.key}", on_click=apply, args=(page, found.key), type="primary")


def _search(page: Page, found: Finding) -> None:
    """Where the remedy is words: on demand, a decision that would end the finding, with what else it would do."""
    box = st.popover("Look for a decision", key=f"search:{found.key}", on_change="rerun", help="Tries every decision.")
    if box.open:
        with box:
            with st.spinner("Trying every decision"):
                way = mend(page.design, found)
            if way is None:
                st.markdown(
                    "No single decision of this case ends it without training: it takes the work that the remedy names."
                )
                return
            _told(page, way.turns, way.design)
            turn = page.session.turn
            st.button("Apply", key=f"mend:{found.key}", on_click=turn, args=(way.turns,), type="primary")


def _told(page: Page, turns: Mapping[str, Value], after: Design | None) -> None:
    st.markdown("\n".join(f"- {as_text(line)}" for line in _effects(page, turns, after)))


def _effects(page: Page, turned: Mapping[str, Value], after: Design | None) -> list[str]:
    """What would be turned, and what that would do to the promises."""
    case, knobs = page.design.case, page.design.knobs
    turns = [
        f"{case.knob(name).title}: {case.knob(name).said(getattr(knobs, name))} → {case.knob(name).said(value)}"
        for name, value in turned.items()
    ]
    if after is None:
        return [*turns, "Its effect is known once the model is trained again."]
    told = move(page.design, after, ())
    better = [f"Better: {shift.says}" for shift in told.better]
    worse = [f"Worse: {shift.says}" for shift in told.worse]
    broken = f"Promises broken: {len(page.design.broken)} → {len(after.broken)} of {len(after.outcomes)}"
    return [*turns, *better, *worse, *([] if better or worse else ["No promise moves."]), broken]


def _acceptance(page: Page, found: Finding) -> None:
    """Live with it, and say why; or raise it again."""
    session, key = page.session, f"why:{found.key}"
    if found.accepted:
        st.button("Raise again", key=f"raise:{found.key}", on_click=session.raise_again, args=(found.key,))
        return
    box = st.popover("Accept", key=f"accept:{found.key}", on_change="rerun", type="tertiary")
    if box.open:
        with box:
            st.text_input("Why you live with it", key=key, max_chars=300, help="Goes into the link and every export.")

            def accepted() -> None:
                session.accept(found.key, st.session_state[key])

            st.button("Accept with this reason", key=f"accepted:{found.key}", on_click=accepted)
