"""Where things are kept: one file of SQLite in the user's data folder, or whatever one URL names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from .migrate import brought_up

VARIABLE = "ML_CASEBOOK_DATABASE"
"""The environment variable that names another database: `postgresql://user:password@host/name`."""
FILE = "casebook.sqlite3"
BUSY_MS = 5000
"""So long one writer waits for another one's turn to end."""
WRITES = "casebook_writes"


class Unkept(Exception):
    """What should be kept could not be: the disk is full, the database is away. Says so in a sentence."""


def default_url() -> str:
    """The URL of the environment, or a file in the user's data folder."""
    named = os.environ.get(VARIABLE, "").strip()
    return named or f"sqlite:///{user_data_path('ml-casebook', appauthor=False) / FILE}"


def engine_for(url: str) -> Engine:
    """The database at a URL, made where there is none and brought up to the newest form of its tables.

    Raises Unkept where there is no reaching it. Passwords are never part of what is said.
    """
    try:
        place = make_url(url)
        if place.drivername == "postgresql":
            place = place.set(drivername="postgresql+psycopg")
        if place.get_backend_name() not in ("sqlite", "postgresql"):
            raise Unkept(f"{place.get_backend_name()} is no database that is known here: use sqlite or postgresql.")
        engine = _sqlite(place.database, url) if place.get_backend_name() == "sqlite" else _postgres(place)
    except (ArgumentError, NoSuchModuleError, ImportError) as bad:
        raise Unkept(f"{VARIABLE} is no URL of a database: write postgresql://user:password@host/name.") from bad
    with told(f"The database {place.render_as_string(hide_password=True)} cannot be opened"):
        try:
            brought_up(engine.execution_options(**{WRITES: True}))
        except Exception:  # whatever it was, it goes on to who asked; no connection stays open behind it
            engine.dispose()
            raise
    return engine


@contextmanager
def told(what: str) -> Iterator[None]:
    """Inside, whatever the database refuses is said as `what`, with its first line as the reason."""
    try:
        yield
    except (SQLAlchemyError, OSError) as bad:
        reason = str(getattr(bad, "orig", None) or bad).strip().splitlines()[0]
        raise Unkept(f"{what}: {reason}.") from bad


@contextmanager
def writing(engine: Engine, what: str) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing. Raises Unkept, which begins with `what`."""
    with told(what), engine.execution_options(**{WRITES: True}).begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine, what: str) -> Iterator[Connection]:
    """A transaction that reads one state of the database. Raises Unkept, which begins with `what`."""
    with told(what), engine.begin() as connection:
        yield connection


def _sqlite(path: str | None, url: str) -> Engine:
    if path and path != ":memory:":
        folder = Path(path).parent
        with told(f"The folder {folder} cannot be made"):
            folder.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def opened(raw: Any, record: Any) -> None:
        """Readers never wait for a writer (WAL); the driver begins no transactions of its own."""
        raw.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        """Who will write says so at once: two that read first and then write would lock each other out."""
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _postgres(place: URL) -> Engine:
    return create_engine(place, pool_size=5, max_overflow=10, pool_pre_ping=True, pool_recycle=1800)
