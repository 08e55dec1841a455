"""What the PDF files share: the fonts in them, the picture as vectors, words in reportlab's markup, stripes."""

from collections.abc import Sequence
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from diagrams import FONTS, Picture, Theme, colour

from ._blocks import Code, Line, Soft, Strong
from ._labels import flat, label

LONGEST_WORDS = 4_000
"""Text is cut there, with an ellipsis. The Markdown document has it whole."""


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


def ink(name: str, theme: Theme = "light") -> Any:
    """A colour of the pictures by its name."""
    from reportlab.lib.colors import HexColor

    return HexColor(colour(name, theme))


def striped(theme: Theme = "light", inset: float = 4, gap: float = 3) -> Sequence[tuple[Any, ...]]:
    """How a table looks: a dark head, then stripes; `inset` and `gap` are a cell's room beside and above its words."""
    whole = ((0, 0), (-1, -1))
    return (
        ("FONTNAME", *whole, "Arimo"),
        ("VALIGN", *whole, "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), ink("ink", theme)),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [ink("page", theme), ink("zone", theme)]),
        ("LINEBELOW", *whole, 0.4, ink("zone-line", theme)),
        *((f"{side}PADDING", *whole, inset) for side in ("LEFT", "RIGHT")),
        *((f"{side}PADDING", *whole, gap) for side in ("TOP", "BOTTOM")),
    )


def shown(line: Line, longest: int = LONGEST_WORDS) -> str:
    """Words in reportlab's markup: what could be a tag is written as text."""
    return "".join(_marked(words, longest) for words in line)


def code(said: str) -> str:
    """Words in the colour of what a program reads."""
    return f'<font color="{colour("critical", "light")}">{said}</font>'


def _marked(words: str, longest: int) -> str:
    if not flat(words):
        return ""
    left, right = (" " if words[at : at + 1].isspace() else "" for at in (0, len(words) - 1))
    said = escape(label(words, longest))
    if isinstance(words, Code):
        said = code(said)
    elif isinstance(words, Strong):
        said = f"<b>{said}</b>"
    elif isinstance(words, Soft):
        said = f'<font color="{colour("muted", "light")}">{said}</font>'
    return f"{left}{said}{right}"
