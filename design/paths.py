"""Questions to a graph: what reaches what, what crosses a boundary, who writes, where it goes round, what all pass."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from .graph import Component, DataClass, Flow, Graph, Zone

Follows = Callable[[Flow], bool]


@dataclass(frozen=True)
class Crossing:
    """An arrow that ends in another zone than it starts in; no zone is the outside."""

    flow: Flow
    left: Zone | None
    entered: Zone | None

    @property
    def refused(self) -> frozenset[DataClass]:
        """What the arrow carries and the zone that it enters does not admit."""
        return self.flow.link.carries - self.entered.admits if self.entered else frozenset()


@dataclass(frozen=True, eq=False)
class _Found:
    """What is looked up often, found once a graph."""

    out: dict[str, list[Flow]]
    into: dict[str, list[Flow]]
    bearing: dict[DataClass, list[Flow]]
    crossings: tuple[Crossing, ...]


def _found(graph: Graph) -> _Found:
    """It is kept with the graph, which never changes."""
    held = graph.__dict__
    if "_found" not in held:
        held["_found"] = _look(graph)
    found: _Found = held["_found"]
    return found


def _look(graph: Graph) -> _Found:
    zones = {name: z for z in reversed(graph.zones) for name in z.members}
    found = _Found({}, {}, {}, tuple(_crossings(graph, zones)))
    for flow in graph.flows:
        found.out.setdefault(flow.source.name, []).append(flow)
        found.into.setdefault(flow.target.name, []).append(flow)
        for data in flow.link.carries:
            found.bearing.setdefault(data, []).append(flow)
    return found


def _crossings(graph: Graph, zones: dict[str, Zone]) -> Iterator[Crossing]:
    for flow in graph.flows:
        left, entered = zones.get(flow.source.name), zones.get(flow.target.name)
        if left is not entered:
            yield Crossing(flow, left, entered)


def flows_out_of(graph: Graph, part: Component) -> tuple[Flow, ...]:
    """The arrows that start at a part."""
    return tuple(_found(graph).out.get(part.name, ()))


def flows_into(graph: Graph, part: Component) -> tuple[Flow, ...]:
    """The arrows that end at a part."""
    return tuple(_found(graph).into.get(part.name, ()))


def carriers(graph: Graph, data: DataClass) -> tuple[Flow, ...]:
    """The arrows that carry a class of data."""
    return tuple(_found(graph).bearing.get(data, ()))


def crossings(graph: Graph) -> tuple[Crossing, ...]:
    """The arrows that cross the boundary of a zone."""
    return _found(graph).crossings


def calls(flow: Flow) -> bool:
    """True for an arrow whose start waits for its end: the one to follow for what a request needs."""
    return flow.link.kind == "sync"


def carries(data: DataClass) -> Follows:
    """The arrows to follow for where a class of data goes."""
    return lambda flow: data in flow.link.carries


def anything(flow: Flow) -> bool:
    """True for every arrow."""
    return True


def way(
    graph: Graph, starts: Iterable[Component], end: Callable[[Component], bool], follows: Follows = anything
) -> tuple[Flow, ...]:
    """The shortest way, arrow by arrow, from one of some parts to a part of the kind asked for; empty where none is.

    It has at least one arrow: a start is an end only where a way comes back to it.
    """
    out = _found(graph).out
    ways: list[tuple[tuple[Flow, ...], str]] = [((), part.name) for part in starts]
    seen: set[str] = set()
    for gone, place in ways:  # it grows while it is read: breadth first
        for flow in out.get(place, ()):
            if flow.target.name not in seen and follows(flow):
                if end(flow.target):
                    return (*gone, flow)
                seen.add(flow.target.name)
                ways.append(((*gone, flow), flow.target.name))
    return ()


def reached(
    graph: Graph,
    starts: Iterable[Component],
    follows: Follows = anything,
    without: Collection[Component] = (),
) -> tuple[Component, ...]:
    """The parts that arrows lead to from some parts, nearest first; no way goes through those left out.

    A start is among them only where a way comes back to it.
    """
    out, closed = _found(graph).out, {part.name for part in without}
    found: dict[str, Component] = {}
    places = [part.name for part in starts if part.name not in closed]
    for place in places:  # it grows while it is read: breadth first
        for flow in out.get(place, ()):
            name = flow.target.name
            if name not in found and name not in closed and follows(flow):
                found[name] = flow.target
                places.append(name)
    return tuple(found.values())


def only_through(
    graph: Graph, part: Component, starts: Iterable[Component], follows: Follows = calls
) -> tuple[Component, ...]:
    """The parts that cannot be reached from the starts once a part is gone: it is their single point of failure."""
    begin = tuple(starts)
    still = {p.name for p in reached(graph, begin, follows, without=(part,))}
    return tuple(p for p in reached(graph, begin, follows) if p.name not in still and p.name != part.name)


def writers(graph: Graph, store: Component, data: DataClass) -> tuple[Component, ...]:
    """The parts that write a class of data into a store: by event or batch; a call reads."""
    into = (f for f in flows_into(graph, store) if f.link.kind in ("event", "batch") and data in f.link.carries)
    return tuple({f.source.name: f.source for f in into}.values())


def longest_call(graph: Graph) -> tuple[Component, ...]:
    """The longest chain of parts of which each waits for the next; a ring of calls ends the chain before it.

    Source: longest path in a directed acyclic graph, in topological order (Kahn 1962)
    """
    asked = [f for f in graph.flows if calls(f)]
    waits: dict[str, int] = {}
    for flow in asked:
        waits[flow.target.name] = waits.get(flow.target.name, 0) + 1
    chain: dict[str, tuple[Component, ...]] = {f.source.name: (f.source,) for f in asked if f.source.name not in waits}
    ready = list(chain)
    for place in ready:  # it grows while it is read
        for flow in _found(graph).out.get(place, ()):
            if calls(flow):
                name = flow.target.name
                chain[name] = max(chain.get(name, ()), (*chain[place], flow.target), key=len)
                waits[name] -= 1
                if not waits[name]:
                    ready.append(name)
    return max((chain[place] for place in ready), key=len, default=())


def rings(graph: Graph, without: Collection[Component] = ()) -> tuple[tuple[Flow, ...], ...]:
    """The arrows that stand in rings, one tuple for each knot of rings that share parts; none goes through `without`.

    An arrow stands in a ring where a way leads back from its end to its start. A call's answer goes back as well, so
    it is followed both ways, but a call and its own answer are no ring: a knot has at least one arrow that is no call.

    Source: strongly connected components, Tarjan (1972), here by reaching forwards and backwards
    """
    closed = {part.name for part in without}
    ahead: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    open_flows = [f for f in graph.flows if f.source.name not in closed and f.target.name not in closed]
    for flow in open_flows:
        for a, b in _both_ways(flow):
            ahead.setdefault(a, []).append(b)
            back.setdefault(b, []).append(a)
    knots: list[tuple[Flow, ...]] = []
    done: set[str] = set()
    for flow in open_flows:
        if not calls(flow) and flow.source.name not in done:
            knot = _spread(ahead, flow.source.name) & _spread(back, flow.source.name)
            done |= knot
            inside = tuple(f for f in open_flows if f.source.name in knot and f.target.name in knot)
            if not all(calls(f) for f in inside):
                knots.append(inside)
    return tuple(knots)


def _both_ways(flow: Flow) -> tuple[tuple[str, str], ...]:
    there = flow.source.name, flow.target.name
    return (there, (there[1], there[0])) if calls(flow) else (there,)


def _spread(steps: dict[str, list[str]], start: str) -> set[str]:
    seen = {start}
    places = [start]
    for place in places:  # it grows while it is read
        fresh = [name for name in steps.get(place, ()) if name not in seen]
        seen.update(fresh)
        places.extend(fresh)
    return seen


def spoken_way(flows: Iterable[Flow]) -> str:
    """A way in words: `Gateway > Event stream > Data lake`."""
    steps = tuple(flows)
    return " > ".join([f.source.name for f in steps[:1]] + [f.target.name for f in steps])
