"""A scene painted as SVG. What is live is left as slots (between NUL characters) for `filled` to fill in.

Every string of a user or a model goes through `safe`; ids begin with a prefix, so two pictures can share a page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from ._brush import SLOT, Brush, safe
from ._far import PLAIN, Grown, Stack, far_chip, far_name, far_stacks, far_tags, far_zone
from ._geometry import Box
from ._icons import icon
from ._live import CHIP_SIZE, FAR, TEXT_LEFT, said_flows
from ._overlay import SIGNS, Overlay, Reading
from ._picture import Live
from ._route import Route
from ._scene import TITLE, Edge, Node, Sample, Scene, Topology, ZoneBox, scene_of
from ._shapes import line, n, outline, rounded
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
    sample_words,
    subtitle_words,
    tag_words,
    title_words,
    zone_words,
)

KEY = 30.0
"""How much higher a picture is with the strip that says what an overlay's levels mean, px."""


def across(node: Node, wide: float) -> Box:
    """Where an overlay's chip stands on a part that has no place for a badge: across its lower side."""
    return Box(node.box.x + TEXT_LEFT, node.box.bottom - 9, wide, 18)


@dataclass(frozen=True)
class Painted:
    """A picture without its live bits: pieces of SVG with a slot's address between each two."""

    pieces: tuple[str, ...]
    shape: str
    scene: Scene


@lru_cache(maxsize=128)
def painted(topology: Topology, theme: Theme, prefix: str) -> Painted:
    """The picture of a topology, live bits left out."""
    return painted_over(topology, theme, prefix, None)


def painted_over(topology: Topology, theme: Theme, prefix: str, overlay: Overlay | None) -> Painted:
    """The same with an overlay in place of the badges: its chips stand for good, only the notes are live."""
    scene = scene_of(topology)
    text = "".join(_Painter(scene, theme, prefix, overlay).svg())
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


class _Painter(Brush):
    """Paints one scene in one theme, with an overlay or with the badges."""

    def __init__(self, scene: Scene, theme: Theme, prefix: str, overlay: Overlay | None) -> None:
        super().__init__(theme, prefix)
        self.scene, self.overlay = scene, overlay
        self.grown = far_tags(scene) if self.page else (PLAIN,) * len(scene.edges)
        self.stacks = far_stacks(scene, self.grown) if self.page else {}

    def svg(self) -> Iterable[str]:
        s, p = self.scene, self.prefix
        high = s.height + (KEY if self.overlay else 0.0)
        size = 'width="100%"' if self.page else f'width="{n(s.width)}" height="{n(high)}"'
        fit = f"8 {n(TITLE - 10)} {n(s.width - 16)} {n(s.legend_box.y - TITLE + 2)}"
        themed = f' data-theme="light" data-fit="{fit}"' if self.page else ""
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" id="{p}" class="ml-diagram" {size}{themed} '
            f'viewBox="0 0 {n(s.width)} {n(high)}" role="group" aria-roledescription="diagram" '
            f'aria-labelledby="{p}-title {p}-desc" font-family="{FAMILY}" stroke-linejoin="round">'
        )
        yield f'<title id="{p}-title">{safe(s.topology.title)}: architecture</title>'
        names = ", ".join(node.spot.name for node in s.nodes)
        yield f'<desc id="{p}-desc">{safe(f"Parts: {names}. {said_flows(s)}")}</desc>'
        if self.page:
            yield f"<style>{style(p)}</style>"
        yield f'<rect class="paper" width="100%" height="100%" fill="{self.c("page")}"/>'
        yield from self.title()
        yield from (self.zone(z) for z in s.zones)
        yield from (self.edge(i, e) for i, e in enumerate(s.edges))
        yield from (self.node(node) for node in s.nodes)
        yield from (self.tag(i, e) for i, e in enumerate(s.edges))
        yield from self.legend()
        if self.overlay:
            yield from self.key(self.overlay)
        yield "</svg>"

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
        if self.page:
            words = f"<g{self.grows(far_zone(self.scene, z))}>{words}</g>"
        return (
            f'<g class="zone" data-zone="{safe(z.plane.name)}"><path d="{rounded(z.box, 12)}" '
            f'fill="{self.c("zone")}" {stroke}/>{words}</g>'
        )

    def edge(self, place: int, e: Edge) -> str:
        a = e.arrow
        dash = f' stroke-dasharray="{DASH[a.kind]}"' if DASH[a.kind] else ""
        wide = 1.2 if e.thin else 1.8
        read = self.overlay.flows.get(a.key) if self.overlay else None
        ink = f"level-{read.level}-line" if read else FLOW_COLOUR[a.kind]
        near = f'<path class="near" d="{line(e.route, 0.0)}"/>' if self.page else ""
        return (
            f'<g class="flow" data-flow="{place}" data-from="{safe(a.source)}" data-to="{safe(a.target)}" '
            f'data-kind="{a.kind}" data-order="{a.order}"{self.faded(read, bool(self.overlay and self.overlay.flows))}>'
            + near
            + self.arrow(a.kind, e.route, wide + (0.8 if read else 0.0), dash, ink)
            + "</g>"
        )

    def tag(self, place: int, e: Edge) -> str:
        tag, a = e.tag, e.arrow
        if not tag.lines and not tag.order:
            return ""
        lines, box = tag_words(e), number_box(e)
        under = ground(self.scene, tag.box)
        below = "".join(self.words(w, under) for w in lines) if tag.over else ""
        badge = self.number(box, a.order) if box else ""
        above = "".join(self.words(w) for w in lines)
        stack = self.stacks.get(place)
        if stack is not None:
            return self.says(place, e, self.stacked(stack, a.order, f"{below}{badge}{above}"))
        return self.says(place, e, f"{below}{badge}{above}")

    def says(self, place: int, e: Edge, inside: str) -> str:
        a = e.arrow
        read = self.overlay.flows.get(a.key) if self.overlay else None
        return (
            f'<g class="says" data-flow="{place}" data-from="{safe(a.source)}" data-to="{safe(a.target)}" '
            f'data-order="{a.order}"{self.faded(read, bool(self.overlay and self.overlay.flows))}'
            f"{self.grows(self.grown[place])}>{inside}</g>"
        )

    def stacked(self, stack: Stack, order: int, near: str) -> str:
        """A label as it stands, and as it is laid out anew where the page shows the picture small."""
        k, words = FAR, ""
        if stack.words is not None:
            under = ground(self.scene, stack.number)
            words = self.words(stack.words, under) + self.words(stack.words)
        x, y = stack.number.cx, stack.number.cy
        moved = f'transform="translate({n(x - k * x)} {n(y - k * y)}) scale({k})"'
        number = f"<g {moved}>{self.number(Box(x - 9, y - 8, 18, 16), order)}</g>"
        return f'<g class="name">{near}</g><g class="far">{words}{number}</g>'

    def node(self, node: Node) -> str:
        """A part. On the page its label says all that it shows, and the page has words of its own for the pointer."""
        spot, box, p = node.spot, node.box, self.prefix
        read = self.overlay.parts.get(spot.key) if self.overlay else None
        fill = f"level-{read.level}" if read else spot.family
        line_name, slug = f"{fill}-line", spot.slug
        body, inner = outline(spot.family, box)
        ink = f'stroke="{self.c(line_name)}"'
        lines = f'<path d="{inner}" fill="none" {ink} stroke-width="1.2"/>' if inner else ""
        note = self.words(note_words(node, self.slot(f"{p}-note-{slug}:text")))
        at = icon_box(node)
        return (
            f'<g class="node" id="{p}-node-{slug}" role="button" tabindex="0" data-part="{safe(spot.key)}" '
            f'aria-label="{self.slot(f"{slug}:label")}"{self.faded(read, self.overlay is not None)}>'
            + ('<g aria-hidden="true">' if self.page else f"<title>{safe(spot.name)}</title>")
            + f'<path class="body" d="{body}" fill="{self.c(fill)}" {ink} stroke-width="1.6"/>{lines}'
            f'<g transform="translate({n(at.x)} {n(at.y)}) scale(.875)" fill="none" '
            f'color="{self.c(line_name)}" {ink} stroke-width="1.9" stroke-linecap="round">{icon(spot.icon)}</g>'
            + self.name(node)
            + f'<g id="{p}-note-{slug}" class="note">{note}</g>'
            + (self.fixed_chip(node, read) if self.overlay else self.chip(node, line_name))
            + ("</g></g>" if self.page else "</g>")
        )

    def name(self, node: Node) -> str:
        near, far = self.words(name_words(node)), far_name(node) if self.page else ()
        if not far:
            return near
        return f'<g class="name">{near}</g><g class="far">{"".join(self.words(w) for w in far)}</g>'

    def chip(self, node: Node, line_name: str) -> str:
        """A part's badge; on the page, a part without one has an empty one for overlays, across its lower side."""
        if not node.spot.chip:
            return self.spare(node) if self.page else ""
        spot, box = f"{self.prefix}-chip-{node.spot.slug}", chip_box(node, 0.0)
        text = self.words(chip_words(node, self.slot(f"{spot}:text")))
        fill = self.c(line_name) if self.page else self.slot(f"{spot}:fill|{line_name}")
        x, y = far_chip(node)
        far = (
            f' style="--far:translate({n(x - FAR * box.x)}px,{n(y - FAR * box.y)}px) scale({FAR})"' if self.page else ""
        )
        return (
            f'<g id="{spot}" class="chip {self.slot(f"{spot}:level")}"{far}><rect x="{n(box.x)}" y="{n(box.y)}" '
            f'width="{self.slot(f"{spot}:width")}" height="18" rx="9" fill="{fill}"/>{text}</g>'
        )

    def spare(self, node: Node) -> str:
        box = across(node, 0.0)
        spot = f"{self.prefix}-chip-{node.spot.slug}"
        grown = self.grows(Grown(FAR, (box.x, box.cy)))
        return f'<g id="{spot}" class="chip spare" data-spare="yes"{grown}>{self.pill(box, "ink", "")}</g>'

    def fixed_chip(self, node: Node, read: Reading | None) -> str:
        if read is None:
            return ""
        box = chip_box(node, read.width) if node.spot.chip else across(node, read.width)
        return f'<g class="chip">{self.pill(box, f"level-{read.level}-line", read.chip)}</g>'

    def key(self, overlay: Overlay) -> Iterable[str]:
        """What the levels of an overlay mean: a strip below the legend, only of what is used."""
        x, y = self.scene.legend_box.x + 14, self.scene.legend_box.bottom + 24
        lead = Words(f"{overlay.label}:", x, y + 4, 11.5, "ink", bold=True)
        yield f'<g class="key">{self.words(lead)}'
        x += lead.width + 14
        for level, words in overlay.used:
            mark = Words(SIGNS[level], x + 8, y + 4, CHIP_SIZE, "chip-ink", bold=True)
            said = Words(words, x + 40, y + 4, 11.5, "ink")
            fill = self.c(f"level-{level}-line")
            yield f'<rect x="{n(x)}" y="{n(y - 8)}" width="34" height="16" rx="8" fill="{fill}"/>'
            yield self.words(mark) + self.words(said)
            x += 40 + said.width + 20
        if len(overlay.parts) < len(self.scene.nodes):
            yield self.words(Words("faded: has no such number", x, y + 4, 11.5, "muted"))
        yield "</g>"

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
            drawn = self.arrow(s.name, Route("straight", ((s.x, s.y), (s.x + 44, s.y))), 1.8, dash, FLOW_COLOUR[s.name])
        elif s.what == "order":
            drawn = self.number(Box(s.x, s.y - 8, 18, 16), "n")
        else:
            body, inner = outline(s.name, Box(s.x, s.y - 8, 25, 16))
            ink = f'stroke="{self.c(s.name + "-line")}"'
            drawn = f'<path d="{body}" fill="{self.c(s.name)}" {ink} stroke-width="1.3"/>'
            drawn += f'<path d="{inner}" fill="none" {ink} stroke-width="1"/>' if inner else ""
        mark = f' data-at="{n(s.x)} {n(s.y)}"' if self.page else ""
        return f'<g class="sample" data-what="{s.what}"{mark}>{drawn}{self.words(sample_words(s))}</g>'
