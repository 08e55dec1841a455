"""What the board is told once, and again only where it changed: the graph, the overlays, the story."""

from typing import Any

from design import DataClass, Design, Unit, crossings, reveals, written
from diagrams import SIGNS, Overlay, Reading, carried, overlays, sensitivity

from .._session import Page


def pieces(page: Page) -> dict[str, Any]:
    """The pieces of the design on screen."""
    design = page.design
    place = {flow.key: i for i, flow in enumerate(design.graph.flows)}
    return {
        "graph": _graph(design),
        "overlays": [_overlay(one, place) for one in overlays(design, page.findings)],
        "story": [
            {"title": r.title, "parts": r.parts, "flows": [place[key] for key in r.flows], "says": r.says}
            for r in reveals(design)
        ],
    }


def _overlay(one: Overlay, place: dict[str, int]) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": one.label,
        "asks": one.asks,
        "scale": one.scale,
        "parts": {key: [read.level, read.text, read.says, read.width] for key, read in one.parts.items()},
        "flows": {place[key]: [read.level, read.text, read.says] for key, read in one.flows.items()},
    }


def _graph(design: Design) -> dict[str, Any]:
    refused = {c.flow.key: c for c in crossings(design.graph) if c.refused}
    classes = carried(design)
    flows = []
    for flow in design.graph.flows:
        link, crossing = flow.link, refused.get(flow.key)
        flows.append(
            {
                "from": flow.source.key,
                "to": flow.target.key,
                "says": link.says,
                "kind": link.kind,
                "order": link.order,
                "rate": written(link.rate, Unit("/s")) if link.rate else "",
                "data": [str(data) for data in classes if data in link.carries],
                "refused": sorted(crossing.refused) if crossing else [],
                "into": crossing.entered.name if crossing and crossing.entered else "",
            }
        )
    zones = {name: z.name for z in design.graph.zones for name in z.members}
    return {
        "parts": [
            {"key": p.key, "name": p.name, "kind": p.kind, "zone": zones.get(p.name, "")} for p in design.graph.parts
        ],
        "flows": flows,
        "zones": [{"name": z.name, "admits": sorted(z.admits)} for z in design.graph.zones],
        "data": {str(data): sensitivity(data) for data in classes},
        "widths": {str(data): _widths(data) for data in classes},
    }


def _widths(data: DataClass) -> list[float]:
    """How wide the chip of a followed class is at each level."""
    return [Reading(level, str(data), "").width for level in range(1, len(SIGNS))]
