"""Every kind of picture: complete, safe, legible, no text on another, and honest where a design cannot have it."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest

from design import (
    Design,
    Series,
    Timeout,
)
from diagrams import Picture, Theme, picture_kinds, pictures, png_file, svg_file
from diagrams._canvas import NOTHING
from tests.design.kiosk import kiosk
from tests.designs import CASES, design
from tests.diagrams.drawn import design as twenty_parts
from tests.diagrams.drawn import named
from tests.diagrams.test_picture import contrast
from tests.diagrams.trips import at, trip
from tests.diagrams.walked import walked

KINDS = {kind.name: kind for kind in picture_kinds()}
NASTY = "<script>alert(\"x\")</script> & 'so' ]]> \u202e" + "long " * 60


def settings(slug: str) -> list[Design]:
    """A case as it opens, with every switch the other way, and at its second and third choices."""
    case = CASES[slug]
    free = [k for k in case.knobs if not k.trains]
    switched = {k.name: not k.default for k in free if k.kind == "switch"}
    found = [design(case), design(case, **switched)]
    for place in (1, 2):
        turns = {k.name: k.axis[min(place, len(k.axis) - 1)] for k in free if k.kind == "choice"}
        found.append(design(case, **turns))
    return found


@pytest.fixture(scope="module")
def designs() -> list[Design]:
    return [*(d for slug in CASES for d in settings(slug)), kiosk(), kiosk(clerks=1, people=10_000), twenty_parts()]


def drawn(design: Design, theme: Theme) -> list[tuple[str, Picture]]:
    """Every picture of a design, in every way that it can be drawn."""
    return [
        (f"{kind.name}: {way}", draw(design, theme, kind.name))
        for kind in KINDS.values()
        for way, draw in kind.ways(design).items()
    ]


@pytest.fixture(scope="module")
def every(designs: list[Design]) -> list[tuple[str, str, Picture]]:
    """All of them, light and dark."""
    return [
        (f"{d.case.slug}, {name}", theme, picture)
        for d in designs
        for theme in ("light", "dark")
        for name, picture in drawn(d, theme)
    ]


def test_every_file_of_the_folder_is_a_kind_of_picture() -> None:
    assert set(KINDS) == set(pictures()) == {"architecture", "change", "label_loop", "rollout", "sequence", "waterfall"}
    assert len({kind.label for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.slow
def test_text_has_four_and_a_half_to_one_on_what_is_painted_beneath_it(every) -> None:
    """Read from the SVG: the topmost shape under eight points of each line of text."""
    low = {
        (name, theme, text.said, text.ink, ground)
        for name, theme, picture in every
        for text in walked(picture.svg).texts
        for ground in text.grounds
        if contrast(text.ink, ground) < 4.5
    }
    assert low == set()


@pytest.mark.slow
def test_lines_have_three_to_one_on_what_they_are_drawn_on(every) -> None:
    """An outline may be told from its ground by its line or by its fill."""
    low = {
        (name, theme, line.ink, line.fill, ground, line.at)
        for name, theme, picture in every
        for line in walked(picture.svg).lines
        for ground in line.grounds
        if contrast(line.ink, ground) < 3 and (not line.fill or contrast(line.fill, ground) < 3)
    }
    assert low == set()


@pytest.mark.slow
def test_no_text_lies_on_another_and_none_leaves_the_picture(every) -> None:
    met = []
    for name, theme, picture in every:
        if theme == "light":
            seen = walked(picture.svg)
            wide, high = seen.size
            met += [(name, a.said, b.said) for a, b in combinations(seen.texts, 2) if a.box.overlaps(b.box)]
            outside = (t for t in seen.texts if t.box.x < 0 or t.box.right > wide or t.box.y < 0 or t.box.bottom > high)
            met += [(name, t.said, "outside") for t in outside]
    assert met == []


def test_files_need_nothing_from_outside_and_ids_begin_with_the_prefix(every) -> None:
    for name, _, picture in every:
        ids = re.findall(r'\bid="([^"]*)"', picture.svg)
        assert len(ids) == len(set(ids)), name
        assert all(i == name.partition(", ")[2].partition(":")[0] or "-" in i for i in ids)
        assert not re.search(r"href|url\(|var\(|<style|<image", picture.svg), name
        assert picture.alt.strip() and not re.search(r"\b(nan|inf)\b", picture.alt), name


@pytest.mark.slow
def test_every_text_of_a_picture_is_real_text(every) -> None:
    """No picture writes a number that is none."""
    for name, _, picture in every:
        said = " ".join(t.said for t in walked(picture.svg).texts)
        assert not re.search(r"\b(nan|inf|None)\b", said), name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("theme", ["light", "page"])
def test_names_that_try_to_break_out_stay_text(kind: str, theme: Theme) -> None:
    root = ElementTree.fromstring(KINDS[kind].draw(named(NASTY, NASTY, NASTY, NASTY), theme, "p").svg)
    assert {n.tag.rpartition("}")[2] for n in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "text", "g", "path", "circle", "ellipse", "line", "polyline",
    }  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["x" * 10_000, "word " * 2_000, "\U0001f600" * 500, "\u05d0\u05d1\u202e" * 200], ids="xw😀א"
)
def test_a_name_of_any_length_changes_nothing_but_itself(name: str) -> None:
    """No text leaves the picture or lies on another; and the page does not wait for it."""
    long = [named(name, name, name, name, pinned) for pinned in (True, False)]
    long.append(trip(Series((at(name), Timeout(at("A"), 20.0, at(f"{name}!"))))))
    for d in long:
        for kind, picture in drawn(d, "light"):
            seen = walked(picture.svg)
            assert [(kind, a.said, b.said) for a, b in combinations(seen.texts, 2) if a.box.overlaps(b.box)] == []
            assert [(kind, t.said) for t in seen.texts if t.box.x < 0 or t.box.right > seen.size[0]] == []


@pytest.mark.parametrize("kind", ["waterfall", "label_loop", "rollout", "sequence"])
def test_what_a_design_cannot_have_is_a_sentence(kind: str) -> None:
    picture = KINDS[kind].draw(twenty_parts(), "light", "p")
    assert NOTHING in picture.svg
    assert re.search(r"This design (has|releases) no", picture.alt)


def test_a_file_is_self_contained_and_a_png_is_as_large_as_asked() -> None:
    picture = KINDS["sequence"].draw(kiosk(), "light", "p")
    assert svg_file(picture).count(b"@font-face") == 2
    size = [int.from_bytes(png_file(picture, 1.0)[i : i + 4], "big") for i in (16, 20)]
    assert [round(picture.width), round(picture.height)] == size
    with pytest.raises(ValueError, match="light or dark"):
        png_file(KINDS["sequence"].draw(kiosk(), "page", "p"))
