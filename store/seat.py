"""A place in a room: who sits there, the code that leads to it, and the secret that keeps it."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from .roles import Role

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Of a code: none that is taken for another one. Eight of them are 850 billion codes."""
LONG = 8


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


def new_code() -> str:
    """A code that nobody guesses and nobody misreads."""
    return "".join(secrets.choice(LETTERS) for _ in range(LONG))


def tidied(code: str) -> str:
    """A code as it was made, however it was typed.

    >>> tidied(" abcd-efgh ")
    'ABCDEFGH'
    """
    return "".join(sign for sign in code.upper() if sign.isalnum())[: LONG + 1]


def hashed(secret: str) -> str:
    """What is kept of a secret: 24 random bytes need no salt."""
    return sha256(secret.encode()).hexdigest()
