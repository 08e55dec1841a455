"""The architecture as Graphviz DOT text: kinds, labels, zones as clusters, every part pinned to its place."""

import graphviz

from design import Design, written
from diagrams import FLOW_COLOUR, Theme, colour
from diagrams.architecture import draw, scene

LABEL = "Graphviz (DOT)"
SUFFIX = ".dot"
MIME = "text/vnd.graphviz"
SHELF = "As text"

SHAPES = {
    "service": {"shape": "box", "style": "rounded,filled"},
    "store": {"shape": "cylinder", "style": "filled"},
    "stream": {"shape": "box3d", "style": "filled"},
    "model": {"shape": "octagon", "style": "filled"},
    "batch": {"shape": "note", "style": "filled"},
    "ops": {"shape": "ellipse", "style": "filled"},
    "actor": {"shape": "box", "style": "filled"},
}
STYLES = {"sync": "solid", "event": "dashed", "batch": "dotted", "control": "dashed"}
HEADS = {"sync": "normal", "event": "vee", "batch": "normal", "control": "odiamond"}


def render(design: Design, theme: Theme = "light") -> bytes:
    """DOT for `neato -n2` (as drawn here) or any other Graphviz layout. Names are escaped; ids are n0, n1, ..."""
    theme = "light" if theme == "page" else theme
    drawn = scene(design)
    ids = {node.spot.key: f"n{i}" for i, node in enumerate(drawn.nodes)}
    chips = {bit.id.rpartition("-")[2]: bit.text for bit in draw(design, theme).live if "-chip-" in bit.id}

    def low(y: float) -> float:
        """Graphviz counts upward."""
        return drawn.height - y

    text = graphviz.Digraph("architecture")
    text.attr(
        "graph",
        layout="neato",
        inputscale="72",
        splines="true",
        fontname="Arial",
        labelloc="t",
        bgcolor=colour("page", theme),
        fontcolor=colour("ink", theme),
        label=_label(design.case.title),
    )
    text.attr("node", fontname="Arial", fontsize="12", fontcolor=colour("ink", theme), penwidth="1.5")
    text.attr("edge", fontname="Arial", fontsize="10")
    for node in drawn.nodes:
        part = design.graph.part(node.spot.key)
        assert part is not None  # the scene was made from this graph
        words = "\n".join(filter(None, (part.name, part.note, chips.get(node.spot.slug, ""))))
        text.node(
            ids[part.key],
            _label(words),
            pos=f"{node.box.cx:.1f},{low(node.box.cy):.1f}!",
            width=f"{node.box.w / 72:.3f}",
            height=f"{node.box.h / 72:.3f}",
            fixedsize="true",
            fillcolor=colour(part.family, theme),
            color=colour(f"{part.family}-line", theme),
            **SHAPES[part.family],
        )
    for i, zone in enumerate(drawn.zones):
        with text.subgraph(name=f"cluster_{i}") as cluster:
            cluster.attr(
                label=_label(f"{zone.plane.name}: {zone.plane.note}"),
                labeljust="l",
                bb=f"{zone.box.x:.1f},{low(zone.box.bottom):.1f},{zone.box.right:.1f},{low(zone.box.y):.1f}",
                lp=f"{zone.words.cx:.1f},{low(zone.words.cy):.1f}",
                style="rounded" if zone.plane.critical else "rounded,dashed",
                penwidth="2.2" if zone.plane.critical else "1",
                color=colour("critical" if zone.plane.critical else "zone-line", theme),
            )
            for member in zone.plane.members:
                cluster.node(ids[member])
    for flow in design.graph.flows:
        link = flow.link
        said = f"{link.order}. {link.says}" if link.order else link.says
        rate = f"{said}: {written(link.rate)}/s" if link.rate else said
        ink = colour(FLOW_COLOUR[link.kind], theme)
        text.edge(
            ids[flow.source.key],
            ids[flow.target.key],
            _label(said),
            color=ink,
            fontcolor=ink,
            style=STYLES[link.kind],
            arrowhead=HEADS[link.kind],
            tooltip=_label(rate),
        )
    return str(text.source).encode()


def _label(words: str) -> str:
    """Words that Graphviz shows as they are: no escapes, no HTML-like labels, line breaks kept."""
    clean = "".join(c for c in words if c == "\n" or c.isprintable())
    label: str = graphviz.nohtml("\\n".join(graphviz.escape(line) for line in clean.split("\n")))
    return label
