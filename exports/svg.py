"""The architecture picture as an SVG file: self-contained, scalable, as it looks on the screen."""

from design import Design
from diagrams import Theme
from diagrams.architecture import draw

LABEL = "Picture (SVG)"
SUFFIX = ".svg"
MIME = "image/svg+xml"


def render(design: Design, theme: Theme = "light") -> bytes:
    """The picture's SVG, UTF-8."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{draw(design, theme).svg}\n'.encode()
