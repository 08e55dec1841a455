"""Domination: of some designs, which is no better than another in any promise, and worse in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from design import Design, Outcome, written


@dataclass(frozen=True)
class Domination:
    """One design beats another: their places in what was compared, and the promises in which it is better."""

    loser: int
    winner: int
    better: tuple[tuple[Outcome, Outcome], ...]

    def says(self, names: Sequence[str]) -> str:
        """`B is dominated by A: no promise fares worse there, and better do Cost ($31,000 a month against ...)`."""
        ahead = ", ".join(
            f"{won.promise.title} ({written(won.value, won.unit)} against {written(lost.value, lost.unit)})"
            for won, lost in self.better
        )
        return (
            f"{names[self.loser]} is dominated by {names[self.winner]}: no promise fares worse there, "
            f"and better {'does' if len(self.better) == 1 else 'do'} {ahead}."
        )


def dominations(designs: Sequence[Design]) -> tuple[Domination, ...]:
    """For each design that another dominates, the one that does so in most promises; the first of equals.

    Compared are the promised numbers, each in its promise's direction; where limits differ they are not compared, so
    that designs in two worlds may be set side by side. Raises ValueError where the designs are of several cases.
    """
    if len({design.case.slug for design in designs}) > 1:
        raise ValueError("Designs of several cases promise different things: compare those of one case.")
    found = []
    for loser in range(len(designs)):
        beaten = [d for winner in range(len(designs)) if (d := _beats(designs, winner, loser)) is not None]
        if beaten:
            found.append(max(beaten, key=lambda d: len(d.better)))
    return tuple(found)


def _beats(designs: Sequence[Design], winner: int, loser: int) -> Domination | None:
    pairs = tuple(zip(designs[winner].outcomes, designs[loser].outcomes, strict=True))
    if not all(_no_worse(won, lost) for won, lost in pairs):
        return None
    better = tuple((won, lost) for won, lost in pairs if won.value != lost.value)
    return Domination(loser, winner, better) if better else None


def _no_worse(won: Outcome, lost: Outcome) -> bool:
    return won.value >= lost.value if won.upward else won.value <= lost.value
