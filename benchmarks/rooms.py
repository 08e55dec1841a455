"""How soon news of a room is there: 25 rooms at once, each candidate writing, each interviewer reading the new design.

One room alone, in the same run, is what the 25 are held against. With ML_CASEBOOK_TEST_POSTGRES set, the same
between two connections to PostgreSQL, as two processes of the app have them. No browser is in it: the store's own part
of the delay.
"""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier, Event, Thread

from sqlalchemy import create_engine, make_url, text

from benchmarks import Row, percentile
from store import Limits, Rooms, Seat, Watch, engine_for
from store.watch import Tell

ROOMS, WRITES, PAUSE_S = 25, 15, 0.5
"""Two moves a second in every room at once is more than people turn decisions."""
PATIENCE_S = 10.0
LIMIT_MS = 500.0
POSTGRES = "ML_CASEBOOK_TEST_POSTGRES"


@dataclass
class Room:
    """A room with both its seats; `seen_at` says when the interviewer had read which move.

    `heard` is set once its interviewer was told of anything, `over` once they have read the last move.
    """

    candidate: Seat
    interviewer: Seat
    written_at: dict[int, float] = field(default_factory=dict)
    seen_at: dict[int, float] = field(default_factory=dict)
    heard: Event = field(default_factory=Event)
    over: Event = field(default_factory=Event)


def run() -> list[Row]:
    """The delay from write to read, the slowest twentieth, and moves that were lost."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_measured("one process, SQLite", f"sqlite:///{Path(folder) / 'rooms.sqlite3'}", two=False))
    if named := os.environ.get(POSTGRES):
        with _postgres(named) as url:
            rows += _measured("two processes' connections, PostgreSQL", url, two=True)
    return rows


def _measured(where: str, url: str, two: bool) -> Iterator[Row]:
    alone, _ = _played(url, 1, two)
    delays, lost = _played(url, ROOMS, two)
    yield Row(f"{where}: write to read, one room, p95", percentile(alone, 95), "ms", limit=LIMIT_MS)
    yield Row(f"{where}: the same, {ROOMS} rooms at once", percentile(delays, 95), "ms", limit=LIMIT_MS)
    yield Row(f"{where}: last moves that were lost", float(lost), "", limit=0)


def _played(url: str, count: int, two: bool) -> tuple[list[float], int]:
    """Delays in ms, of moves that were read before the next one came; and how many rooms never saw their last move."""
    writer = _opened(url)
    reader = _opened(url) if two else writer
    rooms = [_made(writer) for _ in range(count)]
    ends = [reader.watch.subscribe(room.candidate.room, _reading(reader, room)) for room in rooms]
    if two:
        rooms[0].heard.wait(PATIENCE_S)  # who listens tells the rooms that it knows as soon as its line stands
    together = Barrier(count)
    writers = [Thread(target=_write, args=(writer, room, together)) for room in rooms]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    end = time.monotonic() + PATIENCE_S
    for room in rooms:
        room.over.wait(max(0.0, end - time.monotonic()))
    for stop in ends:
        stop()
    for one in {id(r): r for r in (writer, reader)}.values():
        one.watch.close()
        one.engine.dispose()
    delays = [1000 * (room.seen_at[n] - at) for room in rooms for n, at in room.written_at.items() if n in room.seen_at]
    return delays, sum(WRITES not in room.seen_at for room in rooms)


def _opened(url: str) -> Rooms:
    engine = engine_for(url)
    return Rooms(engine, Watch(engine), Limits())


def _made(rooms: Rooms) -> Room:
    made = rooms.create("fraud_detection", "design", 45, "candidate", "C", secrets.token_hex(8))
    return Room(made.seat, rooms.join(made.code, "interviewer", "I", secrets.token_hex(8), "127.0.0.1").seat)


def _reading(rooms: Rooms, room: Room) -> Tell:
    def told(sheet: str) -> None:
        number = rooms.read(room.interviewer).sheet("design").get("number")
        if isinstance(number, int):
            room.seen_at.setdefault(number, time.monotonic())
        if number == WRITES:
            room.over.set()
        room.heard.set()

    return told


def _write(rooms: Rooms, room: Room, together: Barrier) -> None:
    together.wait()
    for number in range(1, WRITES + 1):
        room.written_at[number] = time.monotonic()
        rooms.write(room.candidate, "design", {"number": number, "query": f"replicas={number}"}, "decision")
        time.sleep(PAUSE_S)  # as a person does


@contextmanager
def _postgres(named: str) -> Iterator[str]:
    """A database of its own on a server, gone afterwards."""
    server = make_url(named).set(drivername="postgresql+psycopg")
    name = f"casebook_{secrets.token_hex(6)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as at:
        at.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as at:
            at.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()
