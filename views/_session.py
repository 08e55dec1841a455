"""What one visitor has in hand for one case: the knobs, the design before the last move, the part looked at."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from urllib.parse import urlencode

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
    Way,
    asked,
    design_of,
    knobs_of,
    probes_in,
    review,
    rules_in,
    turned,
)

EVIDENCE_HELD = 24
"""Sets of evidence kept in memory for everybody, about 5 MB each."""
FEW = 5
"""So many problems of one link are told one by one."""
SHELVING = Lock()


# Not frozen: it is the one thing that lasts from run to run, and callbacks write it.
@dataclass
class Session:
    """One visitor's state for one case. The knobs are the only truth; widgets and the URL follow them.

    `before` is the design before the last move, `part` the one looked at,
    `way` the way out that was asked for, `said` what is wrong with the input,
    `ours` the queries that we put into the address, `sent` the shape of the picture that the page has, `between`
    the values that a link or a remedy put between two places of a slider.
    """

    case: Case
    knobs: KnobSet
    before: Design | None = None
    now: Design | None = None
    part: str = ""
    way: Way | None = None
    said: tuple[str, ...] = ()
    ours: set[str] = field(default_factory=set)
    sent: str = ""
    between: dict[str, set[Any]] = field(default_factory=dict)

    def turn(self, turns: Mapping[str, Any]) -> None:
        """Take new values for some knobs; keep the last good ones, and say why, where they are refused."""
        try:
            self.knobs, self.said = turned(self.knobs, turns), ()
        except ValueError as bad:
            self.said = (str(bad),)

    @property
    def query(self) -> str:
        """What differs from the default, as the address says it."""
        return urlencode(self.knobs.query)

    def read_url(self) -> None:
        """Take the knobs from the address where it says something that we did not put there ourselves.

        The board replaces the address at each move, without an entry in the browser's history; so a query of ours is
        only late, and an empty one comes from the home page: both leave the design as it is.
        """
        words = {name: st.query_params.get_all(name) for name in st.query_params if not name.startswith("embed")}
        if not words or urlencode(words, doseq=True) in self.ours:
            return
        once = {name: values[0] for name, values in words.items() if len(values) == 1}
        twice = [f"{name[:40]} is given {len(v)} times: one value, please." for name, v in words.items() if len(v) > 1]
        self.knobs, problems = type(self.knobs).read(once)
        self.said = _few([*twice, *problems])
        self.before = self.now = None
        self.ours.add(urlencode(words, doseq=True))

    def settle(self, design: Design) -> None:
        """Make this the design on screen. Several steps of one knob are one move: `before` is where it began."""
        if self.now is not None and self.now.knobs == design.knobs and self.now.evidence is design.evidence:
            return
        if not self._goes_on(design):
            self.before = self.now
        self.now, self.way = design, None

    def _goes_on(self, design: Design) -> bool:
        """True where the last move turned one knob, and this one turns the same one on."""
        if self.before is None or self.now is None:
            return False
        step = _turned(self.now, design)
        return len(step) == 1 and _turned(self.before, self.now) == step


def _turned(one: Design, other: Design) -> set[str]:
    names = (k.name for k in knobs_of(type(one.knobs)))
    return {name for name in names if getattr(one.knobs, name) != getattr(other.knobs, name)}


def _few(problems: list[str]) -> tuple[str, ...]:
    """The first few, and how many more there are."""
    told = [f"{problem} The link's other decisions are kept." for problem in problems[:FEW]]
    return (*told, f"And {len(problems) - FEW} more.") if len(problems) > FEW else tuple(told)


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
    with SHELVING:
        held = _held()
        held[case.slug, case.evidence_key(knobs)] = (found,)
        while len(held) > EVIDENCE_HELD:
            del held[next(iter(held))]
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
