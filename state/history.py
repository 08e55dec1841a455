"""Undo and redo: every place where a design stood, exact; several steps of one knob are one entry."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .mark import SAID, Mark, step

MOST = 300
"""So many entries are kept, at some hundred bytes each; beyond it the oldest is forgotten."""


@dataclass(frozen=True)
class History:
    """Where a design stands, where it stood before, and where it was before something was undone.

    `moving` is the one knob that made the newest entry, as long as it may be turned on.
    """

    here: Mark | None = None
    past: tuple[Mark, ...] = ()
    ahead: tuple[Mark, ...] = ()
    moving: str = ""

    def noting(self, mark: Mark) -> History:
        """The same with a place noted: a new entry, or the last one gone on with where the same knob turned on."""
        if self.here is None:
            return History(mark)
        if mark == self.here:
            return self
        knob = _one(step(self.here, mark))
        if not knob or knob != self.moving:
            return History(mark, (*self.past, self.here)[-MOST:], moving=knob)
        if self.past and mark == self.past[-1]:  # turned on until it stands where it began: nothing is left to undo
            return History(mark, self.past[:-1])
        return replace(self, here=mark, ahead=())

    def amended(self, mark: Mark) -> History:
        """The same with the present place mended: what came of a last step that could not be taken as it was."""
        return replace(self, here=mark)

    def parted(self) -> History:
        """The same, and what comes next is an entry of its own whichever knob it turns."""
        return replace(self, moving="")

    def dropped(self) -> History:
        """The same without the last step, as if it had not been tried: nothing is kept to be done again."""
        return History(self.past[-1], self.past[:-1]) if self.past else self

    def undone(self) -> History:
        """One entry back; as it is where there is none."""
        if not self.past or self.here is None:
            return self
        return History(self.past[-1], self.past[:-1], (self.here, *self.ahead))

    def redone(self) -> History:
        """One entry forward again; as it is where nothing was undone."""
        if not self.ahead or self.here is None:
            return self
        return History(self.ahead[0], (*self.past, self.here), self.ahead[1:])


def _one(names: frozenset[str]) -> str:
    """The one knob of a step, or nothing."""
    return next(iter(names)) if len(names) == 1 and SAID not in names else ""
