"""How far longer work is, told as it goes on."""

from collections.abc import Callable

Progress = Callable[[float, str], None]
"""Hears what share is done, 0 to 1, and what is being done; it may raise to end the work."""


def silent(share: float, doing: str) -> None:
    """Nobody watches."""
