"""The whole of what a visitor has in hand for one case, as a value: it becomes an address or a file, and comes back."""

from __future__ import annotations

from dataclasses import dataclass

from design import EXPECTED, KnobSet
from design.guess import Guess

from .mark import Mark

MOST_PINS = 4
MOST_GUESSES = 500
NAMES = "ABCD"
LONGEST_NAME = 40


@dataclass(frozen=True)
class Pin:
    """A design put aside under a name, to be compared."""

    name: str
    mark: Mark

    def __post_init__(self) -> None:
        """Put the name on one line; refuse none at all."""
        name = " ".join(self.name.split())[:LONGEST_NAME].strip()
        if not name:
            raise ValueError("A pin needs a name.")
        object.__setattr__(self, "name", name)


@dataclass(frozen=True)
class State:
    """Knobs with all that is said of them, the world, the pins, the guesses, and whether the page asks for them."""

    knobs: KnobSet
    world: str = EXPECTED
    pins: tuple[Pin, ...] = ()
    guesses: tuple[Guess, ...] = ()
    asks: bool = False


def free_name(pins: tuple[Pin, ...]) -> str:
    """The first of A to D that no pin has.

    >>> free_name(())
    'A'
    """
    taken = {pin.name for pin in pins}
    return next((name for name in NAMES if name not in taken), f"Design {len(pins) + 1}")
