"""Guesses: what a person says that a decision will do before it is shown, how far off it was, how sure they may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, isfinite, log
from statistics import median
from types import MappingProxyType
from typing import Literal

from .design import Design
from .influence import influence
from .promise import Outcome

Way = Literal["lower", "same", "higher"]
WAYS: Mapping[str, str] = MappingProxyType({"lower": "lower", "same": "about the same", "higher": "higher"})
SURE = (0.5, 0.7, 0.9)
"""How sure a person may say they are of the way."""
SAME = 0.01
"""A number that changes by less than this share stays about the same."""
MARKED = 8
"""So many decisions are marked: few enough to be a surprise, enough that every promise has one."""
CLOSE = 1.25
"""A guess within this factor is close."""
MATCHED = 0.1
"""How sure a person was and how often they were right may differ by so much."""
ENOUGH = 5
"""From so many guesses on a share of them says something."""


@dataclass(frozen=True)
class Guess:
    """One guess and the truth: a decision turned from one word to another, and a promise's number before and after.

    `guessed` and `got` are in the number's own unit. Of a share that should be near 100 %, failures are compared.
    """

    knob: str
    turned: str
    promise: str
    was: float
    way: Way
    guessed: float
    sure: float
    got: float
    failures: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no guess, in words."""
        if self.way not in WAYS:
            raise ValueError(f"way = {self.way[:20]!r} is not one of {', '.join(WAYS)}.")
        if not 0 <= self.sure <= 1:
            raise ValueError(f"sure = {self.sure:g} is outside 0 to 1.")
        if not isfinite(self.guessed):
            raise ValueError("A guess is a number: say the way alone where you expect it without bound.")

    @property
    def went(self) -> Way:
        """Which way the number went."""
        return way_of(self.was, self.got)

    @property
    def right(self) -> bool:
        """True where it went the way that was guessed."""
        return self.way == self.went

    @property
    def off(self) -> float:
        """By which factor the guessed value is off, 1 where it is exact; infinite where only one of the two is zero.

        Infinite, too, where the number has no bound.
        """
        guessed, got = (1 - v if self.failures else v for v in (self.guessed, self.got))
        if guessed == got:
            return 1.0
        if guessed <= 0 or got <= 0 or not isfinite(got):
            return inf
        return exp(abs(log(guessed / got)))


def way_of(was: float, now: float) -> Way:
    """Which way a number went; a hundredth more or less is about the same.

    >>> way_of(100.0, 100.5), way_of(100.0, 80.0), way_of(0.2, float("inf"))
    ('same', 'lower', 'higher')
    """
    if was == now or (isfinite(was) and isfinite(now) and abs(now - was) <= SAME * max(abs(was), abs(now))):
        near_one = 0 < 1 - was < SAME or 0 < 1 - now < SAME
        if not near_one or abs(now - was) <= SAME * max(1 - was, 1 - now):
            return "same"
    return "lower" if now < was else "higher"


def failures(outcome: Outcome) -> bool:
    """True where the number is a share that has to be near 100 %, so that what is left out is what one guesses."""
    return outcome.upward and 0 < outcome.limit <= 1


def marked(design: Design, most: int = MARKED) -> tuple[str, ...]:
    """The decisions that move the promises most, each promise asked in turn for its next; the strongest first.

    Found by turning each a little, in some tenths of a second; what trains is not among them.
    """
    lists = [_decisions(design, outcome.entry.key) for outcome in design.outcomes]
    found: dict[str, None] = {}
    for place in range(max(map(len, lists), default=0)):
        for names in lists:
            if place < len(names) and len(found) < most:
                found[names[place]] = None
    return tuple(found)


def _decisions(design: Design, key: str) -> list[str]:
    return [one.knob.name for one in influence(design, key) if one.knob.role == "knob"]


@dataclass(frozen=True)
class Level:
    """How often a person was right when they said they were so sure."""

    sure: float
    guesses: int
    right: int


@dataclass(frozen=True)
class Record:
    """How well a person's guesses were: how often right, how far off, how sure they may be."""

    guesses: int
    right: int
    close: int
    typical: float
    brier: float
    levels: tuple[Level, ...]

    @property
    def says(self) -> str:
        """The record in a few sentences, with its numbers."""
        if not self.guesses:
            return "No guess yet. Turn a marked decision, and say what it will do before you see it."
        typical = "without bound" if self.typical == inf else f"a factor of {self.typical:.2f}"
        told = (
            f"{self.right} of {self.guesses} guesses had the way right; {self.close} were within a quarter of the "
            f"value; the typical one was off by {typical}."
        )
        return f"{told} {self._sureness()}"

    def _sureness(self) -> str:
        if self.guesses < ENOUGH:
            return f"From {ENOUGH} guesses on it also tells how sure you may be."
        told = "; ".join(f"at {lv.sure:.0%} right in {lv.right} of {lv.guesses}" for lv in self.levels)
        said = sum(lv.sure * lv.guesses for lv in self.levels) / self.guesses
        gap = said - self.right / self.guesses
        off = "surer than you may be" if gap > 0 else "too modest"
        verdict = "about as sure as you may be" if abs(gap) < MATCHED else off
        return f"When you said how sure you were: {told}. You are {verdict} (Brier score {self.brier:.2f}; 0 is best)."


def record_of(guesses: Sequence[Guess]) -> Record:
    """What some guesses say of the person who made them.

    The Brier score (Brier 1950) is the mean square of how sure they were less whether they were right.
    """
    right = sum(g.right for g in guesses)
    brier = sum((g.sure - g.right) ** 2 for g in guesses) / len(guesses) if guesses else 0.0
    sures = sorted({g.sure for g in guesses})
    levels = (Level(sure, *_counted([g for g in guesses if g.sure == sure])) for sure in sures)
    close = sum(g.off <= CLOSE for g in guesses)
    typical = median(g.off for g in guesses) if guesses else 1.0
    return Record(len(guesses), right, close, typical, brier, tuple(levels))


def _counted(guesses: Sequence[Guess]) -> tuple[int, int]:
    return len(guesses), sum(g.right for g in guesses)
