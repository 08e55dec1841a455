"""A place in a room, who sits there, and what is said where that cannot be."""

from dataclasses import dataclass

from .roles import Role


class Refused(ValueError):
    """What was asked cannot be; the sentence says why, and the way out."""


@dataclass(frozen=True)
class Seat:
    """A place in a room. Who knows its secret sits on it."""

    id: str
    room: str
    role: Role
    person: str
    name: str


@dataclass(frozen=True)
class Taken:
    """A seat that was just taken: its secret is shown to nobody but its browser, and the code to whom it wants."""

    seat: Seat
    secret: str
    code: str
