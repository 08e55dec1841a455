"""A fresh database for each test: always SQLite, and PostgreSQL where one is named; in CI it must be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from store import Limits, Rooms, Watch, engine_for
from tests.postgres import databases, new_database


@dataclass
class Clock:
    """A time that a test moves."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(params=databases())
def url(request, tmp_path) -> Iterator[str]:
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'casebook.sqlite3'}"
        return
    with new_database() as named:
        yield named


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
