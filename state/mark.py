"""A mark: where a design stood, small enough to keep hundreds; it gives the very knobs back."""

from __future__ import annotations

from dataclasses import dataclass

from design import EXPECTED, Accepted, Belief, KnobSet, Value
from design.remark import Remark
from design.thrown import Thrown


@dataclass(frozen=True)
class Mark:
    """What differs from the defaults of a case's knobs, what is said of them, and the world that is drawn."""

    kind: type[KnobSet]
    turned: tuple[tuple[str, Value], ...]
    beliefs: tuple[Belief, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    remarks: tuple[Remark, ...] = ()
    thrown: tuple[Thrown, ...] = ()
    world: str = EXPECTED

    @property
    def knobs(self) -> KnobSet:
        """The knobs again."""
        return self.kind(
            beliefs=self.beliefs,
            accepted=self.accepted,
            remarks=self.remarks,
            thrown=self.thrown,
            **dict(self.turned),
        )


def mark_of(knobs: KnobSet, world: str = EXPECTED) -> Mark:
    """Where some knobs stand."""
    turned = tuple(knobs.turned.items())
    return Mark(type(knobs), turned, knobs.beliefs, knobs.accepted, knobs.remarks, knobs.thrown, world)


def step(one: Mark, other: Mark) -> frozenset[str]:
    """What differs between two marks: names of knobs, and a word for all that is only said."""
    a, b = dict(one.turned), dict(other.turned)
    names = {name for name in {*a, *b} if a.get(name, _ABSENT) != b.get(name, _ABSENT)}
    said = (one.beliefs, one.accepted, one.remarks, one.thrown, one.world)
    also = (other.beliefs, other.accepted, other.remarks, other.thrown, other.world)
    return frozenset(names | ({SAID} if said != also else set()))


SAID = "what is said"
_ABSENT = object()
