"""What pictures cost: layout and paint of a case never seen before, a move's badges, each kind; beside plain Graphviz.

Each other set of parts is laid out three times and its best time taken: what the code costs, not what the machine does.
The reference is `dot` (the one that graphviz-pure installs) drawing the same parts, zones and arrows as SVG, its start
included; both are CPU time.
"""

import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

import cases
from benchmarks import PAGE, Row, percentile
from benchmarks.design import at_random
from design import Case, Design, cases_in, design_of, turned
from diagrams import PictureKind, architecture, picture_kinds
from diagrams._paint import painted
from diagrams._scene import Topology, scene_of, topology_of
from tests.find_graphviz import graphviz_program

REPEATS, SETTINGS = 15, 200
LAYOUT_MS, PATCH_MS = 50.0, 10.0


def run() -> list[Row]:
    """The table of the case behind PAGE."""
    case = cases_in(cases)[PAGE.strip("/")]
    evidence = case.evidence(case.Knobs(), lambda *said: None)
    opening = design_of(case, case.Knobs(), evidence)
    fixed = topology_of(opening)
    moved = list(islice(_moved(case, opening), 2 * REPEATS))
    dot = _median(lambda: _graphviz(opening), children=True)
    cold = _median(lambda: _cold(opening))
    others = sorted(min(_once(partial(_cold, found)) for _ in range(3)) for found in _settings(case, evidence))
    return [
        Row(f"layout and paint, {len(fixed.spots)} parts, {len(fixed.arrows)} arrows", cold, "ms", dot),
        Row("the same, against the limit", cold, "ms", limit=LAYOUT_MS),
        Row(f"the median of {len(others)} other sets of parts", percentile(others, 50), "ms", limit=LAYOUT_MS),
        Row("the dearest of them", others[-1], "ms", limit=LAYOUT_MS),
        Row("a move that patches badges", _median(lambda: architecture.live(moved.pop())), "ms", limit=PATCH_MS),
        Row("a move that draws anew, same parts", _median(lambda: architecture.draw(moved.pop(), "page")), "ms", dot),
        *(Row(f"picture: {kind.label.lower()}, seen before", _again(kind, opening), "ms") for kind in picture_kinds()),
    ]


def _again(kind: PictureKind, design: Design) -> float:
    return _median(lambda: kind.draw(design, "light", "p"))


def _cold(design: Design) -> None:
    """Lay out and paint as for the first time."""
    scene_of.cache_clear()
    painted.cache_clear()
    architecture.draw(design, "page")


def _moved(case: Case, opening: Design) -> Iterator[Design]:
    """Designs of the same parts at other numbers, without end."""
    shape = architecture.shape(opening)
    numbers = [k.name for k in case.knobs if k.kind == "number" and not k.trains]
    for knobs in at_random(case, seed=4):
        turns = {name: getattr(knobs, name) for name in numbers}
        found = design_of(case, turned(opening.knobs, turns), opening.evidence)
        if architecture.shape(found) == shape:
            yield found


def _settings(case: Case, evidence: object) -> list[Design]:
    """One design for each set of parts that so many settings at random come to."""
    found: dict[Topology, Design] = {}
    for knobs, _ in zip(at_random(case, seed=5), range(SETTINGS), strict=False):
        design = design_of(case, knobs, evidence)
        found.setdefault(topology_of(design), design)
    return list(found.values())


def _graphviz(design: Design) -> None:
    """The same graph drawn by dot."""
    ids = {part.key: f"n{i}" for i, part in enumerate(design.graph.parts)}
    lines = [f'{ids[part.key]} [shape=box label="{part.key}"];' for part in design.graph.parts]
    for i, zone in enumerate(design.graph.zones):
        members = " ".join(f"{ids[p.key]};" for p in design.graph.parts if p.name in zone.members)
        lines.append(f"subgraph cluster_{i} {{ {members} }}")
    lines += [f'{ids[f.source.key]} -> {ids[f.target.key]} [label="x"];' for f in design.graph.flows]
    text = "\n".join(("digraph { rankdir=LR;", *lines, "}"))
    subprocess.run([graphviz_program(), "-Kdot", "-Tsvg"], input=text.encode(), capture_output=True, check=True)


def _once(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return 1000 * (time.thread_time() - start)


def _median(work: Callable[[], object], children: bool = False) -> float:
    """The median CPU time of some work, ms; of the processes it starts where so asked."""
    times = []
    for _ in range(REPEATS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = _once(work)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        theirs = 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        times.append(theirs if children else spent)
    return percentile(times, 50)
