"""Every way that an arrow could take between two parts: straight, as an S-curve, or bent once to three times."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import hypot
from typing import NamedTuple

from ._geometry import Box, Point
from ._route import Route

Side = tuple[str, str, float]
"""A port as it is taken: the part's key, the side, the slot on it."""
SLOTS = {"r": (0.0, -19.0, 19.0), "l": (0.0, -19.0, 19.0), "t": (0.0, -44.0, 44.0), "b": (0.0, -44.0, 44.0)}
WIDEST_SLOT = 44.0
NORMAL = {"r": (1.0, 0.0), "l": (-1.0, 0.0), "t": (0.0, -1.0), "b": (0.0, 1.0)}
BEND = 34.0
"""What a corner costs, px of a longer way."""
STUB = 18.0


class Candidate(NamedTuple):
    """A way with what it costs, so far as is known, the ports it takes, and what it would cost with all ports free."""

    cost: float
    route: Route
    start: Side
    end: Side
    bare: float


class Port(NamedTuple):
    """Where an arrow touches a part."""

    side: str
    slot: float
    at: Point


class Pair(NamedTuple):
    """A port to leave by and one to arrive at: what they cost, how far apart they are, if both are on like sides."""

    a: Port
    b: Port
    cost: float
    apart: float
    alike: bool


@lru_cache(maxsize=1024)
def ports(box: Box) -> tuple[Port, ...]:
    """Where arrows may touch a part: three places a side."""
    edge = {"r": (box.right, box.cy), "l": (box.x, box.cy), "t": (box.cx, box.y), "b": (box.cx, box.bottom)}
    found = []
    for side, slots in SLOTS.items():
        x, y = edge[side]
        for slot in slots:
            found.append(Port(side, slot, (x, y + slot) if side in "rl" else (x + slot, y)))
    return tuple(found)


def keyed(pair: Pair, source: str, target: str) -> tuple[Side, Side]:
    """The two ports as they are taken."""
    return (source, pair.a.side, pair.a.slot), (target, pair.b.side, pair.b.slot)


def facing(pair: Pair, slack: float) -> bool:
    """True where each of two ports lies on the outer side of the other, but for some slack: a line leaves outward."""
    a, b = pair.a, pair.b
    dx, dy = b.at[0] - a.at[0], b.at[1] - a.at[1]
    n, m = NORMAL[a.side], NORMAL[b.side]
    return n[0] * dx + n[1] * dy > -slack and m[0] * dx + m[1] * dy < slack


def direct(pair: Pair, source: str, target: str) -> Iterator[Candidate]:
    """The straight line and the S-curve between two ports that face each other."""
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
        bare = far + slant
        yield Candidate(bare + cost, Route("straight", (a.at, b.at)), *keyed(pair, source, target), bare)
    if pair.alike and out > 30 and back > 30 and least >= 1:
        pull = 0.5 * out
        points = (a.at, (px + n[0] * pull, py + n[1] * pull), (qx + m[0] * pull, qy + m[1] * pull), b.at)
        side = abs(dy) if a.side in "rl" else abs(dx)
        steep = max(0.0, side - 1.5 * out) * 0.5
        bare = far * 1.04 + 20 + steep
        yield Candidate(bare + cost, Route("curve", points), *keyed(pair, source, target), bare)


def bent(
    pair: Pair,
    corners: int,
    ends: tuple[str, str],
    lanes: tuple[list[float], list[float]],
    ceiling: float,
    legs: tuple[float, float],
) -> Iterator[Candidate]:
    """Lines of so many right angles between two ports, as far as they can beat the ceiling.

    `legs` is how long the first and the last piece may be, px.
    """
    a, b = pair.a, pair.b
    fixed = BEND * corners + pair.cost
    n, m = NORMAL[a.side], NORMAL[b.side]
    for length, chain in _chains(a.at, b.at, a.side in "rl", corners, lanes, ceiling - fixed, legs):
        if _leaves(a.at, chain[0], n) and _leaves(b.at, chain[-1], m):
            bare = length + BEND * corners
            yield Candidate(length + fixed, Route("bent", (a.at, *chain, b.at)), *keyed(pair, *ends), bare)


def _chains(
    p: Point,
    q: Point,
    across: bool,
    corners: int,
    lanes: tuple[list[float], list[float]],
    longest: float,
    legs: tuple[float, float],
) -> Iterator[tuple[float, tuple[Point, ...]]]:
    """How long, and by which corners: every bent line from p to q that starts across (or down), keeps to the lanes."""
    (px, py), (qx, qy) = p, q
    wide, high = abs(px - qx), abs(py - qy)
    first, last = legs
    if corners == 1:
        yield wide + high, (((qx, py),) if across else ((px, qy),))
        return
    ways = _within((*lanes[0], (px + qx) / 2), px, qx, longest - high) if corners == 3 or across else []
    drops = _within((*lanes[1], (py + qy) / 2), py, qy, longest - wide) if corners == 3 or not across else []
    if corners == 2 and across:
        yield from ((far + high, ((x, py), (x, qy))) for far, x in ways if abs(x - px) <= first and abs(x - qx) <= last)
    elif corners == 2:
        yield from (
            (far + wide, ((px, y), (qx, y))) for far, y in drops if abs(y - py) <= first and abs(y - qy) <= last
        )
    else:
        to_x, to_y = (first, last) if across else (last, first)
        ways = [(far, x) for far, x in ways if abs(x - (px if across else qx)) <= to_x]
        drops = [(up, y) for up, y in drops if abs(y - (qy if across else py)) <= to_y]
        for far, x in ways:
            for up, y in drops:
                if far + up < longest:
                    yield far + up, (((x, py), (x, y), (qx, y)) if across else ((px, y), (x, y), (x, qy)))


def _within(values: Sequence[float], a: float, b: float, longest: float) -> list[tuple[float, float]]:
    """How far it is from a to b by way of each value, for those that are not too far."""
    return [(far, v) for v in values if (far := abs(a - v) + abs(v - b)) < longest]


def _leaves(at: Point, towards: Point, normal: Point) -> bool:
    """True where the first piece goes straight out of the side, long enough to hold an arrowhead."""
    return (towards[0] - at[0]) * normal[0] + (towards[1] - at[1]) * normal[1] >= STUB
