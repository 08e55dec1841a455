"""Presentations that an audience follows: the slides as they were when it began, and where it stands."""

STATEMENTS = (
    """CREATE TABLE presentation (
        id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, secret_hash TEXT NOT NULL,
        made_at DOUBLE PRECISION NOT NULL, expires_at DOUBLE PRECISION NOT NULL, version BIGINT NOT NULL,
        slides TEXT NOT NULL, place TEXT NOT NULL)""",
)
