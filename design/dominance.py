"""Dominance: which of some designs another one beats on every promise, or equals on all and beats on one."""

from __future__ import annotations

from collections.abc import Mapping

from .design import Design


def dominators(designs: Mapping[str, Design]) -> dict[str, tuple[str, ...]]:
    """For each design that is dominated, by name, the names of those that dominate it.

    Exact over the promises' numbers. Only designs in the same world are held against each other: the numbers of two
    worlds answer two questions.
    """
    found = {
        name: tuple(other for other, rival in designs.items() if other != name and _dominates(rival, design))
        for name, design in designs.items()
    }
    return {name: by for name, by in found.items() if by}


def same_world(one: Design, other: Design) -> bool:
    """True where two designs of a case stand in the same world: each given has the same value."""
    return all(getattr(one.knobs, g.name) == getattr(other.knobs, g.name) for g in one.case.givens)


def _dominates(one: Design, other: Design) -> bool:
    if not same_world(one, other) or one.knobs.beliefs != other.knobs.beliefs:
        return False
    pairs = [
        (a.value, b.value) if a.upward else (-a.value, -b.value)
        for a, b in zip(one.outcomes, other.outcomes, strict=True)
    ]
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)
