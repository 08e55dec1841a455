"""A kind of picture: what a file of this folder offers to those who show or write pictures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol

from design import Design

from ._picture import Picture
from ._theme import Theme


class Draw(Protocol):
    """How a design becomes a picture."""

    def __call__(self, design: Design, theme: Theme = "light", prefix: str = "picture", /) -> Picture:
        """The picture of a design; `prefix` begins every id in its SVG."""


Ways = Mapping[str, Draw]
"""The ways in which one picture may be drawn of a design, by a few words: of each journey, since an earlier design."""


@dataclass(frozen=True)
class PictureKind:
    """One file of this folder. `name` is the file's, `label` what a reader calls the picture."""

    name: str
    label: str
    order: int
    draw: Draw
    choices: Callable[[Design, Design | None], Ways] | None

    def ways(self, design: Design, before: Design | None = None) -> Ways:
        """How it can be drawn of this design: one way or more. `before` is the design before the last move."""
        found = self.choices(design, before) if self.choices else {}
        return found or {self.label: self.draw}


def kind_of(module: ModuleType) -> PictureKind:
    """What a file says of itself: `LABEL`, `ORDER`, `draw`, and `ways` where one design has several such pictures.

    Raises AttributeError where one of the first three is missing: a broken unit stops the start.
    """
    name = module.__name__.rpartition(".")[2]
    return PictureKind(name, module.LABEL, module.ORDER, module.draw, getattr(module, "ways", None))
