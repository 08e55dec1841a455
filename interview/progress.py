"""Progress: how a person fares in each dimension over their rounds, and what to practise next, with the reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from .rubric import DIMENSIONS, Dimension, Level
from .score import Mark

RECENT = 3
"""A standing is the mean of the last so many marks: what somebody could do long ago says little."""


@dataclass(frozen=True)
class Standing:
    """A dimension's marks over time, oldest first, as points; `now` is the mean of the last three."""

    dimension: Dimension
    points: tuple[int, ...]

    @property
    def now(self) -> float | None:
        """The mean of the last three; None where it was never judged."""
        return mean(self.points[-RECENT:]) if self.points else None

    @property
    def trend(self) -> float:
        """How far the last mark lies above the first; 0 where there are fewer than two."""
        return float(self.points[-1] - self.points[0]) if len(self.points) > 1 else 0.0


@dataclass(frozen=True)
class Advice:
    """What to practise next, in which case, and why."""

    dimension: str
    case: str
    why: str


def standings(rounds: Iterable[Mapping[str, Any]]) -> tuple[Standing, ...]:
    """Each dimension's standing. A round is plain data: `{"marks": {"framing": {"points": 2}}}`, oldest first."""
    found: dict[str, list[int]] = {d.key: [] for d in DIMENSIONS}
    for one in rounds:
        for key, mark in marks_in(one).items():
            if mark.points is not None:
                found[key].append(mark.points)
    return tuple(Standing(d, tuple(found[d.key])) for d in DIMENSIONS)


def marks_in(round: Mapping[str, Any]) -> dict[str, Mark]:
    """The marks of a round's plain data; what is none of a mark is left out."""
    known = {d.key for d in DIMENSIONS}
    read: dict[str, Mark] = {}
    for key, told in dict(round.get("marks") or {}).items():
        points = told.get("points") if isinstance(told, Mapping) else None
        if key in known and (points is None or (isinstance(points, int) and 0 <= points <= 3)):
            read[key] = Mark(points, str(told.get("evidence", "")) if isinstance(told, Mapping) else "")
    return read


def advice(rounds: Sequence[Mapping[str, Any]], cases: Sequence[str], level: Level) -> Advice | None:
    """The dimension that loses most points at this level, and the case that was practised least; None without rounds.

    A dimension that nobody ever judged comes first where it weighs something: not seen is not shown.
    """
    if not rounds or not cases:
        return None
    unseen = [s for s in standings(rounds) if s.now is None]
    weakest = max(
        unseen or [s for s in standings(rounds) if s.now is not None],
        key=lambda s: s.dimension.weight(level) * (3 - (s.now or 0.0)),
    )
    played = [str(one.get("case", "")) for one in rounds]
    case = min(cases, key=lambda slug: (played.count(slug), cases.index(slug)))
    weight = weakest.dimension.weight(level)
    if weakest.now is None:
        why = (
            f"It was never judged, and weighs {weight} of {sum(d.weight(level) for d in DIMENSIONS)} at {level} level."
        )
    else:
        lost = weight * (3 - weakest.now)
        stands = f"Your last marks average {weakest.now:.1f} of 3"
        why = f"{stands}; at weight {weight} that loses {lost:.1f} points, more than any other."
    times = played.count(case)
    seldom = "never played" if not times else f"played {times} time{'s' if times > 1 else ''}, the fewest"
    return Advice(weakest.dimension.title, case, f"{why} The case was {seldom}.")
