"""The outlines that tell kinds of parts apart without colour, as SVG path data."""

import re
from collections.abc import Iterator
from math import acos, ceil, copysign, cos, hypot, pi, sin, tan

from ._geometry import Box, Point
from ._route import Route, cubic

Heads = dict[str, float]
Stroke = tuple[str, tuple[Point, ...]]
TRIM: Heads = {"sync": 8.0, "batch": 8.0, "event": 1.0, "control": 11.0}
"""How far a line stops short of the tip, so that it does not show through the head, px."""


def n(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def outline(family: str, box: Box) -> tuple[str, str]:
    """A kind's closed outline, and the lines inside it (may be none)."""
    x, y, w, h = box.x, box.y, box.w, box.h
    small = h < 30
    if family == "store":
        lid = 3.0 if small else 5.0
        arc = f"a{n(w / 2)} {n(lid)} 0 0 "
        body = f"M{n(x)} {n(y + lid)}{arc}1 {n(w)} 0v{n(h - 2 * lid)}{arc}1 {n(-w)} 0z"
        return body, f"M{n(x)} {n(y + lid)}{arc}0 {n(w)} 0"
    if family == "stream":
        step = 3.5 if small else 4.5
        bars = "".join(f"M{n(x + w - step * i)} {n(y + 1)}v{n(h - 2)}" for i in (1, 2, 3))
        return rounded(box, 2 if small else 6), bars
    if family == "model":
        c = 4.0 if small else 11.0
        return (
            f"M{n(x + c)} {n(y)}h{n(w - 2 * c)}l{n(c)} {n(c)}v{n(h - 2 * c)}l{n(-c)} {n(c)}"
            f"h{n(2 * c - w)}l{n(-c)} {n(-c)}v{n(2 * c - h)}z"
        ), ""
    if family == "batch":
        c = 4.0 if small else 11.0
        body = f"M{n(x)} {n(y)}h{n(w - c)}l{n(c)} {n(c)}v{n(h - c)}h{n(-w)}z"
        return body, f"M{n(x + w - c)} {n(y)}v{n(c)}h{n(c)}"
    radius = {"ops": h / 2 - 2 if small else 24.0, "actor": 2.0}.get(family, 4.0 if small else 12.0)
    return rounded(box, radius), ""


def rounded(box: Box, r: float) -> str:
    """A rectangle with round corners."""
    q = f"a{n(r)} {n(r)} 0 0 1 "
    return (
        f"M{n(box.x + r)} {n(box.y)}h{n(box.w - 2 * r)}{q}{n(r)} {n(r)}v{n(box.h - 2 * r)}{q}{n(-r)} {n(r)}"
        f"h{n(2 * r - box.w)}{q}{n(-r)} {n(-r)}v{n(2 * r - box.h)}{q}{n(r)} {n(-r)}z"
    )


def line(route: Route, trim: float, radius: float = 11.0) -> str:
    """A route as path data, its corners rounded, stopped short of its tip."""
    points = list(route.points)
    tip, before = points[-1], points[-2]
    ux, uy = _unit(before, tip)
    points[-1] = (tip[0] - ux * trim, tip[1] - uy * trim)
    if route.shape == "curve":
        return f"M{_at(points[0])}C{_at(points[1])} {_at(points[2])} {_at(points[3])}"
    data = f"M{_at(points[0])}"
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, _far(a, b) / 2, _far(b, c) / 2)
        (ix, iy), (ox, oy) = _unit(a, b), _unit(b, c)
        data += f"L{_at((b[0] - ix * r, b[1] - iy * r))}Q{_at(b)} {_at((b[0] + ox * r, b[1] + oy * r))}"
    return data + f"L{_at(points[-1])}"


def head(kind: str, route: Route) -> str:
    """The arrowhead at a route's tip: filled, open vee or hollow diamond."""
    points = route.points
    tip = points[-1]
    before = cubic(points, 0.92) if route.shape == "curve" else points[-2]
    ux, uy = _unit(before, tip)

    def at(back: float, side: float) -> str:
        return _at((tip[0] - ux * back - uy * side, tip[1] - uy * back + ux * side))

    if kind == "event":
        return f"M{at(9, 4.5)}L{_at(tip)}L{at(9, -4.5)}"
    if kind == "control":
        return f"M{_at(tip)}L{at(6, 4)}L{at(12, 0)}L{at(6, -4)}z"
    return f"M{_at(tip)}L{at(10, 4.2)}L{at(10, -4.2)}z"


def strokes(data: str) -> Iterator[Stroke]:
    """Our path data as absolute moves (M), lines (L), cubics (C) and closings (Z), for those who know no arcs.

    >>> list(strokes("M1 2h3l-1 4z"))
    [('M', ((1.0, 2.0),)), ('L', ((4.0, 2.0),)), ('L', ((3.0, 6.0),)), ('Z', ())]
    """
    at: Point = (0.0, 0.0)
    for letter, rest in re.findall(r"([MLQCazhvl])([^MLQCazhvl]*)", data):
        v = [float(number) for number in re.findall(r"-?\d*\.?\d+", rest)]
        pairs = tuple(zip(v[::2], v[1::2], strict=False))
        if letter == "z":
            yield "Z", ()
        elif letter == "a":
            yield from _arc(at, (at[0] + v[5], at[1] + v[6]), v[0], v[1], bool(v[4]))
            at = (at[0] + v[5], at[1] + v[6])
        elif letter == "Q":
            (c, q) = pairs
            yield "C", (*((p[0] + 2 * (c[0] - p[0]) / 3, p[1] + 2 * (c[1] - p[1]) / 3) for p in (at, q)), q)
            at = q
        elif letter in "MLC":
            yield letter, pairs
            at = pairs[-1]
        else:
            dx, dy = {"h": (v[0], 0.0), "v": (0.0, v[0]), "l": (v[0], v[-1])}[letter]
            at = (at[0] + dx, at[1] + dy)
            yield "L", (at,)


def _arc(p: Point, q: Point, rx: float, ry: float, clockwise: bool) -> Iterator[Stroke]:
    """The shorter arc of an upright ellipse as cubics of at most a quarter turn (SVG 2, appendix B.2)."""
    ux, uy = (p[0] - q[0]) / 2 / rx, (p[1] - q[1]) / 2 / ry
    half = min(1.0, hypot(ux, uy)) or 1.0
    off = (1 - half * half) ** 0.5 / half * (-1 if clockwise else 1)
    cx, cy = (p[0] + q[0]) / 2 - off * uy * rx, (p[1] + q[1]) / 2 + off * ux * ry
    ax, ay = (p[0] - cx) / rx, (p[1] - cy) / ry
    begin = copysign(acos(max(-1.0, min(1.0, ax / (hypot(ax, ay) or 1.0)))), ay or 1.0)
    sweep = 2 * acos(max(-1.0, min(1.0, abs(off) * half))) if half < 1 else pi
    pieces = ceil(sweep / (pi / 2) - 1e-9)
    step = sweep / pieces * (1 if clockwise else -1)
    k = 4 / 3 * tan(step / 4)
    for i in range(pieces):
        a, b = begin + i * step, begin + (i + 1) * step
        spots = (
            (cos(a) - k * sin(a), sin(a) + k * cos(a)),
            (cos(b) + k * sin(b), sin(b) - k * cos(b)),
            (cos(b), sin(b)),
        )
        yield "C", tuple((cx + rx * x, cy + ry * y) for x, y in spots)


def _at(p: Point) -> str:
    return f"{n(p[0])} {n(p[1])}"


def _far(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _unit(a: Point, b: Point) -> Point:
    far = _far(a, b) or 1.0
    return ((b[0] - a[0]) / far, (b[1] - a[1]) / far)
