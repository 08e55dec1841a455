"""Mock rooms as the app has them: where they are kept, the browser's keys, the routes, the line that brings news."""

from .kept import past, rooms, shown_place
from .keys import person_of, seats_of
from .live import enter, listen
from .routes import ROUTES

__all__ = ["ROUTES", "enter", "listen", "past", "person_of", "rooms", "seats_of", "shown_place"]
