"""The strokes that a scene is painted with: a line of text, an arrow, a number, a pill, in one theme, as SVG."""

import re
from html import escape

from ._far import Grown
from ._geometry import Box
from ._live import CHIP_PAD, CHIP_SIZE
from ._overlay import Reading
from ._route import Route
from ._shapes import TRIM, head, line, n
from ._theme import Theme, colour
from ._words import Words, number_words

SLOT = "\0"
"""Stands on both sides of a slot's address."""
_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")


def safe(text: str) -> str:
    """Text as XML can hold it, in an element or an attribute: no control character, no sign that turns what follows.

    >>> safe('<a href="x">&')
    '&lt;a href=&quot;x&quot;&gt;&amp;'
    """
    return escape(_CONTROL.sub("", text))


class Slot(str):
    """A place for a live bit: ours, so it is not escaped."""


class Brush:
    """Paints single strokes in one theme; `prefix` begins every id."""

    def __init__(self, theme: Theme, prefix: str) -> None:
        self.theme, self.prefix = theme, prefix
        self.page = theme == "page"

    def c(self, name: str) -> str:
        return colour(name, self.theme)

    def words(self, w: Words, halo: str = "") -> str:
        """A line of text; with the name of a halo's colour, that halo alone."""
        more = ' font-weight="700"' if w.bold else ""
        more += f' fill="{self.c(halo or w.ink)}"' + (f' stroke="{self.c(halo)}" stroke-width="4"' if halo else "")
        more += ' text-anchor="middle"' if w.centred else ""
        said = w.text if isinstance(w.text, Slot) else safe(w.text)
        return f'<text x="{n(w.x)}" y="{n(w.y)}" font-size="{n(w.size)}"{more}>{said}</text>'

    def slot(self, address: str) -> Slot:
        return Slot(f"{SLOT}{address}{SLOT}")

    def grows(self, grown: Grown) -> str:
        """How a group is drawn larger where the page shows the picture small; the page's style sheet reads it."""
        (x, y), k = grown.about, grown.times
        if not self.page or k == 1:
            return ""
        return f' data-far="" style="--far:translate({n(x - k * x)}px,{n(y - k * y)}px) scale({k:g})"'

    def faded(self, read: Reading | None, asked: bool) -> str:
        return ' opacity="0.3"' if asked and read is None else ""

    def arrow(self, kind: str, route: Route, wide: float, dash: str, ink_name: str) -> str:
        ink = self.c(ink_name)
        cap = ' stroke-linecap="round"' if kind == "batch" else ""
        fill = {"event": "none", "control": self.c("page")}.get(kind, ink)
        return (
            f'<path d="{line(route, TRIM[kind])}" fill="none" stroke="{ink}" stroke-width="{wide}"{dash}{cap}/>'
            f'<path d="{head(kind, route)}" fill="{fill}" stroke="{ink}" stroke-width="1.3"/>'
        )

    def number(self, box: Box, said: object) -> str:
        return (
            f'<rect x="{n(box.x)}" y="{n(box.y)}" width="18" height="16" rx="4" fill="{self.c("ink")}"/>'
            + self.words(number_words(box, said))
        )

    def pill(self, box: Box, fill: str, said: str) -> str:
        text = Words(said, box.x + CHIP_PAD, box.y + 13, CHIP_SIZE, "chip-ink", bold=True)
        return (
            f'<rect x="{n(box.x)}" y="{n(box.y)}" width="{n(box.w)}" height="18" rx="9" fill="{self.c(fill)}"/>'
            + self.words(text)
        )
