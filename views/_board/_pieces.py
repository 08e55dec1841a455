"""What the board is told once, and again only where it changed: the graph, the overlays, the story."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from design import DataClass, Design, Finding, Unit, crossings, reveals, written
from diagrams import SIGNS, Live, Reading, basis, carried, overlay, overlay_names, sensitivity, ways

from .._news import Piece
from .._session import Page


def pieces(page: Page, live: Sequence[Live]) -> dict[str, Piece]:
    """The pieces of the design on screen; `live` are the bits of its picture, which say its parts' numbers.

    The story, some 6 kB that most moves change, is told from when somebody begins to read it.
    """
    design, joined = page.design, ways(page.design)
    found: dict[str, Piece] = {"graph": (joined, partial(_graph, design))}
    if page.session.reading:
        found["story"] = (joined, tuple(bit.label for bit in live)), partial(_story, design)
    for name in overlay_names():
        cause = (joined, basis(design, name, page.findings))
        found[name] = cause, partial(_overlay, design, name, page.findings)
    return found


def _story(design: Design) -> list[dict[str, Any]]:
    place = _places(design)
    return [
        {"title": r.title, "parts": r.parts, "flows": [place[key] for key in r.flows], "says": r.says}
        for r in reveals(design)
    ]


def _places(design: Design) -> dict[str, int]:
    """Where each flow stands among them, which is how the picture marks it."""
    return {flow.key: i for i, flow in enumerate(design.graph.flows)}


def _overlay(design: Design, name: str, findings: Sequence[Finding]) -> dict[str, Any]:
    one, place = overlay(design, name, findings), _places(design)
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
