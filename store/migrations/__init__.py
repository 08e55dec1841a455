"""One step a file, `step_0001_rooms.py`: `STATEMENTS` in SQL that SQLite and PostgreSQL read. Never changed later."""
