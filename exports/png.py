"""The architecture picture as a PNG file, drawn with the fonts that lie in this repository and no other."""

from functools import cache
from typing import Any

from resvg import render as drawn
from resvg import usvg

from design import Design
from diagrams import FONTS, Theme

from ._picture import picture

LABEL = "Picture (PNG)"
SUFFIX = ".png"
MIME = "image/png"
SHELF = "Pictures"
IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""No transform, row by row."""


def render(design: Design, theme: Theme = "light", scale: int = 2, transparent: bool = False) -> bytes:
    """The picture at `scale` times its size in px, on an opaque page or on nothing."""
    made = picture(design, theme, transparent)
    head, mark, rest = made.svg.partition(">")
    size = f'width="{made.width * scale:.0f}" height="{made.height * scale:.0f}"'
    old = f'width="{made.width:g}" height="{made.height:g}"'
    assert old in head, "the picture's first tag states its size"
    tree = usvg.Tree.from_str(head.replace(old, size) + mark + rest, _options())
    return bytes(drawn(tree, IDENTITY))


@cache
def _options() -> Any:
    """The renderer's options: our fonts alone, so a file looks the same on every machine."""
    options = usvg.Options.default()
    options.font_family = "Arimo"
    for weight in ("Regular", "Bold"):
        options.load_font_file(str(FONTS / f"Arimo-{weight}.ttf"))
    return options
