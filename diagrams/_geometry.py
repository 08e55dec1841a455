"""Boxes and straight pieces, and whether they meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

Point = tuple[float, float]
Segment = tuple[float, float, float, float]
NEAR = 7.0
"""Lines closer than this look like one, px."""


@dataclass(frozen=True)
class Box:
    """A rectangle, px, y downward."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.h

    @property
    def cx(self) -> float:
        """Its middle, across."""
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        """Its middle, down."""
        return self.y + self.h / 2

    @property
    def corners(self) -> tuple[Point, ...]:
        """Its outline as a closed chain."""
        return (
            (self.x, self.y),
            (self.right, self.y),
            (self.right, self.bottom),
            (self.x, self.bottom),
            (self.x, self.y),
        )

    def grown(self, by: float) -> "Box":
        """The box with so much more on every side."""
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)

    def overlaps(self, other: "Box") -> bool:
        """True where two boxes share an area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


def touches(around: Segment, box: Box) -> bool:
    """True where a box meets the box round a line (left, top, right, bottom), which may have no height or width.

    >>> touches((0, 5, 10, 5), Box(2, 2, 6, 6)), touches((0, 9, 10, 9), Box(2, 2, 6, 6))
    (True, False)
    """
    left, top, right, bottom = around
    return left <= box.x + box.w and box.x <= right and top <= box.y + box.h and box.y <= bottom


def hits(segment: Segment, box: Box) -> bool:
    """True where a straight piece has a point inside a box.

    >>> hits((0, 0, 10, 10), Box(4, 4, 2, 2)), hits((0, 0, 10, 0), Box(4, 4, 2, 2))
    (True, False)
    """
    x1, y1, x2, y2 = segment
    left, top, right, bottom = box.x, box.y, box.x + box.w, box.y + box.h
    if (x1 <= left and x2 <= left) or (x1 >= right and x2 >= right):
        return False
    if (y1 <= top and y2 <= top) or (y1 >= bottom and y2 >= bottom):
        return False
    dx, dy = x2 - x1, y2 - y1
    if dx == 0 or dy == 0:
        return True
    enter, leave = 0.0, 1.0
    for d, low, high in ((dx, left - x1, right - x1), (dy, top - y1, bottom - y1)):
        a, b = low / d, high / d
        enter, leave = max(enter, min(a, b)), min(leave, max(a, b))
    return enter < leave


def crosses(s: Segment, t: Segment) -> bool:
    """True where two straight pieces cross at a point inside both.

    >>> crosses((0, 0, 10, 10), (0, 10, 10, 0)), crosses((0, 0, 10, 0), (0, 1, 10, 1))
    (True, False)
    """
    ax, ay, bx, by = s
    cx, cy, dx, dy = t
    if max(ax, bx) < min(cx, dx) or max(cx, dx) < min(ax, bx):
        return False
    if max(ay, by) < min(cy, dy) or max(cy, dy) < min(ay, by):
        return False
    ux, uy = bx - ax, by - ay
    vx, vy = dx - cx, dy - cy
    side_c, side_d = ux * (cy - ay) - uy * (cx - ax), ux * (dy - ay) - uy * (dx - ax)
    side_a, side_b = vx * (ay - cy) - vy * (ax - cx), vx * (by - cy) - vy * (bx - cx)
    return side_c * side_d < 0 and side_a * side_b < 0


def runs_along(s: Segment, t: Segment, near: float = NEAR) -> bool:
    """True where two upright or two level pieces lie on (nearly) the same line for a while.

    >>> runs_along((0, 0, 100, 0), (50, 3, 150, 3)), runs_along((0, 0, 100, 0), (50, 30, 150, 30))
    (True, False)
    """
    for i, j in ((0, 1), (1, 0)):
        level = abs(s[j] - s[j + 2]) < 1 and abs(t[j] - t[j + 2]) < 1
        if level and abs(s[j] - t[j]) < near:
            low = max(min(s[i], s[i + 2]), min(t[i], t[i + 2]))
            high = min(max(s[i], s[i + 2]), max(t[i], t[i + 2]))
            return high - low > 12
    return False


def length(points: tuple[Point, ...]) -> float:
    """How long a chain of straight pieces is."""
    return sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(points))


def hull(points: Sequence[Point]) -> Segment:
    """The smallest upright box round some points: left, top, right, bottom."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def segments(points: Sequence[Point]) -> list[Segment]:
    """A chain of points as its straight pieces."""
    return [(*p, *q) for p, q in pairwise(points)]
