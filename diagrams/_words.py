"""Where each line of text of a scene stands: read by every writer, so that all of them put it in the same place."""

from dataclasses import dataclass

from ._geometry import Box
from ._label import LINE, SIZE
from ._live import CHIP_PAD, CHIP_SIZE, NOTE_SIZE, SUBTITLE_SIZE, TEXT_LEFT, room
from ._scene import MARGIN, Edge, Node, Sample, Scene, ZoneBox
from ._text import fitted, shrunk, width
from ._theme import FLOW_COLOUR

LEAD = {"flow": 52.0, "order": 24.0, "family": 32.0}
"""How far a legend's words stand from its sample, px."""


@dataclass(frozen=True)
class Words:
    """A line of text in its place: `x` its beginning (its middle where `centred`), `y` its baseline, px."""

    text: str
    x: float
    y: float
    size: float
    ink: str
    bold: bool = False
    centred: bool = False

    @property
    def width(self) -> float:
        """How wide it is drawn, px."""
        return width(self.text, self.size, self.bold)


def title_words(scene: Scene) -> Words:
    """The name of the case, above the picture."""
    text = fitted(scene.topology.title, 22, scene.width - 2 * MARGIN, bold=True)
    return Words(text, MARGIN, 36, 22, "ink", bold=True)


def subtitle_words(text: str) -> Words:
    """The line below the title."""
    return Words(text, MARGIN, 58, SUBTITLE_SIZE, "muted")


def zone_words(z: ZoneBox) -> tuple[Words, ...]:
    """A zone's name, and its note where it has one."""
    x, y = z.words.x + 4, z.box.y + 20
    title = Words(z.title, x, y, 13, "ink", bold=True)
    at = (x, y + 14) if z.below else (x + title.width + 10, y)
    return (title, Words(z.note, *at, 11, "muted")) if z.note else (title,)


def lid(node: Node) -> float:
    """How far the words of a part move down below its lid, px."""
    return 5.5 if node.spot.family == "store" else 0.0


def _corner(node: Node) -> tuple[float, float]:
    return node.box.x + TEXT_LEFT, node.box.y + lid(node) + (22 if node.spot.chip else 33)


def name_words(node: Node) -> Words:
    """A part's name, smaller where it is long."""
    x, y = _corner(node)
    name, size = shrunk(node.spot.name, (15, 14, 13, 12), room(node.spot), bold=True)
    return Words(name, x, y, size, "ink", bold=True)


def note_words(node: Node, text: str) -> Words:
    """The note under a part's name."""
    x, y = _corner(node)
    return Words(text, x, y + 16.5, NOTE_SIZE, "muted")


def icon_box(node: Node) -> Box:
    """Where a part's icon stands."""
    return Box(node.box.x + 10, node.box.cy - 10 + lid(node) / 2, 21, 21)


def chip_box(node: Node, wide: float) -> Box:
    """The pill behind a part's number."""
    x, y = _corner(node)
    return Box(x, y + 23, wide, 18)


def chip_words(node: Node, text: str) -> Words:
    """The number on a part."""
    box = chip_box(node, 0.0)
    return Words(text, box.x + CHIP_PAD, box.y + 13, CHIP_SIZE, "chip-ink", bold=True)


def number_box(e: Edge) -> Box | None:
    """The square of a numbered step; none on an arrow without a number."""
    tag = e.tag
    if tag.stacked:
        return Box(tag.box.cx - 9, tag.box.bottom - 16, 18, 16)
    return Box(tag.box.x, tag.box.cy - 8, 18, 16) if tag.order else None


def number_words(box: Box, said: object) -> Words:
    """The number in its square."""
    return Words(str(said), box.x + 9, box.cy + 4, 11, "page", bold=True, centred=True)


def tag_words(e: Edge) -> tuple[Words, ...]:
    """What an arrow says: at most two lines."""
    tag, ink = e.tag, FLOW_COLOUR[e.arrow.kind]
    x = tag.box.cx if tag.stacked else tag.box.x + (22 if tag.order else 0)
    first = tag.box.y + 11 if tag.stacked else tag.box.cy - LINE * len(tag.lines) / 2 + 11
    return tuple(Words(text, x, first + LINE * i, SIZE, ink, centred=tag.stacked) for i, text in enumerate(tag.lines))


def ground(scene: Scene, box: Box) -> str:
    """The colour that lies behind a label: the paper's, or a zone's."""
    return (
        "zone"
        if any(z.box.x <= box.cx <= z.box.right and z.box.y <= box.cy <= z.box.bottom for z in scene.zones)
        else "page"
    )


def sample_words(s: Sample) -> Words:
    """The words of one entry of the legend."""
    return Words(s.words, s.x + LEAD[s.what], s.y + 4, 11.5, "ink")
