"""What one player holds from run to run: the drill, the command under way, longer work, the address."""

import secrets
from dataclasses import dataclass, field

import streamlit as st

from labs.incident import LEVELS, Debrief, DrillState, debrief, link, restored, step

from .._work import Job

PARAM, KEY = "at", "drill:player"
SEEDS = 10_000
"""A new incident's seed is below this: short enough to read out to a peer."""


# Not frozen: it lasts from run to run, and callbacks write it.
@dataclass
class Player:
    """The drill in hand, the commands pressed but not yet done, the work under way, and what was said of a bad link."""

    state: DrillState | None = None
    pressed: list[str] = field(default_factory=list)
    job: Job | None = None
    wanted: str = ""
    problem: str = ""
    told: Debrief | None = None
    seed: int = field(default_factory=lambda: secrets.randbelow(SEEDS))

    def press(self, command: str, number: int) -> None:
        """Ask for a command, unless it was pressed on an older page: a double click counts once."""
        if self.state is not None and number == len(self.state.commands) + len(self.pressed):
            self.pressed.append(command)

    def play(self) -> None:
        """Do what was pressed; a refused command leaves the drill as it was, with the reason."""
        while self.pressed and self.state is not None:
            self.state, self.problem = step(self.state, self.pressed.pop(0)), ""

    def open(self, text: str) -> None:
        """Begin to bring a link's drill back, beside the page."""
        self._drop()
        self.wanted, self.problem = text, ""
        self.job = Job(lambda tell: restored(text, tell)).begin()

    def leave(self) -> None:
        """Put the incident away and choose another one."""
        self._drop()
        self.state, self.told, self.pressed, self.problem, self.wanted = None, None, [], "", ""
        self.seed = secrets.randbelow(SEEDS)
        st.query_params.clear()

    def collect(self) -> None:
        """Take what a finished work brought; a link that is none changes nothing but what is said."""
        if self.job is None or not self.job.done.is_set():
            return
        job, self.job = self.job, None
        if job.failure:
            raise job.failure
        if isinstance(job.result, Debrief):
            self.told = job.result
        elif job.result is not None:
            self.state, self.told, self.pressed = job.result, None, []
            if job.result.refusal:
                self.problem = f"The link was followed up to a command that cannot be done. {job.result.refusal}"
        elif self.state is not None and self.state.closed and not self.wanted:
            self.problem = f"There is no debrief: {job.problem}"
        else:
            kept = "Your incident is as it was." if self.state else "Choose an incident below."
            self.problem = f"The link opens no drill. {job.problem} {kept}"
        self.wanted = ""

    def settle(self) -> None:
        """Follow the address where somebody changed it; else have it say what is in hand."""
        asked = str(st.query_params.get(PARAM, ""))
        own = link(self.state) if self.state else ""
        if asked and asked not in (own, self.wanted) and not self.pressed:
            self.open(asked)
        self.collect()

    def tell_address(self) -> None:
        """Write the address: level, seed and commands, or the link that is being followed."""
        if text := self.wanted or (link(self.state) if self.state else ""):
            st.query_params[PARAM] = text
        else:
            st.query_params.clear()

    def ask_debrief(self) -> None:
        """Begin the debrief of a closed drill."""
        if (state := self.state) is not None and state.closed:
            self.problem = ""
            self.job = Job(lambda tell: debrief(state, tell)).begin()

    def _drop(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.job = None


def player() -> Player:
    """This visitor's."""
    if KEY not in st.session_state:
        st.session_state[KEY] = Player()
    mine: Player = st.session_state[KEY]
    return mine


def blind(state: DrillState) -> bool:
    """Whether money, belief and hints are hidden until the end."""
    return not LEVELS[state.level].meter and not state.closed


def clock(minutes: int) -> str:
    """Minutes as a person says them.

    >>> clock(45), clock(150), clock(2 * 1440 + 60)
    ('45 min', '2 h 30 min', '2 d 1 h')
    """
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [f"{number} {unit}" for number, unit in ((days, "d"), (hours, "h"), (rest, "min")) if number]
    return " ".join(parts[:2]) or "0 min"
