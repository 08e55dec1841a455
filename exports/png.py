"""A picture of the design as a PNG file, drawn with the fonts that lie in this repository and no other."""

from design import Design
from diagrams import Theme, png_file

from ._picture import ARCHITECTURE, BARE
from ._picture import picture as drawn

LABEL = "Picture (PNG)"
SUFFIX = ".png"
MIME = "image/png"
SHELF = "Pictures"


def render(
    design: Design,
    theme: Theme = "light",
    scale: int = 2,
    transparent: bool = False,
    picture: str = ARCHITECTURE,
    overlay: str = BARE,
) -> bytes:
    """The picture at `scale` times its size in px, on an opaque page or on nothing."""
    return png_file(drawn(design, theme, transparent, picture, overlay), scale)
