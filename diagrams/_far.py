"""What a page draws larger while it shows the picture small: names, badges, the words on arrows, the names of zones.

A part's note then gives way to its name. Nothing may touch what it did not touch before: each label grows as far as
there is room, from the side on which it has some.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ._geometry import Box, Point, Segment, hits, segments
from ._live import FAR, room
from ._scene import Edge, Node, Scene, ZoneBox
from ._text import width
from ._theme import FLOW_COLOUR
from ._words import Words, chip_box, lid

SIZES = (20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0)
SPACING, GAP, EDGE = 1.08, 1.5, 3.6
CHIP_HEIGHT = 18.0 * FAR
GROWTH = (1.4, 1.25, 1.12)


@dataclass(frozen=True)
class Grown:
    """A change of size about a point that stays."""

    times: float
    about: Point

    def of(self, box: Box) -> Box:
        """The box as it is drawn."""
        (x, y), k = self.about, self.times
        return Box(x + (box.x - x) * k, y + (box.y - y) * k, box.w * k, box.h * k)


PLAIN = Grown(1.0, (0.0, 0.0))


def far_name(node: Node) -> tuple[Words, ...]:
    """A part's name in at most two lines, as large as the part has room for."""
    edge = EDGE / 2 if lid(node) else EDGE  # a lid takes room enough
    space = node.box.h - 2 * lid(node) - 2 * edge - (CHIP_HEIGHT + GAP if node.spot.chip else 0.0)
    for size in SIZES:
        lines = _lines(node.spot.name, size, room(node.spot))
        if lines and len(lines) * size * SPACING <= space:
            break
    else:
        return ()
    high = len(lines) * size * SPACING
    x, top = chip_box(node, 0.0).x, node.box.cy + lid(node) / 2 - _block(node, high) / 2
    return tuple(
        Words(text, x, top + size * (0.86 + SPACING * i), size, "ink", bold=True) for i, text in enumerate(lines)
    )


def far_chip(node: Node) -> Point:
    """Where the upper left corner of a part's badge stands."""
    names = far_name(node)
    near = chip_box(node, 0.0)
    if not names:
        return near.x, near.y
    high = len(names) * names[0].size * SPACING
    return near.x, node.box.cy + lid(node) / 2 - _block(node, high) / 2 + high + GAP


def _block(node: Node, names: float) -> float:
    return names + (CHIP_HEIGHT + GAP if node.spot.chip else 0.0)


def _lines(name: str, size: float, space: float) -> tuple[str, ...]:
    """The name in one line, or in two as even as its words allow; nothing where it does not fit."""
    if width(name, size, True) <= space:
        return (name,)
    words = name.split()
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    best = min(cuts, key=lambda cut: max(width(line, size, True) for line in cut), default=None)
    return best if best and all(width(line, size, True) <= space for line in best) else ()


def far_tags(scene: Scene) -> tuple[Grown, ...]:
    """How far the label of each arrow grows, in the order of the arrows."""
    lines = [segments(e.route.flat) for e in scene.edges]
    parts = [n.box.grown(2) for n in scene.nodes]
    headers = [z.words for z in scene.zones]
    boxes = [e.tag.box for e in scene.edges]
    limits = Box(4, 0, scene.width - 8, scene.legend_box.y)
    found: list[Grown] = []
    for i, edge in enumerate(scene.edges):
        others = [*parts, *headers, *(b.grown(3) for j, b in enumerate(boxes) if j != i)]
        crossed = [s for j, ss in enumerate(lines) if j != i or not edge.tag.stacked for s in ss]
        met = {s for s in crossed if hits(s, edge.tag.box)}
        grown = next(
            (
                g
                for g in _options(edge.tag.box, edge.tag.stacked)
                if _free(g.of(edge.tag.box), others, crossed, met, limits)
            ),
            PLAIN,
        )
        found.append(grown)
        boxes[i] = grown.of(boxes[i])
    return tuple(found)


@dataclass(frozen=True)
class Stack:
    """A numbered label laid out anew: its number on the line, its words above it."""

    number: Box
    words: Words | None


def far_stacks(scene: Scene, grown: Sequence[Grown]) -> dict[int, Stack]:
    """The numbered labels that cannot grow where they stand, but can so; by the place of their arrow."""
    boxes = [g.of(e.tag.box) for g, e in zip(grown, scene.edges, strict=True)]
    parts = [n.box.grown(1) for n in scene.nodes]
    found: dict[int, Stack] = {}
    for i, edge in enumerate(scene.edges):
        if grown[i].times > 1 or not edge.arrow.order:
            continue
        others = [*parts, *(z.words for z in scene.zones), *(b for j, b in enumerate(boxes) if j != i)]
        lines = [s for j, e in enumerate(scene.edges) if j != i for s in segments(e.route.flat)]
        stack = next((s for s in _stacks(edge) if _stands(s, others, lines)), None)
        if stack is not None:
            found[i] = stack
            boxes[i] = _hull(stack)
    return found


def _stacks(edge: Edge) -> Iterator[Stack]:
    """The number in the middle of a level arrow, its words above it as large as may be, or below it."""
    points = edge.route.flat
    level = abs(points[0][1] - points[-1][1]) < 1 and len(points) == 2
    if not level:
        return
    x, y = (points[0][0] + points[-1][0]) / 2, points[0][1]
    number = Box(x - 12, y - 10.5, 24, 21)
    for size in (16.0, 15.0, 14.0, 13.0):
        for baseline in (y - 15, y + 12 + size):
            text = edge.arrow.says
            ink = FLOW_COLOUR[edge.arrow.kind]
            yield Stack(number, Words(text, x, baseline, size, ink, centred=True) if text else None)


def _hull(stack: Stack) -> Box:
    if stack.words is None:
        return stack.number
    w = stack.words
    top, bottom = min(stack.number.y, w.y - w.size), max(stack.number.bottom, w.y + 3)
    wide = max(w.width, stack.number.w)
    return Box(stack.number.cx - wide / 2, top, wide, bottom - top)


def _stands(stack: Stack, others: Sequence[Box], lines: Sequence[Segment]) -> bool:
    box = _hull(stack)
    return not any(box.overlaps(o) for o in others) and not any(hits(s, box) for s in lines)


def _options(box: Box, stacked: bool) -> Iterator[Grown]:
    sides: tuple[Point, ...] = (
        (box.cx, box.cy),
        (box.x, box.cy),
        (box.right, box.cy),
        (box.cx, box.bottom),
        (box.cx, box.y),
        (box.x, box.bottom),
        (box.x, box.y),
        (box.right, box.bottom),
        (box.right, box.y),
    )
    for times in GROWTH:
        yield from (Grown(times, side) for side in (((box.cx, box.bottom - 8),) if stacked else sides))


def _free(box: Box, others: Sequence[Box], lines: Sequence[Segment], met: set[Segment], limits: Box) -> bool:
    inside = limits.x <= box.x and box.right <= limits.right and limits.y <= box.y and box.bottom <= limits.bottom
    return (
        inside
        and not any(box.overlaps(other) for other in others)
        and not any(hits(s, box) for s in lines if s not in met)
    )


def far_zone(scene: Scene, zone: ZoneBox) -> Grown:
    """How far the name and the note of a zone grow."""
    lines = [s for e in scene.edges for s in segments(e.route.flat)]
    near = [n.box.grown(2) for n in scene.nodes]
    limits = Box(zone.box.x, zone.box.y, zone.box.w - 6, zone.box.h)
    options = (Grown(times, (zone.words.x, zone.words.cy + 2)) for times in (1.35, 1.2, 1.1))
    return next((g for g in options if _free(g.of(zone.words), near, lines, set(), limits)), PLAIN)
