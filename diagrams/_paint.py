"""A scene painted as SVG. What is live is left as slots (between NUL characters) for `filled` to fill in.

Every string of a user or a model goes through `safe`; ids begin with a prefix, so two pictures can share a page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from html import escape

from ._geometry import Box
from ._icons import icon
from ._live import said_flows
from ._picture import Live
from ._route import Route
from ._scene import Edge, Node, Sample, Scene, Topology, ZoneBox, scene_of
from ._shapes import TRIM, head, line, n, outline, rounded
from ._style import style
from ._text import FAMILY
from ._theme import DASH, FLOW_COLOUR, Theme, colour
from ._words import (
    Words,
    chip_box,
    chip_words,
    ground,
    icon_box,
    name_words,
    note_words,
    number_box,
    number_words,
    sample_words,
    subtitle_words,
    tag_words,
    title_words,
    zone_words,
)

SLOT = "\0"
_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")


def safe(text: str) -> str:
    """Text as XML can hold it, in an element or an attribute: no control character, no sign that turns what follows.

    >>> safe('<a href="x">&')
    '&lt;a href=&quot;x&quot;&gt;&amp;'
    """
    return escape(_CONTROL.sub("", text))


class _Slot(str):
    """A place for a live bit: ours, so it is not escaped."""


@dataclass(frozen=True)
class Painted:
    """A picture without its live bits: pieces of SVG with a slot's address between each two."""

    pieces: tuple[str, ...]
    shape: str
    scene: Scene


@lru_cache(maxsize=128)
def painted(topology: Topology, theme: Theme, prefix: str) -> Painted:
    """The picture of a topology, live bits left out."""
    scene = scene_of(topology)
    text = "".join(_Brush(scene, theme, prefix).svg())
    shape = blake2b(text.encode(), digest_size=12).hexdigest()
    return Painted(tuple(text.split(SLOT)), shape, scene)


def filled(picture: Painted, live: Iterable[Live], theme: Theme) -> str:
    """The whole SVG: the pieces with the live bits between them."""
    values: dict[str, str] = {}
    for bit in live:
        values[f"{bit.id}:text"] = safe(bit.text)
        values[f"{bit.id}:width"] = n(bit.width)
        values[f"{bit.id}:level"] = bit.level
        if bit.level in ("warn", "bad"):
            values[f"{bit.id}:fill"] = colour(bit.level, theme)
        if bit.label:
            values[f"{bit.id.rpartition('-')[2]}:label"] = safe(bit.label)
    return "".join(piece if i % 2 == 0 else _slotted(piece, values, theme) for i, piece in enumerate(picture.pieces))


def _slotted(slot: str, values: dict[str, str], theme: Theme) -> str:
    """What goes into a slot. A chip that is well wears its own kind's colour, named behind the slot's address."""
    address, _, usual = slot.partition("|")
    return values[address] if address in values else colour(usual, theme)


class _Brush:
    """Paints one scene in one theme."""

    def __init__(self, scene: Scene, theme: Theme, prefix: str) -> None:
        self.scene, self.theme, self.prefix = scene, theme, prefix

    def c(self, name: str) -> str:
        return colour(name, self.theme)

    def svg(self) -> Iterable[str]:
        s, p = self.scene, self.prefix
        size = 'width="100%"' if self.theme == "page" else f'width="{n(s.width)}" height="{n(s.height)}"'
        themed = ' data-theme="light"' if self.theme == "page" else ""
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{p}" class="ml-diagram" {size}{themed} '
            f'viewBox="0 0 {n(s.width)} {n(s.height)}" role="group" aria-roledescription="diagram" '
            f'aria-labelledby="{p}-title {p}-desc" font-family="{FAMILY}" stroke-linejoin="round">'
        )
        yield f'<title id="{p}-title">{safe(s.topology.title)}: architecture</title>'
        names = ", ".join(node.spot.name for node in s.nodes)
        yield f'<desc id="{p}-desc">{safe(f"Parts: {names}. {said_flows(s)}")}</desc>'
        if self.theme == "page":
            yield f"<style>{style(p)}</style>"
        yield f'<rect class="paper" width="100%" height="100%" fill="{self.c("page")}"/>'
        yield from self.title()
        yield from (self.zone(z) for z in s.zones)
        yield from (self.edge(e) for e in s.edges)
        yield from (self.node(node) for node in s.nodes)
        yield from (self.tag(e) for e in s.edges)
        yield from self.legend()
        yield "</svg>"

    def words(self, w: Words, halo: str = "") -> str:
        """A line of text; with the name of a halo's colour, that halo alone."""
        more = ' font-weight="700"' if w.bold else ""
        more += f' fill="{self.c(halo or w.ink)}"' + (f' stroke="{self.c(halo)}" stroke-width="4"' if halo else "")
        more += ' text-anchor="middle"' if w.centred else ""
        said = w.text if isinstance(w.text, _Slot) else safe(w.text)
        return f'<text x="{n(w.x)}" y="{n(w.y)}" font-size="{n(w.size)}"{more}>{said}</text>'

    def slot(self, address: str) -> _Slot:
        return _Slot(f"{SLOT}{address}{SLOT}")

    def title(self) -> Iterable[str]:
        yield self.words(title_words(self.scene))
        spot = f"{self.prefix}-subtitle"
        yield f'<g id="{spot}">{self.words(subtitle_words(self.slot(f"{spot}:text")))}</g>'

    def zone(self, z: ZoneBox) -> str:
        line_colour, wide, dash = ("critical", 2.2, "") if z.plane.critical else ("zone-line", 1.2, "5 4")
        stroke = f'stroke="{self.c(line_colour)}" stroke-width="{wide}"' + (
            f' stroke-dasharray="{dash}"' if dash else ""
        )
        words = "".join(self.words(w) for w in zone_words(z))
        return (
            f'<g class="zone" data-zone="{safe(z.plane.name)}"><path d="{rounded(z.box, 12)}" '
            f'fill="{self.c("zone")}" {stroke}/>{words}</g>'
        )

    def edge(self, e: Edge) -> str:
        a = e.arrow
        dash = f' stroke-dasharray="{DASH[a.kind]}"' if DASH[a.kind] else ""
        wide = 1.2 if e.thin else 1.8
        return (
            f'<g class="flow" data-from="{safe(a.source)}" data-to="{safe(a.target)}" data-kind="{a.kind}" '
            f'data-order="{a.order}">' + self.arrow(a.kind, e.route, wide, dash) + "</g>"
        )

    def arrow(self, kind: str, route: Route, wide: float, dash: str) -> str:
        ink = self.c(FLOW_COLOUR[kind])
        cap = ' stroke-linecap="round"' if kind == "batch" else ""
        fill = {"event": "none", "control": self.c("page")}.get(kind, ink)
        return (
            f'<path d="{line(route, TRIM[kind])}" fill="none" stroke="{ink}" stroke-width="{wide}"{dash}{cap}/>'
            f'<path d="{head(kind, route)}" fill="{fill}" stroke="{ink}" stroke-width="1.3"/>'
        )

    def tag(self, e: Edge) -> str:
        tag, a = e.tag, e.arrow
        if not tag.lines and not tag.order:
            return ""
        lines, box = tag_words(e), number_box(e)
        under = ground(self.scene, tag.box)
        below = "".join(self.words(w, under) for w in lines) if tag.over else ""
        badge = self.number(box, a.order) if box else ""
        above = "".join(self.words(w) for w in lines)
        return (
            f'<g class="says" data-from="{safe(a.source)}" data-to="{safe(a.target)}" '
            f'data-order="{a.order}">{below}{badge}{above}</g>'
        )

    def number(self, box: Box, said: object) -> str:
        return (
            f'<rect x="{n(box.x)}" y="{n(box.y)}" width="18" height="16" rx="4" fill="{self.c("ink")}"/>'
            + self.words(number_words(box, said))
        )

    def node(self, node: Node) -> str:
        spot, box, p = node.spot, node.box, self.prefix
        line_name, slug = f"{spot.family}-line", spot.slug
        body, inner = outline(spot.family, box)
        ink = f'stroke="{self.c(line_name)}"'
        lines = f'<path d="{inner}" fill="none" {ink} stroke-width="1.2"/>' if inner else ""
        note = self.words(note_words(node, self.slot(f"{p}-note-{slug}:text")))
        at = icon_box(node)
        return (
            f'<g class="node" id="{p}-node-{slug}" role="button" tabindex="0" data-part="{safe(spot.key)}" '
            f'aria-label="{self.slot(f"{slug}:label")}"><title>{safe(spot.name)}</title>'
            f'<path class="body" d="{body}" fill="{self.c(spot.family)}" {ink} stroke-width="1.6"/>{lines}'
            f'<g transform="translate({n(at.x)} {n(at.y)}) scale(.875)" fill="none" '
            f'color="{self.c(line_name)}" {ink} stroke-width="1.9" stroke-linecap="round">{icon(spot.icon)}</g>'
            + self.words(name_words(node))
            + f'<g id="{p}-note-{slug}">{note}</g>'
            + (self.chip(node, line_name) if spot.chip else "")
            + "</g>"
        )

    def chip(self, node: Node, line_name: str) -> str:
        spot, box = f"{self.prefix}-chip-{node.spot.slug}", chip_box(node, 0.0)
        text = self.words(chip_words(node, self.slot(f"{spot}:text")))
        fill = self.c(line_name) if self.theme == "page" else self.slot(f"{spot}:fill|{line_name}")
        return (
            f'<g id="{spot}" class="chip {self.slot(f"{spot}:level")}"><rect x="{n(box.x)}" y="{n(box.y)}" '
            f'width="{self.slot(f"{spot}:width")}" height="18" rx="9" fill="{fill}"/>{text}</g>'
        )

    def legend(self) -> Iterable[str]:
        box = self.scene.legend_box
        yield (
            f'<g class="legend"><path d="{rounded(box, 8)}" fill="{self.c("page")}" '
            f'stroke="{self.c("zone-line")}" stroke-width=".8"/>'
        )
        yield from (self.sample(s) for s in self.scene.legend)
        yield "</g>"

    def sample(self, s: Sample) -> str:
        if s.what == "flow":
            dash = f' stroke-dasharray="{DASH[s.name]}"' if DASH[s.name] else ""
            drawn = self.arrow(s.name, Route("straight", ((s.x, s.y), (s.x + 44, s.y))), 1.8, dash)
        elif s.what == "order":
            drawn = self.number(Box(s.x, s.y - 8, 18, 16), "n")
        else:
            body, inner = outline(s.name, Box(s.x, s.y - 8, 25, 16))
            ink = f'stroke="{self.c(s.name + "-line")}"'
            drawn = f'<path d="{body}" fill="{self.c(s.name)}" {ink} stroke-width="1.3"/>'
            drawn += f'<path d="{inner}" fill="none" {ink} stroke-width="1"/>' if inner else ""
        return drawn + self.words(sample_words(s))
