"""Brings a database's tables to their newest form, one numbered step after the other, each once."""

from types import ModuleType

from sqlalchemy import Connection, Engine, text

from . import migrations
from .found import steps_in

LOCK = 727_210_033
"""Of PostgreSQL's advisory locks, ours: processes that start together bring the tables up one at a time."""


def brought_up(engine: Engine) -> int:
    """Take the steps that this database has not taken; the number of the last one.

    Raises OSError where the database is newer than this program: it would not know what it does.
    """
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        connection.execute(text("CREATE TABLE IF NOT EXISTS casebook_step (number INTEGER PRIMARY KEY)"))
        taken = connection.execute(text("SELECT COALESCE(MAX(number), 0) FROM casebook_step")).scalar_one()
        steps = steps_in(migrations)
        newest = max(steps)
        if taken > newest:
            raise OSError(f"its tables are of form {taken}, and this program knows form {newest}: take a newer one")
        for number in range(taken + 1, newest + 1):
            _take(connection, number, steps[number])
    return newest


def _take(connection: Connection, number: int, step: ModuleType) -> None:
    for statement in step.STATEMENTS:
        connection.execute(text(statement))
    connection.execute(text("INSERT INTO casebook_step (number) VALUES (:number)"), {"number": number})
