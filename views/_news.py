"""What a page already has: of the pieces that it is told, only those that changed are made and sent again."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

Piece = tuple[Hashable, Callable[[], Any]]
"""What a piece follows from, and how it is made: while the first is equal, so is what the second makes."""


# Not frozen: it remembers from run to run.
@dataclass
class News:
    """Which pieces a page has: what each followed from, what it was, and its number."""

    causes: dict[str, Hashable] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, pieces: Mapping[str, Piece]) -> tuple[dict[str, int], dict[str, Any]]:
        """The number of each piece, and those that the page has not."""
        fresh = {}
        for name, (cause, make) in pieces.items():
            if name in self.sent and self.causes[name] == cause:
                continue
            self.causes[name], piece = cause, make()
            text = json.dumps(piece, separators=(",", ":"))
            if self.sent.get(name) != text:
                self.sent[name] = text
                self.numbers[name] = self.numbers.get(name, 0) + 1
                fresh[name] = piece
        return {name: self.numbers[name] for name in pieces}, fresh

    def clear(self) -> None:
        """Forget what was sent: the page has lost it. Numbers go on: an older piece is never taken for a newer one."""
        self.sent.clear()
