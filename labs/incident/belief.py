"""What remains possible: a belief over faults, moved by what checks found, by likelihoods that were simulated.

The table holds how often each check had each outcome when each fault was planted in many seeded worlds, at all levels
with
one fault. Checks count as independent given the fault, and with two faults at once the belief is over each alone: both
are approximations.
"""

import csv
import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from labs.incident.checks import found as checks
from labs.incident.faults import found as faults

TABLE = Path(__file__).with_name("likelihood.csv")
SMOOTHING = 0.5
PHASES = {"page": 0, "week": 7}
"""The table is for the moment of the page and for a week later, when labels are ripe; days after the page."""

Belief = Mapping[str, float]


@functools.cache
def counted() -> dict[tuple[str, str, str, str], int]:
    """How often, by (fault, phase, check, outcome), in the table that `python -m labs.incident --likelihood` writes."""
    with TABLE.open(newline="", encoding="utf-8") as file:
        return {
            (row["fault"], row["phase"], row["check"], row["outcome"]): int(row["worlds"])
            for row in csv.DictReader(file)
        }


@functools.cache
def likelihood(check: str, outcome: str, phase: str = "page") -> Belief:
    """P(outcome | fault) for every fault in a phase, each outcome counting half a world more (Jeffreys)."""
    outcomes = checks()[check].outcomes
    found = {}
    for fault in faults():
        worlds = sum(counted().get((fault, phase, check, other), 0) for other in outcomes)
        found[fault] = (counted().get((fault, phase, check, outcome), 0) + SMOOTHING) / (
            worlds + SMOOTHING * len(outcomes)
        )
    return MappingProxyType(found)


def phase_at(minute: int) -> str:
    """The phase whose table is nearer: the page's, or from three and a half days on a week's.

    >>> phase_at(60), phase_at(8000)
    ('page', 'week')
    """
    return "page" if minute < PHASES["week"] * 24 * 60 / 2 else "week"


def prior() -> Belief:
    """Every fault alike: nothing is known."""
    return MappingProxyType({fault: 1 / len(faults()) for fault in faults()})


def moved(belief: Belief, chances: Belief) -> Belief:
    """Bayes: each belief times the chance of what was seen, scaled to one."""
    raw = {fault: share * chances[fault] for fault, share in belief.items()}
    total = sum(raw.values())
    return MappingProxyType({fault: share / total for fault, share in raw.items()})


def updated(belief: Belief, check: str, outcome: str, phase: str = "page") -> Belief:
    """The belief after a check had an outcome."""
    return moved(belief, likelihood(check, outcome, phase))


def entropy(belief: Belief) -> float:
    """How much is not known, in bits: 0 when one fault is sure."""
    return -sum(share * math.log2(share) for share in belief.values() if share > 0)


@dataclass(frozen=True)
class Worth:
    """What a check is expected to tell: bits, and by how much the chance rises that the likeliest fault is the one."""

    check: str
    minutes: int
    bits: float
    chance: float

    @property
    def bits_per_minute(self) -> float:
        """What ranks the checks."""
        return self.bits / self.minutes

    def money(self, loss_per_hour: float, hours_left: float) -> float:
        """Expected saving, if the likeliest fault is mended next: what a better choice stops, less what the check
        costs."""
        return self.chance * loss_per_hour * hours_left - loss_per_hour * self.minutes / 60


def worth(belief: Belief, check: str, phase: str = "page") -> Worth:
    """The expected value of a check under a belief."""
    before, best = entropy(belief), max(belief.values())
    bits = chance = 0.0
    for outcome in checks()[check].outcomes:
        chances = likelihood(check, outcome, phase)
        seen = sum(share * chances[fault] for fault, share in belief.items())
        after = moved(belief, chances)
        bits += seen * (before - entropy(after))
        chance += seen * (max(after.values()) - best)
    return Worth(check, checks()[check].minutes, bits, max(0.0, chance))


def next_checks(belief: Belief, done: tuple[str, ...] = (), phase: str = "page") -> tuple[Worth, ...]:
    """Every check not done yet, the most bits a minute first."""
    left = [worth(belief, check, phase) for check in checks() if check not in done]
    return tuple(sorted(left, key=lambda one: -one.bits_per_minute))
