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
from ._label import LINE, SIZE
from ._live import CHIP_PAD, CHIP_SIZE, NOTE_SIZE, SUBTITLE_SIZE, TEXT_LEFT, room, said_flows
from ._picture import Live
from ._route import Route
from ._scene import MARGIN, Edge, Node, Sample, Scene, Topology, ZoneBox, scene_of
from ._shapes import TRIM, head, line, n, outline, rounded
from ._style import style
from ._text import FAMILY, fitted, shrunk, width
from ._theme import DASH, FLOW_COLOUR, Theme, colour

SLOT = "\0"
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff￾￿]")


def safe(text: str) -> str:
    """Text as XML can hold it, in an element or an attribute; control characters are dropped.

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

    def words(self, x: float, y: float, text: str, size: float, ink: str, bold: bool = False, more: str = "") -> str:
        weight = ' font-weight="700"' if bold else ""
        return (
            f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}"{weight} fill="{self.c(ink)}"{more}>'
            f"{text if isinstance(text, _Slot) else safe(text)}</text>"
        )

    def slot(self, address: str) -> _Slot:
        return _Slot(f"{SLOT}{address}{SLOT}")

    def title(self) -> Iterable[str]:
        title = fitted(self.scene.topology.title, 22, self.scene.width - 2 * MARGIN, bold=True)
        yield self.words(MARGIN, 36, title, 22, "ink", bold=True)
        spot = f"{self.prefix}-subtitle"
        text = self.words(MARGIN, 58, self.slot(f"{spot}:text"), SUBTITLE_SIZE, "muted")
        yield f'<g id="{spot}">{text}</g>'

    def zone(self, z: ZoneBox) -> str:
        line_colour, wide, dash = ("critical", 2.2, "") if z.plane.critical else ("zone-line", 1.2, "5 4")
        stroke = f'stroke="{self.c(line_colour)}" stroke-width="{wide}"' + (
            f' stroke-dasharray="{dash}"' if dash else ""
        )
        x, y = z.words.x + 4, z.box.y + 20
        title = self.words(x, y, z.title, 13, "ink", bold=True)
        at = (x, y + 14) if z.below else (x + width(z.title, 13, bold=True) + 10, y)
        note = self.words(*at, z.note, 11, "muted") if z.note else ""
        return (
            f'<g class="zone" data-zone="{safe(z.plane.name)}"><path d="{rounded(z.box, 12)}" '
            f'fill="{self.c("zone")}" {stroke}/>{title}{note}</g>'
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
        x, ink = tag.box.x, FLOW_COLOUR[a.kind]
        middle = tag.box.cy
        first = middle - LINE * len(tag.lines) / 2 + 11
        badge, anchor = "", ""
        if tag.stacked:
            badge, anchor = self.number(tag.box.cx - 9, tag.box.bottom - 8, a.order), ' text-anchor="middle"'
            x, first = tag.box.cx, tag.box.y + 11
        elif tag.order:
            badge = self.number(x, middle, a.order)
            x += 22
        lines = [(x, first + LINE * i, words) for i, words in enumerate(tag.lines)]
        under = "zone" if any(_holds(z.box, tag.box) for z in self.scene.zones) else "page"
        halo = f' stroke="{self.c(under)}" stroke-width="4"'
        below = "".join(self.words(*at, SIZE, under, more=halo + anchor) for at in lines) if tag.over else ""
        above = "".join(self.words(*at, SIZE, ink, more=anchor) for at in lines)
        return (
            f'<g class="says" data-from="{safe(a.source)}" data-to="{safe(a.target)}" '
            f'data-order="{a.order}">{below}{badge}{above}</g>'
        )

    def number(self, x: float, middle: float, said: object) -> str:
        return (
            f'<rect x="{n(x)}" y="{n(middle - 8)}" width="18" height="16" rx="4" fill="{self.c("ink")}"/>'
            + self.words(x + 9, middle + 4, str(said), 11, "page", True, ' text-anchor="middle"')
        )

    def node(self, node: Node) -> str:
        spot, box, p = node.spot, node.box, self.prefix
        line_name, slug = f"{spot.family}-line", spot.slug
        body, inner = outline(spot.family, box)
        lid = 5.5 if spot.family == "store" else 0.0
        x, y = box.x + TEXT_LEFT, box.y + lid + (22 if spot.chip else 33)
        name, size = shrunk(spot.name, (15, 14, 13, 12), room(spot), bold=True)
        ink = f'stroke="{self.c(line_name)}"'
        lines = f'<path d="{inner}" fill="none" {ink} stroke-width="1.2"/>' if inner else ""
        note = self.words(x, y + 16.5, self.slot(f"{p}-note-{slug}:text"), NOTE_SIZE, "muted")
        return (
            f'<g class="node" id="{p}-node-{slug}" role="button" tabindex="0" data-part="{safe(spot.key)}" '
            f'aria-label="{self.slot(f"{slug}:label")}"><title>{safe(spot.name)}</title>'
            f'<path class="body" d="{body}" fill="{self.c(spot.family)}" {ink} stroke-width="1.6"/>{lines}'
            f'<g transform="translate({n(box.x + 10)} {n(box.cy - 10 + lid / 2)}) scale(.875)" fill="none" '
            f'color="{self.c(line_name)}" {ink} stroke-width="1.9" stroke-linecap="round">{icon(spot.icon)}</g>'
            + self.words(x, y, name, size, "ink", bold=True)
            + f'<g id="{p}-note-{slug}">{note}</g>'
            + (self.chip(slug, line_name, x, y + 23) if spot.chip else "")
            + "</g>"
        )

    def chip(self, slug: str, line_name: str, x: float, y: float) -> str:
        spot = f"{self.prefix}-chip-{slug}"
        text = self.words(x + CHIP_PAD, y + 13, self.slot(f"{spot}:text"), CHIP_SIZE, "chip-ink", bold=True)
        fill = self.c(line_name) if self.theme == "page" else self.slot(f"{spot}:fill|{line_name}")
        return (
            f'<g id="{spot}" class="chip {self.slot(f"{spot}:level")}"><rect x="{n(x)}" y="{n(y)}" '
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
            lead = 52
        elif s.what == "order":
            drawn = self.number(s.x, s.y, "n")
            lead = 24
        else:
            body, inner = outline(s.name, Box(s.x, s.y - 8, 25, 16))
            ink = f'stroke="{self.c(s.name + "-line")}"'
            drawn = f'<path d="{body}" fill="{self.c(s.name)}" {ink} stroke-width="1.3"/>'
            drawn += f'<path d="{inner}" fill="none" {ink} stroke-width="1"/>' if inner else ""
            lead = 32
        return drawn + self.words(s.x + lead, s.y + 4, s.words, 11.5, "ink")


def _holds(outer: Box, inner: Box) -> bool:
    return outer.x <= inner.cx <= outer.right and outer.y <= inner.cy <= outer.bottom
