"""What a geometry must not have, measured; and the settings of a case that it is measured at."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from design import Case, Design, design_of, turned
from diagrams._geometry import crosses, hits, segments
from diagrams._route import head_box
from diagrams._scene import Scene
from diagrams.architecture import scene
from tests.designs import evidence_for

SEED = 20_261_124


def sampled(case: Case, count: int) -> Iterator[Design]:
    """The opening design, then so many settings of all decisions at random, the same in each run.

    One evidence serves all: geometry reads none of its numbers.
    """
    rng, evidence = random.Random(SEED), evidence_for(case, case.Knobs())
    yield design_of(case, case.Knobs(), evidence)
    for _ in range(count):
        turns = {knob.name: rng.choice(knob.axis) for knob in case.knobs}
        yield design_of(case, turned(case.Knobs(), turns), evidence)


def scenes_of(case: Case, count: int) -> list[Scene]:
    """Every geometry that those settings have, each once."""
    return list({s.topology: s for s in map(scene, sampled(case, count))}.values())


def unpinned(case: Case) -> Case:
    """The case as if its author had said nothing of places."""
    return replace(case, places={})


def faults(s: Scene) -> list[tuple[str, ...]]:
    """Labels on a part, a zone's name, an arrowhead or another label; arrows through a part or a zone's name."""
    found: list[tuple[str, ...]] = []
    heads = [head_box(e.route) for e in s.edges]
    for e in s.edges:
        label, pieces = e.tag.box, segments(e.route.flat)
        for node in s.nodes:
            if node.box.overlaps(label):
                found.append(("a label on a part", e.arrow.key, node.spot.name))
            if any(hits(piece, node.box.grown(-1.5)) for piece in pieces):
                found.append(("an arrow through a part", e.arrow.key, node.spot.name))
        for zone in s.zones:
            if zone.words.overlaps(label):
                found.append(("a label on a zone's name", e.arrow.key, zone.plane.name))
            if any(hits(piece, zone.words) for piece in pieces):
                found.append(("an arrow through a zone's name", e.arrow.key, zone.plane.name))
        for other, head in zip(s.edges, heads, strict=True):
            if any(head.overlaps(inked) for inked in e.tag.inked):
                found.append(("a label on an arrowhead", e.arrow.key, other.arrow.key))
    for a, b in combinations(s.edges, 2):
        if a.tag.box.overlaps(b.tag.box):
            found.append(("a label on a label", a.arrow.key, b.arrow.key))
    for one, two in combinations(s.zones, 2):
        if one.box.overlaps(two.box):
            found.append(("a zone on a zone", one.plane.name, two.plane.name))
    return found


def crossings(s: Scene) -> int:
    """How often two arrows cross."""
    flat = [segments(e.route.flat) for e in s.edges]
    return sum(crosses(p, q) for a, b in combinations(flat, 2) for p in a for q in b)
