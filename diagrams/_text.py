"""How wide text is, and how it is made to fit: Arimo's own widths, no font library needed."""

import json
from base64 import b64encode
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Arimo, Helvetica, Arial, sans-serif"
WEIGHTS = {"Regular": 400, "Bold": 700}
"""The vendored files of Arimo (`Arimo-Bold.ttf`) and their weights as CSS counts them."""
UNKNOWN = 1000
"""An unlisted character (an ideogram, an emoji) is taken to be as wide as it is high: never too narrow."""


@cache
def font_base64(name: str) -> str:
    """A vendored font file, as what is self-contained writes it."""
    return b64encode((FONTS / f"Arimo-{name}.ttf").read_bytes()).decode("ascii")


@lru_cache(maxsize=2)
def _widths(bold: bool) -> dict[str, int]:
    """Each vendored character's width in thousandths of the font's size."""
    table: dict[str, dict[str, str]] = json.loads((FONTS / "widths.json").read_text(encoding="utf-8"))
    groups = table["bold" if bold else "regular"]
    return {char: int(width) for width, chars in groups.items() for char in chars}


@lru_cache(maxsize=8192)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is drawn, in px.

    >>> width("Model server", 14, bold=True)
    86.4
    """
    table = _widths(bold)
    return round(sum(table.get(char, UNKNOWN) for char in text) * size / 1000, 1)


@lru_cache(maxsize=4096)
def fitted(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it is wider than the room.

    >>> fitted("A very long name of a part", 14, 100)
    'A very long n…'
    """
    if width(text, size, bold) <= room:
        return text
    fits, over = 0, len(text)
    while over - fits > 1:
        half = (fits + over) // 2
        fits, over = (half, over) if width(text[:half] + "…", size, bold) <= room else (fits, half)
    return text[:fits].rstrip() + "…"


def shrunk(text: str, sizes: tuple[float, ...], room: float, bold: bool = False) -> tuple[str, float]:
    """The text at the largest of some sizes at which it fits; cut at the smallest where it fits at none."""
    for size in sizes:
        if width(text, size, bold) <= room:
            return text, size
    return fitted(text, sizes[-1], room, bold), sizes[-1]


@lru_cache(maxsize=2048)
def wrapped(text: str, size: float, room: float, lines: int = 2) -> tuple[str, ...]:
    """The text in at most so many lines, as even as its words allow; each line fits.

    >>> wrapped("features of the last hour", 11, 80)
    ('features of', 'the last hour')
    """
    words = text.split()
    if len(words) < 2 or width(text, size) <= room:
        return (fitted(text, size, room),)
    if lines == 2:
        cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        best = min(cuts, key=lambda cut: max(width(cut[0], size), width(cut[1], size)))
        return tuple(fitted(line, size, room) for line in best)
    return (fitted(text, size, room),)
