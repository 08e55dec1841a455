"""Pictures of a design: one a file, found by its folder; each is `draw(design, theme) -> Picture`."""

import sys
from typing import Protocol

from design import Design, modules

from ._geometry import Box, Point
from ._overlay import SIGNS, Overlay, Reading, basis, carried, overlay, overlay_names, overlays, sensitivity, ways
from ._picture import Level, Live, Picture
from ._route import Route
from ._shapes import outline, rounded, strokes
from ._sheet import DrawnFlow, DrawnPart, DrawnSample, DrawnZone, Sheet
from ._text import FONTS, WEIGHTS, font_base64, width
from ._theme import DASH, FLOW_COLOUR, THEMES, Theme, colour
from ._words import Words

__all__ = [
    "DASH",
    "FLOW_COLOUR",
    "FONTS",
    "SIGNS",
    "THEMES",
    "WEIGHTS",
    "Box",
    "Draw",
    "DrawnFlow",
    "DrawnPart",
    "DrawnSample",
    "DrawnZone",
    "Level",
    "Live",
    "Overlay",
    "Picture",
    "Point",
    "Reading",
    "Route",
    "Sheet",
    "Theme",
    "Words",
    "basis",
    "carried",
    "colour",
    "font_base64",
    "outline",
    "overlay",
    "overlay_names",
    "overlays",
    "pictures",
    "rounded",
    "sensitivity",
    "strokes",
    "ways",
    "width",
]


class Draw(Protocol):
    """What every file of this folder offers."""

    def __call__(self, design: Design, theme: Theme = "light", /) -> Picture:
        """The picture of a design."""


def pictures() -> dict[str, Draw]:
    """Every picture of this folder: its name -> how it is drawn."""
    return {m.__name__.rpartition(".")[2]: m.draw for m in modules(sys.modules[__name__])}
