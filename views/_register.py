"""The register of assumptions: what a design stands on, and a place for the user's own figure and why."""

import streamlit as st

from design import Belief, written
from design.register import Registered, register

from ._session import Page, Session
from ._text import as_text

SAY_WHY = "Say why: the reason goes into the register, the link and every export."
NOTHING_SAID = "Give a value of your own, or both ends of a range."


def show(page: Page) -> None:
    """The table of all figures, those that this design has no place for, and the editor."""
    design, slug = page.design, page.design.case.slug
    found = register(design)
    counts = {standing: sum(f.standing == standing for f in found) for standing in ("assumed", "yours")}
    st.markdown(
        f"**What it stands on**: {len(found)} figures, {counts['assumed']} of them assumed, {counts['yours']} yours. "
        "Measure yours."
    )
    st.dataframe([_row(f) for f in found], hide_index=True, key=f"register:{slug}")
    for address in design.unplaced:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.info(as_text(f"This design has no place for your {address}: it does not stand on that figure."))
            st.button("Forget it", key=f"forget:{slug}:{address}", on_click=page.session.forget, args=(address,))
    _editor(page.session, {f.address: f for f in found if _is_number(f)})


def _is_number(figure: Registered) -> bool:
    return isinstance(figure.value, int | float) and not isinstance(figure.value, bool)


def _row(figure: Registered) -> dict[str, str]:
    return {
        "stands on": figure.title,
        "value": figure.text,
        "rests on": figure.standing,
        "default": written(figure.default, figure.unit),
        "your range": figure.range,
        "why": figure.why,
        "source": f"yours: {figure.reason or 'no reason given'}" if figure.standing == "yours" else figure.source,
    }


def _editor(session: Session, figures: dict[str, Registered]) -> None:
    """One figure, the user's own value or range for it, and why."""
    slug = session.case.slug
    st.markdown("**Put your own figure in its place**")
    chosen = st.selectbox(
        "Figure",
        list(figures),
        format_func=lambda address: _label(figures[address]),
        key=f"figure:{slug}",
        on_change=lambda: st.session_state.pop(f"refused:{slug}", None),
    )
    if not chosen:
        return
    figure, keys = figures[chosen], {name: f"{name}:{slug}:{chosen}" for name in ("own", "low", "high", "reason")}
    st.caption(as_text(f"{figure.why} {figure.rests_on[0].upper()}{figure.rests_on[1:]}."))
    value, low, high = _boxes(figure, keys)
    reason = st.text_input("Why", value=figure.reason or None, key=keys["reason"], max_chars=300, placeholder=SAY_WHY)

    def taken() -> None:
        st.session_state[f"refused:{slug}"] = _take(session, chosen, keys)

    def forgotten() -> None:
        session.forget(chosen)
        for key in (*keys.values(), f"refused:{slug}"):
            st.session_state.pop(key, None)

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Take my figure", key=f"take:{slug}", on_click=taken, type="primary")
        if figure.standing == "yours" or figure.span:
            st.button("Forget mine", key=f"forget:{slug}", on_click=forgotten)
        said = [written(one, figure.unit) for one in (value, low, high) if one is not None]
        st.caption(as_text(f"You write {', '.join(said)}{f': {reason}' if reason else ''}") if said else "")
    if refused := st.session_state.get(f"refused:{slug}"):
        st.warning(as_text(refused), icon=":material/error:")


def _label(figure: Registered) -> str:
    return f"{figure.title}: {figure.text} ({figure.standing})"


def _boxes(figure: Registered, keys: dict[str, str]) -> tuple[float | None, float | None, float | None]:
    """The value and both ends of the range, in the figure's own unit; a number of the world has only a range here."""
    unit = {"%": "as a share: 0.9 is 90 %", "×": "times"}.get(figure.unit.symbol, figure.unit.symbol)
    tail = f", {unit}" if unit else ""
    step = 1.0 if isinstance(figure.default, int) else None
    own = float(figure.value) if figure.standing == "yours" else None
    low, high = figure.span or (None, None)
    boxes = [("own", f"Your value{tail}", own), ("low", "Range from", low), ("high", "Range to", high)]
    if figure.given:
        st.caption("A number of the world: turn it under The world. Here you say in which range it lies.")
    found: dict[str, float | None] = {"own": None}
    shown = [box for box in boxes if box[0] != "own" or not figure.given]
    for column, (name, label, value) in zip(st.columns(len(shown)), shown, strict=True):
        with column:
            found[name] = st.number_input(
                as_text(label),
                value=value,
                step=step,
                format="%.10g",
                key=keys[name],
                placeholder=f"{figure.value:g}" if name == "own" else None,
            )
    return found["own"], found["low"], found["high"]


def _take(session: Session, address: str, keys: dict[str, str]) -> str:
    """Believe what the boxes say; the sentence that says why not, where it is refused."""
    value, low, high = (st.session_state.get(keys[name]) for name in ("own", "low", "high"))
    reason = (st.session_state.get(keys["reason"]) or "").strip()
    if value is None and low is None and high is None:
        return NOTHING_SAID
    if not reason:
        return SAY_WHY
    try:
        return session.believe(Belief(address, value, low, high, reason))
    except ValueError as bad:
        return str(bad)
