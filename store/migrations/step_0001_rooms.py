"""Rooms with their seats, sheets and events; rounds that were finished."""

STATEMENTS = (
    """CREATE TABLE room (
        id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, case_slug TEXT NOT NULL, template TEXT NOT NULL,
        minutes INTEGER NOT NULL, made_at DOUBLE PRECISION NOT NULL, expires_at DOUBLE PRECISION NOT NULL,
        version BIGINT NOT NULL, round INTEGER NOT NULL)""",
    """CREATE TABLE seat (
        id TEXT PRIMARY KEY, room TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE, role TEXT NOT NULL,
        person TEXT NOT NULL, name TEXT NOT NULL, secret_hash TEXT NOT NULL UNIQUE,
        taken_at DOUBLE PRECISION NOT NULL)""",
    "CREATE INDEX seat_room ON seat (room)",
    """CREATE TABLE sheet (
        room TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE, round INTEGER NOT NULL, name TEXT NOT NULL,
        body TEXT NOT NULL, written_at DOUBLE PRECISION NOT NULL, PRIMARY KEY (room, round, name))""",
    """CREATE TABLE event (
        room TEXT NOT NULL REFERENCES room (id) ON DELETE CASCADE, number INTEGER NOT NULL, round INTEGER NOT NULL,
        at DOUBLE PRECISION NOT NULL, role TEXT NOT NULL, sheet TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (room, number))""",
    """CREATE TABLE finished_round (
        id TEXT PRIMARY KEY, person TEXT NOT NULL, case_slug TEXT NOT NULL, template TEXT NOT NULL,
        level TEXT NOT NULL, at DOUBLE PRECISION NOT NULL, body TEXT NOT NULL)""",
    "CREATE INDEX finished_round_person ON finished_round (person, at)",
)
