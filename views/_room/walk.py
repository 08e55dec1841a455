"""The walk: what belongs to the phase that is on, notes on it, and a sheet for sums on the back of an envelope."""

import streamlit as st

from design import written
from interview import summed

from .._session import Page
from .._text import as_text
from . import area
from .play import Play

NOTE, SUM = "phase:", "sum"
"""What the candidate's own sheet calls the notes on a phase, with its number behind, and the sum."""


def show(play: Play, page: Page | None) -> None:
    """What to do, to say and to watch now; then one's own words and sums."""
    phase = play.phases[play.desk.clock.phase]
    left, right = st.columns(2)
    with left:
        st.markdown(f"**{as_text(phase.title)}**\n\n{phase.does}")
        if phase.says:
            st.markdown(f"Say, for example: {phase.says}")
    with right:
        turns = [play.case.knob(name).title for name in phase.turns]
        if turns:
            st.markdown(f"Decisions of this phase: {as_text(', '.join(turns))}.")
        if phase.watch:
            st.markdown(f"Watch: {phase.watch}")
        entries = [entry for name in phase.watches if page and (entry := page.design.ledger.get(name))]
        if entries:
            st.caption(as_text(" · ".join(f"{entry.key} = {entry.text}" for entry in entries)))
        _kept(play, f"{NOTE}{play.desk.clock.phase}", f"Notes on {phase.title.lower()}", 4000)
        _envelope(play, page)


def _kept(play: Play, name: str, label: str, most: int) -> None:
    """A field of the candidate's own, kept when it is left."""
    area.show(play, "own", name, label, most, 90)


def _envelope(play: Play, page: Page | None) -> None:
    """The world's numbers by name, a sum of them, and the number of the design that it may be held against."""
    box = st.expander(
        "Back of the envelope", icon=":material/calculate:", key=f"sums:{play.seen.code}", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        knobs = page.design.knobs if page else play.case.Knobs()
        named = {g.name: float(getattr(knobs, g.name)) for g in play.case.givens if g.kind == "number"}
        st.dataframe(
            [
                {"name": g.name, "is": f"{named[g.name]:,g}", "says": f"{g.title}: {g.said(getattr(knobs, g.name))}"}
                for g in play.case.givens
                if g.name in named
            ],
            hide_index=True,
            height=200,
            key=f"givens:{play.seen.code}",
        )
        key = f"{SUM}:{play.seen.code}:{play.seen.round}"
        st.session_state.setdefault(key, str(play.seen.sheet("own").get(SUM, "")))

        def kept() -> None:
            play.write("own", {SUM: st.session_state[key]})

        first = next(iter(named), "2")
        words = st.text_input("Your sum", key=key, on_change=kept, max_chars=200, placeholder=f"{first} / 86,400")
        if words.strip():
            _result(play, page, words, named)


def _result(play: Play, page: Page | None, words: str, named: dict[str, float]) -> None:
    """What the sum comes to, beside a number of the design, in that number's own unit."""
    try:
        total = summed(words, named)
    except ValueError as no:
        st.warning(as_text(str(no)))
        return
    st.markdown(f"**= {total:,.6g}**")
    if page is None:
        return
    against = st.selectbox(
        "Hold it against",
        [entry.key for entry in page.design.ledger],
        index=None,
        key=f"against:{play.seen.code}",
        placeholder="A number of the design",
    )
    entry = page.design.ledger.get(against or "")
    if entry is not None:
        ratio = f" Yours is {total / entry.value:,.3g} times that." if 0 < abs(entry.value) < float("inf") else ""
        yours = written(total, entry.unit)
        st.caption(as_text(f"{entry.key} = {entry.text}: {entry.says}. In its unit yours reads {yours}.{ratio}"))
