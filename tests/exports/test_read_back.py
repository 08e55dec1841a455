"""Every format over every case, read back by ourselves: all parts, all arrows, each end at a part."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pypdf import PdfReader

from design import reveals
from diagrams.architecture import sheet
from exports import Look, views
from exports._labels import flat
from tests.exports import read_back
from tests.exports.rendered import FORMATS, NAMES, file, of

DRAWN = tuple(read_back.READERS)
QUICK = ("fraud_detection", "two parts")
every_design = pytest.mark.parametrize(
    "name", [n if n in QUICK else pytest.param(n, marks=pytest.mark.slow) for n in NAMES]
)


@pytest.mark.parametrize("form", DRAWN)
@every_design
def test_every_part_and_every_arrow_is_in_the_file_and_each_end_is_a_part(name: str, form: str) -> None:
    graph = of(name).graph
    places = {part.key: i for i, part in enumerate(graph.parts)}
    ends = Counter((places[flow.source.key], places[flow.target.key]) for flow in graph.flows)
    read = read_back.READERS[form](file(name, form))
    assert len(read.parts) == len(graph.parts)
    if form in ("mmd", "md", "d2", "dsl"):  # these write the parts zone by zone, each under its place in the graph
        read = read_back.Read(
            read.parts, tuple((int(read.parts[a][1:]), int(read.parts[b][1:])) for a, b in read.arrows)
        )
    assert Counter(read.arrows) == ends


@pytest.mark.parametrize("form", ["drawio", "excalidraw"])
@every_design
def test_arrows_that_can_be_edited_run_as_drawn_and_through_no_part(name: str, form: str) -> None:
    """Each begins and ends on the border of its own parts, where the picture's does, and keeps out of all others."""
    read, drawn = read_back.READERS[form](file(name, form)), sheet(of(name))
    assert len(read.ways) == len(drawn.flows)
    for way, ends, flow in zip(read.ways, read.arrows, drawn.flows, strict=True):
        for at, seen in ((flow.route.points[0], way[0]), (flow.route.points[-1], way[-1])):
            assert seen == pytest.approx(at, abs=0.1)
        others = [box for i, box in enumerate(read.boxes) if i not in ends]
        dots = [
            (a[0] + (b[0] - a[0]) * i / 40, a[1] + (b[1] - a[1]) * i / 40) for a, b in pairwise(way) for i in range(41)
        ]
        for x, y, w, h in others:
            assert not any(x + 1 < dx < x + w - 1 and y + 1 < dy < y + h - 1 for dx, dy in dots)


@pytest.mark.slow
@pytest.mark.parametrize("form", [form for form in FORMATS if form != "zip"])
@every_design
def test_nothing_is_asked_of_the_network_and_nothing_foreign_runs(name: str, form: str) -> None:
    assert read_back.outside_references(form, file(name, form)) == []


@pytest.mark.parametrize(
    ("form", "bad"),
    [
        ("svg", b'<svg><image href="https://evil.example/a.png"/></svg>'),
        ("svg", b"<svg><style>@import 'https://evil.example';</style></svg>"),
        ("html", b"<body><img src='https://evil.example'></body>"),
        ("drawio", b'<mxCell style="shape=image;image=https://evil.example/a.png;"/>'),
        ("excalidraw", b'{"elements": [{"id": "a", "link": "https://evil.example"}], "files": {}}'),
        ("dot", b'digraph {\n\tn0 [image="a.png"]\n}'),
        ("d2", b"n0: {icon: https://evil.example}"),
        ("mmd", b'flowchart LR\n  click n0 "https://evil.example"'),
        ("md", b"![](https://evil.example/a.png)"),
        ("pdf", b"<< /S /URI /URI (https://evil.example) >>"),
    ],
)
def test_an_outside_reference_would_be_found(form: str, bad: bytes) -> None:
    assert read_back.outside_references(form, bad)


@pytest.mark.parametrize("form", DRAWN)
def test_a_lost_end_would_be_found(form: str) -> None:
    """The first arrow of a good file is made to end where nothing is."""
    good = file("two parts", form)
    cuts = {
        "svg": (b'data-to="B"', b'data-to="Gone"'), "html": (b'data-to="B"', b'data-to="Gone"'),
        "dot": (b"n0 -> n1", b"n0 -> n9"), "mmd": (b'"| n1', b'"| n9'), "md": (b'"| n1', b'"| n9'),
        "d2": (b"-> z0.n1", b"-> z0.n9"), "dsl": (b"-> n1", b"-> n9"),
        "drawio": (b'target="part-1"', b'target="part-9"'),
        "excalidraw": (b'"elementId": "part-1"', b'"elementId": "part-9"'),
    }  # fmt: skip
    if form == "pptx":
        with pytest.raises((KeyError, AssertionError)):
            read_back.pptx(_with_another_target(good))
        return
    before, after = cuts[form]
    assert before in good
    with pytest.raises((KeyError, AssertionError)):
        read_back.READERS[form](good.replace(before, after))


def _with_another_target(package: bytes) -> bytes:
    file_ = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(file_, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb'<a:endCxn id="\d+"', b'<a:endCxn id="99999"', old.read(name)))
    return file_.getvalue()


@every_design
def test_the_slides_and_the_page_tell_the_pictures_story(name: str) -> None:
    """A slide and a step for each, with what is said of it in the notes; the last shows everything."""
    story = reveals(of(name))
    told = read_back.page_data(file(name, "html"))["steps"]
    assert [one["says"] for one in told] == [[flat(line) for line in one.says] for one in story]
    deck = Presentation(BytesIO(file(name, "pptx")))
    assert deck.slide_width * 9 == deck.slide_height * 16
    steps = [slide for slide in deck.slides if slide.shapes.title.text.partition(" of ")[0].isdigit()]
    assert len(steps) == len(story)
    for slide, one in zip(steps, story, strict=True):
        assert slide.notes_slide.notes_text_frame.text.splitlines() == [flat(line) for line in one.says]
    titles = {slide.shapes.title.text.partition(" (")[0] for slide in deck.slides}
    assert {"Requirements: what is promised", "Numbers: the promises", "Decisions", "What next"} <= titles


@pytest.mark.slow
@pytest.mark.parametrize("form", ["pdf", "document.pdf", "slides.pdf"])
@every_design
def test_a_pdf_holds_its_fonts_and_the_names_of_all_parts(name: str, form: str) -> None:
    read = PdfReader(BytesIO(file(name, form)))
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    for part in sheet(of(name)).parts:
        assert (part.part.name if form == "document.pdf" else part.name.text) in words
    found = {font for page in read.pages for font in _fonts(page)}
    assert found and all(embedded for _, embedded in found), found
    if form == "document.pdf":
        outline = [entry.title for entry in _flat_outline(read.outline)]
        assert outline[0] == of(name).case.title
        assert {"Prompt", "Requirements", "Decisions", "Architecture", "Numbers", "Assumptions"} <= set(outline)


def _fonts(page: object) -> list[tuple[str, bool]]:
    found = []
    for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
        one = font.get_object()
        about = one.get("/FontDescriptor")
        found.append((str(one["/BaseFont"]), about is not None and "/FontFile2" in about.get_object()))
    return found


def _flat_outline(entries: list[object]) -> list[object]:
    return [x for e in entries for x in (_flat_outline(e) if isinstance(e, list) else [e])]


@pytest.mark.slow
def test_the_archive_holds_every_other_format_byte_for_byte() -> None:
    with ZipFile(BytesIO(file("twenty parts", "zip"))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    slug = of("twenty parts").case.slug
    note = held.pop("README.txt").decode()
    for form in FORMATS.values():
        if form.suffix != ".zip":
            key = form.suffix.lstrip(".")
            assert held.pop(form.filename(slug, Look())) == file("twenty parts", key)
            assert form.label in note
    pictures = {name for name in held if name.startswith("pictures/")}
    assert all(name.startswith(f"{slug}-dark.") for name in held.keys() - pictures)
    for picture, overlay in views(of("twenty parts")).values():
        look = Look(picture=picture, overlay=overlay)
        if look != Look():
            for name in ("svg", "png", "pdf"):
                assert held[f"pictures/{FORMATS[name].filename(slug, look)}"] == file("twenty parts", name, look)
                looks = look, replace(look, theme="dark")
                pictures -= {f"pictures/{FORMATS[name].filename(slug, one)}" for one in looks}
    assert pictures == set()
    assert f"{slug}-dark.svg" in held and f"{slug}-dark.md" not in held
