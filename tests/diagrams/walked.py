"""An SVG of ours read back: every text and every line with the ground that was painted beneath it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from xml.etree import ElementTree

from diagrams._geometry import Box, Point
from diagrams._route import cubic
from diagrams._shapes import strokes
from diagrams._text import width

NUMBERS = re.compile(r"-?\d*\.?\d+")


@dataclass(frozen=True)
class Text:
    """A line of text, its tight box, its colour, and the colours beneath it."""

    said: str
    box: Box
    ink: str
    grounds: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """A drawn line or outline: its colour, its fill (none: ""), and the colours beside it or beneath it."""

    ink: str
    fill: str
    grounds: tuple[str, ...]
    at: Point


@dataclass(frozen=True)
class _Filled:
    corners: tuple[Point, ...]
    ink: str

    def holds(self, at: Point) -> bool:
        x, y = at
        inside = False
        for (ax, ay), (bx, by) in zip(self.corners, (*self.corners[1:], self.corners[0]), strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside


@dataclass(frozen=True)
class Walked:
    """What a picture shows."""

    texts: tuple[Text, ...]
    lines: tuple[Line, ...]
    size: tuple[float, float]


@lru_cache(maxsize=512)
def walked(svg: str) -> Walked:
    """A light or dark picture, walked in the order in which it is painted."""
    root = ElementTree.fromstring(svg)
    wide, high = (float(v) for v in root.get("viewBox", "").split()[2:])
    walk = _Walk([_Filled(((0, 0), (wide, 0), (wide, high), (0, high)), "")])
    for child in root:
        walk.element(child)
    return Walked(tuple(walk.texts), tuple(walk.lines), (wide, high))


class _Walk:
    def __init__(self, painted: list[_Filled]) -> None:
        self.painted, self.texts, self.lines = painted, list[Text](), list[Line]()

    def ground(self, at: Point) -> str:
        return next(shape.ink for shape in reversed(self.painted) if shape.holds(at))

    def element(self, node: ElementTree.Element) -> None:
        tag = node.tag.rpartition("}")[2]
        if node.get("display") == "none" or node.get("visibility") == "hidden":
            return
        if tag == "g" and "scale" in node.get("transform", ""):
            self.icon(node)
        elif tag == "g":
            for child in node:
                self.element(child)
        elif tag == "rect" and node.get("width", "").endswith("%"):
            self.painted[0] = _Filled(self.painted[0].corners, node.get("fill", ""))
        elif tag == "rect":
            x, y, w, h = (float(node.get(name, "0")) for name in ("x", "y", "width", "height"))
            self.shape(node, [[(x, y), (x + w, y), (x + w, y + h), (x, y + h)]], closed=True)
        elif tag == "path":
            self.shape(node, list(_chains(node)), closed="z" in node.get("d", ""))
        elif tag == "text":
            self.text(node)

    def icon(self, node: ElementTree.Element) -> None:
        x, y, scale = (float(v) for v in NUMBERS.findall(node.get("transform", "")))
        at = (x + 12 * scale, y + 12 * scale)
        self.lines.append(Line(node.get("stroke", ""), "", (self.ground(at),), at))

    def shape(self, node: ElementTree.Element, chains: list[list[Point]], closed: bool) -> None:
        fill, ink = node.get("fill", ""), node.get("stroke", "")
        fill = "" if fill == "none" else fill
        if ink:
            spots = [spot for chain in chains for spot in _beside(chain, closed)]
            inside = [s for s in spots if all(0 <= v for v in s)]
            self.lines.append(Line(ink, fill, tuple(dict.fromkeys(map(self.ground, inside))), chains[0][0]))
        if fill:
            self.painted += [_Filled(tuple(chain), fill) for chain in chains]

    def text(self, node: ElementTree.Element) -> None:
        said, size = node.text or "", float(node.get("font-size", "0"))
        wide = width(said, size, bold=node.get("font-weight") == "700")
        x, y = float(node.get("x", "0")), float(node.get("y", "0"))
        x -= {"middle": wide / 2, "end": wide}.get(node.get("text-anchor", ""), 0.0)
        box = Box(x, y - 0.72 * size, wide, 0.9 * size)
        if node.get("stroke"):
            around = box.grown(2)
            self.painted.append(_Filled(around.corners[:4], node.get("fill", "")))
        elif said.strip():
            spots = [(box.x + box.w * share, box.cy + up) for share in (0.02, 0.3, 0.7, 0.98) for up in (-3, 3)]
            self.texts.append(Text(said, box, node.get("fill", ""), tuple(dict.fromkeys(map(self.ground, spots)))))


def _chains(node: ElementTree.Element) -> Iterator[list[Point]]:
    """A path as chains of points, moved by its own translation."""
    dx, dy = (float(v) for v in NUMBERS.findall(node.get("transform", "translate(0 0)")))
    chain: list[Point] = []
    for letter, points in strokes(node.get("d", "")):
        moved = [(x + dx, y + dy) for x, y in points]
        if letter == "M" and chain:
            yield chain
            chain = []
        if letter == "C":
            chain += [cubic((chain[-1], *moved), i / 4) for i in (1, 2, 3, 4)]
        else:
            chain += moved
    yield chain


def _beside(chain: list[Point], closed: bool) -> Iterator[Point]:
    """Points just outside a closed outline, or on an open line: the middle of each piece that is long enough."""
    ends = [*chain, chain[0]] if closed else chain
    turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ends))
    for (ax, ay), (bx, by) in pairwise(ends):
        far = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        if far > 3:
            off = (2.0 if turn > 0 else -2.0) if closed else 0.0
            yield (ax + bx) / 2 + off * (by - ay) / far, (ay + by) / 2 - off * (bx - ax) / far
