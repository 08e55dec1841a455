"""What one visitor has in hand for one case: the knobs, the design before the last move, the part looked at."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from design import (
    EXPECTED,
    Asked,
    Belief,
    Card,
    Case,
    Design,
    Finding,
    KnobSet,
    Uncertainty,
    Way,
    asked,
    knobs_of,
    review,
    turned,
)
from design.card_table import take_back, throw
from design.guess import Guess
from state import MOST_GUESSES, History, Mark, Pin, State, address_of, mark_of, read_words
from state.address import written

from ._guessing import Guessing, guessed
from ._news import News
from ._ours import Ours
from ._standing import beyond, standing, tried
from ._swept import Swept

FEW = 5
"""So many problems of one link or file are told one by one."""


# Not frozen: it is the one thing that lasts from run to run, and callbacks write it.
@dataclass
class Session:
    """One visitor's state for one case. The knobs are the only truth; widgets and the URL follow them.

    `before` is the design before the last move, `part` the one looked at, `way` the way out that was asked for,
    `said` what is wrong with the input, `ours` the queries that we put into the address, `sent` the shape of the
    picture that the page has, `news` which other pieces it has, `reading` whether it shows the story, `between` the
    values that a link or a remedy put between two places of a slider. `world` is the one that the page is drawn in:
    the knobs stay the user's own, and `own` is their design in the expected world; `sure` is what was asked of the
    uncertainty of one such design. `history` is where it stood, `pins` are designs put aside and `pinned` what was
    made of them; `asks` is true where marked knobs ask for a guess first: `pending` then holds what one was turned
    to, `guessing` the guess until the truth is known. `jumped` says that the next move is a jump (undone or redone,
    a pin, a file), `headed` is the world that the head of the page was drawn for,
    `swept` how far the axis of the slider in hand is swept.
    """

    case: Case
    knobs: KnobSet
    before: Design | None = None
    now: Design | None = None
    part: str = ""
    way: Way | None = None
    said: tuple[str, ...] = ()
    ours: Ours = field(default_factory=Ours)
    sent: str = ""
    news: News = field(default_factory=News)
    reading: bool = False
    between: dict[str, set[Any]] = field(default_factory=dict)
    world: str = EXPECTED
    own: Design | None = None
    sure: Uncertainty | None = None
    history: History = field(default_factory=History)
    pins: tuple[Pin, ...] = ()
    pinned: dict[Mark, Design] = field(default_factory=dict)
    asks: bool = False
    marks: tuple[str, ...] = ()
    pending: dict[str, Any] = field(default_factory=dict)
    guessing: Guessing | None = None
    guesses: tuple[Guess, ...] = ()
    told: Guess | None = None
    jumped: bool = False
    headed: Hashable = None
    swept: Swept = field(default_factory=Swept)

    def turn(self, turns: Mapping[str, Any]) -> None:
        """Take new values for some knobs; keep the last good ones, and say why, where they are refused."""
        try:
            self.knobs, self.said = turned(self.knobs, turns), ()
        except ValueError as bad:
            self.said = (str(bad),)

    def accept(self, finding: str, reason: str) -> None:
        """Live with a finding; without a reason it stays open, and the page says so."""
        try:
            self.knobs, self.said = self.knobs.accepting(finding, reason), ()
        except ValueError as bad:
            self.said = (str(bad),)

    def believe(self, belief: Belief) -> str:
        """Take a belief that a design can be made with; of any other, the sentence that says why it is refused."""
        try:
            knobs = self.knobs.believing(belief)
            if self.now is not None:
                tried(self.case, knobs, self.now.evidence)
        except ValueError as bad:
            return str(bad)
        except ArithmeticError:
            return beyond(belief)
        self.knobs, self.said = knobs, ()
        return ""

    def forget(self, address: str) -> None:
        """No longer believe anything of a figure: its default stands again."""
        self.knobs, self.said = self.knobs.forgetting(address), ()

    def raise_again(self, finding: str) -> None:
        """No longer live with a finding."""
        self.knobs, self.said = self.knobs.raising(finding), ()

    def throw(self, card: Card) -> None:
        """Put a card on the table."""
        self.knobs, self.said = throw(self.knobs, card), ()

    def take_back(self, card: Card) -> None:
        """Take a card from the table; what was turned since stays, and is said."""
        self.knobs, self.said = take_back(self.knobs, card, self.case.cards)
        self.jumped = True

    def step(self, along: Callable[[History], History]) -> None:
        """Undo or redo one entry of the history."""
        self.history = along(self.history)
        if self.history.here is not None:
            self.jump_to(self.history.here)

    def jump_to(self, mark: Mark) -> None:
        """Stand where a mark says; nothing of it is refused: it was taken before."""
        self.knobs, self.world, self.said, self.jumped = mark.knobs, mark.world, (), True
        self.pending, self.guessing = {}, None
        self.history = self.history.parted()

    def note(self) -> None:
        """Keep where the design stands, before anything is drawn; several steps of one knob are one entry."""
        self.history = self.history.noting(mark_of(self.knobs, self.world))

    def give_up(self) -> None:
        """Go back to the last good design, and forget the step that led to one that cannot be made."""
        if self.now is not None:
            self.knobs = (self.own or self.now).knobs
        self.history, self.guessing = self.history.dropped(), None

    @property
    def world_shown(self) -> Hashable:
        """All that the head of the page tells: the world's numbers, the cards, the world that is drawn."""
        givens = tuple(getattr(self.knobs, g.name) for g in self.case.givens)
        return self.world, self.knobs.thrown, givens

    @property
    def state(self) -> State:
        """All that an address or a file holds."""
        return State(self.knobs, self.world, self.pins, self.guesses, self.asks)

    @property
    def query(self) -> str:
        """What differs from the default, as the address says it."""
        return address_of(self.state).text

    def take(self, state: State, problems: tuple[str, ...], of: str) -> None:
        """Stand where an address or a file says, and tell what of it could not be taken."""
        self.jump_to(mark_of(state.knobs, state.world))
        self.pins, self.asks, self.said = state.pins, state.asks, _few(problems, of)
        self.guesses = state.guesses or self.guesses
        self.told, self.marks = None, ()

    def read_url(self) -> None:
        """Take the knobs from the address where it says something that we did not put there ourselves.

        The board replaces the address at each move, without an entry in the browser's history; so a query of ours is
        only late, and an empty one comes from the home page: both leave the design as it is.
        """
        words = {name: st.query_params.get_all(name) for name in st.query_params if not name.startswith("embed")}
        address = written((name, value) for name, values in words.items() for value in values)
        if not words or address in self.ours:
            return
        once = {name: values[0] for name, values in words.items() if len(values) == 1}
        twice = [f"{name[:40]} is given {len(v)} times: one value, please." for name, v in words.items() if len(v) > 1]
        state, problems = read_words(self.case, once)
        self.take(state, (*twice, *problems), "link")
        self.before = self.now = self.own = None
        self.ours.add(address)

    def settle(self, design: Design) -> None:
        """Make this the design on screen. Several steps of one knob are one move: `before` is where it began.

        To accept a finding is no move: what the last one did stays told.
        """
        if self.now is not None and self.now.knobs == design.knobs and self.now.evidence is design.evidence:
            return
        if not (self.now is not None and self.now.knobs.silent == design.knobs.silent):
            self.before = self.held_against(_turned(self.now, design)) if self.now is not None else None
            self.jumped = False
        self.now, self.way = design, None
        self._learn(design)

    def _learn(self, design: Design) -> None:
        """Hold the guess that was made against the design that came of it."""
        if self.guessing is not None:
            self.told, self.guessing = guessed(self.guessing, design), None
            self.guesses = (*self.guesses, self.told)[-MOST_GUESSES:]
        elif self.told is not None and design.said(self.told.knob) != self.told.turned:
            self.told = None

    def held_against(self, step: set[str]) -> Design | None:
        """The design that a turn of these knobs is held against: where the last move turned one, and this one turns the
        same one on, it is where that move began."""
        goes_on = self.before is not None and self.now is not None and _turned(self.before, self.now) == step
        return self.before if goes_on and len(step) == 1 and not self.jumped else self.now


def _turned(one: Design, other: Design) -> set[str]:
    names = (k.name for k in knobs_of(type(one.knobs)))
    return {name for name in names if getattr(one.knobs, name) != getattr(other.knobs, name)}


def _few(problems: tuple[str, ...], of: str) -> tuple[str, ...]:
    """The first few, and how many more there are."""
    told = [f"{problem} What else the {of} says is kept." for problem in problems[:FEW]]
    return (*told, f"And {len(problems) - FEW} more.") if len(problems) > FEW else tuple(told)


def session_for(case: Case) -> Session:
    """The visitor's session for a case, made from the defaults at the first visit."""
    key = f"session:{case.slug}"
    if key not in st.session_state:
        st.session_state[key] = Session(case, case.Knobs())
    found: Session = st.session_state[key]
    return found


@dataclass(frozen=True)
class Page:
    """What a panel is given: the design, what the review and the interviewer say of it, and the visitor's session."""

    session: Session
    design: Design
    findings: tuple[Finding, ...]
    questions: tuple[Asked, ...]


def page_of(session: Session, design: Design) -> Page:
    """The design with its review and its questions."""
    every_rule, every_probe = standing()
    findings = review(design, every_rule)
    return Page(session, design, findings, asked(design, every_probe, findings))


def alike(one: Design, other: Design) -> bool:
    """True where two designs differ in nothing but what is said of them: accepted findings, remarks, cards."""
    return one.evidence is other.evidence and one.knobs.silent == other.knobs.silent
