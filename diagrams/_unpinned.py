"""Places for a case whose author pinned none: one layout of all that its decisions can add, so that nothing jumps."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice
from typing import Any

from design import Case, Design, Graph, turned

from ._layout import Ends, Places, automatic

PAIRS = 120
"""At most so many pairs of decisions are tried together."""


def places_of(design: Design) -> Places:
    """A place for every part, by name; the same for every design of the case that shows no part unheard of."""
    names, ends, planes = _everything(_Sample(design))
    known = set(names)
    if any(part.name not in known for part in design.graph.parts):
        names, ends, planes = _joined([design.graph])
    return automatic(names, ends, planes)


class _Sample:
    """A design that stands for its case: two of one case are the same."""

    def __init__(self, design: Design) -> None:
        self.design = design

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Sample) and other.design.case is self.design.case

    def __hash__(self) -> int:
        return id(self.design.case)


@lru_cache(maxsize=16)
def _everything(sample: _Sample) -> tuple[tuple[str, ...], Ends, tuple[tuple[str, ...], ...]]:
    """All parts, arrows and zones that some setting of the case's decisions has."""
    design = sample.design
    return _joined(list(_graphs(design.case, design.evidence)) or [design.graph])


def _graphs(case: Case, evidence: Any) -> Iterator[Graph]:
    """The opening architecture; each decision turned by itself; then pairs of those that change what is drawn."""
    opening = _graph(case, evidence, {})
    if opening is None:
        return
    yield opening
    matters = []
    for knob in case.knobs:
        values = knob.axis if knob.kind != "number" else (knob.axis[0], knob.axis[-1])
        for value in values:
            graph = _graph(case, evidence, {knob.name: value})
            if graph and _drawn(graph) != _drawn(opening):
                matters.append((knob.name, value))
                yield graph
    pairs = ((a, b) for a, b in combinations(matters, 2) if a[0] != b[0])
    for a, b in islice(pairs, PAIRS):
        if graph := _graph(case, evidence, dict((a, b))):
            yield graph


def _graph(case: Case, evidence: Any, turns: dict[str, Any]) -> Graph | None:
    """The architecture at a setting; none where this evidence is not good for it."""
    try:
        return case.architecture(turned(case.Knobs(), turns), evidence)
    except (ValueError, ArithmeticError, LookupError):
        return None


def _drawn(graph: Graph) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.name for p in graph.parts), frozenset(f.key for f in graph.flows)


def _joined(graphs: list[Graph]) -> tuple[tuple[str, ...], Ends, tuple[tuple[str, ...], ...]]:
    names = dict.fromkeys(p.name for g in graphs for p in g.parts)
    ends = dict.fromkeys((f.source.name, f.target.name) for g in graphs for f in g.flows)
    planes: dict[str, dict[str, None]] = {}
    for zone in (z for g in graphs for z in g.zones):
        planes.setdefault(zone.name, {}).update(dict.fromkeys(zone.members))
    return tuple(names), tuple(ends), tuple(tuple(members) for members in planes.values())
