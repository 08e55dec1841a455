"""Codes that open something, and secrets that only their holder knows."""

import secrets
from hashlib import sha256

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Of a code: none that is taken for another one. Eight of them are 850 billion codes."""
LONG = 8


def new_code() -> str:
    """A code that nobody guesses, and anybody reads out."""
    return "".join(secrets.choice(LETTERS) for _ in range(LONG))


def tidy(code: str) -> str:
    """A code as it was made, however it was typed.

    >>> tidy(" abcd-efgh ")
    'ABCDEFGH'
    """
    return "".join(sign for sign in code.upper() if sign.isalnum())[: LONG + 1]


def new_secret() -> str:
    """A secret."""
    return secrets.token_urlsafe(24)


def hashed(secret: str) -> str:
    """What is kept of a secret: 24 random bytes need no salt."""
    return sha256(secret.encode()).hexdigest()
