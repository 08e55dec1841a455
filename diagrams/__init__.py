"""Pictures of a design: one a file, found by its folder; each is `draw(design, theme) -> Picture`."""

import sys
from typing import Protocol

from design import Design, modules

from ._picture import Level, Live, Picture
from ._text import FONTS
from ._theme import FLOW_COLOUR, THEMES, Theme, colour

__all__ = ["FLOW_COLOUR", "FONTS", "THEMES", "Draw", "Level", "Live", "Picture", "Theme", "colour", "pictures"]


class Draw(Protocol):
    """What every file of this folder offers."""

    def __call__(self, design: Design, theme: Theme = "light", /) -> Picture:
        """The picture of a design."""


def pictures() -> dict[str, Draw]:
    """Every picture of this folder: its name -> how it is drawn."""
    return {m.__name__.rpartition(".")[2]: m.draw for m in modules(sys.modules[__name__])}
