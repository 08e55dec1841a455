"""Who waits for news of a room is told: by this process at once, by others through the database."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from .engine import told

CHANNEL = "casebook_room"
EVERY_S = 0.25
"""SQLite has no news: so often a look tells whether another process has written."""
AGAIN_S = 1.0
"""After a lost database, until the next try."""
VERSION = "SELECT version FROM room WHERE id = ? UNION ALL SELECT version FROM presentation WHERE id = ?"
"""In SQLite: rooms and presentations are watched alike, and no two have one id."""
Tell = Callable[[str], None]
"""Is given the sheet that was written on; nothing where that is not known, or it was no sheet."""


class Watch:
    """Calls back when a room has moved. A thread listens for other processes from the first subscriber on."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._told: dict[str, set[Tell]] = {}
        self._known: dict[str, int] = {}
        self._lock = Lock()
        self._thread: Thread | None = None
        self._over = Event()

    def subscribe(self, room: str, tell: Tell) -> Callable[[], None]:
        """Have `tell` called (from any thread; it must not block) whenever the room has moved; what ends that."""
        with self._lock:
            self._told.setdefault(room, set()).add(tell)
            if self._thread is None:
                listen = self._postgres if self.engine.dialect.name == "postgresql" else self._sqlite
                self._thread = Thread(target=self._listening, args=(listen,), daemon=True, name="rooms")
                self._thread.start()

        def end() -> None:
            with self._lock:
                listeners = self._told.get(room, set())
                listeners.discard(tell)
                if not listeners:
                    self._told.pop(room, None)
                    self._known.pop(room, None)

        return end

    def tell(self, room: str, sheet: str = "", version: int = 0) -> None:
        """Tell this process's subscribers; of a version that they were told of before, nothing."""
        with self._lock:
            if version and room in self._told:
                if version <= self._known.get(room, 0):
                    return
                self._known[room] = version
            listeners = tuple(self._told.get(room, ()))
        for tell in listeners:
            tell(sheet)

    def announce(self, at: Connection, room: str, sheet: str = "") -> None:
        """Tell other processes, once the transaction stands."""
        if self.engine.dialect.name == "postgresql":
            at.execute(text("SELECT pg_notify(:channel, :room)"), {"channel": CHANNEL, "room": f"{room} {sheet}"})

    def pass_on(self, room: str, words: str) -> None:
        """Tell this process's subscribers, and with PostgreSQL those of others, something that is kept nowhere."""
        self.tell(room, words)
        if self.engine.dialect.name == "postgresql":
            with told("This cannot be passed on"), self.engine.begin() as at:
                self.announce(at, room, words)

    def close(self) -> None:
        """End the thread."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _everybody(self) -> None:
        with self._lock:
            rooms = tuple(self._told)
        for room in rooms:
            self.tell(room)

    def _listening(self, listen: Callable[[], None]) -> None:
        while not self._over.is_set():
            try:
                listen()
            except (SQLAlchemyError, OSError, _errors()) as lost:
                logging.getLogger(__name__).warning("Listening for rooms was cut off: %s", str(lost).splitlines()[0])
                self._over.wait(AGAIN_S)
                self._everybody()  # whatever was missed meanwhile is read now

    def _postgres(self) -> None:
        raw: Any = self.engine.raw_connection()
        connection = raw.driver_connection
        raw.detach()  # it listens: no other use of the pool may have it
        try:
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._everybody()
            while not self._over.is_set():
                for note in connection.notifies(timeout=AGAIN_S):
                    self.tell(*note.payload.split(" ", 1))
        finally:
            connection.close()

    def _sqlite(self) -> None:
        raw: Any = self.engine.raw_connection()  # outside any transaction: inside one, news would not be seen
        try:
            before = _state(raw)
            self._moved(raw)  # what was written while this thread began
            while not self._over.wait(EVERY_S):
                if (now := _state(raw)) != before:
                    before = now
                    self._moved(raw)
        finally:
            raw.close()

    def _moved(self, raw: Any) -> None:
        """Tell of the rooms that stand at another version than this process knows: its own words are no news."""
        with self._lock:
            rooms = tuple(self._told)
        for room in rooms:
            found = raw.driver_connection.execute(VERSION, (room, room)).fetchone()
            if found is None:
                self.tell(room)
            else:
                self.tell(room, version=int(found[0]))


def _state(raw: Any) -> int:
    """A number that changes when another connection has written."""
    state: int = raw.driver_connection.execute("PRAGMA data_version").fetchone()[0]
    return state


def _errors() -> type[Exception]:
    """What the driver itself raises while it listens."""
    try:
        from psycopg import Error
    except ImportError:
        return ConnectionError
    return Error
