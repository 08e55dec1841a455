"""The painted picture: safe, complete, the same but for its live bits, legible in both themes."""

import re
from xml.etree import ElementTree

import pytest

import components
from design import Component, modules
from diagrams import THEMES, Picture, Theme, pictures
from diagrams._icons import icon, icons
from diagrams._theme import COLOURS, FAMILIES, FLOW_COLOUR
from diagrams.architecture import draw, live, shape
from tests.diagrams.drawn import design, every_setting, named

NASTY = "<script>alert(\"x\")</script> & 'so' \0 ]]> \\"


def parsed(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)


def patched(picture: Picture, bits: dict[str, object]) -> str:
    """The SVG with some live bits put in the way a page does."""
    root = parsed(picture)
    parent = {child: node for node in root.iter() for child in node}
    for node in root.iter():
        bit = bits.get(node.get("id", ""))
        if bit is None:
            continue
        text = next(n for n in node.iter() if n.tag.endswith("text"))
        text.text = bit.text
        for rect in (n for n in node if n.tag.endswith("rect")):
            rect.set("width", f"{bit.width:.1f}".removesuffix(".0"))
            node.set("class", f"chip {bit.level}")
        if bit.label:
            part = node
            while part.get("data-part") is None:
                part = parent[part]
            part.set("aria-label", bit.label)
    return ElementTree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("theme", THEMES)
def test_every_part_flow_and_zone_is_in_the_picture(theme: Theme) -> None:
    d = design()
    root = parsed(draw(d, theme))
    drawn = [n.get("data-part") for n in root.iter() if n.get("data-part")]
    flows = [(n.get("data-from"), n.get("data-to")) for n in root.iter() if n.get("class") == "flow"]
    assert sorted(drawn) == sorted(p.key for p in d.graph.parts)
    assert sorted(flows) == sorted((f.source.key, f.target.key) for f in d.graph.flows)
    assert [n.get("data-zone") for n in root.iter() if n.get("data-zone")] == [z.name for z in d.graph.zones]


def test_parts_are_buttons_that_say_their_number() -> None:
    part = next(n for n in parsed(draw(design())).iter() if n.get("data-part") == "Server")
    assert (part.get("role"), part.get("tabindex")) == ("button", "0")
    assert part.get("aria-label") == "Server: 4 replicas, p99 20 ms"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pinned", [True, False])
def test_names_cannot_break_out(theme: Theme, pinned: bool) -> None:
    """Not a part's, a flow's, a zone's nor a case's; and the picture still shows them."""
    picture = draw(named(NASTY, NASTY, NASTY, NASTY, pinned), theme)
    root = parsed(picture)
    assert "<script" not in picture.svg.lower()
    assert {n.tag.rpartition("}")[2] for n in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "text", "g", "path", "circle", "ellipse", "line", "polyline",
    }  # fmt: skip
    assert any('<script>alert("x")</script> &' in (n.get("aria-label") or "") for n in root.iter())


def test_ids_are_unique_and_begin_with_the_prefix() -> None:
    ids = re.findall(r'\bid="([^"]*)"', draw(design(), "page", "left").svg)
    assert len(ids) == len(set(ids))
    assert all(i == "left" or i.startswith("left-") for i in ids)
    assert not set(ids) & set(re.findall(r'\bid="([^"]*)"', draw(design(), "page", "right").svg))


@pytest.mark.parametrize("turns", [{"replicas": 1}, {"replicas": 3}, {"load": 100.0}, {"load": 3.2, "budget": 1.0}])
def test_equal_shapes_differ_only_in_their_live_bits(turns: dict[str, float]) -> None:
    """A page that patches the bits shows exactly what a redraw would."""
    before, after = draw(design(), "page"), draw(design(**turns), "page")
    assert before.shape == after.shape
    assert before.live != after.live
    assert [b.id for b in before.live] == [b.id for b in after.live]
    assert patched(before, {b.id: b for b in after.live}) == patched(after, {})


def test_other_parts_are_another_shape() -> None:
    shapes = [draw(d, "page").shape for d in every_setting()]
    assert len(set(shapes)) == 16
    assert shapes == [shape(d) for d in every_setting()]


def test_live_alone_is_what_draw_says() -> None:
    d = design(replicas=7)
    assert live(d) == draw(d, "page").live


@pytest.mark.parametrize(
    ("turns", "level", "text"),
    [
        ({}, "ok", "p99 20 ms"),
        ({"load": 3.0}, "warn", "▲ p99 40 ms · busy"),
        ({"load": 8.0}, "bad", "▲ no steady state"),
        ({"budget": 5.0}, "bad", "▲ p99 20 ms · over limit"),
    ],
)
def test_a_chip_says_by_sign_and_word_how_its_part_fares(turns: dict[str, float], level: str, text: str) -> None:
    chip = next(b for b in draw(design(**turns)).live if b.id.endswith("chip-Server"))
    assert (chip.level, chip.text) == (level, text)


def test_a_bad_chip_has_its_own_colour_in_every_theme() -> None:
    for theme, colour in (("light", COLOURS["bad"][0]), ("dark", COLOURS["bad"][1])):
        assert colour in draw(design(load=8.0), theme).svg
        assert colour not in draw(design(), theme).svg
    assert ".chip.bad rect{fill:var(--ml-bad)}" in draw(design(), "page").svg


def test_a_file_needs_nothing_from_outside() -> None:
    for theme in ("light", "dark"):
        svg = draw(design(), theme).svg
        assert "var(" not in svg and "href" not in svg and "url(" not in svg and "<style" not in svg


def test_the_page_switches_themes_without_a_redraw() -> None:
    svg = draw(design(), "page").svg
    used = set(re.findall(r"var\((--ml-[a-z0-9-]+)", svg))
    for theme in ("#architecture{", "#architecture[data-theme=dark]{"):
        block = svg.partition(theme)[2].partition("}")[0]
        assert used <= set(re.findall(r"(--ml-[a-z0-9-]+):", block))
    assert "prefers-reduced-motion" in svg
    assert re.search(r"@media print\{#architecture\[data-theme=dark\][^{]*\{--ml-page:#FFFFFF", svg)


def test_the_text_alternative_names_every_part_with_its_number() -> None:
    d = design(load=8.0)
    alt = draw(d).alt
    assert all(p.name in alt for p in d.graph.parts)
    assert "Server: 4 replicas, no steady state" in alt
    assert "step 1, Client to Gateway: authorise (sync)" in alt


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_and_lines_can_be_read(theme: int) -> None:
    """Text has 4.5:1 and lines 3:1 on all that they stand on."""
    of = {name: pair[theme] for name, pair in COLOURS.items()}
    for ground in ("page", "zone", *FAMILIES):
        assert contrast(of["ink"], of[ground]) >= 4.5
        assert contrast(of["muted"], of[ground]) >= 4.5
    for family in FAMILIES:
        assert contrast(of["chip-ink"], of[f"{family}-line"]) >= 4.5
        assert min(contrast(of[f"{family}-line"], of[g]) for g in (family, "page", "zone")) >= 3
    for level in ("warn", "bad"):
        assert contrast(of["chip-ink"], of[level]) >= 4.5
    for ground in ("page", "zone"):
        assert all(contrast(of[name], of[ground]) >= 4.5 for name in FLOW_COLOUR.values())
        assert min(contrast(of["zone-line"], of[ground]), contrast(of["critical"], of[ground])) >= 3


def test_every_components_icon_is_vendored() -> None:
    kinds = [kind for module in modules(components) for kind in vars(module).values() if isinstance(kind, type)]
    wanted = {kind.icon for kind in kinds if issubclass(kind, Component)}
    assert wanted and wanted <= set(icons())


def test_an_unknown_icon_is_a_plain_box() -> None:
    assert icon("no such icon") == icons()["box"]


def test_pictures_are_found_by_their_folder() -> None:
    assert pictures()["architecture"] is draw
