"""The decision record: each decision with its alternatives reckoned, and the designer's words where they give them."""

import streamlit as st

from design import Design, Knob
from design.belief import cut
from design.decisions import Decision, decision, decision_record
from design.remark import ASPECTS, LONGEST_REMARK, Remark

from .._session import Page, Session
from .._text import as_text

LABEL, ORDER, WORD = "Record", 7, "decision record"
HELP = "Reckoned from this design, and anew as it moves, until you write your own words. Empty it to have it back."


def show(page: Page) -> None:
    """One decision at a time; the whole record on demand."""
    design, slug = page.design, page.design.case.slug
    knobs = {k.name: k for k in _in_order(design)}
    remarked = {r.knob for r in design.knobs.remarks}
    said = {name: design.said(name) for name in knobs}
    labels = {n: f"{k.title}: {said[n]}{' · yours' if n in remarked else ''}" for n, k in knobs.items()}
    st.markdown(
        f"**The record**: {len(knobs)} decisions, {len(remarked)} with your own words. It goes into the "
        "link, the state file and the exports."
    )
    name = st.selectbox(
        "Decision",
        list(knobs),
        key=f"record:{slug}",
        format_func=labels.__getitem__,
    )
    one = decision(design, knobs[str(name)], page.findings)
    left, right = st.columns([1, 1], gap="medium")
    with left:
        _alternatives(one)
    with right:
        _aspects(page.session, one)
    _whole(page)


def _in_order(design: Design) -> list[Knob]:
    """The decisions that this design uses: first those with words, then those turned, then as they are written."""
    remarked, idle = {r.knob for r in design.knobs.remarks}, design.case.idle(design.knobs)
    turned = design.knobs.turned
    used = [k for k in design.case.knobs if k.name not in idle or k.name in turned or k.name in remarked]
    return sorted(used, key=lambda k: (k.name not in remarked, k.name not in turned))


def _alternatives(one: Decision) -> None:
    """What each other value would do to the promises."""
    st.markdown(f"**{as_text(one.knob.title)}: {as_text(one.choice)}**")
    if one.idle:
        st.caption(as_text(f"This design does without it; {one.idle}."))
    for other in one.alternatives:
        st.markdown(f"Instead **{as_text(other.said)}**: {as_text(other.does)}")
    if not one.alternatives and not one.idle:
        st.caption("No other value of it makes a design.")


def _aspects(session: Session, one: Decision) -> None:
    """Why, what to watch, what is left, what would change one's mind; each reckoned until somebody says it better."""
    for aspect, title in ASPECTS.items():
        _aspect(session, one, aspect, title)


def _aspect(session: Session, one: Decision, aspect: str, title: str) -> None:
    key, said = f"remark:{session.case.slug}:{one.knob.name}:{aspect}", one.says[aspect]
    if st.session_state.get(key) != said:
        st.session_state[key] = said

    def written() -> None:
        address = f"{one.knob.name}.{aspect}"
        text = cut(str(st.session_state[key] or ""), LONGEST_REMARK)
        knobs = session.knobs.unremarked(address)
        reckoned = aspect not in one.own and text == said
        session.knobs = knobs if reckoned or not text else knobs.remarking(Remark(one.knob.name, aspect, text))

    label = f"{title} · yours" if aspect in one.own else title
    st.text_area(label, key=key, on_change=written, height=100, max_chars=LONGEST_REMARK, help=HELP)


def _whole(page: Page) -> None:
    """The record of all decisions, as the document has it."""
    box = st.expander("The whole record", key=f"whole-record:{page.design.case.slug}", on_change="rerun")
    if not box.open:
        return
    with box:
        with st.spinner("Turning every decision"):
            record = decision_record(page.design, page.findings)
        for one in record:
            rows = "\n".join(f"- {as_text(label)}: {as_text(words)}" for label, words in one.rows[1:])
            st.markdown(f"**{as_text(one.knob.title)}: {as_text(one.choice)}**\n\n{rows}")
