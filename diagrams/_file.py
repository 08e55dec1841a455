"""A picture as a file that needs nothing from outside: SVG with its fonts in it, PNG drawn with those fonts alone."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from resvg import render as drawn
from resvg import usvg

from ._picture import Picture
from ._text import FONTS, WEIGHTS, font_base64

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""No transform, row by row."""
_PAPER = re.compile(r'<rect class="paper"[^>]*/>')


def without_page(picture: Picture) -> Picture:
    """The same picture to lie on somebody else's page: all but its own ground."""
    bare, removed = _PAPER.subn("", picture.svg)
    assert removed == 1, "a picture has one page"
    return replace(picture, svg=bare)


def svg_file(picture: Picture) -> bytes:
    """The SVG of a light or dark picture, UTF-8, its fonts inside (100 kB): it looks alike on every machine."""
    head, end, body = picture.svg.partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{end}{_faces()}{body}\n'.encode()


def png_file(picture: Picture, scale: float = 2.0) -> bytes:
    """A light or dark picture as PNG at so many times its size in px; where it has no page, on nothing."""
    head, mark, rest = picture.svg.partition(">")
    size = f'width="{picture.width * scale:.0f}" height="{picture.height * scale:.0f}"'
    old = f'width="{_short(picture.width)}" height="{_short(picture.height)}"'
    if old not in head:
        raise ValueError("A picture drawn for the page has no size of its own: draw it light or dark for a file.")
    tree = usvg.Tree.from_str(head.replace(old, size) + mark + rest, _options())
    return bytes(drawn(tree, IDENTITY))


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@cache
def _faces() -> str:
    faces = (
        f"@font-face{{font-family:Arimo;font-weight:{weight};src:url(data:font/ttf;base64,{font_base64(name)})}}"
        for name, weight in WEIGHTS.items()
    )
    return f"<style>{''.join(faces)}</style>"


@cache
def _options() -> Any:
    """The renderer's options: our fonts alone, so a file looks the same on every machine."""
    options = usvg.Options.default()
    options.font_family = "Arimo"
    for name in WEIGHTS:
        options.load_font_file(str(FONTS / f"Arimo-{name}.ttf"))
    return options
