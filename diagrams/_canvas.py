"""A sheet to draw other pictures on than the architecture: text, bars, lines and outlines in the palette, as SVG.

Every string goes through `safe`; every id begins with the picture's prefix. `picture` closes the sheet.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from math import floor, log10
from typing import Literal

from ._brush import safe
from ._geometry import Box, Point
from ._icons import icon
from ._picture import Picture
from ._route import Route
from ._shapes import TRIM, head, line, n, outline, rounded
from ._style import style
from ._text import FAMILY, fitted, width
from ._theme import DASH, FLOW_COLOUR, Theme, colour

MARGIN = 26.0
TOP = 88.0
"""Where the drawing begins, below the title and the line under it, px."""
LEADING = 1.3
NOTHING = "Not in this design"
Anchor = Literal["start", "middle", "end"]


class Canvas:
    """One picture while it is drawn. Colours are names of the palette."""

    def __init__(self, theme: Theme, prefix: str, title: str, subtitle: str, width: float = 1180.0) -> None:
        self.theme, self.prefix, self.width, self.title = theme, prefix, width, title
        self._drawn: list[str] = []
        self.text(MARGIN, 36, fitted(title, 22, width - 2 * MARGIN, bold=True), 22, bold=True)
        self.text(MARGIN, 58, fitted(subtitle, 14, width - 2 * MARGIN), 14, "muted")

    def c(self, name: str) -> str:
        """A colour of the palette in this picture's theme."""
        return colour(name, self.theme)

    def put(self, svg: str) -> None:
        """A piece of SVG of ours."""
        self._drawn.append(svg)

    def text(
        self,
        x: float,
        y: float,
        said: str,
        size: float = 12.0,
        ink: str = "ink",
        bold: bool = False,
        anchor: Anchor = "start",
        room: float = 0.0,
        halo: str = "",
    ) -> None:
        """A line of text on its baseline, cut with an ellipsis where it is wider than the room (if one is named).

        `halo` names the ground it stands on, where a line may run beneath it.
        """
        said = fitted(said, size, room, bold) if room else said
        more = f' font-size="{n(size)}"' + (' font-weight="700"' if bold else "")
        more += f' text-anchor="{anchor}"' if anchor != "start" else ""
        at = f'<text x="{n(x)}" y="{n(y)}"{more}'
        if halo:
            self.put(f'{at} fill="{self.c(halo)}" stroke="{self.c(halo)}" stroke-width="4">{safe(said)}</text>')
        self.put(f'{at} fill="{self.c(ink)}">{safe(said)}</text>')

    def block(self, x: float, y: float, said: str, room: float, size: float = 12.0, ink: str = "muted") -> float:
        """Text in as many lines as it takes; where the next line would stand."""
        for row in paragraph(said, size, room):
            self.text(x, y, row, size, ink)
            y += size * LEADING
        return y

    def box(self, box: Box, fill: str, ink: str = "", wide: float = 1.4, radius: float = 4.0, dash: str = "") -> None:
        """A rectangle with round corners; `ink` names the colour of its line, if it has one."""
        radius = min(radius, box.w / 2, box.h / 2)
        square = f"M{n(box.x)} {n(box.y)}h{n(box.w)}v{n(box.h)}h{n(-box.w)}z"
        self.path(rounded(box, radius) if radius else square, fill, ink, wide, dash)

    def path(self, data: str, fill: str = "", ink: str = "", wide: float = 1.4, dash: str = "") -> None:
        """An outline of ours, filled, drawn, or both."""
        self.put(f'<path d="{data}" {self._fill(fill)}{self._stroke(ink, wide, dash)}/>')

    def line(self, points: Sequence[Point], ink: str, wide: float = 1.2, dash: str = "") -> None:
        """A chain of straight pieces."""
        data = "".join(f"{'L' if i else 'M'}{n(x)} {n(y)}" for i, (x, y) in enumerate(points))
        self.path(data, "", ink, wide, dash)

    def arrow(self, kind: str, points: Sequence[Point], ink: str = "", wide: float = 1.6) -> None:
        """An arrow of a kind of flow, its corners rounded; in its own colour, or another."""
        route, ink = Route("bent" if len(points) > 2 else "straight", tuple(points)), ink or FLOW_COLOUR[kind]
        self.path(line(route, TRIM[kind]), "", ink, wide, DASH[kind])
        self.path(head(kind, route), {"event": "", "control": "page"}.get(kind, ink), ink, 1.3)

    def outline(self, family: str, box: Box, fill: str = "", ink: str = "", wide: float = 1.6, dash: str = "") -> None:
        """The outline of a kind of part."""
        body, inner = outline(family, box)
        ink = ink or f"{family}-line"
        self.path(body, fill or family, ink, wide, dash)
        if inner:
            self.path(inner, "", ink, 1.2)

    def icon(self, name: str, x: float, y: float, ink: str, scale: float = 0.875) -> None:
        """An icon, its upper left corner there."""
        self.put(
            f'<g transform="translate({n(x)} {n(y)}) scale({n3(scale)})" fill="none" color="{self.c(ink)}" '
            f'stroke="{self.c(ink)}" stroke-width="1.9" stroke-linecap="round">{icon(name)}</g>'
        )

    def chip(self, x: float, y: float, said: str, ink: str, size: float = 12.0, anchor: Anchor = "start") -> float:
        """A pill with a bold word on it, `y` its upper side; how wide it is."""
        wide = width(said, size, bold=True) + 16
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        self.box(Box(left, y, wide, size + 6), ink, radius=9)
        self.text(left + 8, y + size + 1, said, size, "chip-ink", bold=True)
        return wide

    def _fill(self, name: str) -> str:
        return f'fill="{self.c(name) if name else "none"}"'

    def _stroke(self, ink: str, wide: float, dash: str) -> str:
        if not ink:
            return ""
        return f' stroke="{self.c(ink)}" stroke-width="{n(wide)}"' + (f' stroke-dasharray="{dash}"' if dash else "")

    def picture(self, height: float, alt: str) -> Picture:
        """The whole picture, with what is said of it to those who do not see it."""
        p, w, h = self.prefix, n(self.width), n(height)
        page = self.theme == "page"
        size = 'width="100%" data-theme="light"' if page else f'width="{w}" height="{h}"'
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{p}" class="ml-diagram" {size} viewBox="0 0 {w} {h}" '
            f'role="img" aria-labelledby="{p}-title {p}-desc" font-family="{FAMILY}" stroke-linejoin="round">'
            f'<title id="{p}-title">{safe(self.title)}</title><desc id="{p}-desc">{safe(alt)}</desc>'
            + (f"<style>{style(p)}</style>" if page else "")
            + f'<rect class="paper" width="100%" height="100%" fill="{self.c("page")}"/>{"".join(self._drawn)}</svg>'
        )
        shape = blake2b(svg.encode(), digest_size=12).hexdigest()
        return Picture(svg, alt, shape, (), self.width, height)


def nothing(theme: Theme, prefix: str, title: str, why: str) -> Picture:
    """A picture that a design cannot have, as a sentence instead of a false drawing."""
    canvas = Canvas(theme, prefix, title, NOTHING)
    rows = paragraph(why, 14, 760)
    high = 34 + 19 * len(rows)
    canvas.box(Box(MARGIN, TOP, 800, high), "zone", "zone-line", 1.2, 8)
    for i, row in enumerate(rows):
        canvas.text(MARGIN + 18, TOP + 28 + 19 * i, row, 14)
    return replace(canvas.picture(TOP + high + MARGIN, f"{title}. {why}"), empty=True)


def paragraph(said: str, size: float, room: float) -> tuple[str, ...]:
    """Text in as many lines as it takes, each as full as its words allow.

    >>> paragraph("one two three", 12, 50)
    ('one two', 'three')
    """
    rows: list[str] = []
    row = ""
    for word in said.split():
        longer = f"{row} {word}".strip()
        if row and width(longer, size) > room:
            rows.append(row)
            row = word
        else:
            row = longer
    return tuple(fitted(r, size, room) for r in [*rows, row] if r)


def lines_of(said: str, size: float, room: float, most: int = 2) -> tuple[str, ...]:
    """Text in at most so many lines; the last is cut where there is more.

    >>> lines_of("one two three four", 12, 50, 2)
    ('one two', 'three f…')
    """
    rows = paragraph(said, size, room)
    if len(rows) <= most:
        return rows
    rest = " ".join(said.split())
    for row in rows[: most - 1]:
        rest = rest[len(row) :].strip()
    return (*rows[: most - 1], fitted(rest, size, room))


def n3(value: float) -> str:
    """A factor, short."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def ticks(most: float, about: int = 8) -> tuple[float, ...]:
    """Round numbers from 0 to at most `most`: steps of 1, 2 or 5 times a power of ten, at most `about` of them.

    >>> ticks(100.0), ticks(0.75)
    ((0.0, 20.0, 40.0, 60.0, 80.0, 100.0), (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))
    """
    if most <= 0:
        return (0.0,)
    power = 10.0 ** floor(log10(most / about))
    step = next(s * power for s in (1, 2, 5, 10) if most / (s * power) <= about)
    return tuple(round(i * step, 12) for i in range(int(most / step + 1e-9) + 1))
