"""The words on the arrows: beside their line, off every part, header and other label. Deterministic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product
from math import hypot

from ._geometry import Box, Point, Segment, hits, length, touches
from ._route import Route, head_box
from ._text import width, wrapped

SIZE, LINE, ROOM = 12.0, 14.0, 92.0
NUMBER = 18.0
"""The side of the square that holds a step's number, and the air after it."""
CLASH, FURTHER = 1000.0, 200.0
"""What it costs to lie on something, and to stand where no label would stand of its own accord."""
GRID = range(-72, 73, 8)
ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)


@dataclass(frozen=True)
class Tag:
    """A label in its place: at most two lines of words, the number of the step (0: none).

    `over` is true where a line runs beneath it, so that it needs a halo; `stacked` where the words stand above the
    number, which then sits on the line.
    """

    box: Box
    lines: tuple[str, ...]
    order: int
    over: bool = False
    stacked: bool = False

    @property
    def inked(self) -> tuple[Box, ...]:
        """What of its box is written on."""
        return _inked(self.box, self.lines, self.stacked)


def tags(
    said: Sequence[tuple[str, int]],
    routes: Sequence[Route],
    parts: Sequence[Box],
    headers: Sequence[Box],
    zones: Sequence[Box],
    limits: Box,
) -> list[Tag]:
    """A label for each arrow; those with the shortest arrows choose first."""
    lines = [(r.around, r.pieces) for r in routes]
    tips = [_sides(head_box(r)) for r in routes]
    fixed = [_sides(b) for b in (*(b.grown(2) for b in parts), *headers)]
    placed: dict[int, Tag] = {}
    for i in sorted(range(len(routes)), key=lambda i: (length(routes[i].flat), i)):
        words, order = said[i]
        blocked = [*fixed, *(_sides(t.box.grown(6)) for t in placed.values())]
        others = [line for j, line in enumerate(lines) if j != i]
        placed[i] = _placed(words, order, routes[i], blocked, tips, others, lines[i][1], zones, limits)
    return [placed[i] for i in range(len(routes))]


def size_of(lines: tuple[str, ...], order: int, stacked: bool = False) -> tuple[float, float]:
    """How much room a label takes, px."""
    words = max((width(line, SIZE) for line in lines), default=0.0)
    high = LINE * len(lines)
    if stacked:
        return max(words, NUMBER), high + NUMBER - 2
    lead = NUMBER if order else 0.0
    gap = 4.0 if order and words else 0.0
    return lead + gap + words, max(high, NUMBER - 2 if order else 0.0)


def _placed(
    words: str,
    order: int,
    route: Route,
    blocked: Sequence[Segment],
    tips: Sequence[Segment],
    others: Sequence[tuple[Segment, list[Segment]]],
    own: Sequence[Segment],
    zones: Sequence[Box],
    limits: Box,
) -> Tag:
    best: tuple[float, Tag] | None = None
    for lines, stacked, cost, box in chain(_options(words, order, route.flat), _further(words, order, route.flat)):
        if cost >= FURTHER and best is not None and best[0] < CLASH:
            break
        if best is not None and cost >= best[0]:
            continue
        cost += CLASH * _met(box, blocked)
        if best is not None and cost >= best[0]:
            continue
        cost += 500 * sum(_met(one, tips) for one in _inked(box, lines, stacked))
        if box.x < limits.x or box.right > limits.right or box.y < limits.y or box.bottom > limits.bottom:
            cost += CLASH
        if best is not None and cost >= best[0]:
            continue
        met = sum(hits(s, box) for around, line in others if touches(around, box) for s in line)
        mine = any(hits(s, box) for s in own) and not stacked
        borders = sum(_on_border(box, z) for z in zones)
        cost += 60 * met + 40 * mine + 25 * borders
        if best is None or cost < best[0]:
            best = (cost, Tag(box, lines, order, bool(met or mine or borders), stacked))
    assert best is not None  # there is always a spot, if a bad one
    return best[1]


def _options(words: str, order: int, points: Sequence[Point]) -> Iterator[tuple[tuple[str, ...], bool, float, Box]]:
    """Every way to write a label and every spot for it: lines, stacked or not, what it costs, where."""
    shapes = dict.fromkeys((wrapped(words, SIZE, 400.0, 1), wrapped(words, SIZE, ROOM))) if words else [()]
    for lines in shapes:
        w, h = size_of(lines, order)
        for cost, (x, y) in _spots(points, w, h):
            yield lines, False, cost + 6 * (len(lines) - 1), Box(x, y, w, h)
        if order and lines:
            w, h = size_of(lines, order, stacked=True)
            for rank, share in enumerate(ALONG):
                (x, y), (ux, _) = _at(points, share * length(tuple(points)))
                if abs(ux) > 0.94:
                    box = Box(x - w / 2, y - h + NUMBER / 2, w, h)
                    yield lines, True, 14 + 3.0 * rank + 6 * (len(lines) - 1), box


def _further(words: str, order: int, points: Sequence[Point]) -> Iterator[tuple[tuple[str, ...], bool, float, Box]]:
    """Spots on a grid about the line: for a label that would lie on something wherever it usually stands."""
    lines = wrapped(words, SIZE, ROOM) if words else ()
    w, h = size_of(lines, order)
    for share in ALONG[::2]:
        (x, y), _ = _at(points, share * length(tuple(points)))
        for dx, dy in product(GRID, GRID):
            yield lines, False, FURTHER + hypot(dx, dy), Box(x + dx - w / 2, y + dy - h / 2, w, h)


def _sides(box: Box) -> Segment:
    return box.x, box.y, box.right, box.bottom


def _met(box: Box, others: Sequence[Segment]) -> int:
    """How many of some boxes (left, top, right, bottom) share an area with a box: asked very often, so unrolled."""
    x, y, right, low = box.x, box.y, box.x + box.w, box.y + box.h
    return sum([left < right and x < far and top < low and y < bottom for left, top, far, bottom in others])


def _inked(box: Box, lines: tuple[str, ...], stacked: bool) -> tuple[Box, ...]:
    """What of a label's box is written on: of words that stand above their number, the words and the square."""
    if not stacked:
        return (box,)
    high = LINE * len(lines)
    return Box(box.x, box.y, box.w, high), Box(box.cx - NUMBER / 2, box.bottom - NUMBER + 2, NUMBER, NUMBER - 2)


def _on_border(box: Box, zone: Box) -> bool:
    inside = zone.x < box.x and box.right < zone.right and zone.y < box.y and box.bottom < zone.bottom
    return box.overlaps(zone) and not inside


def _spots(points: Sequence[Point], w: float, h: float) -> Iterator[tuple[float, Point]]:
    """Where a label may stand, with what it costs: near the middle and close to the line is cheapest."""
    total = length(tuple(points))
    for rank, share in enumerate(ALONG):
        (x, y), (ux, uy) = _at(points, share * total)
        for away in (5.0, 16.0, 30.0):
            cost = 3.0 * rank + (away - 5) * 1.5
            if abs(ux) > 0.94:
                spots = ((x - w / 2, y - h - away), (x - w / 2, y + away))
            elif abs(uy) > 0.94:
                spots = ((x + away + 2, y - h / 2), (x - w - away - 2, y - h / 2))
            elif ux * uy < 0:
                spots = ((x - w - away, y - h - 1), (x + away, y + 1))
            else:
                spots = ((x + away, y - h - 1), (x - w - away, y + 1))
            yield cost, spots[0]
            yield cost + 4, spots[1]


def _at(points: Sequence[Point], far: float) -> tuple[Point, Point]:
    """The point so far along a chain, and the way it goes there."""
    for p, q in pairwise(points):
        step = hypot(q[0] - p[0], q[1] - p[1])
        if step and far <= step:
            ux, uy = (q[0] - p[0]) / step, (q[1] - p[1]) / step
            return (p[0] + ux * far, p[1] + uy * far), (ux, uy)
        far -= step
    p, q = points[-2], points[-1]
    step = hypot(q[0] - p[0], q[1] - p[1]) or 1.0
    return q, ((q[0] - p[0]) / step, (q[1] - p[1]) / step)
