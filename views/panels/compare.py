"""Pin up to four designs and hold them against the one on screen: decisions, promises, numbers, findings, picture."""

from collections.abc import Iterator, Mapping
from typing import Any

import streamlit as st

from design import Design, Outcome, written
from design.dominance import dominators, same_world
from diagrams.change import draw_change
from state import MOST_PINS, Pin, free_name, mark_of
from state.state import LONGEST_NAME

from .. import _drawing
from .._designs import ON_SCREEN, designs
from .._session import Page, Session, page_of
from .._text import as_text

LABEL, ORDER, WORD = "Compare", 6, "pin"
NUMBERS = 8
"""So many numbers besides the promises are shown: those that differ most."""
SEVERITIES = ("blocker", "risk", "note")
EMPTY = (
    "Pin this design, turn a decision or throw a card, and pin again: decisions, promises, numbers and pictures then "
    "stand side by side, and a design that another one beats on every promise is named."
)


def show(page: Page) -> None:
    """The pins, then what differs."""
    session = page.session
    _pin_it(session)
    if not session.pins:
        st.info(EMPTY, icon=":material/push_pin:")
        return
    found = designs(session, page.design)
    for pin in session.pins:
        _pin(session, pin)
    st.markdown(_verdict(found))
    st.dataframe(list(_rows(page, found)), hide_index=True, key=f"compared:{session.case.slug}", height="content")
    _pictures(session, found)


def _pin_it(session: Session) -> None:
    slug, full = session.case.slug, len(session.pins) == MOST_PINS
    key = f"pin-name:{slug}"

    def pin() -> None:
        name = str(st.session_state.get(key) or "").strip() or free_name(session.pins)
        taken = {one.name for one in session.pins}
        if Pin(name, mark_of(session.knobs)).name in (*taken, ON_SCREEN):
            session.said = (f"A pin is called {name[:LONGEST_NAME]} already: give another name, or unpin that one.",)
            return
        session.pins, session.said = (*session.pins, Pin(name, mark_of(session.knobs, session.world))), ()
        st.session_state[key] = ""

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Name", key=key, placeholder=free_name(session.pins), max_chars=LONGEST_NAME, width=220, disabled=full
        )
        st.button("Pin this design", key=f"pin:{slug}", icon=":material/push_pin:", on_click=pin, disabled=full)
        if full:
            st.caption(f"{MOST_PINS} pins are the most: unpin one first.")


def _pin(session: Session, pin: Pin) -> None:
    """One pin: load it, or let it go."""
    slug = session.case.slug

    def load() -> None:
        session.jump_to(pin.mark)

    def unpin() -> None:
        session.pins = tuple(one for one in session.pins if one is not pin)
        session.pinned.pop(pin.mark, None)

    turned = len(pin.mark.turned)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/push_pin: **{as_text(pin.name)}**", width="content")
        told = f"{turned} value{'' if turned == 1 else 's'} from the opening design" if turned else "the opening design"
        st.caption(
            as_text(told if pin.mark.world == "expected" else f"{told}, {pin.mark.world} world"), width="content"
        )
        st.button("Load", key=f"load:{slug}:{pin.name}", on_click=load, type="tertiary", icon=":material/input:")
        st.button("Unpin", key=f"unpin:{slug}:{pin.name}", on_click=unpin, type="tertiary", icon=":material/close:")


def _verdict(found: Mapping[str, Design]) -> str:
    """Which design is dominated, and by which; or why none is."""
    beaten = dominators(found)
    here = found[ON_SCREEN]
    strange = [name for name, one in found.items() if not same_world(one, here)]
    apart = (
        f" {_listed(strange)} {'stands' if len(strange) == 1 else 'stand'} in another world: promises are not held "
        "against each other there."
        if strange
        else ""
    )
    if not beaten:
        return as_text(
            f"No design is dominated: what is worse than another on one promise is better on some other.{apart}"
        )
    told = "; ".join(f"{_named(name)} is dominated by {_listed(by)}" for name, by in beaten.items())
    return (
        f"**{as_text(told[0].upper() + told[1:])}**{as_text(f': no promise is better, one at least is worse.{apart}')}"
    )


def _named(name: str) -> str:
    return "the design on screen" if name == ON_SCREEN else name


def _listed(names: Any) -> str:
    *others, last = [_named(name) for name in names]
    return f"{', '.join(others)} and {last}" if others else last


def _rows(page: Page, found: Mapping[str, Design]) -> Iterator[dict[str, str]]:
    """The table: what differs in the decisions and the world, then promises, other numbers, findings."""
    case = page.design.case
    for kind, knobs in (("decision", case.knobs), ("the world", case.givens)):
        for knob in knobs:
            values = {name: getattr(one.knobs, knob.name) for name, one in found.items()}
            if len(set(values.values())) > 1:
                yield _row(kind, knob.title, {name: knob.said(value) for name, value in values.items()})
    for place, promise in enumerate(case.promises):
        outcomes = {name: one.outcomes[place] for name, one in found.items()}
        here = outcomes[ON_SCREEN]
        yield _row("promise", promise.title, {name: _promise(o, here) for name, o in outcomes.items()})
    for key in _telling(found):
        entries = {name: one.ledger.get(key) for name, one in found.items()}
        yield _row("number", key, {name: e.text if e else "not there" for name, e in entries.items()})
    counts = {name: _findings(page, one) for name, one in found.items()}
    yield _row("review", "Findings", counts)
    broken = {name: f"{len(one.broken)} of {len(one.outcomes)}" for name, one in found.items()}
    yield _row("review", "Promises broken", broken)


def _row(kind: str, what: str, cells: Mapping[str, str]) -> dict[str, str]:
    return {"": kind, "what": what, **cells}


def _promise(o: Outcome, here: Outcome) -> str:
    """The number, kept or broken, and how far it is from the one on screen."""
    word = "✓" if o.kept else "✕ broken"
    gap = o.value - here.value
    if o.text == here.text or abs(gap) == float("inf") or gap != gap:
        return f"{o.text} {word}"
    return f"{o.text} {word} ({'+' if gap > 0 else '−'}{written(abs(gap), o.unit)})"


def _telling(found: Mapping[str, Design]) -> list[str]:
    """Of the numbers of whole designs (journeys, money, bill), those that differ most, promises apart."""
    here = found[ON_SCREEN]
    promised = {promise.key for promise in here.case.promises}
    drawn = set(here.graph.parts)
    keys = [e.key for e in here.ledger if e.part not in drawn and e.key not in promised]
    spread = {key: _spread([e.value for one in found.values() if (e := one.ledger.get(key))]) for key in keys}
    apart = [key for key in keys if spread[key] > 0]
    return sorted(apart, key=lambda key: -spread[key])[:NUMBERS]


def _spread(values: list[float]) -> float:
    """How far apart some values are, as a share of the largest; 0 for those that are alike to three digits."""
    low, high = min(values), max(values)
    size = max(abs(low), abs(high))
    if low == high or size == 0 or size == float("inf") or size != size:
        return 0.0
    share = (high - low) / size
    return share if share >= 0.001 else 0.0


def _findings(page: Page, design: Design) -> str:
    found = page.findings if design is page.design else page_of(page.session, design).findings
    counts = {s: sum(f.severity == s and not f.accepted for f in found) for s in SEVERITIES}
    accepted = sum(bool(f.accepted) for f in found)
    told = [f"{n} {name}{'' if n == 1 else 's'}" for name, n in counts.items() if n]
    return ", ".join([*told, *([f"{accepted} accepted"] if accepted else [])]) or "none"


def _pictures(session: Session, found: Mapping[str, Design]) -> None:
    """What one design's picture has that another's has not: in words, and drawn."""
    slug = session.case.slug
    box = st.expander("What differs in the picture", key=f"apart:{slug}", on_change="rerun")
    if not box.open:
        return
    with box:
        names = [name for name in found if name != ON_SCREEN]
        if not names:
            return
        name = str(st.segmented_control("Since", names, default=names[0], required=True, key=f"since:{slug}"))
        before, after = found[name], found[ON_SCREEN]
        st.markdown(as_text(" ".join(_apart(before, after))))
        drawn = draw_change(before, after, "page", "compared", since=name)
        _drawing.show(drawn, f"What differs in the picture since {name}", key=f"compared-picture:{slug}")


def _apart(before: Design, after: Design) -> Iterator[str]:
    """Parts that came and went, and arrows."""
    old, new = ({p.key: p.name for p in one.graph.parts} for one in (before, after))
    came, went = [new[k] for k in new if k not in old], [old[k] for k in old if k not in new]
    arrows = {f.key for f in after.graph.flows} ^ {f.key for f in before.graph.flows}
    if came:
        yield f"Added: {', '.join(came)}."
    if went:
        yield f"Removed: {', '.join(went)}."
    yield f"{len(arrows)} arrows differ." if arrows else "The parts and the arrows are the same; only numbers differ."
