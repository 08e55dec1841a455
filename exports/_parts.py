"""What the text formats write of a picture: parts with ids, each in its zone, and the number that matters on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from design import Component, Design, Flow, Zone, reveals, written
from diagrams.architecture import live, scene


@dataclass(frozen=True)
class Architecture:
    """The parts, zones and flows of a design under ids of ours, n0 and z0 on: no name can be a keyword."""

    design: Design

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """Part's key -> its id."""
        return {part.key: f"n{i}" for i, part in enumerate(self.design.graph.parts)}

    @cached_property
    def zones(self) -> tuple[tuple[str, Zone, tuple[Component, ...]], ...]:
        """Each zone's id, the zone, and its parts: a part that several name stands in the first."""
        graph = self.design.graph
        return tuple(
            (f"z{i}", zone, tuple(p for p in graph.parts if graph.zone_of(p) is zone))
            for i, zone in enumerate(graph.zones)
        )

    @cached_property
    def outside(self) -> tuple[Component, ...]:
        """The parts in no zone."""
        return tuple(p for p in self.design.graph.parts if self.design.graph.zone_of(p) is None)

    @cached_property
    def chips(self) -> Mapping[str, str]:
        """Part's key -> the number that matters, as the picture shows it."""
        said = {bit.id.rpartition("-")[2]: bit.text for bit in live(self.design) if "-chip-" in bit.id}
        spots = (node.spot for node in scene(self.design).nodes)
        return {spot.key: said[spot.slug] for spot in spots if spot.slug in said}

    @property
    def steps(self) -> tuple[Flow, ...]:
        """The flows of the numbered steps, in the order of the picture's story."""
        flows = {flow.key: flow for flow in self.design.graph.flows}
        return tuple(flows[key] for step in reveals(self.design) if step.order for key in step.flows)

    def lines(self, part: Component) -> tuple[str, ...]:
        """What stands on a part: its name, a note, its number."""
        return tuple(filter(None, (part.name, part.note, self.chips.get(part.key, ""))))


def said(flow: Flow) -> str:
    """What a flow says, its number first."""
    return f"{flow.link.order}. {flow.link.says}" if flow.link.order else flow.link.says


def rate(flow: Flow) -> str:
    """How often at peak, in words; nothing where it is not known."""
    return f"{written(flow.link.rate)}/s" if flow.link.rate else ""
