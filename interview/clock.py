"""The clock of a round: by wall time, so that a reload or a dead battery stops nothing; paused only when asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

NUDGE, HARD = 1.0, 1.3
"""A phase that has used this share of its time is nudged, and nudged hard."""
CARD_AT = 0.6
"""At this share of the round the interviewer may change a requirement."""


@dataclass(frozen=True)
class Clock:
    """When each phase began, the pauses (epoch seconds; the last may be open), and when the round ended.

    >>> clock = Clock().started(0.0).moved(1, 100.0).paused(130.0).resumed(190.0)
    >>> clock.elapsed(200.0), clock.spent(200.0)
    (140.0, (100.0, 40.0))
    """

    began: tuple[float, ...] = ()
    phases: tuple[int, ...] = ()
    pauses: tuple[tuple[float, float | None], ...] = ()
    ended_at: float | None = None

    @property
    def running(self) -> bool:
        """True between start and end, unless it is paused."""
        return bool(self.began) and self.ended_at is None and not self.resting

    @property
    def resting(self) -> bool:
        """True where a pause is open."""
        return bool(self.pauses) and self.pauses[-1][1] is None

    @property
    def phase(self) -> int:
        """The phase that is on, counted from 0."""
        return self.phases[-1] if self.phases else 0

    def started(self, now: float) -> Clock:
        """The first phase begins; a clock that runs already stays as it is."""
        return self if self.began else replace(self, began=(now,), phases=(0,))

    def moved(self, phase: int, now: float) -> Clock:
        """Another phase begins, forward or back."""
        if not self.began or self.ended_at is not None or phase == self.phase:
            return self
        return replace(self, began=(*self.began, now), phases=(*self.phases, phase))

    def paused(self, now: float) -> Clock:
        """Time stands still from here."""
        return replace(self, pauses=(*self.pauses, (now, None))) if self.running else self

    def resumed(self, now: float) -> Clock:
        """Time goes on."""
        if not self.resting or self.ended_at is not None:
            return self
        return replace(self, pauses=(*self.pauses[:-1], (self.pauses[-1][0], now)))

    def ended(self, now: float) -> Clock:
        """The round is over."""
        return replace(self.resumed(now), ended_at=now) if self.began and self.ended_at is None else self

    def elapsed(self, now: float) -> float:
        """So many seconds of the round have passed, without its pauses."""
        return self._between(self.began[0], self._until(now)) if self.began else 0.0

    def spent(self, now: float) -> tuple[float, ...]:
        """The seconds spent in each phase up to the last that was on; a phase gone back to goes on counting."""
        if not self.began:
            return ()
        total = [0.0] * (max(self.phases) + 1)
        ends = (*self.began[1:], self._until(now))
        for phase, start, end in zip(self.phases, self.began, ends, strict=True):
            total[phase] += self._between(start, end)
        return tuple(total)

    def used(self, seconds: Sequence[float], now: float) -> float:
        """The share of its time that the phase that is on has used."""
        spent = self.spent(now)
        return spent[self.phase] / seconds[self.phase] if spent else 0.0

    def nudge(self, seconds: Sequence[float], now: float) -> str:
        """`nudge` from the end of a phase's time on, `hard` from 130 % on, else nothing."""
        used = self.used(seconds, now)
        return "hard" if used >= HARD else "nudge" if used >= NUDGE else ""

    def card_due(self, seconds: Sequence[float], now: float) -> bool:
        """True once so much of the round has passed that a requirement may change."""
        return self.elapsed(now) >= CARD_AT * sum(seconds)

    @property
    def told(self) -> dict[str, Any]:
        """The clock as plain data."""
        return {
            "began": list(self.began),
            "phases": list(self.phases),
            "pauses": [list(pause) for pause in self.pauses],
            "ended_at": self.ended_at,
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Clock:
        """The clock of plain data; one that never ran where the data is none of a clock."""
        try:
            began = tuple(float(at) for at in told.get("began", ()))
            phases = tuple(int(phase) for phase in told.get("phases", ()))
            pauses = tuple((float(a), None if b is None else float(b)) for a, b in told.get("pauses", ()))
            ended = told.get("ended_at")
            ended_at = None if ended is None else float(ended)
        except (TypeError, ValueError):
            return cls()
        if len(began) != len(phases) or any(phase < 0 for phase in phases):
            return cls()
        return cls(began, phases, pauses, ended_at)

    def _until(self, now: float) -> float:
        return now if self.ended_at is None else self.ended_at

    def _between(self, start: float, end: float) -> float:
        """The seconds between two moments in which it was not paused."""
        still = sum(max(0.0, min(end, end if b is None else b) - max(start, a)) for a, b in self.pauses if a < end)
        return max(0.0, end - start - still)
