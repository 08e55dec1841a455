"""The architecture as D2 text: zones as containers, families by shape and colour, flows by line and head."""

from collections.abc import Iterator

from design import Component, Design, Flow
from diagrams import FLOW_COLOUR, Theme, colour

from ._labels import label
from ._parts import Architecture, rate, said

LABEL = "Diagram (D2)"
SUFFIX = ".d2"
MIME = "text/vnd.d2"
SHELF = "As text"

SHAPES = {
    "service": "rectangle",
    "store": "cylinder",
    "stream": "queue",
    "model": "hexagon",
    "batch": "page",
    "ops": "oval",
    "actor": "rectangle",
}
DASHES = {"sync": 0, "event": 5, "batch": 2, "control": 7}
HEADS = {
    "sync": ("triangle", True),
    "event": ("arrow", False),
    "batch": ("triangle", True),
    "control": ("diamond", False),
}


def render(design: Design, theme: Theme = "light") -> bytes:
    """D2 text, UTF-8. Names are quoted; ids are n0, n1, ..."""
    theme = "light" if theme == "page" else theme
    drawn = Architecture(design)
    lines = (*_settings(theme), *_classes(theme), *_title(design, theme), *_parts(drawn, theme), *_flows(drawn))
    return ("\n".join(lines) + "\n").encode()


def quoted(words: str) -> str:
    r"""Words as a D2 string: nothing in them ends it or is put in from a variable.

    >>> quoted('a "b" ${c}')
    '"a \\"b\\" \\${c}"'
    """
    return f'"{_escaped(label(words))}"'


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")


def _settings(theme: Theme) -> Iterator[str]:
    yield f"vars: {{d2-config: {{layout-engine: elk; theme-id: {200 if theme == 'dark' else 0}; pad: 24}}}}"
    yield "direction: right"
    yield f'style.fill: "{colour("page", theme)}"'


def _classes(theme: Theme) -> Iterator[str]:
    """One class a family and one a kind of flow, under names that no key of D2 has."""
    ink = colour("ink", theme)
    yield "classes: {"
    for family, shape in SHAPES.items():
        radius = "; border-radius: 8" if family == "service" else ""
        yield (
            f'  part-{family}: {{shape: {shape}; style: {{fill: "{colour(family, theme)}"; '
            f'stroke: "{colour(f"{family}-line", theme)}"; font-color: "{ink}"{radius}}}}}'
        )
    for kind, (head, filled) in HEADS.items():
        hue = colour(FLOW_COLOUR[kind], theme)
        yield (
            f'  flow-{kind}: {{style: {{stroke: "{hue}"; font-color: "{hue}"; stroke-dash: {DASHES[kind]}}}; '
            f"target-arrowhead: {{shape: {head}; style.filled: {str(filled).lower()}}}}}"
        )
    yield "}"


def _title(design: Design, theme: Theme) -> Iterator[str]:
    style = f'style: {{font-size: 28; bold: true; font-color: "{colour("ink", theme)}"}}'
    yield f"title: {quoted(design.case.title)} {{shape: text; near: top-center; {style}}}"


def _parts(drawn: Architecture, theme: Theme) -> Iterator[str]:
    yield from (_part(drawn, part) for part in drawn.outside)
    for zone_id, zone, members in drawn.zones:
        line = colour("critical" if zone.critical else "zone-line", theme)
        border = "stroke-width: 3" if zone.critical else "stroke-dash: 4"
        yield f"{zone_id}: {quoted(f'{zone.name}: {zone.note}' if zone.note else zone.name)} {{"
        yield (
            f'  style: {{fill: "{colour("zone", theme)}"; stroke: "{line}"; {border}; border-radius: 8; '
            f'font-color: "{colour("ink", theme)}"}}'
        )
        yield from (f"  {_part(drawn, part)}" for part in members)
        yield "}"


def _part(drawn: Architecture, part: Component) -> str:
    words = "\\n".join(_escaped(label(line)) for line in drawn.lines(part))
    return f'{drawn.ids[part.key]}: "{words}" {{class: part-{part.family}}}'


def _flows(drawn: Architecture) -> Iterator[str]:
    places = {part.key: f"{zone_id}.{drawn.ids[part.key]}" for zone_id, _, members in drawn.zones for part in members}

    def end(part: Component) -> str:
        return places.get(part.key, drawn.ids[part.key])

    for flow in drawn.design.graph.flows:
        yield (
            f"{end(flow.source)} -> {end(flow.target)}: {quoted(said(flow))} "
            f"{{class: flow-{flow.link.kind}{_hint(flow)}}}"
        )


def _hint(flow: Flow) -> str:
    """What a pointer over the arrow shows."""
    carries = ", ".join(sorted(flow.link.carries))
    words = "; ".join(filter(None, (rate(flow), f"carries {carries}" if carries else "")))
    return f"; tooltip: {quoted(words)}" if words else ""
