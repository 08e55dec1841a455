"""Lines of text and of arrows in a file that can be edited: how large, where a label hangs; and the icons."""

from itertools import pairwise
from math import hypot

from diagrams import Box, Point, Route, Words, strokes

ASCENT, HEIGHT = 0.905, 1.15
"""Of Arimo, and of Arial and Helvetica, which it is as wide as: above the baseline, and line to line, in sizes."""


def box_of(lines: tuple[Words, ...]) -> Box:
    """The upright box round some lines of text, px."""
    left = min(w.x - w.width / 2 if w.centred else w.x for w in lines)
    top = min(w.y - ASCENT * w.size for w in lines)
    right = max(w.x + w.width / 2 if w.centred else w.x + w.width for w in lines)
    low = max(w.y + (HEIGHT - ASCENT) * w.size for w in lines)
    return Box(left, top, right - left, low - top)


def middle(points: tuple[Point, ...]) -> Point:
    """The point half-way along a chain of straight pieces.

    >>> middle(((0, 0), (10, 0), (10, 30)))
    (10.0, 10.0)
    """
    far = sum(hypot(q[0] - p[0], q[1] - p[1]) for p, q in pairwise(points)) / 2
    for p, q in pairwise(points):
        step = hypot(q[0] - p[0], q[1] - p[1])
        if step and far <= step:
            return p[0] + (q[0] - p[0]) * far / step, p[1] + (q[1] - p[1]) * far / step
        far -= step
    return points[-1]


def icon_file(shapes: str, ink: str) -> str:
    """An icon as an SVG file of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24" fill="none" '
        f'color="{ink}" stroke="{ink}" stroke-width="1.9" stroke-linecap="round" '
        f'stroke-linejoin="round">{shapes}</svg>'
    )


def flattened(data: str) -> list[tuple[Point, ...]]:
    """Path data as chains of straight pieces, four to a curve.

    >>> flattened("M0 0h4M0 2v3")
    [((0.0, 0.0), (4.0, 0.0)), ((0.0, 2.0), (0.0, 5.0))]
    """
    chains: list[list[Point]] = []
    for letter, points in strokes(data):
        if letter == "M":
            chains.append([*points])
        elif letter == "L":
            chains[-1] += points
        elif letter == "C":
            whole = Route("curve", (chains[-1][-1], *points)).flat
            chains[-1] += (whole[2], whole[5], whole[8], whole[10])
        else:
            chains[-1].append(chains[-1][0])
    return [tuple(chain) for chain in chains]
