"""The geometry: parts keep their places, arrows go round them, labels lie on nothing."""

from dataclasses import replace
from itertools import combinations

import pytest

from design import design_of, turned
from diagrams._geometry import Box, crosses, hits, segments
from diagrams._layout import _columns
from diagrams._live import NOTE_SIZE, live_of, room
from diagrams._scene import Scene
from diagrams._text import width
from diagrams.architecture import scene
from tests.designs import CASES, evidence_for
from tests.diagrams.drawn import CASE, design, every_setting, named


def fraud_scenes() -> list[Scene]:
    """The shipped case at every set of parts. One evidence serves all: geometry reads none of its numbers."""
    case = CASES["fraud_detection"]
    evidence = evidence_for(case, case.Knobs())
    found = {}
    for scoring in case.knob("scoring").options:
        for actions in case.knob("actions").options:
            for freshness in case.knob("freshness").options:
                for rest in ({}, {"shadow": True, "rules": False}, {"on_timeout": "wait"}):
                    turns = {"scoring": scoring, "actions": actions, "freshness": freshness, **rest}
                    drawn = scene(design_of(case, turned(case.Knobs(), turns), evidence))
                    found[drawn.topology] = drawn
    return list(found.values())


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    return [*(scene(d) for d in every_setting()), *fraud_scenes()]


def test_a_part_never_moves_between_two_settings(scenes: list[Scene]) -> None:
    """Nor does the canvas change its size."""
    for title in {s.topology.title for s in scenes}:
        places: dict[str, Box] = {}
        mine = [s for s in scenes if s.topology.title == title]
        for s in mine:
            for node in s.nodes:
                assert places.setdefault(node.spot.key, node.box) == node.box
        assert len({(s.width, s.height) for s in mine}) == 1


def test_no_arrow_passes_through_a_part(scenes: list[Scene]) -> None:
    """Not through a foreign part, nor through its own two from behind."""
    for s in scenes:
        for e in s.edges:
            for node in s.nodes:
                inside = node.box.grown(-1.5)
                met = [piece for piece in segments(e.route.flat) if hits(piece, inside)]
                assert not met, (e.arrow.key, node.spot.name)


def test_no_label_lies_on_a_part_a_zone_name_or_another_label(scenes: list[Scene]) -> None:
    for s in scenes:
        for e in s.edges:
            assert not [n.spot.name for n in s.nodes if n.box.overlaps(e.tag.box)], e.arrow.key
            assert not [z.plane.name for z in s.zones if z.words.overlaps(e.tag.box)], e.arrow.key
        for a, b in combinations(s.edges, 2):
            assert not a.tag.box.overlaps(b.tag.box), (a.arrow.key, b.arrow.key)


def test_no_arrow_runs_through_a_zones_name(scenes: list[Scene]) -> None:
    for s in scenes:
        for z in s.zones:
            for e in s.edges:
                assert not any(hits(piece, z.words) for piece in segments(e.route.flat)), (z.plane.name, e.arrow.key)


def test_zones_hold_their_parts_and_no_other_and_do_not_overlap(scenes: list[Scene]) -> None:
    for s in scenes:
        for z in s.zones:
            assert {n.spot.key for n in s.nodes if n.box.overlaps(z.box)} == set(z.plane.members)
        for a, b in combinations(s.zones, 2):
            assert not a.box.overlaps(b.box), (a.plane.name, b.plane.name)


def test_few_arrows_cross(scenes: list[Scene]) -> None:
    """At most six crossings among some twenty-five arrows: more would want other places."""
    for s in scenes:
        flat = [segments(e.route.flat) for e in s.edges]
        crossings = sum(crosses(p, q) for a, b in combinations(flat, 2) for p in a for q in b)
        assert crossings <= 6, crossings


def test_everything_lies_on_the_canvas(scenes: list[Scene]) -> None:
    for s in scenes:
        boxes = [*(n.box for n in s.nodes), *(z.box for z in s.zones), *(e.tag.box for e in s.edges), s.legend_box]
        points = [p for e in s.edges for p in e.route.points]
        assert all(0 <= b.x and b.right <= s.width and 0 <= b.y and b.bottom <= s.height for b in boxes)
        assert all(0 <= x <= s.width and 0 <= y <= s.height for x, y in points)


def test_text_fits_its_box() -> None:
    """Chips and notes stay inside their part, however long a name is and however large a number."""
    long = "A component whose name goes on and on and on"
    for d in (design(), design(load=100.0), named(long)):
        s = scene(d)
        spots = {n.spot.slug: n.spot for n in s.nodes}
        for bit in live_of(d, s, "p")[1:]:
            space = room(spots[bit.id.rpartition("-")[2]])
            assert (bit.width if "-chip-" in bit.id else width(bit.text, NOTE_SIZE)) <= space


def test_the_legend_shows_what_is_used_and_nothing_else() -> None:
    without = scene(design(review=False, streaming=False, shadow=False))
    shown = {(s.what, s.name) for s in without.legend}
    assert ("family", "ops") not in shown
    assert ("flow", "control") in shown
    assert {name for what, name in shown if what == "family"} == {s.family for s in without.topology.spots}


def test_arrows_back_and_controls_are_thin() -> None:
    thin = {e.arrow.says for e in scene(design()).edges if e.thin}
    assert {"challenge", "release", "retrain", "record"} <= thin
    assert not {"authorise", "decide", "score"} & thin


@pytest.mark.parametrize("lost", ["Gateway", "Training"])
def test_a_part_without_a_place_gets_a_layout_all_the_same(lost: str) -> None:
    """Then Graphviz places every part; nothing overlaps."""
    places = {name: place for name, place in CASE.places.items() if name != lost}
    s = scene(design(replace(CASE, places=places)))
    assert len(s.nodes) == 20
    for a, b in combinations(s.nodes, 2):
        assert not a.box.overlaps(b.box)


def test_without_graphviz_parts_stand_in_columns() -> None:
    places = _columns(("a", "b", "c", "d"), (("a", "b"), ("b", "c"), ("c", "a"), ("a", "d")))
    assert places == {"a": (0, 0), "b": (1, 0), "c": (2, 0), "d": (1, 1)}
