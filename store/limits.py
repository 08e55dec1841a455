"""How often somebody may guess: so few times a minute that a room's code is never found by trying."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

WINDOW_S = 60.0
EACH, ALL = 10, 120
"""Wrong codes a minute, of one address and of all together."""
REMEMBERED = 10_000
"""Addresses that are kept in mind; beyond that the oldest is forgotten."""


@dataclass
class Limits:
    """Counts wrong guesses of the last minute, by address. One a process; `now` gives the time in seconds."""

    now: Callable[[], float] = time.monotonic
    _wrong: dict[str, deque[float]] = field(default_factory=dict)
    _all: deque[float] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)

    def wait_s(self, address: str) -> float:
        """So many seconds until this address may guess again; 0: now."""
        with self._lock:
            return max(self._left(self._wrong.get(address, deque()), EACH), self._left(self._all, ALL))

    def wrong(self, address: str) -> None:
        """Remember a wrong guess."""
        with self._lock:
            own = self._wrong.pop(address, deque())
            self._wrong[address] = own  # the newest stands last
            own.append(self.now())
            self._all.append(self.now())
            while len(self._wrong) > REMEMBERED:
                del self._wrong[next(iter(self._wrong))]

    def _left(self, guesses: deque[float], most: int) -> float:
        now = self.now()
        while guesses and guesses[0] <= now - WINDOW_S:
            guesses.popleft()
        return guesses[len(guesses) - most] + WINDOW_S - now if len(guesses) >= most else 0.0
