"""A fresh database for each test: always SQLite, and PostgreSQL where one is named; in CI it must be."""

import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, make_url, text

from store import Limits, Rooms, Watch, engine_for

POSTGRES = "ML_CASEBOOK_TEST_POSTGRES"


@dataclass
class Clock:
    """A time that a test moves."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def databases() -> list[str]:
    """The kinds that this run is held against; a CI without PostgreSQL is told so by a failing test."""
    named = os.environ.get(POSTGRES) or os.environ.get("CI")
    return ["sqlite", "postgresql"] if named else ["sqlite"]


@pytest.fixture(params=databases())
def url(request, tmp_path) -> Iterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'casebook.sqlite3'}"
        return
    named = os.environ.get(POSTGRES)
    assert named, f"In CI {POSTGRES} must name a server: `.ci/run` starts one."
    server = make_url(named).set(drivername="postgresql+psycopg")
    name = f"casebook_{secrets.token_hex(6)}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as at:
        at.execute(text(f"CREATE DATABASE {name}"))
    yield server.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as at:
        at.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(url, clock) -> Iterator[Callable[[], Rooms]]:
    """Opens the database's rooms; each call stands for another process of the app."""
    made = []

    def rooms() -> Rooms:
        engine = engine_for(url)
        one = Rooms(engine, Watch(engine), Limits(clock), clock)
        made.append(one)
        return one

    yield rooms
    for one in made:
        one.watch.close()
        one.engine.dispose()


@pytest.fixture
def rooms(opened) -> Rooms:
    return opened()
