"""What outlives a page: rooms, rounds, presentations, in SQLite or PostgreSQL. Knows nothing of cases or screens."""

from .engine import Unkept, default_url, engine_for
from .limits import Limits
from .past import Past, Round
from .presentations import Begun, Presentations, Shown
from .roles import READERS, ROLES, SHEETS, WRITERS, Role, Sheet
from .rooms import Rooms
from .seat import Refused, Seat, Taken
from .snapshot import Event, Snapshot
from .watch import Watch

__all__ = [
    "READERS",
    "ROLES",
    "SHEETS",
    "WRITERS",
    "Begun",
    "Event",
    "Limits",
    "Past",
    "Presentations",
    "Refused",
    "Role",
    "Rooms",
    "Round",
    "Seat",
    "Sheet",
    "Shown",
    "Snapshot",
    "Taken",
    "Unkept",
    "Watch",
    "default_url",
    "engine_for",
]
