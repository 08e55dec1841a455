"""The desk: what the interviewer lays open, as one frozen value: the clock, answers, questions, cards, the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .clock import Clock
from .progress import marks_in
from .rubric import LEVELS, MISSES, Level
from .score import Mark

NOT_STARTED = Clock()


@dataclass(frozen=True)
class Put:
    """A question that was put to the candidate: the probe's name, and its words as they were then."""

    probe: str
    words: str


@dataclass(frozen=True)
class Verdict:
    """The marks that the interviewer handed over at the end, and what was critically missed, by key."""

    marks: Mapping[str, Mark]
    missed: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, Any]:
        """As plain data, as a sheet or a finished round holds it."""
        return {"marks": told_marks(self.marks), "missed": list(self.missed)}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Verdict:
        """The verdict of plain data; what is none of one is left out."""
        known = {miss.key for miss in MISSES}
        return cls(marks_in(told), tuple(key for key in _list(told.get("missed")) if key in known))


@dataclass(frozen=True)
class Desk:
    """What the interviewer shows. `answers` and `cards` are places in the case's own lists."""

    clock: Clock = NOT_STARTED
    level: Level = "senior"
    answers: tuple[int, ...] = ()
    questions: tuple[Put, ...] = ()
    cards: tuple[int, ...] = ()
    verdict: Verdict | None = None

    def answered(self, place: int) -> Desk:
        """One more clarifying question answered."""
        return self if place in self.answers else replace(self, answers=(*self.answers, place))

    def asked(self, put: Put) -> Desk:
        """One more question put; the same one only once."""
        return (
            self
            if any(put.probe == p.probe for p in self.questions)
            else replace(self, questions=(*self.questions, put))
        )

    def thrown(self, place: int) -> Desk:
        """A card on the table."""
        return self if place in self.cards else replace(self, cards=(*self.cards, place))

    def taken_back(self, place: int) -> Desk:
        """A card taken from the table."""
        return replace(self, cards=tuple(card for card in self.cards if card != place))

    @property
    def told(self) -> dict[str, Any]:
        """As plain data, as a sheet holds it."""
        return {
            "clock": self.clock.told,
            "level": self.level,
            "answers": list(self.answers),
            "questions": [[put.probe, put.words] for put in self.questions],
            "cards": list(self.cards),
            "verdict": self.verdict.told if self.verdict else None,
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Desk:
        """The desk of plain data; what is none of it is left out."""
        level, verdict = told.get("level"), told.get("verdict")
        puts = (put for put in _list(told.get("questions")) if isinstance(put, Sequence) and len(put) == 2)
        return cls(
            Clock.read(told.get("clock") or {}),
            level if level in LEVELS else "senior",
            _places(told.get("answers")),
            tuple(Put(str(probe), str(words)) for probe, words in puts),
            _places(told.get("cards")),
            Verdict.read(verdict) if isinstance(verdict, Mapping) else None,
        )


def told_marks(marks: Mapping[str, Mark]) -> dict[str, Any]:
    """Marks as plain data."""
    return {key: {"points": mark.points, "evidence": mark.evidence} for key, mark in marks.items()}


def _list(told: Any) -> list[Any]:
    return list(told) if isinstance(told, list | tuple) else []


def _places(told: Any) -> tuple[int, ...]:
    return tuple(dict.fromkeys(place for place in _list(told) if isinstance(place, int) and place >= 0))
