"""A score: the marks that somebody gave, weighed and added up in the open."""

from collections.abc import Mapping
from dataclasses import dataclass

from .rubric import BANDS, CAPPED_BY, DIMENSIONS, MISSES, Level, Miss

MOST = 3


@dataclass(frozen=True)
class Mark:
    """Points in one dimension, 0 to 3, with the evidence; no points where nobody could judge it (not seen)."""

    points: int | None
    evidence: str = ""

    def __post_init__(self) -> None:
        """Refuse points that there are none of."""
        if self.points is not None and not 0 <= self.points <= MOST:
            raise ValueError(f"{self.points} points: 0 to {MOST}, or not seen.")

    @property
    def wants_evidence(self) -> bool:
        """True where points stand without a line that says what they were given for."""
        return bool(self.points) and not self.evidence.strip()


NOT_SEEN = Mark(None)


@dataclass(frozen=True)
class Line:
    """One dimension's part of the sum."""

    title: str
    mark: Mark
    weight: int

    @property
    def counted(self) -> bool:
        """True where it is in the sum: seen, and with its evidence."""
        return self.mark.points is not None and not self.mark.wants_evidence


@dataclass(frozen=True)
class Scored:
    """The result: every line, the two sums, the band they fall in, why no higher one, and what leads the debrief."""

    level: Level
    lines: tuple[Line, ...]
    misses: tuple[Miss, ...]

    @property
    def won(self) -> int:
        """Weight times points, added up."""
        return sum(line.weight * (line.mark.points or 0) for line in self.lines if line.counted)

    @property
    def possible(self) -> int:
        """Weight times three, of what was judged."""
        return sum(line.weight * MOST for line in self.lines if line.counted)

    @property
    def share(self) -> float | None:
        """The share of the possible points; None where nothing was judged."""
        return self.won / self.possible if self.possible else None

    @property
    def band(self) -> str:
        """`not yet`, `mid`, `senior` or `staff`; `not judged` where nothing was."""
        return self._banded()[0]

    @property
    def held_back(self) -> str:
        """Why the band is lower than the share alone says; nothing where it is not."""
        return self._banded()[1]

    @property
    def arithmetic(self) -> str:
        """The sum as it is done: `(3×2 + 1×3) / (3×3 + 1×3) = 9 / 12 = 75 %`."""
        counted = [line for line in self.lines if line.counted]
        if self.share is None:
            return "Nothing was judged."
        top = " + ".join(f"{line.weight}×{line.mark.points}" for line in counted)
        low = " + ".join(f"{line.weight}×{MOST}" for line in counted)
        return f"({top}) / ({low}) = {self.won} / {self.possible} = {100 * self.share:.0f} %"

    @property
    def without_evidence(self) -> tuple[str, ...]:
        """The dimensions whose points are left out until somebody says what they were given for."""
        return tuple(line.title for line in self.lines if line.mark.wants_evidence)

    def _banded(self) -> tuple[str, str]:
        share = self.share
        if share is None:
            return "not judged", ""
        threes = sum(line.counted and line.mark.points == MOST for line in self.lines)
        zeros = [
            line.title
            for line, d in zip(self.lines, DIMENSIONS, strict=True)
            if d.key in CAPPED_BY and line.mark.points == 0
        ]
        why = ""
        for least, name, wanted in BANDS:
            if share < least:
                continue
            if threes < wanted:
                why = why or f"{100 * share:.0f} % would be {name}, which needs {wanted} threes; there are {threes}."
            elif zeros and name != "mid":
                why = why or f"{100 * share:.0f} % would be {name}, but a 0 in {zeros[0]} caps it at mid."
            else:
                return name, why
        return "not yet", why


def scored(marks: Mapping[str, Mark], level: Level, missed: tuple[str, ...] = ()) -> Scored:
    """The result of some marks, by dimension; what is not among them was not seen.

    Points above 0 count only with their evidence. Raises ValueError where a mark or a miss names nothing known.
    """
    known = {d.key for d in DIMENSIONS}
    if unknown := sorted(set(marks) - known) or sorted(set(missed) - {m.key for m in MISSES}):
        raise ValueError(f"The rubric has no {unknown[0]!r}. It has {', '.join(sorted(known))}.")
    lines = tuple(Line(d.title, marks.get(d.key, NOT_SEEN), d.weight(level)) for d in DIMENSIONS)
    return Scored(level, lines, tuple(m for m in MISSES if m.key in missed))
