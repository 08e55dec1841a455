"""The picture as a file holds it: on its page, or on nothing."""

import re
from dataclasses import replace

from design import Design
from diagrams import Picture, Theme
from diagrams.architecture import draw

_PAPER = re.compile(r'<rect class="paper"[^>]*/>')


def picture(design: Design, theme: Theme, transparent: bool = False) -> Picture:
    """The picture for a file; without its page where it is to lie on somebody else's."""
    drawn = draw(design, "light" if theme == "page" else theme)
    if not transparent:
        return drawn
    bare, removed = _PAPER.subn("", drawn.svg)
    assert removed == 1, "a picture has one page"
    return replace(drawn, svg=bare)
