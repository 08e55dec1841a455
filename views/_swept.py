"""The slider in hand: which knob it is, and how far its axis is swept for the page."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any


# Not frozen: it remembers from run to run, and a callback writes it.
@dataclass
class Swept:
    """What the page asked to sweep, and what it has of it.

    `shown` are the pieces that the page shows beside the board's own; `near` is the place from which it looks ahead.
    `cause` is what the rows follow from besides the knob, `design` the one on screen at the last run; `chunks` are
    what was told, and `done` the places that they hold.
    """

    knob: str = ""
    shown: tuple[str, ...] = ()
    near: int = 0
    wanted: bool = False
    cause: Hashable = None
    design: Any = None
    chunks: list[dict[str, Any]] = field(default_factory=list)
    done: set[int] = field(default_factory=set)

    def ask(self, said: Any) -> None:
        """Take what the page says of the slider in hand: `{knob, near, shown}`; anything else is left alone."""
        match said:
            case {"knob": str(knob), "near": int(near), "shown": [*shown]} if all(isinstance(s, str) for s in shown):
                if (knob, tuple(shown)) != (self.knob, self.shown):
                    self.begin(None)
                self.knob, self.shown, self.near, self.wanted = knob, tuple(shown), near, True

    def begin(self, cause: Hashable) -> None:
        """Start over: what was swept follows from something else than what stands now."""
        self.cause = cause
        self.chunks.clear()
        self.done.clear()

    def drop(self) -> None:
        """No slider is in hand."""
        self.knob, self.wanted = "", False
        self.begin(None)
