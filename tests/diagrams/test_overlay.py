"""Overlays: what they say is what the ledger, the graph and the review say; in a picture, safe and complete."""

import re
from xml.etree import ElementTree

import pytest

from design import DataClass, Fault, Finding, Rule, zone
from design import event as sends
from design import graph as joined
from design import sync as asks
from diagrams import THEMES, basis, overlay, overlay_names, overlays
from diagrams._far import far_chip, far_name, far_stacks, far_tags
from diagrams._geometry import Box
from diagrams._live import FAR
from diagrams._overlay import MEASURED, SIGNS, carried, overlay_of
from diagrams._scene import scene_of, topology_of
from diagrams._theme import COLOURS, LEVELS
from diagrams.architecture import draw
from tests.diagrams.drawn import CASE, Part, Store, design, every_setting, named
from tests.diagrams.test_picture import NASTY, contrast


def carrying():
    """A design whose card number goes into a zone that does not admit it, and one whose feature goes anywhere."""
    from dataclasses import replace

    shop, gateway, lake, model = Part("Shop"), Part("Gateway"), Store("Lake"), Part("Model")
    card, feature = DataClass.CARD_NUMBER, DataClass.FEATURE

    def architecture(k, evidence):
        return joined(
            shop >> asks("pay", 1.0, {card, DataClass.PAYMENT}, 1) >> gateway,
            gateway >> sends("append", 1.0, {card, feature}) >> lake,
            gateway >> asks("score", 1.0, {feature}) >> model,
            zones=(
                zone("Inside", "cards", (gateway, model), {card, feature, DataClass.PAYMENT}, critical=True),
                zone("Outside", "no cards", (lake,), {feature}),
            ),
        )

    return design(replace(CASE, architecture=architecture, places={}, promises=()))


def found(part: str, severity: str, accepted: str = "") -> Finding:
    rule = Rule(lambda thing: None, severity, Part, (), ())
    return Finding(rule, part, Fault(f"{part} is wrong.", "1", "0", "Mend it.", part=part), False, accepted)


@pytest.mark.parametrize("name", MEASURED)
def test_a_measured_overlay_says_what_the_ledger_says(name: str) -> None:
    """Each reading is a number of that part; each part with such a number has a reading; the level rises with it."""
    d = design()
    made = overlay(d, name)
    names = {number for number, _ in MEASURED[name]}
    for key, read in made.parts.items():
        assert any(e.text in read.says for e in d.ledger if e.part.key == key and e.name in names)
    has = {e.part.key for e in d.ledger if any(e.name == n and e.unit.symbol in u for n, u in MEASURED[name])}
    assert set(made.parts) == has & {p.key for p in d.graph.parts}


@pytest.mark.parametrize(("load", "level"), [(1.0, 1), (2.0, 2), (3.0, 3), (4.0, 4), (8.0, 4)])
def test_levels_of_utilisation_are_those_of_the_scale(load: float, level: int) -> None:
    """With four replicas: a quarter busy, half, three quarters, just full, twice too much."""
    assert overlay(design(load=load), "utilisation").parts["Server"].level == level


def test_an_unbounded_latency_has_the_highest_level_and_says_so() -> None:
    read = overlay(design(load=8.0), "latency").parts["Server"]
    assert (read.level, read.text) == (4, "no steady state")


def test_latency_is_measured_against_what_is_promised() -> None:
    """20 ms of 100 are under half; 20 of 30 are more."""
    assert overlay(design(budget=100), "latency").parts["Server"].level == 3
    assert overlay(design(budget=30), "latency").parts["Server"].level == 4


def test_data_that_a_zone_refuses_is_found_on_its_flow() -> None:
    made = overlay(carrying(), "data")
    assert {key: read.level for key, read in made.flows.items()} == {
        "Shop>Gateway:pay": 3,
        "Gateway>Lake:append": 4,
        "Gateway>Model:score": 1,
    }
    assert made.flows["Gateway>Lake:append"].says.endswith("Outside does not admit card number")
    assert (made.parts["Lake"].level, made.parts["Gateway"].level, made.parts["Model"].level) == (4, 3, 1)


def test_one_class_of_data_is_followed() -> None:
    d = carrying()
    made = overlay_of(d, "data:card number")
    assert made is not None
    assert set(made.flows) == {"Shop>Gateway:pay", "Gateway>Lake:append"}
    assert set(made.parts) == {"Shop", "Gateway", "Lake"}
    assert carried(d)[0] == DataClass.CARD_NUMBER


def test_findings_show_the_worst_that_still_stands() -> None:
    review = [found("Server", "note"), found("Server", "blocker"), found("Rules", "risk", "we live with it")]
    made = overlay(design(), "findings", review)
    assert (made.parts["Server"].level, made.parts["Server"].text) == (4, "1 blocker +1")
    assert (made.parts["Rules"].level, made.parts["Rules"].text) == (1, "accepted")
    assert set(made.parts) == {"Server", "Rules"}


def test_equal_bases_make_equal_overlays() -> None:
    """A page makes an overlay again only where its basis changed; so an equal basis must mean an equal overlay."""
    designs = [*every_setting(), design(load=3.0), design(replicas=7), design(budget=30), design(load=3.0)]
    for name in overlay_names():
        seen: dict[object, object] = {}
        for d in designs:
            key = (basis(d, "data"), basis(d, name))
            made = overlay(d, name)
            assert seen.setdefault(key, made) == made
        assert len(seen) < len(designs), "no two designs were alike: the test compared nothing"


def test_an_unknown_overlay_says_which_there_are() -> None:
    for name in ("weather", "data:shoe size", "cost:label"):
        with pytest.raises(ValueError, match=r"There is no overlay .*; there are none, latency, .*findings"):
            draw(design(), overlay=name)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", [*MEASURED, "data", "findings"])
def test_an_overlay_is_drawn_with_its_key_and_fades_what_it_has_nothing_to_say_of(theme, name: str) -> None:
    d = design(load=3.0)
    review = [found("Server", "risk")]
    made = overlay(d, name, review)
    picture = draw(d, theme, overlay=name, findings=review)
    root = ElementTree.fromstring(picture.svg)
    faded = {n.get("data-part") for n in root.iter() if n.get("data-part") and n.get("opacity")}
    assert faded == {p.key for p in d.graph.parts} - set(made.parts)
    key = next(n for n in root.iter() if n.get("class") == "key")
    said = ["".join(t.itertext()) for t in key.iter() if t.tag.endswith("text")]
    assert [words for _, words in made.used] == [s for s in said if s in made.scale]
    assert made.label in picture.alt
    ids = re.findall(r'\bid="([^"]*)"', picture.svg)
    assert len(ids) == len(set(ids))


def test_no_overlay_is_the_plain_picture() -> None:
    assert draw(design(), overlay="none") == draw(design())


def test_names_cannot_break_out_of_an_overlay() -> None:
    picture = draw(named(NASTY, NASTY, NASTY, NASTY), overlay="latency")
    ElementTree.fromstring(picture.svg)
    assert "<script" not in picture.svg.lower()


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_levels_can_be_read(theme: int) -> None:
    """Text has 4.5:1 on each level's fill and chip, lines 3:1 on all that they stand on; signs differ as well."""
    of = {name: pair[theme] for name, pair in COLOURS.items()}
    for level in LEVELS:
        fill, line = of[f"level-{level}"], of[f"level-{level}-line"]
        assert min(contrast(of["ink"], fill), contrast(of["muted"], fill), contrast(of["chip-ink"], line)) >= 4.5
        assert min(contrast(line, ground) for ground in (fill, of["page"], of["zone"])) >= 3
    assert len(set(SIGNS)) == 5


def test_every_chip_fits_on_its_part_even_where_it_is_drawn_larger() -> None:
    d = design(load=3.0)
    review = [found("Server", "blocker"), found("Server", "risk"), found("Server", "note")]
    for made in overlays(d, review):
        assert all(FAR * read.width + 37 <= 198 for read in made.parts.values()), made.name


def test_what_is_drawn_larger_touches_nothing_that_it_did_not_touch() -> None:
    """Names and badges stay inside their part; grown labels keep off the parts and off each other."""
    for d in every_setting():
        scene = scene_of(topology_of(d))
        for node in scene.nodes:
            lines = far_name(node)
            low = far_chip(node)[1] + 18 * FAR if node.spot.chip else lines[-1].y
            assert lines and lines[0].y - 0.75 * lines[0].size >= node.box.y
            assert low <= node.box.bottom
            assert all(w.x + w.width <= node.box.right for w in lines)
        grown = far_tags(scene)
        stacks = far_stacks(scene, grown)
        boxes = [g.of(e.tag.box) for i, (g, e) in enumerate(zip(grown, scene.edges, strict=True)) if i not in stacks]
        for i, box in enumerate(boxes):
            assert all(not box.overlaps(other) for other in boxes[i + 1 :])
        bigger = [
            b for b, g in zip(boxes, (g for i, g in enumerate(grown) if i not in stacks), strict=True) if g.times > 1
        ]
        bigger += [s.number for s in stacks.values()]
        bigger += [
            Box(w.x - w.width / 2, w.y - w.size, w.width, w.size) for s in stacks.values() if (w := s.words) is not None
        ]
        assert bigger
        assert not any(b.overlaps(node.box) for b in bigger for node in scene.nodes)
