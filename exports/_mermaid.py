"""A design's flowchart in Mermaid: bare, for a document whose reader chooses the colours, or painted for a file."""

import json
import re
from collections.abc import Iterator

from design import Component, Design, Flow
from diagrams import FLOW_COLOUR, Theme, colour

from ._labels import label
from ._parts import Architecture, said

SHAPES = {
    "service": ("(", ")"),
    "store": ("[(", ")]"),
    "stream": ("[[", "]]"),
    "model": ("{{", "}}"),
    "batch": ("[", "]"),
    "ops": ("([", "])"),
    "actor": (">", "]"),
}
FONT = "Arial, sans-serif"
ARROWS = {"sync": "-->", "event": "-.->", "batch": "-.->", "control": "--o"}
LINES = {
    "sync": "stroke-width:2px",
    "event": "stroke-width:2px,stroke-dasharray:6 4",
    "batch": "stroke-width:2px,stroke-dasharray:2 4",
    "control": "stroke-width:1.5px,stroke-dasharray:7 3 2 3",
}


def bare(design: Design) -> Iterator[str]:
    """The flowchart's lines: a name on each part, no colours."""
    drawn = Architecture(design)
    yield "flowchart LR"
    yield from (f"  {_node(drawn, part, (part.name,))}" for part in design.graph.parts)
    for zone_id, zone, members in drawn.zones:
        yield f'  subgraph {zone_id}["{quoted(zone.name)}"]'
        yield from (f"    {drawn.ids[part.key]}" for part in members)
        yield "  end"
    yield from (f"  {_flow(drawn, flow)}" for flow in design.graph.flows)


def painted(design: Design, theme: Theme) -> Iterator[str]:
    """The flowchart's lines with a title, notes, numbers and the theme's colours."""
    drawn = Architecture(design)
    yield from _front(design, theme)
    yield "flowchart LR"
    yield from (f"  {_node(drawn, part, drawn.lines(part))}:::{part.family}" for part in drawn.outside)
    for zone_id, zone, members in drawn.zones:
        words = f"{zone.name}: {zone.note}" if zone.note else zone.name
        yield f'  subgraph {zone_id}["{quoted(words)}"]'
        yield from (f"    {_node(drawn, part, drawn.lines(part))}:::{part.family}" for part in members)
        yield "  end"
    yield from (f"  {_flow(drawn, flow)}" for flow in design.graph.flows)
    yield from (f"  {line}" for line in _styles(drawn, theme))


def quoted(words: str) -> str:
    """Words inside Mermaid's quotes: what could end the quotes, or begin a tag or a list, is written as a code.

    >>> quoted('1. a "b" <i>')
    '1#46; a #34;b#34; #60;i#62;'
    """
    coded = re.sub(r"[^\w\s,:;()/+×–→·≤≥%.-]", lambda sign: f"#{ord(sign[0])};", label(words))
    coded = re.sub(r"^[-+]", lambda sign: f"#{ord(sign[0])};", coded.replace("%%", "#37;#37;"))
    return coded.replace(". ", "#46; ").replace(":fa-", "#58;fa-").replace("://", "#58;//")


def _node(drawn: Architecture, part: Component, lines: tuple[str, ...]) -> str:
    left, right = SHAPES[part.family]
    return f'{drawn.ids[part.key]}{left}"{"<br/>".join(quoted(line) for line in lines)}"{right}'


def _flow(drawn: Architecture, flow: Flow) -> str:
    ends = drawn.ids[flow.source.key], drawn.ids[flow.target.key]
    return f'{ends[0]} {ARROWS[flow.link.kind]}|"{quoted(said(flow))}"| {ends[1]}'


def _front(design: Design, theme: Theme) -> Iterator[str]:
    """The front matter is YAML, in which every JSON string is a string."""
    variables = {
        "darkMode": theme == "dark",
        "background": colour("page", theme),
        "fontFamily": FONT,
        "primaryColor": colour("service", theme),
        "primaryTextColor": colour("ink", theme),
        "primaryBorderColor": colour("service-line", theme),
        "lineColor": colour("muted", theme),
        "textColor": colour("ink", theme),
        "titleColor": colour("ink", theme),
        "clusterBkg": colour("zone", theme),
        "clusterBorder": colour("zone-line", theme),
        "edgeLabelBackground": colour("page", theme),
    }
    yield "---"
    yield f"title: {json.dumps(label(design.case.title))}"
    yield "config:"
    yield "  theme: base"
    yield f"  fontFamily: {json.dumps(FONT)}"
    yield "  themeVariables:"
    yield from (f"    {name}: {json.dumps(value)}" for name, value in variables.items())
    yield "---"


def _styles(drawn: Architecture, theme: Theme) -> Iterator[str]:
    """One class a family, one line style a kind of flow, and the zones' borders."""
    graph, ink = drawn.design.graph, colour("ink", theme)
    for family in sorted({part.family for part in graph.parts}):
        fill, line = colour(family, theme), colour(f"{family}-line", theme)
        yield f"classDef {family} fill:{fill},stroke:{line},stroke-width:1.5px,color:{ink}"
    for kind, style in LINES.items():
        places = [str(i) for i, flow in enumerate(graph.flows) if flow.link.kind == kind]
        if places:
            hue = colour(FLOW_COLOUR[kind], theme)
            yield f"linkStyle {','.join(places)} stroke:{hue},color:{hue},{style}"
    for zone_id, zone, _ in drawn.zones:
        line = colour("critical" if zone.critical else "zone-line", theme)
        border = "stroke-width:2.5px" if zone.critical else "stroke-width:1px,stroke-dasharray:5 4"
        yield f"style {zone_id} fill:{colour('zone', theme)},stroke:{line},color:{ink},{border}"
