"""Cards: throw a change of the world, see what it broke, take it back."""

import streamlit as st

from design import EXPECTED, Card, Design, design_of
from design.aftermath import Aftermath, aftermath
from design.card_table import take_back

from ._evidence import evidence_at_hand
from ._glossary import meaning
from ._session import Session
from ._text import as_text


def choose(session: Session) -> None:
    """The pack: each card says what it does; one that lies on the table can be taken back there."""
    slug, lying = session.case.slug, len(session.knobs.thrown)
    label = f"Cards ({lying})" if lying else "Throw a card"
    pack = st.popover(label, icon=":material/bolt:", key=f"cards:{slug}", on_change="rerun", help=meaning("card"))
    if not pack.open:
        return
    with pack:
        st.caption("A change of the world. It stays until you take it back.")
        for card in session.case.cards:
            lies = session.knobs.on_table(card.address) is not None
            st.button(
                f"Take back: {card.title}" if lies else card.title,
                key=f"card:{slug}:{card.address}",
                icon=":material/undo:" if lies else None,
                on_click=session.take_back if lies else session.throw,
                args=(card,),
                help=card.says,
                width="stretch",
            )


def show(session: Session) -> None:
    """What lies on the table, what it breaks in this design, and the way back."""
    slug = session.case.slug
    known = {card.address: card for card in session.case.cards}
    for thrown in session.knobs.thrown:
        card = known[thrown.card]
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"lies:{slug}:{card.address}"):
            st.markdown(f":material/bolt: **{as_text(card.title)}** {as_text(_told(session, card))}", width="stretch")
            st.button(
                "Take it back", key=f"take-back:{slug}:{card.address}", icon=":material/undo:",
                on_click=session.take_back, args=(card,), type="tertiary", help=card.says,
            )  # fmt: skip


def _told(session: Session, card: Card) -> str:
    """What is said of the card, and what it does to this very design: held against the same without the card."""
    if session.own is None or session.world != EXPECTED:
        return card.says
    without = _without(session, session.own, card)
    if without is None:
        return f"{card.says} What it breaks shows once the models of both worlds are trained."
    return without.says


def _without(session: Session, design: Design, card: Card) -> Aftermath | None:
    """What the card does to a design; reckoned once a design."""
    held: dict[str, Aftermath | None] = design.__dict__.setdefault("_aftermaths", {})
    if held.get(card.address) is None:  # its training may have come to hand since
        held[card.address] = _reckoned(session, design, card)
    return held[card.address]


def _reckoned(session: Session, design: Design, card: Card) -> Aftermath | None:
    knobs = take_back(design.knobs, card, session.case.cards).knobs
    evidence = evidence_at_hand(session.case, knobs)
    return aftermath(design_of(session.case, knobs, evidence[0]), design) if evidence else None


def struck(session: Session, design: Design) -> dict[str, str]:
    """What the cards on the table do to the parts of a design, as far as that is reckoned: by key, in words."""
    if session.world != EXPECTED:
        return {}
    known = {card.address: card for card in session.case.cards}
    found: dict[str, str] = {}
    for thrown in design.knobs.thrown:
        card = known[thrown.card]
        after = _without(session, design, card)
        for entry in after.over if after else ():
            found.setdefault(entry.part.key, f"{card.title}: {entry.text} busy")
        for shift in (*after.broke, *after.further) if after else ():
            found.setdefault(shift.after.entry.part.key, f"{card.title}: {shift.says}")
    return found
