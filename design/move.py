"""A move: what turning a knob did, told as the answers to five questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .design import Design
from .knob_set import knobs_of
from .probe import Asked
from .promise import Outcome
from .units import written

NOTICEABLE = 0.005
"""A promise's number that changes by less than this share is called unmoved."""


@dataclass(frozen=True)
class Shift:
    """One promise's number before and after."""

    before: Outcome
    after: Outcome

    @property
    def better(self) -> bool:
        """True where it moved the way its promise wants, or is kept again because the limit moved."""
        if self.after.value == self.before.value:
            return self.after.kept
        up = self.after.value > self.before.value
        return up if self.after.upward else not up

    @property
    def says(self) -> str:
        """`Decision p99 131 → 55 ms`."""
        old, new = written(self.before.value, self.before.unit), written(self.after.value, self.after.unit)
        if self.before.limit == self.after.limit:
            return f"{self.after.promise.title} {old} → {new}"
        state = "kept" if self.after.kept else "broken"
        moved = new if old == new else f"{old} → {new}"
        return f"{self.after.promise.title} {moved}, {self.after.demand}: {state}"


@dataclass(frozen=True)
class Move:
    """The five answers: what moved, what got better, what got worse, what binds now, what would you defend.

    `world` is true where only givens moved: nobody's decision, a change of the world.
    """

    moved: tuple[str, ...]
    world: bool
    better: tuple[Shift, ...]
    worse: tuple[Shift, ...]
    binds: Outcome
    defend: str


def move(before: Design, after: Design, questions: Sequence[Asked]) -> Move:
    """Compare two designs of one case. `questions` are those asked of the later one."""
    names = [
        k.name for k in knobs_of(type(after.knobs)) if getattr(before.knobs, k.name) != getattr(after.knobs, k.name)
    ]
    shifts = [Shift(a, b) for a, b in zip(before.outcomes, after.outcomes, strict=True) if _shifted(a, b)]
    believed = tuple(_believed(before, after))
    return Move(
        (*(_said(before, after, name) for name in names), *believed),
        bool(names or believed) and all(after.case.knob(name).role == "given" for name in names),
        tuple(s for s in shifts if s.better),
        tuple(s for s in shifts if not s.better),
        after.binding,
        _defence(names, questions),
    )


def _said(before: Design, after: Design, name: str) -> str:
    return f"{after.case.knob(name).title} {before.said(name)} → {after.said(name)}"


def _believed(before: Design, after: Design) -> Iterator[str]:
    """The figures that the user gave another value of their own: `Money.review_catch 90 % → 80 %`."""
    if before.knobs.beliefs == after.knobs.beliefs:
        return
    old = {a.address: a for a in before.assumptions}
    for new in after.assumptions:
        was = old.get(new.address)
        if was and was.value != new.value:
            yield f"{new.address} {written(was.value, was.unit)} → {written(new.value, new.unit)}"


def _shifted(before: Outcome, after: Outcome) -> bool:
    """The number moved, or the limit moved across it."""
    return _noticeable(before.value, after.value) or before.kept != after.kept


def _noticeable(old: float, new: float) -> bool:
    if old == new:
        return False
    size = max(abs(old), abs(new))
    return (
        size == float("inf")
        or abs(old - new) > NOTICEABLE * size
        or abs(old - new) > NOTICEABLE * (1 - min(old, new)) > 0
    )


def _defence(names: Sequence[str], questions: Sequence[Asked]) -> str:
    touched = [q for q in questions if set(q.probe.about) & set(names)]
    chosen = (*touched, *questions)
    return chosen[0].question if chosen else ""
