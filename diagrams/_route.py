"""Arrows on their way from part to part: round other parts, with few bends and few crossings.

For each arrow every pair of ports is tried as a straight line, an S-curve and a bent line, cheapest first (length,
bends, slant, ports already taken); a way through a foreign part is refused unless there is no other. Deterministic.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from typing import Literal, NamedTuple

from ._geometry import NEAR, Box, Point, Segment, crosses, hits, hull, runs_along, segments

Rail = tuple[Segment, float]
Shape = Literal["straight", "curve", "bent"]
SLOTS = {"r": (0.0, -19.0, 19.0), "l": (0.0, -19.0, 19.0), "t": (0.0, -44.0, 44.0), "b": (0.0, -44.0, 44.0)}
NORMAL = {"r": (1.0, 0.0), "l": (-1.0, 0.0), "t": (0.0, -1.0), "b": (0.0, 1.0)}
AIR = 9.0
"""How far an arrow keeps from a part that is not its own, px."""
BEND, TAKEN, OFF_CENTRE, CROSSING, ALONG, ON_WORDS, THROUGH = 34.0, 70.0, 5.0, 55.0, 160.0, 90.0, 1e6
LAST = 4 * THROUGH
"""What a straight line through everything costs: taken only where there is no other way."""
STUB = 18.0
HEAD, HALF_HEAD = 12.0, 4.5
"""How long the longest arrowhead is, and half of how wide, px."""
BESIDE = 9.0
"""An arrow nearer than this to a border that it runs along is taken for a border, px."""


@dataclass(frozen=True)
class Route:
    """An arrow's way: two points, the four points of a cubic, or the corners of a bent line."""

    shape: Shape
    points: tuple[Point, ...]

    @property
    def flat(self) -> tuple[Point, ...]:
        """The way as a chain of straight pieces."""
        if self.shape != "curve":
            return self.points
        return tuple(cubic(self.points, i / 10) for i in range(11))


@dataclass(frozen=True)
class Port:
    """Where an arrow touches a part."""

    side: str
    slot: float
    at: Point


def head_box(route: Route) -> Box:
    """The box round an arrow's head, whatever its kind."""
    tip = route.points[-1]
    before = cubic(route.points, 0.92) if route.shape == "curve" else route.points[-2]
    far = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    ux, uy = HEAD * (tip[0] - before[0]) / far, HEAD * (tip[1] - before[1]) / far
    side = HALF_HEAD / HEAD
    x, y, right, low = hull([tip, *((tip[0] - ux + k * uy, tip[1] - uy - k * ux) for k in (-side, side))])
    return Box(x, y, right - x, low - y)


class _Pair(NamedTuple):
    """A port to leave by and one to arrive at, what it costs to use them, how far apart they are along right angles."""

    a: Port
    b: Port
    cost: float
    apart: float

    @property
    def alike(self) -> bool:
        """True where both are on upright sides, or both on level ones."""
        return (self.a.side in "rl") == (self.b.side in "rl")


def cubic(p: Sequence[Point], t: float) -> Point:
    """A point on a cubic."""
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return (
        a * p[0][0] + b * p[1][0] + c * p[2][0] + d * p[3][0],
        a * p[0][1] + b * p[1][1] + c * p[2][1] + d * p[3][1],
    )


@dataclass(frozen=True)
class _Candidate:
    cost: float
    route: Route
    start: tuple[str, str, float]
    end: tuple[str, str, float]


def routes(
    boxes: Mapping[str, Box],
    ends: Sequence[tuple[str, str]],
    words: Sequence[Box],
    rails: Sequence[Rail],
    limits: Box,
) -> list[Route]:
    """A way for each pair of ends. `words` are zones' names, to keep off; `rails`, lines not to run along, each
    with what that costs; `limits`, the drawing area.
    """
    chosen: dict[int, _Candidate] = {}
    lanes = _lanes(boxes, limits)
    by_length = sorted(range(len(ends)), key=lambda i: (_apart(boxes[ends[i][0]], boxes[ends[i][1]]), i))
    for second in (False, True):
        for i in by_length:
            others = [c for j, c in chosen.items() if j != i]
            if not second or _meets(chosen[i], others):
                chosen[i] = _best(ends[i], boxes, others, words, rails, lanes)
    return [chosen[i].route for i in range(len(ends))]


def _meets(candidate: _Candidate, others: Sequence[_Candidate]) -> bool:
    """True where an arrow chosen early crosses, follows or shares a port with one that came later."""
    ports = {port for c in others for port in (c.start, c.end)}
    if candidate.start in ports or candidate.end in ports:
        return True
    own = segments(candidate.route.flat)
    theirs = [t for c in others for t in segments(c.route.flat)]
    return any(crosses(s, t) or runs_along(s, t) for s in own for t in theirs)


def _apart(a: Box, b: Box) -> float:
    return hypot(a.cx - b.cx, a.cy - b.cy)


def _lanes(boxes: Mapping[str, Box], limits: Box) -> tuple[list[float], list[float]]:
    """Where bent lines may run: beside every part, both ways; nearly equal ones once."""
    xs = sorted({v for b in boxes.values() for v in (b.x - 24, b.x - 36, b.right + 24, b.right + 36)})
    ys = sorted({v for b in boxes.values() for v in (b.y - 18, b.y - 33, b.bottom + 23, b.bottom + 33)})
    return (
        _thinned([x for x in xs if limits.x < x < limits.right]),
        _thinned([y for y in ys if limits.y < y < limits.bottom]),
    )


def _thinned(values: list[float]) -> list[float]:
    kept: list[float] = []
    for v in values:
        if not kept or v - kept[-1] > 4:
            kept.append(v)
    return kept


@lru_cache(maxsize=1024)
def _ports(box: Box) -> tuple[Port, ...]:
    edge = {"r": (box.right, box.cy), "l": (box.x, box.cy), "t": (box.cx, box.y), "b": (box.cx, box.bottom)}
    found = []
    for side, slots in SLOTS.items():
        x, y = edge[side]
        for slot in slots:
            found.append(Port(side, slot, (x, y + slot) if side in "rl" else (x + slot, y)))
    return tuple(found)


def _best(
    ends: tuple[str, str],
    boxes: Mapping[str, Box],
    others: list[_Candidate],
    words: Sequence[Box],
    rails: Sequence[Rail],
    lanes: tuple[list[float], list[float]],
) -> _Candidate:
    source, target = ends
    taken = {port for c in others for port in (c.start, c.end)}
    parts = [b.grown(AIR) for key, b in boxes.items() if key not in ends]
    parts += [boxes[source].grown(-2), boxes[target].grown(-2)]
    solid = [((b.x, b.y, b.right, b.bottom), b) for b in parts]
    lines = [(hull(c.route.points), segments(c.route.flat)) for c in others]
    best: _Candidate | None = None

    def sift(candidates: list[_Candidate]) -> None:
        nonlocal best
        for c in sorted(candidates, key=lambda c: c.cost):
            if best is not None and c.cost >= best.cost:
                return
            bound = best.cost if best is not None else float("inf")
            full = _full_cost(c, solid, lines, words, rails, bound)
            if best is None or full < best.cost:
                best = _Candidate(full, c.route, c.start, c.end)

    arrivals = _priced(boxes[target], target, taken)
    pairs = [
        _Pair(a, b, cost_a + cost_b, abs(a.at[0] - b.at[0]) + abs(a.at[1] - b.at[1]))
        for a, cost_a in _priced(boxes[source], source, taken)
        for b, cost_b in arrivals
    ]
    sift([c for pair in pairs for c in _direct(pair, source, target)])
    for corners in (1, 2, 3):
        ceiling = best.cost if best is not None else LAST
        fixed = BEND * corners
        near = [p for p in pairs if p.alike == (corners == 2) and p.apart + p.cost + fixed < ceiling]
        sift([c for pair in near for c in _bent(pair, corners, ends, lanes, ceiling)])
    if best is None:
        sift([_Candidate(LAST, Route("straight", (p.a.at, p.b.at)), *_keyed(p, source, target)) for p in pairs])
    assert best is not None  # there are pairs of ports
    return best


def _priced(box: Box, key: str, taken: set[tuple[str, str, float]]) -> list[tuple[Port, float]]:
    """Each port of a part with what it costs to use it."""
    return [(port, _port_cost(port, key, taken)) for port in _ports(box)]


def _keyed(pair: _Pair, source: str, target: str) -> tuple[tuple[str, str, float], tuple[str, str, float]]:
    return (source, pair.a.side, pair.a.slot), (target, pair.b.side, pair.b.slot)


def _port_cost(port: Port, key: str, taken: set[tuple[str, str, float]]) -> float:
    return (TAKEN if (key, port.side, port.slot) in taken else 0.0) + (OFF_CENTRE if port.slot else 0.0)


def _direct(pair: _Pair, source: str, target: str) -> Iterator[_Candidate]:
    """The straight line and the S-curve between two ports, where they leave and arrive outward."""
    a, b, cost = pair.a, pair.b, pair.cost
    (px, py), (qx, qy) = a.at, b.at
    dx, dy = qx - px, qy - py
    n, m = NORMAL[a.side], NORMAL[b.side]
    out, back = n[0] * dx + n[1] * dy, -(m[0] * dx + m[1] * dy)
    if out <= 0 or back <= 0:
        return
    far = hypot(dx, dy)
    least = min(abs(dx), abs(dy))
    if out > 0.45 * far and back > 0.45 * far:
        slant = 0.0 if least < 1 else 22 + 0.12 * far + (40 if least < 26 else 0)
        yield _Candidate(far + slant + cost, Route("straight", (a.at, b.at)), *_keyed(pair, source, target))
    if pair.alike and out > 30 and back > 30 and least >= 1:
        pull = 0.5 * out
        points = (a.at, (px + n[0] * pull, py + n[1] * pull), (qx + m[0] * pull, qy + m[1] * pull), b.at)
        side = abs(dy) if a.side in "rl" else abs(dx)
        steep = max(0.0, side - 1.5 * out) * 0.5
        yield _Candidate(far * 1.04 + 20 + steep + cost, Route("curve", points), *_keyed(pair, source, target))


def _bent(
    pair: _Pair,
    corners: int,
    ends: tuple[str, str],
    lanes: tuple[list[float], list[float]],
    ceiling: float,
) -> Iterator[_Candidate]:
    """Lines of so many right angles between two ports, as far as they can beat the ceiling."""
    a, b = pair.a, pair.b
    fixed = BEND * corners + pair.cost
    n, m = NORMAL[a.side], NORMAL[b.side]
    for length, chain in _chains(a.at, b.at, a.side in "rl", corners, lanes, ceiling - fixed):
        if _leaves(a.at, chain[0], n) and _leaves(b.at, chain[-1], m):
            yield _Candidate(length + fixed, Route("bent", (a.at, *chain, b.at)), *_keyed(pair, *ends))


def _chains(
    p: Point, q: Point, across: bool, corners: int, lanes: tuple[list[float], list[float]], longest: float
) -> Iterator[tuple[float, tuple[Point, ...]]]:
    """How long, and by which corners: every bent line from p to q that starts across (or down), keeps to the lanes."""
    (px, py), (qx, qy) = p, q
    wide, high = abs(px - qx), abs(py - qy)
    xs = _within((*lanes[0], (px + qx) / 2), px, qx, longest - high)
    ys = _within((*lanes[1], (py + qy) / 2), py, qy, longest - wide)
    if corners == 1:
        yield wide + high, (((qx, py),) if across else ((px, qy),))
    elif corners == 2 and across:
        yield from ((far + high, ((x, py), (x, qy))) for far, x in xs)
    elif corners == 2:
        yield from ((far + wide, ((px, y), (qx, y))) for far, y in ys)
    else:
        for far, x in xs:
            for up, y in ys:
                if far + up < longest:
                    yield far + up, (((x, py), (x, y), (qx, y)) if across else ((px, y), (x, y), (x, qy)))


def _within(values: Sequence[float], a: float, b: float, longest: float) -> list[tuple[float, float]]:
    """How far it is from a to b by way of each value, for those that are not too far."""
    return [(far, v) for v in values if (far := abs(a - v) + abs(v - b)) < longest]


def _leaves(at: Point, towards: Point, normal: Point) -> bool:
    """True where the first piece goes straight out of the side, long enough to hold an arrowhead."""
    return (towards[0] - at[0]) * normal[0] + (towards[1] - at[1]) * normal[1] >= STUB


def _full_cost(
    candidate: _Candidate,
    solid: Sequence[tuple[Segment, Box]],
    lines: Sequence[tuple[Segment, list[Segment]]],
    words: Sequence[Box],
    rails: Sequence[Rail],
    bound: float,
) -> float:
    """What a way costs with all that it meets; gives up once it is dearer than the bound."""
    cost = candidate.cost
    pieces = segments(candidate.route.flat)
    x, y, right, bottom = hull(candidate.route.points)
    for (left, top, far, low), box in solid:
        if left < right and x < far and top < bottom and y < low and any(hits(s, box) for s in pieces):
            cost += THROUGH
            if cost >= bound:
                return cost
    cost += sum(ON_WORDS for box in words if any(hits(s, box) for s in pieces))
    for (left, top, far, low), theirs in lines:
        if cost >= bound:
            return cost
        if left > right + NEAR or far < x - NEAR or top > bottom + NEAR or low < y - NEAR:
            continue
        for s in pieces:
            for t in theirs:
                if crosses(s, t):
                    cost += CROSSING
                elif runs_along(s, t):
                    cost += ALONG
    if cost >= bound:
        return cost
    level = [s for s in pieces if s[0] == s[2] or s[1] == s[3]]
    if not level:
        return cost
    return cost + sum(price for rail, price in rails if any(runs_along(s, rail, BESIDE) for s in level))
