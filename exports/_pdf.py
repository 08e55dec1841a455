"""What the PDF files share: the fonts in them, and the picture as vectors."""

from functools import cache
from io import BytesIO
from typing import Any

from diagrams import FONTS, Picture


def drawing_of(picture: Picture) -> Any:
    """A picture as a drawing of reportlab, in points, its words in our own fonts."""
    from svglib.svglib import svg2rlg

    fonts()
    drawing = svg2rlg(BytesIO(picture.svg.encode()))
    assert drawing is not None  # our own SVG is one
    drawing.initialFontName = "Arimo"
    return drawing


@cache
def fonts() -> None:
    """Our own fonts under the names that the picture and the document ask for: `Arimo` and `Arimo-Bold`."""
    from reportlab.pdfbase.pdfmetrics import registerFontFamily
    from svglib.fonts import register_font

    for style, weight in (("Regular", "normal"), ("Bold", "bold"), ("Bold", "700")):
        register_font("Arimo", str(FONTS / f"Arimo-{style}.ttf"), weight=weight)
    registerFontFamily("Arimo", normal="Arimo", bold="Arimo-Bold", italic="Arimo", boldItalic="Arimo-Bold")
