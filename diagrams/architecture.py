"""The architecture of a design: parts in zones, the flows between them, the number that matters on each part."""

from design import Design

from ._live import live_of, text_alternative
from ._paint import filled, painted
from ._picture import Live, Picture
from ._scene import Scene, scene_of, topology_of
from ._sheet import Sheet, sheet_of
from ._theme import Theme

LABEL, ORDER = "Architecture", 9
PREFIX = "architecture"


def draw(design: Design, theme: Theme = "light", prefix: str = PREFIX) -> Picture:
    """The picture of a design: `light` or `dark` for a file, `page` for a page that can switch between them.

    `prefix` begins every id in the SVG; give each picture that shares a page its own.
    """
    base = painted(topology_of(design), theme, prefix)
    bits = live_of(design, base.scene, prefix)
    return Picture(
        filled(base, bits, theme),
        text_alternative(design, base.scene, bits),
        base.shape,
        bits,
        base.scene.width,
        base.scene.height,
    )


def live(design: Design, prefix: str = PREFIX) -> tuple[Live, ...]:
    """Only what a move changes; good for every design whose picture has the same shape."""
    return live_of(design, scene_of(topology_of(design)), prefix)


def shape(design: Design, theme: Theme = "page", prefix: str = PREFIX) -> str:
    """The shape of a design's picture, without drawing it anew: equal shapes differ only in `live`."""
    return painted(topology_of(design), theme, prefix).shape


def scene(design: Design) -> Scene:
    """The geometry alone, for those who write it in another format."""
    return scene_of(topology_of(design))


def sheet(design: Design) -> Sheet:
    """The whole picture as boxes, ways and lines of text, for those who write it in another format."""
    return sheet_of(design, scene(design))
