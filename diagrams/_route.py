"""An arrow's way, and the box round its head."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Literal

from ._geometry import Box, Point, Segment, hull, segments

Shape = Literal["straight", "curve", "bent"]
HEAD, HALF_HEAD = 12.0, 4.5
"""How long the longest arrowhead is, and half of how wide, px."""


@dataclass(frozen=True)
class Route:
    """An arrow's way: two points, the four points of a cubic, or the corners of a bent line."""

    shape: Shape
    points: tuple[Point, ...]

    @cached_property
    def flat(self) -> tuple[Point, ...]:
        """The way as a chain of straight pieces."""
        if self.shape != "curve":
            return self.points
        return tuple(cubic(self.points, i / 10) for i in range(11))

    @cached_property
    def pieces(self) -> list[Segment]:
        """The way as its straight pieces."""
        return segments(self.flat)

    @cached_property
    def around(self) -> Segment:
        """The box round the way: left, top, right, bottom."""
        return hull(self.points)


def cubic(p: Sequence[Point], t: float) -> Point:
    """A point on a cubic."""
    s = 1 - t
    a, b, c, d = s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t
    return (
        a * p[0][0] + b * p[1][0] + c * p[2][0] + d * p[3][0],
        a * p[0][1] + b * p[1][1] + c * p[2][1] + d * p[3][1],
    )


def head_box(route: Route) -> Box:
    """The box round an arrow's head, whatever its kind."""
    tip = route.points[-1]
    before = cubic(route.points, 0.92) if route.shape == "curve" else route.points[-2]
    far = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    ux, uy = HEAD * (tip[0] - before[0]) / far, HEAD * (tip[1] - before[1]) / far
    side = HALF_HEAD / HEAD
    x, y, right, low = hull([tip, *((tip[0] - ux + k * uy, tip[1] - uy - k * ux) for k in (-side, side))])
    return Box(x, y, right - x, low - y)
