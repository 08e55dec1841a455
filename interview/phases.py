"""The timed phases of a case's walk, scaled to the minutes that two people have."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from design import Case, knobs_of

LENGTHS = (30, 45, 60)
"""Rounds are this long, minutes."""
NAMED = re.compile(r"`([^`]+)`")
PARTS = re.compile(r"^\*\*(Do|Say|Turn|Watch):\*\*\s*", re.MULTILINE)


@dataclass(frozen=True)
class Template:
    """A kind of prompt: what a round of it is for, and how long one is usually (minutes)."""

    kind: str
    title: str
    minutes: int
    says: str


TEMPLATES = {
    t.kind: t
    for t in (
        Template("design", "Design", 45, "Build it from the goal down: frame, numbers, blueprint, then depth."),
        Template(
            "diagnose", "Diagnose", 45, "Something is wrong: stop the loss, find the cause, prove the mend, prevent it."
        ),
        Template(
            "discuss", "Discuss", 30, "Weigh the options of one decision, choose, and say what would change your mind."
        ),
    )
}
"""Our own division, merged from published timings of such rounds; no source times the last two kinds."""


def usual_length(minutes: float) -> int:
    """The length of a round that is nearest to so many minutes.

    >>> usual_length(50)
    45
    """
    return min(LENGTHS, key=lambda length: abs(length - minutes))


@dataclass(frozen=True)
class Phase:
    """A phase: its length (s), what to do, to say and to watch; `turns` are the decisions that belong to it.

    `watches` are the numbers that its text names, by address.
    """

    title: str
    seconds: float
    does: str
    says: str
    watch: str
    turns: tuple[str, ...]
    watches: tuple[str, ...]


def phases_of(case: Case, minutes: float = 0) -> tuple[Phase, ...]:
    """The phases of a case's walk, in so many minutes; in its own where none are given. Together they fill them."""
    scale = 60 * (minutes or case.minutes) / sum(step.minutes for step in case.brief.walk)
    known = {knob.name for knob in knobs_of(case.Knobs)}
    return tuple(_phase(step.title, step.minutes * scale, step.text, known) for step in case.brief.walk)


def _phase(title: str, seconds: float, text: str, known: Iterable[str]) -> Phase:
    _, *found = PARTS.split(text)
    told = dict(zip(found[::2], (part.strip() for part in found[1::2]), strict=True))
    turn, watch = told.get("Turn", ""), told.get("Watch", "")
    return Phase(
        title,
        seconds,
        told.get("Do", "" if told else text.strip()),
        told.get("Say", ""),
        watch,
        tuple(dict.fromkeys(name for name in NAMED.findall(turn) if name in known)),
        tuple(dict.fromkeys(name for name in NAMED.findall(watch) if "." in name)),
    )
