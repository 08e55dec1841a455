"""What a page already has: of the pieces that it is told, only those that changed are sent again."""

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass
class News:
    """Which pieces a page has: the last ones sent, each with its number. Not frozen: it remembers."""

    sent: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, pieces: dict[str, Any]) -> tuple[dict[str, int], dict[str, Any]]:
        """The number of each piece, and those that the page has not."""
        fresh = {}
        for name, piece in pieces.items():
            text = json.dumps(piece, separators=(",", ":"))
            if self.sent.get(name) != text:
                self.sent[name] = text
                self.numbers[name] = self.numbers.get(name, 0) + 1
                fresh[name] = piece
        return dict(self.numbers), fresh

    def clear(self) -> None:
        """Forget what was sent: the page has lost it. Numbers go on: an older piece is never taken for a newer one."""
        self.sent.clear()
