"""The geometry of a picture, before any colour: where each part, zone, arrow and label lies.

A `Topology` is what decides the geometry (names, places, arrows; no number), so scenes are cached by it and a move that
only changes numbers computes none. Every writer (SVG, and others later) paints from the same scene.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from design import Design

from ._geometry import Box, Segment, hits, segments
from ._label import Tag, tags
from ._layout import Places, automatic
from ._route import Route
from ._router import routes
from ._text import fitted, width
from ._theme import FAMILIES, FLOWS
from ._unpinned import places_of

COLUMN, ROW = 266.0, 138.0
NODE_WIDTH, NODE_HEIGHT = 198.0, 74.0
MARGIN, TITLE = 26.0, 74.0
PAD, HEADER, FOOT = 16.0, 32.0, 12.0
LEAST_WIDTH = 760.0
ON_BORDER, ON_STRIP = 50.0, 110.0
"""What it costs an arrow to run along a zone's border, and along the line where its name stands."""


@dataclass(frozen=True)
class Spot:
    """A part as far as the geometry cares. `slug` is its key as an id can hold it."""

    name: str
    key: str
    slug: str
    family: str
    icon: str
    chip: bool
    place: tuple[float, float] | None


@dataclass(frozen=True)
class Arrow:
    """A flow as far as the geometry cares; ends by key."""

    key: str
    source: str
    target: str
    kind: str
    says: str
    order: int


@dataclass(frozen=True)
class Plane:
    """A zone as far as the geometry cares; members by key."""

    name: str
    note: str
    members: tuple[str, ...]
    critical: bool


@dataclass(frozen=True)
class Topology:
    """Everything that decides the geometry. `frame` is the hull (columns, rows) of all the places of the case."""

    title: str
    spots: tuple[Spot, ...]
    arrows: tuple[Arrow, ...]
    planes: tuple[Plane, ...]
    frame: tuple[float, float, float, float] | None


@dataclass(frozen=True)
class Node:
    """A part in its place."""

    spot: Spot
    box: Box


@dataclass(frozen=True)
class ZoneBox:
    """A zone's closed box. `words`: where its name and note stand, side by side or, where that is narrow, stacked."""

    plane: Plane
    box: Box
    words: Box
    title: str
    note: str
    below: bool

    @property
    def strip(self) -> Segment:
        """The line along which its words may move: arrows had better cross it than follow it."""
        return (self.box.x, self.words.cy, self.box.right, self.words.cy)


@dataclass(frozen=True)
class Edge:
    """A routed arrow with its label. `thin` marks what flows back."""

    arrow: Arrow
    route: Route
    tag: Tag
    thin: bool


@dataclass(frozen=True)
class Sample:
    """One entry of the legend: `flow`, `order` or `family`, and where its line of text begins."""

    what: str
    name: str
    words: str
    x: float
    y: float


@dataclass(frozen=True)
class Scene:
    """A whole picture's geometry, px."""

    topology: Topology
    width: float
    height: float
    nodes: tuple[Node, ...]
    zones: tuple[ZoneBox, ...]
    edges: tuple[Edge, ...]
    legend: tuple[Sample, ...]
    legend_box: Box

    @property
    def node(self) -> Mapping[str, Node]:
        """The parts by key."""
        return {n.spot.key: n for n in self.nodes}


def topology_of(design: Design) -> Topology:
    """What of a design decides its geometry."""
    graph, places = design.graph, design.case.places
    if any(p.name not in places for p in graph.parts):
        places = places_of(design)
    spots = tuple(
        Spot(
            p.name,
            p.key,
            _slug(p.key, i),
            p.family,
            p.icon,
            bool(p.badge) and design.ledger.get(f"{p.key}.{p.badge}") is not None,
            places.get(p.name),
        )
        for i, p in enumerate(graph.parts)
    )
    arrows = tuple(
        Arrow(f.key, f.source.key, f.target.key, f.link.kind, f.link.says, f.link.order) for f in graph.flows
    )
    keys = {p.name: p.key for p in graph.parts}
    planes = tuple(Plane(z.name, z.note, tuple(keys[m] for m in z.members), z.critical) for z in graph.zones)
    columns = [c for c, _ in places.values()]
    rows = [r for _, r in places.values()]
    frame = (min(columns), min(rows), max(columns), max(rows)) if places else None
    return Topology(design.case.title, spots, arrows, planes, frame)


def _slug(key: str, place: int) -> str:
    return (
        key if key.isascii() and key.isalnum() else f"{''.join(c for c in key if c.isascii() and c.isalnum())}_{place}"
    )


@lru_cache(maxsize=256)
def scene_of(topology: Topology) -> Scene:
    """The geometry of a topology. A part stands at its place whatever else is there; all else is laid round it."""
    nodes, frame = _nodes(topology)
    columns, rows = frame
    breadth = max(LEAST_WIDTH, 2 * (MARGIN + PAD) + columns * COLUMN + NODE_WIDTH)
    bottom = TITLE + HEADER + rows * ROW + NODE_HEIGHT + FOOT
    zones = tuple(z for plane in topology.planes if (z := _zone(plane, nodes)) is not None)
    boxes = {n.spot.key: n.box for n in nodes}
    limits = Box(8, TITLE - 6, breadth - 16, bottom - TITLE + 14)
    rails = [(s, ON_BORDER) for z in zones for s in segments(z.box.corners)]
    rails += [(z.strip, ON_STRIP) for z in zones]
    ways = routes(boxes, [(a.source, a.target) for a in topology.arrows], [z.words for z in zones], rails, limits)
    lines = [s for way in ways for s in segments(way.flat)]
    zones = tuple(_clear(z, lines) for z in zones)
    labels = tags(
        [(a.says, a.order) for a in topology.arrows],
        ways,
        [n.box for n in nodes],
        [z.words for z in zones],
        [z.box for z in zones],
        limits,
    )
    edges = tuple(
        Edge(a, way, tag, a.kind == "control" or boxes[a.target].right < boxes[a.source].x)
        for a, way, tag in zip(topology.arrows, ways, labels, strict=True)
    )
    legend, box = _legend(topology, breadth, bottom + 16)
    return Scene(topology, breadth, box.bottom + MARGIN, nodes, zones, edges, legend, box)


def _nodes(topology: Topology) -> tuple[tuple[Node, ...], tuple[float, float]]:
    """Parts at their places, and how many columns and rows the picture spans."""
    places: Places = {s.key: s.place for s in topology.spots if s.place is not None}
    frame = topology.frame
    if frame is None or len(places) < len(topology.spots):
        names = tuple(s.key for s in topology.spots)
        ends = tuple((a.source, a.target) for a in topology.arrows)
        planes = tuple(p.members for p in topology.planes)
        places = automatic(names, ends, planes)
        frame = (
            min(c for c, _ in places.values()),
            min(r for _, r in places.values()),
            max(c for c, _ in places.values()),
            max(r for _, r in places.values()),
        )
    left, top, right, low = frame
    x, y = MARGIN + PAD, TITLE + HEADER

    def node(spot: Spot) -> Node:
        column, row = places[spot.key]
        return Node(spot, Box(x + (column - left) * COLUMN, y + (row - top) * ROW, NODE_WIDTH, NODE_HEIGHT))

    return tuple(node(s) for s in topology.spots), (right - left, low - top)


def _zone(plane: Plane, nodes: tuple[Node, ...]) -> ZoneBox | None:
    inside = [n.box for n in nodes if n.spot.key in plane.members]
    if not inside:
        return None
    left, right = min(b.x for b in inside) - PAD, max(b.right for b in inside) + PAD
    room = right - left - 2 * PAD
    title = fitted(plane.name, 13, room, bold=True)
    beside = room - width(title, 13, bold=True) - 10
    below = width(plane.note, 11) > beside
    top = min(b.y for b in inside) - HEADER - (6 if below else 0)
    box = Box(left, top, right - left, max(b.bottom for b in inside) + FOOT - top)
    note = fitted(plane.note, 11, room if below else beside)
    wides = (width(title, 13, bold=True), width(note, 11))
    wide = max(wides) if below else sum(wides) + 10
    words = Box(box.x + 12, box.y + 5, wide + 8, 30 if below else 20)
    return ZoneBox(plane, box, words, title, note, below)


def _clear(zone: ZoneBox, lines: list[Segment]) -> ZoneBox:
    """The zone with its words moved right, along its upper side, to where no arrow runs through them.

    Where there is no such place for name and note, the name goes alone.
    """
    short = replace(zone.words, w=width(zone.title, 13, bold=True) + 8, h=20)
    alone = replace(zone, words=short, note="", below=False)
    return next((moved for z in (zone, alone) if (moved := _moved(z, lines))), zone)


def _moved(zone: ZoneBox, lines: list[Segment]) -> ZoneBox | None:
    words, step = zone.words, 8.0
    while words.right < zone.box.right - 8:
        if not any(hits(line, words.grown(6)) for line in lines):
            return replace(zone, words=words)
        words = replace(words, x=words.x + step)
    return None


def _legend(topology: Topology, breadth: float, top: float) -> tuple[tuple[Sample, ...], Box]:
    """The legend, a strip below the picture: only what is used, as many lines as it takes."""
    kinds = {a.kind for a in topology.arrows}
    families = {s.family for s in topology.spots}
    wanted = [("flow", k, words) for k, words in FLOWS.items() if k in kinds]
    if any(a.order for a in topology.arrows):
        wanted.append(("order", "", "Order of steps"))
    wanted += [("family", f, words) for f, words in FAMILIES.items() if f in families]
    lead = {"flow": 52, "order": 24, "family": 32}
    wides = [lead[what] + width(words, 11.5) + 22 for what, _, words in wanted]
    samples, x, y = [], MARGIN + 14, top + 19
    for i, ((what, name, words), wide) in enumerate(zip(wanted, wides, strict=True)):
        turns = what == "family" and wanted[i - 1][0] != "family"
        if x + wide > breadth - MARGIN or turns:
            x, y = MARGIN + 14, y + 24
        samples.append(Sample(what, name, words, x, y))
        x += wide
    return tuple(samples), Box(MARGIN, top, breadth - 2 * MARGIN, y + 19 - top)
