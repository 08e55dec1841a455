"""Designs to hold side by side: the pinned ones made again from their marks, and the one on screen."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from design import EXPECTED, Design, design_of, worlds
from state import Mark

from ._evidence import evidence_at_hand, trained
from ._session import Session

ON_SCREEN = "on screen"


def designs(session: Session, design: Design) -> Mapping[str, Design]:
    """The pinned designs by name, then the one on screen; one that was trained before is read from disk."""
    found = {pin.name: _made(session, pin.mark) for pin in session.pins}
    return {**{name: one for name, one in found.items() if one is not None}, ON_SCREEN: design}


def _made(session: Session, mark: Mark) -> Design | None:
    """The design of a mark, kept as long as it is pinned; None where none can be made, which the page says."""
    held: dict[Mark, Design] = session.pinned
    if mark not in held:
        knobs = mark.knobs
        evidence = evidence_at_hand(session.case, knobs)
        try:
            if evidence is None:
                with st.spinner("Looking for the model of a pinned design"):
                    evidence = (trained(session.case, knobs, lambda share, doing: None),)
            made = design_of(session.case, knobs, evidence[0])
            held[mark] = made if mark.world == EXPECTED else worlds(made)[mark.world].design
        except (ValueError, ArithmeticError, MemoryError) as bad:
            st.warning(f"A pinned design cannot be made: {bad}", icon=":material/error:")
            return None
    return held[mark]
