"""The debrief: one page on a round, as data that Markdown, PDF and JSON are made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .phases import Phase
from .rubric import DIMENSIONS
from .score import Scored

FIXES = 2


@dataclass(frozen=True)
class Debrief:
    """A round in one page. `timeline` is (seconds since the start, who, what); `moved` how the design changed."""

    title: str
    level: str
    headline: str
    misses: tuple[str, ...]
    scores: tuple[tuple[str, str, str, str, str], ...]
    """Dimension, weight, the peer's points, one's own, the evidence."""
    arithmetic: str
    differences: tuple[str, ...]
    fixes: tuple[str, ...]
    retry: str
    phases: tuple[tuple[str, float, float], ...]
    """Phase, planned and spent, s."""
    timeline: tuple[tuple[float, str, str], ...]
    moved: tuple[str, ...]
    standing: tuple[str, ...]
    """How the design stood at the end: a sentence for each promise."""
    open_findings: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    """Questions and what was answered, as it was written down."""

    @property
    def told(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def debrief(
    title: str,
    peer: Scored,
    own: Scored | None,
    phases: Sequence[Phase],
    spent: Sequence[float],
    timeline: Sequence[tuple[float, str, str]],
    moved: Sequence[str] = (),
    standing: Sequence[str] = (),
    open_findings: Sequence[str] = (),
    answers: Sequence[tuple[str, str]] = (),
) -> Debrief:
    """The page of a round: critical misses first, then the two fixes that would win most points at this level."""
    used = (*spent, *(0.0 for _ in range(len(phases) - len(spent))))
    judged = "" if peer.share is None else f"{100 * peer.share:.0f} %: "
    return Debrief(
        title,
        peer.level,
        f"{judged}{peer.band}, judged at {peer.level} level.{' ' + peer.held_back if peer.held_back else ''}",
        tuple(miss.says for miss in peer.misses),
        tuple(_scores(peer, own)),
        peer.arithmetic,
        tuple(_differences(peer, own)) if own else (),
        tuple(_fixes(peer)),
        _retry(phases, used),
        tuple((phase.title, phase.seconds, at) for phase, at in zip(phases, used, strict=False)),
        tuple(timeline),
        tuple(moved),
        tuple(standing),
        tuple(open_findings),
        tuple(answers),
    )


def _points(scored: Scored | None, place: int) -> str:
    if scored is None:
        return ""
    points = scored.lines[place].mark.points
    return "not seen" if points is None else str(points)


def _scores(peer: Scored, own: Scored | None) -> Iterator[tuple[str, str, str, str, str]]:
    for place, line in enumerate(peer.lines):
        yield line.title, str(line.weight), _points(peer, place), _points(own, place), line.mark.evidence


def _differences(peer: Scored, own: Scored) -> Iterator[str]:
    """Where the two see it differently, the widest first: that is feedback, too."""
    both = [
        (theirs.mark.points - mine.mark.points, theirs.title, theirs.mark.points, mine.mark.points)
        for theirs, mine in zip(peer.lines, own.lines, strict=True)
        if theirs.mark.points is not None and mine.mark.points is not None
    ]
    for gap, title, theirs, mine in sorted((b for b in both if b[0]), key=lambda b: (-abs(b[0]), b[1])):
        rated = "overrate" if gap < 0 else "underrate"
        yield f"{title}: you gave yourself {mine}, your peer {theirs}. You {rated} yourself here."


def _fixes(peer: Scored) -> Iterator[str]:
    """The dimensions that lose most points, each with what the next point looks like."""
    lost = [
        (line.weight * (3 - line.mark.points), place, line.mark.points)
        for place, line in enumerate(peer.lines)
        if line.mark.points is not None and line.mark.points < 3
    ]
    for points, place, have in sorted(lost, key=lambda one: (-one[0], one[1]))[:FIXES]:
        dimension = DIMENSIONS[place]
        step = (dimension.one, dimension.two, dimension.three)[have]
        yield f"{dimension.title} lost {points} points. The next one up: {step}"


def _retry(phases: Sequence[Phase], used: Sequence[float]) -> str:
    """The phase to play again: the one whose time was missed by most."""
    if not phases or not any(used):
        return ""
    worst = max(range(len(phases)), key=lambda i: abs(used[i] - phases[i].seconds) / phases[i].seconds)
    took, plan = used[worst], phases[worst].seconds
    word = "ran over" if took > plan else "was cut short"
    return f"{phases[worst].title}: it {word}, {took / 60:.1f} of {plan / 60:.1f} minutes. Play that phase again."
