"""What one visitor has in hand for one case: the knobs, the design before the last move, the part looked at."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

import probes
import rules
from design import (
    Asked,
    Case,
    Design,
    Finding,
    KnobSet,
    Progress,
    asked,
    design_of,
    probes_in,
    review,
    rules_in,
    turned,
)

EVIDENCE_HELD = 24
"""Sets of evidence kept in memory for everybody, about 5 MB each."""


@dataclass
class Session:
    """One visitor's state for one case. The knobs are the only truth; widgets and the URL follow them."""

    case: Case
    knobs: KnobSet
    before: Design | None = None
    now: Design | None = None
    part: str = ""
    said: tuple[str, ...] = ()
    written: dict[str, str] | None = None
    sent: str = ""

    def turn(self, turns: Mapping[str, Any]) -> None:
        """Take new values for some knobs; keep the last good ones, and say why, where they are refused."""
        try:
            self.knobs, self.said = turned(self.knobs, turns), ()
        except ValueError as bad:
            self.said = (str(bad),)

    def read_url(self) -> None:
        """Take the knobs from the URL where it says something that we did not write there ourselves."""
        words = {name: value for name, value in st.query_params.items() if name not in ("embed", "embed_options")}
        if words == self.written:
            return
        self.knobs, problems = type(self.knobs).read(words)
        self.said = tuple(f"{problem} The link's other decisions are kept." for problem in problems)
        self.before = self.now = None
        self.written = words if not problems else None

    def write_url(self) -> None:
        """Let the URL say what differs from the default."""
        words = self.knobs.query
        if words != self.written:
            st.query_params.from_dict(words)
            self.written = words

    def settle(self, design: Design) -> None:
        """Make this the design on screen; what stood there becomes the one before the move."""
        if self.now is None or self.now.knobs != design.knobs:
            self.before, self.now = self.now, design


def session_for(case: Case) -> Session:
    """The visitor's session for a case, made from the defaults at the first visit."""
    key = f"session:{case.slug}"
    if key not in st.session_state:
        st.session_state[key] = Session(case, case.Knobs())
    found: Session = st.session_state[key]
    return found


@st.cache_resource(show_spinner=False)
def _held() -> dict[tuple[str, Hashable], tuple[Any]]:
    """Evidence in memory, shared by everybody, oldest first."""
    return {}


def evidence_at_hand(case: Case, knobs: KnobSet) -> tuple[Any] | None:
    """The evidence for these knobs, in a box, if it is in memory; a case without a lab has the evidence None."""
    return _held().get((case.slug, case.evidence_key(knobs)))


def trained(case: Case, knobs: KnobSet, progress: Progress) -> Any:
    """The evidence for these knobs, from disk or trained now; it stays in memory."""
    found = case.evidence(knobs, progress)
    held = _held()
    held[case.slug, case.evidence_key(knobs)] = (found,)
    while len(held) > EVIDENCE_HELD:
        held.pop(next(iter(held)), None)
    return found


@st.cache_resource(show_spinner=False)
def _standing() -> tuple[Any, Any]:
    return rules_in(rules), probes_in(probes)


@dataclass(frozen=True)
class Page:
    """What a panel is given: the design, what the review and the interviewer say of it, and the visitor's session."""

    session: Session
    design: Design
    findings: tuple[Finding, ...]
    questions: tuple[Asked, ...]


def page_of(session: Session, design: Design) -> Page:
    """The design with its review and its questions."""
    every_rule, every_probe = _standing()
    return Page(session, design, review(design, every_rule), asked(design, every_probe))


def design_now(session: Session, evidence: Any) -> Design:
    """The design for the session's knobs; the one at hand where nothing was turned."""
    now = session.now
    if now is not None and now.knobs == session.knobs and now.evidence is evidence:
        return now
    return design_of(session.case, session.knobs, evidence)
