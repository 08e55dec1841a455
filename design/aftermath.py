"""The aftermath of a card: which promises the change of the world broke or saved, and which parts it overloads."""

from __future__ import annotations

from dataclasses import dataclass

from .design import Design
from .ledger import Entry
from .move import NOTICEABLE, Shift

FULL = 1.0


@dataclass(frozen=True)
class Aftermath:
    """What a card changes: promises that it broke, broke further or saved, and parts that it fills."""

    broke: tuple[Shift, ...]
    further: tuple[Shift, ...]
    saved: tuple[Shift, ...]
    over: tuple[Entry, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that are over their limit, by key: a picture may mark them."""
        return tuple(entry.part.key for entry in self.over)

    @property
    def says(self) -> str:
        """`Broke: Fraud loss 9 bp → 14 bp, at most 10 bp. Over the limit: Model server, 140 % busy.`"""
        broke, further, saved = (
            "; ".join(f"{shift.says}{_limit(shift)}" for shift in shifts)
            for shifts in (self.broke, self.further, self.saved)
        )
        over = "; ".join(f"{entry.part.name}, {entry.text} busy" for entry in self.over)
        told = (("Broke", broke), ("Broken further", further), ("Saved", saved), ("Over the limit", over))
        said = " ".join(f"{head}: {words}." for head, words in told if words)
        return said if broke or further else f"No promise broke. {said}".strip()


def aftermath(without: Design, design: Design) -> Aftermath:
    """A design held against the same one in a world without the card."""
    shifts = [Shift(a, b) for a, b in zip(without.outcomes, design.outcomes, strict=True)]
    broke = tuple(s for s in shifts if s.before.kept and not s.after.kept)
    saved = tuple(s for s in shifts if s.after.kept and not s.before.kept)
    worse = (s for s in shifts if not s.before.kept and not s.after.kept)
    further = tuple(s for s in worse if s.after.strain > s.before.strain * (1 + NOTICEABLE))
    return Aftermath(broke, further, saved, tuple(_over(without, design)))


def _limit(shift: Shift) -> str:
    """The limit, where it is the same in both worlds: a limit that moved is already told."""
    return f", {shift.after.demand}" if shift.before.limit == shift.after.limit else ""


def _over(without: Design, design: Design) -> list[Entry]:
    """Parts that are full with the card and were not without it."""
    busy = [entry for entry in design.ledger if entry.name == "utilisation" and entry.value >= FULL]
    return [e for e in busy if (old := without.ledger.get(e.key)) is None or old.value < FULL]
