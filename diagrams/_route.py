"""Arrows on their way from part to part: round other parts, with few bends and few crossings.

For each arrow every pair of ports is tried as a straight line, an S-curve and a bent line, cheapest first (length,
bends, slant, ports already taken); a way through a foreign part is refused unless there is no other. Deterministic.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal

from ._geometry import NEAR, Box, Point, Segment, crosses, hits, hull, runs_along, segments

Rail = tuple[Segment, float]
Shape = Literal["straight", "curve", "bent"]
SLOTS = {"r": (0.0, -19.0, 19.0), "l": (0.0, -19.0, 19.0), "t": (0.0, -44.0, 44.0), "b": (0.0, -44.0, 44.0)}
NORMAL = {"r": (1.0, 0.0), "l": (-1.0, 0.0), "t": (0.0, -1.0), "b": (0.0, 1.0)}
AIR = 9.0
"""How far an arrow keeps from a part that is not its own, px."""
BEND, TAKEN, OFF_CENTRE, CROSSING, ALONG, ON_WORDS, THROUGH = 34.0, 70.0, 5.0, 55.0, 160.0, 90.0, 1e6
STUB = 18.0
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


def _ports(box: Box) -> list[Port]:
    edge = {"r": (box.right, box.cy), "l": (box.x, box.cy), "t": (box.cx, box.y), "b": (box.cx, box.bottom)}
    found = []
    for side, slots in SLOTS.items():
        x, y = edge[side]
        for slot in slots:
            found.append(Port(side, slot, (x, y + slot) if side in "rl" else (x + slot, y)))
    return found


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
    foreign = [b.grown(AIR) for key, b in boxes.items() if key not in ends]
    own = [boxes[source].grown(-2), boxes[target].grown(-2)]
    lines = [(hull(c.route.points), segments(c.route.flat)) for c in others]
    best: _Candidate | None = None

    def sift(candidates: list[_Candidate]) -> None:
        nonlocal best
        for c in sorted(candidates, key=lambda c: c.cost):
            if best is not None and c.cost >= best.cost:
                return
            bound = best.cost if best is not None else float("inf")
            full = _full_cost(c, foreign, own, lines, words, rails, bound)
            if best is None or full < best.cost:
                best = _Candidate(full, c.route, c.start, c.end)

    pairs = [
        (a, b, _port_cost(a, source, taken) + _port_cost(b, target, taken))
        for a in _ports(boxes[source])
        for b in _ports(boxes[target])
    ]
    sift([c for a, b, cost in pairs for c in _direct(a, b, cost, source, target)])
    for corners in (1, 2, 3):
        ceiling = best.cost if best is not None else float("inf")
        sift([c for a, b, cost in pairs for c in _bent(a, b, cost, corners, ends, lanes, ceiling)])
    assert best is not None  # a straight line between two sides always is a candidate
    return best


def _port_cost(port: Port, key: str, taken: set[tuple[str, str, float]]) -> float:
    return (TAKEN if (key, port.side, port.slot) in taken else 0.0) + (OFF_CENTRE if port.slot else 0.0)


def _direct(a: Port, b: Port, cost: float, source: str, target: str) -> Iterator[_Candidate]:
    """The straight line and the S-curve between two ports, where they leave and arrive outward."""
    (px, py), (qx, qy) = a.at, b.at
    dx, dy = qx - px, qy - py
    far = hypot(dx, dy) or 1.0
    n, m = NORMAL[a.side], NORMAL[b.side]
    out, back = n[0] * dx + n[1] * dy, -(m[0] * dx + m[1] * dy)
    start, end = (source, a.side, a.slot), (target, b.side, b.slot)
    least = min(abs(dx), abs(dy))
    if out > 0.45 * far and back > 0.45 * far:
        slant = 0.0 if least < 1 else 22 + 0.12 * far + (40 if least < 26 else 0)
        yield _Candidate(far + slant + cost, Route("straight", (a.at, b.at)), start, end)
    elif out <= 0 and back <= 0:
        yield _Candidate(far + 4 * THROUGH, Route("straight", (a.at, b.at)), start, end)
    if (a.side in "rl") == (b.side in "rl") and out > 30 and back > 30 and least >= 1:
        pull = 0.5 * out
        points = (a.at, (px + n[0] * pull, py + n[1] * pull), (qx + m[0] * pull, qy + m[1] * pull), b.at)
        side = abs(dy) if a.side in "rl" else abs(dx)
        steep = max(0.0, side - 1.5 * out) * 0.5
        yield _Candidate(far * 1.04 + 20 + steep + cost, Route("curve", points), start, end)


def _bent(
    a: Port,
    b: Port,
    cost: float,
    corners: int,
    ends: tuple[str, str],
    lanes: tuple[list[float], list[float]],
    ceiling: float,
) -> Iterator[_Candidate]:
    """Lines of so many right angles between two ports, as far as they can beat the ceiling."""
    (px, py), (qx, qy) = a.at, b.at
    across, arrives_across = a.side in "rl", b.side in "rl"
    fixed = BEND * corners + cost
    if abs(px - qx) + abs(py - qy) + fixed >= ceiling or (across == arrives_across) != (corners == 2):
        return
    n, m = NORMAL[a.side], NORMAL[b.side]
    for length, chain in _chains(a.at, b.at, across, corners, lanes, ceiling - fixed):
        if _leaves(a.at, chain[0], n) and _leaves(b.at, chain[-1], m):
            route = Route("bent", (a.at, *chain, b.at))
            yield _Candidate(length + fixed, route, (ends[0], a.side, a.slot), (ends[1], b.side, b.slot))


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
    foreign: Sequence[Box],
    own: Sequence[Box],
    lines: Sequence[tuple[Segment, list[Segment]]],
    words: Sequence[Box],
    rails: Sequence[Rail],
    bound: float,
) -> float:
    """What a way costs with all that it meets; gives up once it is dearer than the bound."""
    cost = candidate.cost
    pieces = segments(candidate.route.flat)
    x, y, right, bottom = hull(candidate.route.points)
    for box in (*foreign, *own):
        if box.x < right and x < box.right and box.y < bottom and y < box.bottom and any(hits(s, box) for s in pieces):
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
    return cost + sum(price for rail, price in rails if any(runs_along(s, rail, BESIDE) for s in level))
