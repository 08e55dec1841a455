"""A scene with its live bits filled in: all that a writer of another format needs, in px, colours by name."""

from dataclasses import dataclass
from functools import cached_property

from design import Component, Design, Flow

from ._geometry import Box
from ._icons import icon
from ._live import live_of
from ._route import Route
from ._scene import Edge, Node, Sample, Scene, ZoneBox
from ._shapes import outline
from ._theme import DASH, FLOW_COLOUR
from ._words import (
    Words,
    chip_box,
    chip_words,
    ground,
    icon_box,
    name_words,
    note_words,
    number_box,
    number_words,
    sample_words,
    subtitle_words,
    tag_words,
    title_words,
    zone_words,
)


@dataclass(frozen=True)
class DrawnPart:
    """A part in its place. `chip` is the number on it, on a pill whose colour is `pill_ink`."""

    part: Component
    node: Node
    note: Words
    chip: Words | None
    pill: Box | None
    pill_ink: str
    says: str

    @property
    def box(self) -> Box:
        """Its upright box."""
        return self.node.box

    @property
    def name(self) -> Words:
        """Its name."""
        return name_words(self.node)

    @property
    def ink(self) -> str:
        """The name of its line's colour; the kind alone names its fill."""
        return f"{self.node.spot.family}-line"

    @property
    def icon(self) -> tuple[str, Box]:
        """Its icon, SVG shapes on a 24 × 24 canvas, and where it stands."""
        return icon(self.node.spot.icon), icon_box(self.node)

    @property
    def outline(self) -> tuple[str, str]:
        """Its closed outline and the lines inside it, as SVG path data."""
        return outline(self.node.spot.family, self.box)


@dataclass(frozen=True)
class DrawnZone:
    """A zone's box with its words; `members` are keys of parts."""

    zone: ZoneBox

    @property
    def box(self) -> Box:
        """Its closed box."""
        return self.zone.box

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of the parts in it."""
        return self.zone.plane.members

    @property
    def words(self) -> tuple[Words, ...]:
        """Its name, then its note if it has one."""
        return zone_words(self.zone)

    @property
    def line(self) -> tuple[str, float, str]:
        """The colour's name, the width (px) and the dashes (px, px) of its border."""
        return ("critical", 2.2, "") if self.zone.plane.critical else ("zone-line", 1.2, "5 4")


@dataclass(frozen=True)
class DrawnFlow:
    """An arrow with its label. `halo` is the colour behind the label where a line runs beneath it, else nothing."""

    flow: Flow
    edge: Edge
    halo: str

    @property
    def ends(self) -> tuple[str, str]:
        """The keys of the parts that it joins."""
        return self.edge.arrow.source, self.edge.arrow.target

    @property
    def kind(self) -> str:
        """`sync`, `event`, `batch` or `control`."""
        return self.edge.arrow.kind

    @property
    def order(self) -> int:
        """Its place among the numbered steps; 0: none."""
        return self.edge.arrow.order

    @property
    def route(self) -> Route:
        """Its way."""
        return self.edge.route

    @property
    def line(self) -> tuple[str, float, str]:
        """The colour's name, the width (px) and the dashes (px, px) of its line."""
        return FLOW_COLOUR[self.kind], 1.2 if self.edge.thin else 1.8, DASH[self.kind]

    @property
    def words(self) -> tuple[Words, ...]:
        """What it says."""
        return tag_words(self.edge)

    @property
    def number(self) -> tuple[Box, Words] | None:
        """The square with its step's number, if it has one."""
        box = number_box(self.edge)
        return (box, number_words(box, self.order)) if box else None


@dataclass(frozen=True)
class DrawnSample:
    """An entry of the legend: a `flow` with a route, or a box that holds an `order` or shows a `family`."""

    sample: Sample

    @property
    def words(self) -> Words:
        """What it means."""
        return sample_words(self.sample)

    @property
    def line(self) -> tuple[str, float, str]:
        """The colour's name, the width (px) and the dashes (px, px) of a sample arrow."""
        return FLOW_COLOUR[self.sample.name], 1.8, DASH[self.sample.name]

    @property
    def route(self) -> Route:
        """The way of a sample arrow."""
        x, y = self.sample.x, self.sample.y
        return Route("straight", ((x, y), (x + 44, y)))

    @property
    def box(self) -> Box:
        """Where a sample number or a sample part stands."""
        return Box(self.sample.x, self.sample.y - 8, 18 if self.sample.what == "order" else 25, 16)


@dataclass(frozen=True)
class Sheet:
    """A whole picture, to be written in any format."""

    scene: Scene
    title: Words
    subtitle: Words
    parts: tuple[DrawnPart, ...]
    zones: tuple[DrawnZone, ...]
    flows: tuple[DrawnFlow, ...]

    @property
    def legend(self) -> tuple[DrawnSample, ...]:
        """The entries of the legend."""
        return tuple(DrawnSample(s) for s in self.scene.legend)

    @cached_property
    def zone_of(self) -> dict[str, int]:
        """For each part that stands in a zone, by key, the place of that zone among the zones."""
        return {key: i for i, zone in enumerate(self.zones) for key in zone.members}


def sheet_of(design: Design, scene: Scene) -> Sheet:
    """A design's scene with its numbers filled in."""
    live = live_of(design, scene, "x")
    bits = {bit.id: bit for bit in live}

    def part(node: Node) -> DrawnPart:
        spot = node.spot
        own = design.graph.part(spot.key)
        assert own is not None  # the scene was made from this design's graph
        note, chip = bits[f"x-note-{spot.slug}"], bits.get(f"x-chip-{spot.slug}")
        usual = f"{spot.family}-line"
        return DrawnPart(
            own,
            node,
            note_words(node, note.text),
            chip_words(node, chip.text) if chip else None,
            chip_box(node, chip.width) if chip else None,
            chip.level if chip and chip.level in ("warn", "bad") else usual,
            note.label,
        )

    flows = zip(design.graph.flows, scene.edges, strict=True)
    return Sheet(
        scene,
        title_words(scene),
        subtitle_words(live[0].text),
        tuple(part(node) for node in scene.nodes),
        tuple(DrawnZone(zone) for zone in scene.zones),
        tuple(DrawnFlow(flow, edge, ground(scene, edge.tag.box) if edge.tag.over else "") for flow, edge in flows),
    )
