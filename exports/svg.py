"""A picture of the design as an SVG file: self-contained, its fonts too, as it looks on the screen."""

from design import Design
from diagrams import Theme, svg_file

from ._picture import ARCHITECTURE, BARE
from ._picture import picture as drawn

LABEL = "Picture (SVG)"
SUFFIX = ".svg"
MIME = "image/svg+xml"
SHELF = "Pictures"


def render(
    design: Design,
    theme: Theme = "light",
    transparent: bool = False,
    picture: str = ARCHITECTURE,
    overlay: str = BARE,
) -> bytes:
    """The picture's SVG, UTF-8. Its fonts (100 kB) stand inside: a browser draws it alike on every machine."""
    return svg_file(drawn(design, theme, transparent, picture, overlay))
