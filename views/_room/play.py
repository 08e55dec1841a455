"""A round as one browser has it in hand: its seats, the room as they may see it, the case, its phases, the desk."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from design import Case
from interview import Desk, Phase, phases_of
from store import WRITERS, Event, Refused, Role, Rooms, Seat, Sheet, Snapshot, Unkept

ANSWER = "answer:"
"""The design sheet holds each written answer under this and its probe's name: two answers never undo each other."""
SAID = "room:said"
"""Where the page keeps what could not be done, until it is shown."""


@dataclass(frozen=True)
class Play:
    """`seats` are this browser's: one, or both where it plays alone. `seen` is the room as the first may see it."""

    rooms: Rooms
    seats: tuple[Seat, ...]
    case: Case
    seen: Snapshot

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that this browser plays."""
        return tuple(seat.role for seat in self.seats)

    @property
    def alone(self) -> bool:
        """True where the app plays the interviewer."""
        return len(self.seats) > 1

    @property
    def role(self) -> Role:
        """The role whose screen this is."""
        return "candidate" if self.alone else self.seats[0].role

    @cached_property
    def desk(self) -> Desk:
        """What lies open."""
        return Desk.read(self.seen.sheet("desk"))

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """The phases of the round."""
        return phases_of(self.case, self.seen.minutes)

    @property
    def over(self) -> bool:
        """True once the clock has ended."""
        return self.desk.clock.ended_at is not None

    @property
    def at_desk(self) -> bool:
        """True where this browser lays things open."""
        return "interviewer" in self.roles

    def answer(self, probe: str) -> str:
        """What the candidate wrote down when a probe was put; empty where nothing was."""
        return str(self.seen.sheet("design").get(ANSWER + probe, ""))

    def write(
        self, sheet: Sheet, changes: Mapping[str, Any], kind: str = "", body: Mapping[str, Any] | None = None
    ) -> None:
        """Write on a sheet of this browser's; what is refused is said on the page."""
        seat = next((seat for seat in self.seats if seat.role == WRITERS[sheet]), None)
        if seat is None:
            return
        try:
            self.rooms.write(seat, sheet, changes, kind, body)
        except (Refused, Unkept) as no:
            st.session_state[SAID] = str(no)

    def events(self) -> tuple[Event, ...]:
        """What happened in this round, as far as this browser may know."""
        try:
            return self.rooms.events(self._eyes, self.seen.round)
        except Unkept as no:
            st.session_state[SAID] = str(no)
            return ()

    def swap(self) -> None:
        """Candidate and interviewer change seats, and a new round begins."""
        try:
            self.rooms.swap(self._eyes)
        except (Refused, Unkept) as no:
            st.session_state[SAID] = str(no)

    @property
    def _eyes(self) -> Seat:
        return next((seat for seat in self.seats if seat.role == self.role), self.seats[0])

    def lay(self, desk: Desk, kind: str = "", body: Mapping[str, Any] | None = None) -> None:
        """Lay on the desk what differs from the one in hand: what another click laid there since stays."""
        held = self.desk.told
        self.write("desk", {name: told for name, told in desk.told.items() if told != held.get(name)}, kind, body)


def now() -> float:
    """The wall's time, epoch seconds: the same for all who play."""
    return time.time()


def play_in(rooms: Rooms, seats: tuple[Seat, ...], cases: Mapping[str, Case]) -> Play:
    """The round that some seats are in. Raises Refused where the room or its case is gone, Unkept."""
    first = sorted(seats, key=lambda seat: seat.role)[0]  # the candidate's own eyes, where it plays alone
    seen = rooms.read(first)
    if seen.case not in cases:
        raise Refused(f"The case {seen.case!r} of this room is not here any more.")
    return Play(rooms, seats, cases[seen.case], seen)
