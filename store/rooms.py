"""Rooms for two or more browsers: made, joined by a code, written on and read, swapped, and deleted."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, Row, text

from .code import hashed, new_code, new_secret, tidy
from .engine import reading, writing
from .limits import Limits
from .roles import MOST, READERS, ROLES, WRITERS, Role, Sheet, role_in
from .rows import put_event, put_sheet, round_on, snapshot_of
from .seat import Refused, Seat, Taken
from .snapshot import Event, Snapshot
from .watch import Watch

JOINED_FOR_S = 6 * 3600.0
"""So long after the last word a code still opens its room; the seats keep theirs until the room is deleted."""
KEPT_FOR_S = 90 * 86_400.0
LONGEST_NAME = 40
MOST_ROOMS = 10_000


@dataclass
class Rooms:
    """All rooms of one database. `now` gives the time in epoch seconds."""

    engine: Engine
    watch: Watch
    limits: Limits
    now: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        """Nothing is kept in mind yet."""
        self._seen: dict[str, Snapshot] = {}

    def create(self, case: str, template: str, minutes: int, role: Role, name: str, person: str) -> Taken:
        """A new room with its maker on a seat of it. Raises Refused, Unkept."""
        self.forget_old()
        now, room, code = self.now(), secrets.token_urlsafe(12), new_code()
        with writing(self.engine, "The room cannot be made") as at:
            if at.execute(text("SELECT COUNT(*) FROM room")).scalar_one() >= MOST_ROOMS:
                raise Refused(f"There are {MOST_ROOMS:,} rooms already. Old ones are deleted day by day: try tomorrow.")
            at.execute(
                text("INSERT INTO room VALUES (:room, :code, :case, :template, :minutes, :now, :expires, 1, 1)"),
                {
                    "room": room,
                    "code": code,
                    "case": case,
                    "template": template,
                    "minutes": minutes,
                    "now": now,
                    "expires": now + JOINED_FOR_S,
                },
            )
            return self._seated(at, room, code, role, name, person)

    def join(self, code: str, role: Role, name: str, person: str, address: str) -> Taken:
        """A free seat of a role in the room of a code. `address` is whose guesses are counted.

        Raises Refused where the code opens nothing, was guessed too often, or the seat is taken.
        """
        wanted = tidy(code)
        if wait := self.limits.wait_s(address):
            raise Refused(f"Too many wrong codes. Try again in {wait:.0f} s.")
        if role not in ROLES:
            raise Refused(f"{str(role)[:LONGEST_NAME]!r} is no role: candidate, interviewer or observer.")
        with writing(self.engine, "The room cannot be joined") as at:
            found = at.execute(
                text("SELECT id, code FROM room WHERE code = :code AND expires_at > :now"),
                {"code": wanted, "now": self.now()},
            ).first()
            if found is None:
                self.limits.wrong(address)
                raise Refused(
                    "No open room has this code: eight letters and digits, good for six hours after the last use."
                )
            sitting = at.execute(
                text("SELECT COUNT(*) FROM seat WHERE room = :room AND role = :role"), {"room": found.id, "role": role}
            ).scalar_one()
            if sitting >= MOST[role]:
                raise Refused(f"The {role}'s seat in this room is taken. Join as somebody else.")
            taken = self._seated(at, found.id, found.code, role, name, person)
        self.watch.tell(taken.seat.room)
        return taken

    def seat(self, secret: str) -> Seat | None:
        """Whose secret this is; None where it is nobody's."""
        with reading(self.engine, "The room cannot be read") as at:
            found = at.execute(
                text("SELECT id, room, role, person, name FROM seat WHERE secret_hash = :hash"),
                {"hash": hashed(secret)},
            ).first()
        return Seat(*found) if found else None

    def read(self, seat: Seat) -> Snapshot:
        """The room as this seat may see it. Raises Refused where it was deleted."""
        with reading(self.engine, "The room cannot be read") as at:
            row = at.execute(text("SELECT * FROM room WHERE id = :room"), {"room": seat.room}).first()
            if row is None:
                self._seen.pop(seat.room, None)
                raise Refused("This room was deleted.")
            seen = self._seen.get(seat.room)
            if seen is None or seen.version != row.version:
                seen = self._seen[seat.room] = snapshot_of(at, row)
        return seen.seen_by(seat.role)

    def write(
        self,
        seat: Seat,
        sheet: Sheet,
        changes: Mapping[str, Any],
        kind: str = "",
        body: Mapping[str, Any] | None = None,
    ) -> int:
        """Take some keys of a sheet anew, and where `kind` says so, an event beside it; the room's new version.

        What is as it was is written nowhere. Raises Refused where the seat may not write there, or writes too much.
        """
        if WRITERS[sheet] != seat.role:
            raise Refused(f"Only the {WRITERS[sheet]} writes on the {sheet} sheet.")
        with writing(self.engine, "This cannot be kept") as at:
            room = self._held(at, seat)
            before = at.execute(
                text("SELECT body FROM sheet WHERE room = :room AND round = :round AND name = :name"),
                {"room": seat.room, "round": room.round, "name": sheet},
            ).scalar()
            held = json.loads(before) if before else {}
            after = {**held, **changes}
            if after == held and not kind:
                return int(room.version)
            if after != held:
                put_sheet(at, seat.room, room.round, sheet, after, self.now())
            if kind:
                put_event(at, seat, room.round, sheet, kind, body or {}, self.now())
            version = self._moved(at, seat.room, sheet)
        self.watch.tell(seat.room, sheet, version)
        return version

    def swap(self, seat: Seat) -> None:
        """Candidate and interviewer change seats, and a new round begins with empty sheets; the old ones are kept."""
        if seat.role == "observer":
            raise Refused("Only the two who play can swap their seats.")
        with writing(self.engine, "The seats cannot be swapped") as at:
            room = self._held(at, seat)
            at.execute(
                text(
                    "UPDATE seat SET role = CASE role WHEN 'candidate' THEN 'interviewer' ELSE 'candidate' END "
                    "WHERE room = :room AND role <> 'observer'"
                ),
                {"room": seat.room},
            )
            at.execute(text("UPDATE room SET round = round + 1 WHERE id = :room"), {"room": seat.room})
            put_event(at, seat, room.round + 1, "desk", "swap", {}, self.now())
            self._moved(at, seat.room)
        self.watch.tell(seat.room)

    def events(self, seat: Seat, round: int = 0) -> tuple[Event, ...]:
        """What happened, in its order, as far as this seat might read it then; of one round, or of all."""
        with reading(self.engine, "The room cannot be read") as at:
            now = round_on(at, seat.room)
            rows = at.execute(
                text(
                    "SELECT at, round, role, sheet, kind, body FROM event WHERE room = :room "
                    "AND (:round = 0 OR round = :round) ORDER BY number"
                ),
                {"room": seat.room, "round": round},
            ).all()
        return tuple(
            Event(r.at, r.round, r.role, r.sheet, r.kind, MappingProxyType(json.loads(r.body)))
            for r in rows
            if role_in(seat.role, now - r.round) in READERS[r.sheet]
        )

    def delete(self, seat: Seat) -> None:
        """The room with all that was ever written in it."""
        with writing(self.engine, "The room cannot be deleted") as at:
            at.execute(text("DELETE FROM room WHERE id = :room"), {"room": seat.room})
        self._seen.pop(seat.room, None)
        self.watch.tell(seat.room)

    def forget_old(self) -> int:
        """Delete the rooms in which nothing was said for ninety days; how many they were."""
        with writing(self.engine, "Old rooms cannot be deleted") as at:
            gone = at.execute(
                text("DELETE FROM room WHERE expires_at < :before"), {"before": self.now() - KEPT_FOR_S}
            ).rowcount
        return int(gone)

    def _seated(self, at: Connection, room: str, code: str, role: Role, name: str, person: str) -> Taken:
        said = " ".join(name.split())[:LONGEST_NAME] or role
        seat, secret = Seat(secrets.token_urlsafe(9), room, role, person, said), new_secret()
        at.execute(
            text("INSERT INTO seat VALUES (:id, :room, :role, :person, :name, :hash, :now)"),
            {
                "id": seat.id,
                "room": room,
                "role": role,
                "person": person,
                "name": said,
                "hash": hashed(secret),
                "now": self.now(),
            },
        )
        put_event(at, seat, round_on(at, room), "desk", "join", {"name": said}, self.now())
        self._moved(at, room)
        return Taken(seat, secret, code)

    def _held(self, at: Connection, seat: Seat) -> Row[Any]:
        """The room, held for this transaction; refuses a seat that was swapped meanwhile."""
        held = " FOR UPDATE" if self.engine.dialect.name == "postgresql" else ""
        room = at.execute(text(f"SELECT * FROM room WHERE id = :room{held}"), {"room": seat.room}).first()
        if room is None:
            raise Refused("This room was deleted.")
        role = at.execute(text("SELECT role FROM seat WHERE id = :id"), {"id": seat.id}).scalar()
        if role != seat.role:
            raise Refused("The seats were swapped. Look again: this is no longer yours to write.")
        return room

    def _moved(self, at: Connection, room: str, sheet: str = "") -> int:
        """The room is one version further, and its code opens it for six hours from now."""
        version = at.execute(
            text("UPDATE room SET version = version + 1, expires_at = :expires WHERE id = :room RETURNING version"),
            {"room": room, "expires": self.now() + JOINED_FOR_S},
        ).scalar_one()
        self.watch.announce(at, room, sheet)
        return int(version)
