"""A new database on the PostgreSQL server that a run names, for the tests of what is kept."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text

NAMED_BY = "ML_CASEBOOK_TEST_POSTGRES"


def databases() -> list[str]:
    """The kinds that this run is held against; a CI without PostgreSQL is told so by a failing test."""
    return ["sqlite", "postgresql"] if os.environ.get(NAMED_BY) or os.environ.get("CI") else ["sqlite"]


@contextmanager
def new_database() -> Iterator[str]:
    """The URL of an empty database, dropped afterwards."""
    named = os.environ.get(NAMED_BY)
    assert named, f"In CI {NAMED_BY} must name a server: `.ci/run` starts one."
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
