"""The architecture picture as an SVG file: self-contained, its fonts too, as it looks on the screen."""

from functools import cache

from design import Design
from diagrams import WEIGHTS, Theme, font_base64

from ._picture import picture

LABEL = "Picture (SVG)"
SUFFIX = ".svg"
MIME = "image/svg+xml"
SHELF = "Pictures"


def render(design: Design, theme: Theme = "light", transparent: bool = False) -> bytes:
    """The picture's SVG, UTF-8. Its fonts (100 kB) stand inside: a browser draws it alike on every machine."""
    head, end, body = picture(design, theme, transparent).svg.partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{end}{_faces()}{body}\n'.encode()


@cache
def _faces() -> str:
    faces = (
        f"@font-face{{font-family:Arimo;font-weight:{weight};src:url(data:font/ttf;base64,{font_base64(name)})}}"
        for name, weight in WEIGHTS.items()
    )
    return f"<style>{''.join(faces)}</style>"
