"""The slides of a design: what each case has on them, in which order, and that all files show the same."""

import re
from io import BytesIO

import pytest
from pptx import Presentation
from pypdf import PdfReader

from design import Design, design_of, reveals, review
from design.decisions import decision_record
from diagrams import width
from exports._deck import LOW, SHARES, SIDE, TITLE, TOP, WIDE, deck, ends, given_up, row_high, said, widths
from exports._labels import flat, label
from tests.designs import CASES, RULES
from tests.designs import design as of_case
from tests.exports.rendered import file, of

every_case = pytest.mark.parametrize("name", [*CASES])
HOSTILE = "our <script>alert(1)</script> \u202e| $5"


def shown(design: Design, section: str) -> list[tuple[str, ...]]:
    """The rows of a section's tables."""
    return [row for one in deck(design) if one.section == section and one.table for row in one.table.rows]


@every_case
def test_the_sections_stand_in_their_order(name: str) -> None:
    sections = list(dict.fromkeys(one.section for one in deck(of(name))))
    assert [section for section in SHARES if section in sections] == sections
    assert {"Opening", "Prompt", "Requirements", "Numbers", "Architecture", "Decisions", "What next"} <= set(sections)


@every_case
def test_every_promise_has_its_limit_its_value_and_its_verdict(name: str) -> None:
    asked, numbers = (shown(of(name), section) for section in ("Requirements", "Numbers"))
    for o in of(name).outcomes:
        assert (o.promise.title, o.demand) in [row[:2] for row in asked]
        assert (o.promise.title, o.text, o.demand, "kept" if o.kept else "broken") in numbers


@every_case
def test_every_decision_says_what_was_given_up(name: str) -> None:
    design = of(name)
    rows = {row[0]: row for row in shown(design, "Decisions")}
    record = decision_record(design, review(design, RULES))
    assert {label(one.knob.title) for one in record} == set(rows)
    for one in record:
        assert (one.choice, given_up(one)) == rows[one.knob.title][1:3] or rows[one.knob.title][2].endswith("…")
        for other in one.alternatives[:1]:
            assert not other.better or other.better[0].says in given_up(one)


@every_case
def test_the_pictures_steps_come_one_after_the_other_with_what_is_said(name: str) -> None:
    design = of(name)
    steps = [one for one in deck(design) if one.step is not None]
    assert list(range(len(reveals(design)))) == [one.step for one in steps]
    assert [tuple(map(flat, one.says)) for one in reveals(design)] == [one.notes for one in steps]


@every_case
def test_every_slide_has_notes_and_fits(name: str) -> None:
    for one in deck(of(name)):
        assert one.notes, one.title
        assert width(one.title, TITLE, bold=True) <= WIDE - 2 * SIDE
        if one.table:
            columns = widths(one.table.wide)
            assert sum(row_high(row, columns, one.size) for row in (one.table.heads, *one.table.rows)) <= LOW - TOP
        else:
            lines = sum(1 + 1.1 * width(words, one.size) // (WIDE - 2 * SIDE) for words, _ in said(one))
            assert lines * one.size * 1.2 <= LOW - TOP


@every_case
def test_the_plan_uses_all_of_the_time_and_never_goes_back(name: str) -> None:
    plan = ends(deck(of(name)), 45)
    assert sorted(plan) == list(plan) and plan[-1] == pytest.approx(45)


def test_an_accepted_finding_is_a_risk_with_its_reason() -> None:
    plain = of_case(CASES["fraud_detection"])
    found = review(plain, RULES)[0]
    design = design_of(plain.case, plain.knobs.accepting(found.key, HOSTILE), plain.evidence)
    titles = [one.title for one in deck(design)]
    assert "Risks accepted" in titles and "Risks accepted" not in [one.title for one in deck(plain)]
    assert any(flat(HOSTILE) == row[3] for row in shown(design, "Risks"))


@pytest.mark.slow
@every_case
def test_powerpoint_and_pdf_show_what_is_presented(name: str) -> None:
    """As many slides, the same titles, every cell of every table and every paragraph."""
    slides = deck(of(name))
    native = list(Presentation(BytesIO(file(name, "pptx"))).slides)
    pages = PdfReader(BytesIO(file(name, "slides.pdf"))).pages
    assert len(slides) == len(native) == len(pages)
    for one, slide, page in zip(slides, native, pages, strict=True):
        assert one.title == slide.shapes.title.text
        words = re.sub(r"\s+", "", page.extract_text())
        told = [one.title, *(words for words, _ in said(one))]
        if one.table:
            told += [cell for row in one.table.rows for cell in row]
            (table,) = (shape.table for shape in slide.shapes if shape.has_table)
            assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [list(r) for r in one.table.rows]
        assert all(re.sub(r"\s+", "", text) in words for text in told)
        assert list(one.notes) == slide.notes_slide.notes_text_frame.text.splitlines()


def test_a_later_part_is_an_outline_and_a_later_arrow_is_not_there_in_the_pdf() -> None:
    """The words of a part that comes later cannot be copied from an earlier page."""
    pages = PdfReader(BytesIO(file("fraud_detection", "slides.pdf"))).pages
    slides = deck(of("fraud_detection"))
    first = next(i for i, one in enumerate(slides) if one.step == 0)
    assert "Model registry" not in pages[first].extract_text()
    last = next(i for i, one in enumerate(slides) if one.section == "Pictures") - 1
    assert "Model registry" in pages[last].extract_text()
