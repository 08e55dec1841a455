"""Probes: the questions that an interviewer asks of designs like this one, what hurts most first."""

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

from .design import Design
from .discover import modules
from .promise import Outcome
from .review import Finding

Ask = Callable[[Design], str | None]

EVERY_PROMISE = "every promise"
"""What a probe is about that asks of whichever promise is broken or has least room."""
LITTLE_ROOM = 0.8
"""A kept promise with more than this share of its limit used is worth a question."""
BLOCKER, BROKEN, RISK, TIGHT, NOTE, CALM = range(6)
"""How much a reason hurts, the worst first; `CALM` is the place of a question without a reason."""
Pain = tuple[tuple[int, float], ...]
PAINLESS: Pain = ((CALM, 0.0),)
HURTS = {"blocker": BLOCKER, "risk": RISK, "note": NOTE}


@dataclass(frozen=True)
class Probe:
    """A question asked of some designs, with what an answer at each level holds and the follow-up to a weak one.

    It is `about` knobs and givens by name, and about parts and numbers by address (`Decision.p99`).
    """

    ask: Ask
    about: tuple[str, ...]
    mid: str
    senior: str
    staff: str
    weak: str

    @property
    def name(self) -> str:
        """Its address."""
        return self.ask.__name__

    @property
    def why(self) -> str:
        """What the question brings to light."""
        return inspect.cleandoc(self.ask.__doc__ or "")

    @cached_property
    def theme(self) -> str:
        """The file it stands in."""
        return self.ask.__module__.rpartition(".")[2].replace("_", " ")

    @cached_property
    def touches(self) -> frozenset[str]:
        """All that it is about, with the parts whose numbers it is about."""
        return frozenset((*self.about, *(name.partition(".")[0] for name in self.about if "." in name)))


@dataclass(frozen=True)
class Asked:
    """A probe with the question as it is put to this design, its numbers filled in, and why it is asked now."""

    probe: Probe
    question: str
    because: str = ""


@dataclass(frozen=True)
class Reason:
    """Something that hurts in a design: how much, what it touches, and what it says. The worst sorts first."""

    hurts: int
    ease: float
    touches: frozenset[str]
    says: str


def probe(*, about: tuple[str, ...] = (), mid: str, senior: str, staff: str, weak: str) -> Callable[[Ask], Probe]:
    """Make a probe of a function that returns the question for a design, or None where it is not asked."""

    def make(ask: Ask) -> Probe:
        if not ask.__doc__:
            raise ValueError(f"Probe {ask.__name__} needs a docstring: say what it brings to light.")
        return Probe(ask, about, mid, senior, staff, weak)

    return make


def probes_of(module: ModuleType) -> tuple[Probe, ...]:
    """The probes written in one module."""
    return tuple(p for p in vars(module).values() if isinstance(p, Probe))


def probes_in(package: ModuleType) -> tuple[Probe, ...]:
    """Every probe in the modules of a package."""
    return tuple(p for module in modules(package) for p in probes_of(module))


def asked(design: Design, probes: Iterable[Probe], findings: Iterable[Finding] = ()) -> tuple[Asked, ...]:
    """The questions for this design, those about what hurts most first.

    A question hurts as much as the worst of its reasons: a blocker on something that it is about, a broken promise, a
    risk, a promise with little room, a note. Where two are equal, the one with more kinds of reasons goes first;
    then the subject changes from question to question; then the case's own go before the general ones.
    """
    reasons = reasons_in(design, findings)
    turn: Counter[tuple[Pain, str]] = Counter()
    ranked: list[tuple[Pain, int, Asked]] = []
    for p in (*design.case.probes, *probes):
        if not (question := p.ask(design)):
            continue
        own = [reason for reason in reasons if not p.touches.isdisjoint(reason.touches)]
        pain = _pain(own) if own else PAINLESS
        ranked.append((pain, turn[pain, p.theme], Asked(p, question, own[0].says if own else "")))
        turn[pain, p.theme] += 1
    return tuple(one for *_, one in sorted(ranked, key=lambda r: r[:2]))


def _pain(reasons: Sequence[Reason]) -> Pain:
    """How much some reasons hurt, the worst of each kind once: of two pains the smaller is the worse."""
    worst = {reason.hurts: reason.ease for reason in reversed(reasons)}
    return (*sorted(worst.items()), *PAINLESS)


def reasons_in(design: Design, findings: Iterable[Finding]) -> tuple[Reason, ...]:
    """What hurts in a design, the worst first: findings, broken promises and those with little room."""
    promises = (_of_promise(o) for o in design.outcomes if not o.kept or o.strain > LITTLE_ROOM)
    found = (*promises, *(_of_finding(design, f) for f in findings))
    return tuple(sorted(found, key=lambda reason: (reason.hurts, reason.ease)))


def _of_promise(outcome: Outcome) -> Reason:
    state = "has little room" if outcome.kept else "is broken"
    return Reason(
        TIGHT if outcome.kept else BROKEN,
        -outcome.strain,
        frozenset((outcome.entry.key, outcome.promise.limit_from, EVERY_PROMISE)),
        f"{outcome.promise.title} {state}: {outcome.text}, {outcome.demand}",
    )


def _of_finding(design: Design, finding: Finding) -> Reason:
    """A finding touches the decisions that its remedy turns; where it turns none, its part, by name and by kind.

    One that the designer accepted, with a reason, is a note: worth a question, no longer the first.
    """
    fault, part = finding.fault, design.graph.part(finding.fault.part)
    kind = part.kind.title().replace(" ", "") if part else ""
    touches = frozenset(fault.turns) or frozenset(filter(None, (fault.part, kind)))
    hurts, word = (NOTE, "accepted ") if finding.accepted else (HURTS[finding.severity], "")
    says = f"{'An' if word else 'A'} {word}{finding.severity}: {finding.subject}, {fault.number}"
    return Reason(hurts, 0.0, touches, says)
