"""The architecture as a Structurizr DSL workspace: one system, its containers, a container view, the numbered steps."""

import re
from collections.abc import Iterator

from design import Component, Design
from diagrams import FLOW_COLOUR, Theme, colour

from ._labels import label, told_apart
from ._parts import Architecture, rate

LABEL = "C4 workspace (Structurizr)"
SUFFIX = ".dsl"
MIME = "text/x-structurizr-dsl"
SHELF = "As text"

SHAPES = {
    "service": "RoundedBox",
    "store": "Cylinder",
    "stream": "Pipe",
    "model": "Hexagon",
    "batch": "Folder",
    "ops": "Ellipse",
    "actor": "Box",
}
LINES = {"sync": "solid", "event": "dashed", "batch": "dotted", "control": "dashed"}


def render(design: Design, theme: Theme = "light") -> bytes:
    """A workspace, UTF-8. External actors are software systems, all other parts containers; ids are n0, n1, ..."""
    drawn = Architecture(design)
    title = label(design.case.title)
    lines = (
        f"workspace {quoted(f'{title}: architecture')} {quoted(_summary(design))} {{",
        *(f"  {line}" for line in (*_model(drawn, title), *_views(drawn, "light" if theme == "page" else theme))),
        "}",
    )
    return ("\n".join(lines) + "\n").encode()


def quoted(words: str) -> str:
    """Words as a string of the DSL. It knows no sure way to write a quote or a backslash: they become their likes.

    Its reader takes a word for a sign whether it is quoted or not, so that a name of signs alone (`{`, `->`) gets
    quotes of its own.

    >>> quoted('a "b"'), quoted("{")
    ('"a ”b”"', '"“{”"')
    """
    tame = label(words).replace('"', "”").replace("\\", "⧵").replace("${", "$ {")
    return f'"{tame}"' if re.search(r"\w", tame) else f'"“{tame}”"'


def _summary(design: Design) -> str:
    kept = len(design.outcomes) - len(design.broken)
    return f"This design keeps {kept} of {len(design.outcomes)} promises."


def _model(drawn: Architecture, title: str) -> Iterator[str]:
    parts = drawn.design.graph.parts
    apart = told_apart((title, *(label(p.name) for p in parts)))
    next(apart)
    names = dict(zip((p.key for p in parts), apart, strict=True))
    outer = [p for p in drawn.outside if p.family == "actor"]
    yield "model {"
    for part in outer:
        yield f'  {drawn.ids[part.key]} = softwareSystem {quoted(names[part.key])} {quoted(part.kind)} "actor"'
    yield f"  system = softwareSystem {quoted(title)} {{"
    for part in drawn.outside:
        if part not in outer:
            yield f"    {_container(drawn, part, names[part.key])}"
    zone_names = told_apart(label(zone.name) for _, zone, _ in drawn.zones)
    for (_, _, members), zone_name in zip(drawn.zones, zone_names, strict=True):
        yield f"    group {quoted(zone_name)} {{"
        yield from (f"      {_container(drawn, part, names[part.key])}" for part in members)
        yield "    }"
    yield "  }"
    yield from (f"  {line}" for line in _relations(drawn))
    yield "}"


def _container(drawn: Architecture, part: Component, name: str) -> str:
    words = ". ".join(filter(None, (part.note if part.note != part.kind else "", drawn.chips.get(part.key, ""))))
    said = " ".join(map(quoted, (name, words or part.kind, part.kind, part.family)))
    return f"{drawn.ids[part.key]} = container {said}"


def _relations(drawn: Architecture) -> Iterator[str]:
    """Each flow; two between the same parts may not say the same, so a cut or flattened one gets a number."""
    flows = drawn.design.graph.flows
    ends = [f"{drawn.ids[f.source.key]} -> {drawn.ids[f.target.key]}" for f in flows]
    apart = told_apart(f"{end} {label(f.link.says)}" for end, f in zip(ends, flows, strict=True))
    for end, flow, words in zip(ends, flows, apart, strict=True):
        how = ", ".join(filter(None, (flow.link.kind, rate(flow))))
        yield f'{end} {quoted(words.removeprefix(end))} {quoted(how)} "{flow.link.kind}"'


def _views(drawn: Architecture, theme: Theme) -> Iterator[str]:
    yield "views {"
    yield '  container system "containers" "The parts, their zones and the flows between them." {'
    yield "    include *"
    yield "    autoLayout lr"
    yield "  }"
    if drawn.steps:
        yield '  dynamic system "steps" "The numbered steps of one request." {'
        for flow in drawn.steps:
            ends = drawn.ids[flow.source.key], drawn.ids[flow.target.key]
            yield f"    {flow.link.order}: {ends[0]} -> {ends[1]} {quoted(flow.link.says)}"
        yield "    autoLayout lr"
        yield "  }"
    yield from (f"  {line}" for line in _styles(theme))
    yield "}"


def _styles(theme: Theme) -> Iterator[str]:
    yield "styles {"
    for family, shape in SHAPES.items():
        yield f'  element "{family}" {{'
        yield f"    shape {shape}"
        yield f"    background {colour(family, theme)}"
        yield f"    color {colour('ink', theme)}"
        yield f"    stroke {colour(f'{family}-line', theme)}"
        yield "  }"
    for kind, line in LINES.items():
        yield f'  relationship "{kind}" {{'
        yield f"    style {line}"
        yield f"    color {colour(FLOW_COLOUR[kind], theme)}"
        yield "  }"
    yield "}"
