"""The geometry: parts keep their places, arrows go round them, labels lie on nothing."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import Case, Design
from diagrams._geometry import Box
from diagrams._layout import WIDEST, automatic
from diagrams._live import NOTE_SIZE, live_of, room
from diagrams._route import head_box
from diagrams._scene import Scene
from diagrams._text import width
from diagrams.architecture import scene
from tests.design.kiosk import CASE as KIOSK
from tests.design.kiosk import kiosk
from tests.designs import CASES
from tests.diagrams.drawn import CASE, design, every_setting, named
from tests.diagrams.faults import crossings, faults, scenes_of, unpinned

FEW, SOME, MANY = 3, 25, 200
"""How many settings of each case are looked at, by how fast the test is."""
MOST_CROSSINGS, MOST_UNPLACED = 0.8, 1.1
"""Crossings an arrow, where an author placed the parts and where nobody did: more would want other places."""


def unpinned_design(**turns: object) -> Design:
    return design(unpinned(CASE), **turns)


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    """Every case at a few settings, twenty parts at all, and both again without their places."""
    found = [*map(scene, every_setting()), scene(kiosk(unpinned(KIOSK)))]
    found += [scene(unpinned_design(cache=on, review=other)) for on in (True, False) for other in (True, False)]
    for case in CASES.values():
        found += [*scenes_of(case, FEW), *scenes_of(unpinned(case), 1)]
    return found


def places_kept(mine: list[Scene]) -> None:
    places: dict[str, Box] = {}
    for s in mine:
        for node in s.nodes:
            assert places.setdefault(node.spot.key, node.box) == node.box, node.spot.name
    assert len({(s.width, s.height) for s in mine}) == 1


@pytest.mark.slow
@pytest.mark.parametrize("pinned", [True, False], ids=["pinned", "unpinned"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_part_never_moves_between_two_settings(case: Case, pinned: bool) -> None:
    """Nor does the canvas change its size; not even where nobody said where parts stand."""
    places_kept(scenes_of(case if pinned else unpinned(case), SOME))


def test_twenty_parts_keep_their_places_at_every_setting() -> None:
    places_kept([scene(d) for d in every_setting()])
    turns = [
        {"cache": a, "streaming": b, "shadow": c} for a in (True, False) for b in (True, False) for c in (True, False)
    ]
    places_kept([scene(unpinned_design(**t)) for t in turns])


def test_nothing_lies_on_anything(scenes: list[Scene]) -> None:
    """No label on a part, a zone's name, an arrowhead or another label; no arrow through a part or a zone's name."""
    assert [fault for s in scenes for fault in faults(s)] == []


@pytest.mark.slow
@pytest.mark.parametrize("pinned", [True, False], ids=["pinned", "unpinned"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_lies_on_anything_at_many_settings(case: Case, pinned: bool) -> None:
    """Settings of all decisions at random, the same in each run; every set of parts that comes up is measured."""
    found = scenes_of(case, MANY) if pinned else scenes_of(unpinned(case), SOME)
    assert [fault for s in found for fault in faults(s)] == []
    places_kept(found)
    most = MOST_CROSSINGS if pinned else MOST_UNPLACED
    assert all(crossings(s) <= most * len(s.edges) for s in found)


def test_a_fault_is_found_where_there_is_one() -> None:
    """The measure is no empty promise: a label put on a part, and on its own arrow's head, is named."""
    s = scene(design())
    first = s.edges[0]
    on_part = replace(first, tag=replace(first.tag, box=s.nodes[3].box, stacked=False))
    tip = head_box(first.route)
    on_head = replace(first, tag=replace(first.tag, box=tip, stacked=False))
    assert ("a label on a part", first.arrow.key, s.nodes[3].spot.name) in faults(replace(s, edges=(on_part,)))
    assert ("a label on an arrowhead", first.arrow.key, first.arrow.key) in faults(replace(s, edges=(on_head,)))


def test_zones_hold_their_parts_and_no_other_and_do_not_overlap(scenes: list[Scene]) -> None:
    for s in scenes:
        for z in s.zones:
            assert {n.spot.key for n in s.nodes if n.box.overlaps(z.box)} == set(z.plane.members)
        for a, b in combinations(s.zones, 2):
            assert not a.box.overlaps(b.box), (a.plane.name, b.plane.name)


def test_few_arrows_cross(scenes: list[Scene]) -> None:
    """At most four crossings for five arrows; a dozen among twenty-five is what is usual."""
    assert all(crossings(s) <= max(1, MOST_CROSSINGS * len(s.edges)) for s in scenes)


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
    """Then all parts are laid out anew; nothing overlaps."""
    places = {name: place for name, place in CASE.places.items() if name != lost}
    s = scene(design(replace(CASE, places=places)))
    assert len(s.nodes) == 20
    assert faults(s) == []


def test_a_band_runs_from_left_to_right_and_its_main_path_stays_on_one_row() -> None:
    """a feeds b and c; b goes on, so b stands on the row of a; the ring back to a does not push a right."""
    places = automatic(("a", "b", "c", "d"), (("a", "c"), ("a", "b"), ("b", "d"), ("d", "a")), (("a", "b", "c", "d"),))
    assert places == {"a": (0, 0), "b": (1, 0), "c": (1, 1), "d": (2, 0)}


def test_bands_lie_one_below_the_other_under_what_they_talk_to() -> None:
    zones = (("a", "b", "c"), ("x", "y"))
    places = automatic(("a", "b", "c", "x", "y"), (("a", "b"), ("b", "c"), ("c", "x"), ("x", "y")), zones)
    assert (places["c"][0], places["c"][1] + 1) == places["x"]
    assert len(set(places.values())) == 5


@given(st.data())
def test_no_two_parts_share_a_place_whatever_the_graph(data: st.DataObject) -> None:
    """Any arrows, rings and all, any zones: every part has a place of its own, and zones keep apart."""
    names = tuple("abcdefghijkl"[: data.draw(st.integers(1, 12))])
    ends = tuple(data.draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=24)))
    cut = data.draw(st.integers(0, len(names)))
    places = automatic(names, ends, (names[:cut], names[cut:]))
    assert set(places) == set(names)
    assert len(set(places.values())) == len(names)
    if 1 < cut < len(names) - 1:
        assert max(places[n][1] for n in names[:cut]) < min(places[n][1] for n in names[cut:])


def test_forty_parts_without_zones_have_a_place_each() -> None:
    """A hundred and twenty arrows, rings among them: still at most so many columns."""
    names = tuple(f"n{i}" for i in range(40))
    ends = tuple((names[i], names[(i * 7 + 3 * j + 1) % 40]) for i in range(40) for j in range(3))
    places = automatic(names, ends, ())
    assert len(set(places.values())) == 40
    assert len({column for column, _ in places.values()}) <= WIDEST
