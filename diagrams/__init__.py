"""Pictures of a design: one a file, found by its folder; each is `draw(design, theme) -> Picture`."""

import sys

from design import modules

from ._file import png_file, svg_file, without_page
from ._geometry import Box, Point
from ._kind import Draw, PictureKind, Ways, kind_of
from ._overlay import SIGNS, Overlay, Reading, basis, carried, overlay, overlay_names, overlays, sensitivity, ways
from ._picture import Level, Live, Picture
from ._route import Route
from ._shapes import outline, rounded, strokes
from ._sheet import DrawnFlow, DrawnPart, DrawnSample, DrawnZone, Sheet
from ._text import FONTS, WEIGHTS, fitted, font_base64, width
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
    "PictureKind",
    "Point",
    "Reading",
    "Route",
    "Sheet",
    "Theme",
    "Ways",
    "Words",
    "basis",
    "carried",
    "colour",
    "fitted",
    "font_base64",
    "outline",
    "overlay",
    "overlay_names",
    "overlays",
    "picture_kinds",
    "pictures",
    "png_file",
    "rounded",
    "sensitivity",
    "strokes",
    "svg_file",
    "ways",
    "width",
    "without_page",
]


def pictures() -> dict[str, Draw]:
    """Every picture of this folder: its name -> how it is drawn."""
    return {m.__name__.rpartition(".")[2]: m.draw for m in modules(sys.modules[__name__])}


def picture_kinds() -> tuple[PictureKind, ...]:
    """Every kind of picture of this folder, in the order in which they are shown."""
    return tuple(sorted(map(kind_of, modules(sys.modules[__name__])), key=lambda kind: kind.order))
