"""The architecture of a design: parts in zones, the flows between them, the number that matters on each part."""

from collections.abc import Sequence

from design import Design, Finding

from ._live import live_of, text_alternative
from ._overlay import overlay_of
from ._paint import KEY, filled, painted, painted_over
from ._picture import Live, Picture
from ._scene import Scene, scene_of, topology_of
from ._sheet import Sheet, sheet_of
from ._theme import Theme

LABEL, ORDER = "Architecture", 9
PREFIX = "architecture"


def draw(
    design: Design,
    theme: Theme = "light",
    prefix: str = PREFIX,
    *,
    overlay: str = "none",
    findings: Sequence[Finding] = (),
) -> Picture:
    """The picture of a design: `light` or `dark` for a file, `page` for a page that can switch between them.

    `prefix` begins every id in the SVG; give each picture that shares a page its own. `overlay` shows something else
    than the badges: `latency`, `utilisation`, `cost`, `freshness`, `data` (one class of it: `data:card number`) or
    `findings`, which are those given. Raises ValueError where there is no such overlay.
    """
    topology = topology_of(design)
    over = overlay_of(design, overlay, findings)
    base = painted_over(topology, theme, prefix, over) if over else painted(topology, theme, prefix)
    bits = live_of(design, base.scene, prefix)
    alt = text_alternative(design, base.scene, bits)
    high = base.scene.height
    if over:
        names = {p.key: p.name for p in design.graph.parts}
        read = "; ".join(
            f"{names[key]}: {r.says}, {over.scale[r.level - 1]}" for key, r in over.parts.items() if key in names
        )
        alt, high = f"{alt} {over.label}: {read or 'nothing to show'}.", high + KEY
    return Picture(filled(base, bits, theme), alt, base.shape, bits, base.scene.width, high)


def live(design: Design, prefix: str = PREFIX) -> tuple[Live, ...]:
    """Only what a move changes; good for every design whose picture has the same shape."""
    return live_of(design, scene_of(topology_of(design)), prefix)


def glance(design: Design, theme: Theme = "page", prefix: str = PREFIX) -> tuple[str, tuple[Live, ...]]:
    """The shape of a design's picture and its live bits, without the picture: all that a page needs that has it."""
    base = painted(topology_of(design), theme, prefix)
    return base.shape, live_of(design, base.scene, prefix)


def shape(design: Design, theme: Theme = "page", prefix: str = PREFIX) -> str:
    """The shape of a design's picture, without drawing it anew: equal shapes differ only in `live`."""
    return painted(topology_of(design), theme, prefix).shape


def scene(design: Design) -> Scene:
    """The geometry alone, for those who write it in another format."""
    return scene_of(topology_of(design))


def sheet(design: Design) -> Sheet:
    """The whole picture as boxes, ways and lines of text, for those who write it in another format."""
    return sheet_of(design, scene(design))
