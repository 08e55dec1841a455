"""Presentations that others follow: begun, moved and ended by who has the secret, seen by who has the code."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, text

from .code import hashed, new_code, new_secret, tidy
from .engine import reading, writing
from .limits import Limits
from .rooms import JOINED_FOR_S
from .seat import Refused
from .watch import Watch

MOST = 500
"""So many at once: each holds its slides, which are half a megabyte."""
LONGEST_SLIDES, LONGEST_PLACE = 8 * 1024 * 1024, 1024
NONE_SUCH = "No presentation has this code: it was ended, or nobody has moved it for six hours. Ask for a new link."


@dataclass(frozen=True)
class Begun:
    """A presentation that was just begun: the code is for the audience, the secret for nobody else's browser."""

    id: str
    code: str
    secret: str


@dataclass(frozen=True)
class Shown:
    """A presentation as its audience has it: the slides, and where it stands."""

    id: str
    version: int
    slides: str
    place: Mapping[str, Any]


@dataclass(frozen=True)
class Presentations:
    """All presentations of one database. `now` gives the time in epoch seconds."""

    engine: Engine
    watch: Watch
    limits: Limits
    now: Callable[[], float] = time.time

    def begin(self, slides: str, place: Mapping[str, Any]) -> Begun:
        """Keep some slides for an audience. Those that nobody moved for six hours are forgotten first.

        Raises Refused, Unkept.
        """
        if len(slides) > LONGEST_SLIDES:
            raise Refused(f"The slides are {len(slides) >> 20} MB long, and {LONGEST_SLIDES >> 20} MB are kept.")
        made, now = Begun(secrets.token_urlsafe(12), new_code(), new_secret()), self.now()
        with writing(self.engine, "The presentation cannot be kept") as at:
            at.execute(text("DELETE FROM presentation WHERE expires_at <= :now"), {"now": now})
            if at.execute(text("SELECT COUNT(*) FROM presentation")).scalar_one() >= MOST:
                raise Refused(f"{MOST} presentations are on already. One of them has to end first: try again later.")
            at.execute(
                text("INSERT INTO presentation VALUES (:id, :code, :hash, :now, :expires, 1, :slides, :place)"),
                {
                    "id": made.id,
                    "code": made.code,
                    "hash": hashed(made.secret),
                    "now": now,
                    "expires": now + JOINED_FOR_S,
                    "slides": slides,
                    "place": _json(place),
                },
            )
        return made

    def show(self, code: str, address: str) -> Shown:
        """The presentation of a code. `address` is whose guesses are counted. Raises Refused, Unkept."""
        found = self._found(code, address, "id, version, slides, place")
        return Shown(found.id, found.version, found.slides, json.loads(found.place))

    def id_of(self, code: str, address: str) -> str:
        """What a presentation is watched by. Raises Refused, Unkept."""
        return str(self._found(code, address, "id").id)

    def place(self, id: str) -> Mapping[str, Any] | None:
        """Where a presentation stands; None where it has ended. Raises Unkept."""
        with reading(self.engine, "The presentation cannot be read") as at:
            found = at.execute(
                text("SELECT place FROM presentation WHERE id = :id AND expires_at > :now"),
                {"id": id, "now": self.now()},
            ).scalar()
        return None if found is None else json.loads(found)

    def move(self, code: str, secret: str, place: Mapping[str, Any]) -> int:
        """Stand somewhere else; the new version. Raises Refused, Unkept."""
        said = _json(place)
        with writing(self.engine, "The audience cannot be told") as at:
            id = self._own(at, code, secret)
            version = at.execute(
                text(
                    "UPDATE presentation SET version = version + 1, place = :place, expires_at = :expires "
                    "WHERE id = :id RETURNING version"
                ),
                {"id": id, "place": said, "expires": self.now() + JOINED_FOR_S},
            ).scalar_one()
            self.watch.announce(at, id)
        self.watch.tell(id, version=int(version))
        return int(version)

    def point(self, code: str, secret: str, words: str) -> None:
        """Have the audience see where the presenter points; kept nowhere. Raises Refused, Unkept."""
        with reading(self.engine, "The audience cannot be told") as at:
            id = self._own(at, code, secret)
        self.watch.pass_on(id, words)

    def end(self, code: str, secret: str) -> None:
        """Forget the slides; the link leads nowhere from now on. Raises Refused, Unkept."""
        with writing(self.engine, "The presentation cannot be ended") as at:
            id = self._own(at, code, secret)
            at.execute(text("DELETE FROM presentation WHERE id = :id"), {"id": id})
            self.watch.announce(at, id)
        self.watch.tell(id)

    def _found(self, code: str, address: str, columns: str) -> Row[Any]:
        """The columns (ours, not a user's) of the presentation of a code; a wrong code is counted."""
        if wait := self.limits.wait_s(address):
            raise Refused(f"Too many wrong codes. Try again in {wait:.0f} s.")
        with reading(self.engine, "The presentation cannot be read") as at:
            found = at.execute(
                text(f"SELECT {columns} FROM presentation WHERE code = :code AND expires_at > :now"),
                {"code": tidy(code), "now": self.now()},
            ).first()
        if found is None:
            self.limits.wrong(address)
            raise Refused(NONE_SUCH)
        return found

    def _own(self, at: Connection, code: str, secret: str) -> str:
        """The id of the presentation that this secret moves."""
        found = at.execute(
            text("SELECT id FROM presentation WHERE code = :code AND secret_hash = :hash AND expires_at > :now"),
            {"code": tidy(code), "hash": hashed(secret), "now": self.now()},
        ).scalar()
        if found is None:
            raise Refused("Only who began this presentation moves it, and only until it has ended.")
        return str(found)


def _json(place: Mapping[str, Any]) -> str:
    said = json.dumps(dict(place), separators=(",", ":"), allow_nan=False)
    if len(said) > LONGEST_PLACE:
        raise Refused("This is no place in a presentation.")
    return said
