"""Somebody else's program takes every format of every case, and sees all parts and arrows; it takes no broken file."""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page
from reportlab.pdfgen.canvas import Canvas

from design import Design, reveals
from diagrams.architecture import sheet
from exports import Look
from tests.diagrams.drawn import named
from tests.exports.read_back import slides
from tests.exports.rendered import FORMATS, HOSTILE, NAMES, file, of
from tests.validate import programs
from tests.validate.programs import Refused, Seen

DRAWN = ("dot", "d2", "dsl", "mmd", "drawio", "excalidraw")
LOOKS = (Look("light"), Look("dark"))


def seen(form: str, content: bytes, page: Page, folder: Path) -> Seen:
    """What a format's program sees in a file."""
    match form:
        case "dot":
            return programs.graphviz(content)
        case "d2":
            return programs.d2(content, folder)
        case "dsl":
            return programs.c4(content, folder)
        case "mmd":
            return programs.mermaid(page, content)
        case "drawio":
            return programs.drawio(page, content)
        case "excalidraw":
            return programs.excalidraw(page, content)
    raise KeyError(form)


def agrees(design: Design, found: Seen) -> None:
    """A program saw each part once, and each arrow between its own two parts."""
    graph = design.graph
    ids = {part.key: f"n{i}" for i, part in enumerate(graph.parts)}
    assert found[0] == len(graph.parts)
    assert Counter(found[1]) == Counter((ids[flow.source.key], ids[flow.target.key]) for flow in graph.flows)


@pytest.mark.parametrize("form", DRAWN)
@pytest.mark.parametrize("name", NAMES)
def test_its_own_program_sees_every_part_and_every_arrow(name: str, form: str, page: Page, tmp_path: Path) -> None:
    for look in LOOKS:
        agrees(of(name), seen(form, file(name, form, look), page, tmp_path))


@pytest.mark.parametrize("form", DRAWN)
def test_hostile_names_are_names_to_its_own_program(form: str, page: Page, tmp_path: Path) -> None:
    for words in HOSTILE.values():
        design = named(words, words, words, words)
        agrees(design, seen(form, FORMATS[form].render(design), page, tmp_path))


@pytest.mark.parametrize("form", DRAWN)
def test_a_file_cut_off_inside_its_last_word_is_refused(form: str, page: Page, tmp_path: Path) -> None:
    whole = file("twenty parts", form)
    with pytest.raises(Refused):
        seen(form, whole[: whole.rindex(b'"')], page, tmp_path)


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        ("dot", rb"n0 -> n1 ", b"n0 -> n99 "), ("d2", rb"-> z0\.n1:", b"-> z0.n99:"), ("dsl", rb"-> n1 ", b"-> n99 "),
        ("mmd", rb"\| n1$", b"| n99"), ("drawio", rb'target="part-1"', b'target="part-99"'),
        ("excalidraw", rb'"elementId": "part-1"', b'"elementId": "part-99"'),
    ],
)  # fmt: skip
def test_an_arrow_to_nowhere_is_seen(form: str, before: bytes, after: bytes, page: Page, tmp_path: Path) -> None:
    good = file("two parts", form)
    agrees(of("two parts"), seen(form, good, page, tmp_path))
    bad, cuts = re.subn(before, after, good, flags=re.MULTILINE)
    assert cuts
    with pytest.raises((Refused, AssertionError, KeyError)):
        agrees(of("two parts"), seen(form, bad, page, tmp_path))


@pytest.mark.parametrize("name", NAMES)
def test_an_xml_parser_reads_whatever_is_xml(name: str) -> None:
    for look in LOOKS:
        programs.xml(file(name, "svg", look))
        programs.xml(file(name, "drawio", look))
        programs.package(file(name, "pptx", look))


def test_broken_xml_is_refused() -> None:
    with pytest.raises(Refused):
        programs.xml(file("two parts", "svg").replace(b"</svg>", b""))


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The slides of every design as LibreOffice's PDF; `hostile` has every bad name, `broken` is half a file."""
    folder = tmp_path_factory.mktemp("slides")
    decks = {name.replace(" ", "_"): file(name, "pptx") for name in NAMES}
    decks["dark"] = file("twenty parts", "pptx", Look("dark"))
    bad = [*HOSTILE.values()]
    decks |= {f"hostile_{i}": FORMATS["pptx"].render(named(*(bad * 2)[i : i + 4])) for i in range(0, len(bad), 4)}
    whole = file("two parts", "pptx")
    decks["broken"] = whole[: len(whole) // 2]
    files = []
    for name, content in decks.items():
        files.append(folder / f"{name}.pptx")
        files[-1].write_bytes(content)
    return programs.office(files, folder)


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_shows_each_slide_and_each_part_by_name(name: str, converted: dict[str, Path]) -> None:
    pages, words = programs.pdf(converted[name.replace(" ", "_")])
    assert pages >= len(reveals(of(name))) + 3
    assert pages == len(slides(file(name, "pptx")))
    for part in sheet(of(name)).parts:
        assert part.name.text in words


def test_libreoffice_opens_slides_with_hostile_names(converted: dict[str, Path]) -> None:
    for i in range(0, len(HOSTILE), 4):
        assert programs.pdf(converted[f"hostile_{i}"])[0] >= 4
    assert programs.pdf(converted["dark"])[0] == programs.pdf(converted["twenty_parts"])[0]


def test_libreoffice_refuses_half_a_file(converted: dict[str, Path]) -> None:
    assert "broken" not in converted


@pytest.mark.parametrize("form", ["pdf", "document.pdf", "slides.pdf"])
@pytest.mark.parametrize("name", NAMES)
def test_poppler_finds_every_part_by_name_and_every_font_inside(name: str, form: str, tmp_path: Path) -> None:
    target = tmp_path / "design.pdf"
    target.write_bytes(file(name, form))
    pages, words = programs.pdf(target)
    assert (pages == 1) is (form == "pdf")
    for part in sheet(of(name)).parts:
        assert (part.part.name if form == "document.pdf" else part.name.text) in words


def test_poppler_refuses_half_a_file_and_one_without_its_fonts(tmp_path: Path) -> None:
    half, loose = tmp_path / "half.pdf", tmp_path / "loose.pdf"
    whole = file("two parts", "pdf")
    half.write_bytes(whole[: len(whole) // 2])
    sheet_ = Canvas(str(loose))
    sheet_.drawString(50, 50, "Helvetica is every reader's own")
    sheet_.save()
    for bad in (half, loose):
        with pytest.raises(Refused):
            programs.pdf(bad)
