"""What a person has practised: finished rounds with scores; and all that is kept of a person, to take or erase."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, text

from .engine import reading, writing
from .roles import WRITERS, role_in


@dataclass(frozen=True)
class Round:
    """One finished round: which case by which template, judged at which level, when (epoch seconds), and all else."""

    case: str
    template: str
    level: str
    at: float
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Past:
    """The finished rounds of a database. A person is whoever holds that browser's random name."""

    engine: Engine

    def keep(self, person: str, round: Round, key: str = "") -> str:
        """Keep a round; its key. The same key again takes the place of what it named."""
        named = key or secrets.token_urlsafe(12)
        with writing(self.engine, "The round cannot be kept") as at:
            at.execute(
                text(
                    "INSERT INTO finished_round VALUES (:id, :person, :case, :template, :level, :at, :body) "
                    "ON CONFLICT (id) DO UPDATE SET level = excluded.level, at = excluded.at, body = excluded.body "
                    "WHERE finished_round.person = excluded.person"
                ),
                {
                    "id": named,
                    "person": person,
                    "case": round.case,
                    "template": round.template,
                    "level": round.level,
                    "at": round.at,
                    "body": json.dumps(dict(round.body), ensure_ascii=False, allow_nan=False),
                },
            )
        return named

    def rounds(self, person: str) -> tuple[Round, ...]:
        """A person's rounds, oldest first."""
        with reading(self.engine, "Your rounds cannot be read") as at:
            rows = at.execute(
                text("SELECT * FROM finished_round WHERE person = :person ORDER BY at, id"), {"person": person}
            ).all()
        return tuple(Round(r.case_slug, r.template, r.level, r.at, json.loads(r.body)) for r in rows)

    def all_of(self, person: str) -> dict[str, Any]:
        """Everything that is kept of a person, as plain data: their rounds, and their own sheets in rooms."""
        with reading(self.engine, "Your data cannot be read") as at:
            seats = at.execute(
                text(
                    "SELECT seat.role, seat.name, seat.taken_at, room.id AS room, room.case_slug, room.round FROM seat "
                    "JOIN room ON room.id = seat.room WHERE person = :person ORDER BY taken_at"
                ),
                {"person": person},
            ).all()
            rooms = [{"case": s.case_slug, "role": s.role, "name": s.name, "sheets": _own(at, s)} for s in seats]
        rounds = [
            {"case": r.case, "template": r.template, "level": r.level, "at": r.at, **r.body}
            for r in self.rounds(person)
        ]
        return {"rounds": rounds, "rooms": rooms}

    def erase(self, person: str) -> int:
        """Delete a person's rounds, and every room that they sit in, for all who sit there; how many things went."""
        with writing(self.engine, "Your data cannot be deleted") as at:
            rooms = at.execute(
                text("DELETE FROM room WHERE id IN (SELECT room FROM seat WHERE person = :person)"), {"person": person}
            ).rowcount
            rounds = at.execute(text("DELETE FROM finished_round WHERE person = :person"), {"person": person}).rowcount
        return int(rooms) + int(rounds)


def _own(at: Connection, seat: Row[Any]) -> list[dict[str, Any]]:
    """The sheets of a room that this seat's person wrote, in whichever role they then had."""
    written = at.execute(
        text("SELECT round, name, body FROM sheet WHERE room = :room ORDER BY round, name"), {"room": seat.room}
    ).all()
    return [
        {"round": w.round, "sheet": w.name, "body": json.loads(w.body)}
        for w in written
        if WRITERS[w.name] == role_in(seat.role, seat.round - w.round)
    ]
