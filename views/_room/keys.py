"""A browser's keys: a cookie for each room that it sits in, and one that says whose rounds are whose.

They are HttpOnly: no script of a page can read them. They are never shown, logged or put into a link.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from store import Rooms, Seat

PERSON = "casebook-person"
ROOM = "casebook-room-"
BETWEEN = "~"
"""Who plays alone sits on both seats: two secrets in one cookie."""
KEPT_S = 90 * 86_400


def person_of(cookies: Mapping[str, str]) -> str:
    """The random name of this browser; empty where it has none yet."""
    return cookies.get(PERSON, "")


def new_person() -> str:
    """A name that nobody guesses."""
    return secrets.token_urlsafe(16)


def seats_of(rooms: Rooms, cookies: Mapping[str, str], code: str) -> tuple[Seat, ...]:
    """The seats that this browser has in a room: none, one, or both where it plays alone."""
    keys = cookies.get(ROOM + code, "").split(BETWEEN)
    found = (rooms.seat(key) for key in keys[:2] if key)
    return tuple(seat for seat in found if seat is not None)


def given(response: Any, name: str, value: str, secure: bool, kept_s: int = KEPT_S) -> None:
    """Give the browser a cookie."""
    response.set_cookie(name, value, max_age=kept_s, httponly=True, samesite="strict", secure=secure, path="/")
