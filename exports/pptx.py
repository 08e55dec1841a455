"""The design as slides: promises, the architecture step by step with what to say, numbers, decisions, risks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import rules
from design import Design, Reveal, plain, reveals, review, rules_in
from diagrams import Picture, Sheet, Theme, colour, png_file, width
from diagrams.architecture import sheet

from ._document import SEVERITIES
from ._drawingml import Shapes
from ._labels import flat, label
from ._lines import icon_file
from ._picture import beside

LABEL = "Slides (PowerPoint)"
SUFFIX = ".pptx"
MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SHELF = "To present"

INCH = 914_400
WIDE, HIGH = 40 * INCH // 3, 15 * INCH // 2
SIDE, ABOVE, BELOW = INCH // 3, 5 * INCH // 8, INCH // 8
SIZE = 11.0
"""Of the words in a table, points."""
ROWS_HIGH = 440.0
"""How high a table may be, points."""
TITLE = 42.0
"""The height of the title line of any other picture, px."""
HEAD = 66.0
"""The height of the picture's own title, px: a slide has its own."""
LONGEST_CELL = 400
FIXED = datetime(2000, 1, 1)
"""The date in every file, so that the same design gives the same bytes."""
Rows = Sequence[Sequence[str]]


def render(design: Design, theme: Theme = "light") -> bytes:
    """A presentation of native shapes and tables, 16:9; notes under each slide of the architecture."""
    return _Deck(design, "light" if theme == "page" else theme).file()


class _Deck:
    """Makes the slides of one design in one theme."""

    def __init__(self, design: Design, theme: Theme) -> None:
        from pptx import Presentation
        from pptx.util import Emu

        self.design, self.theme = design, theme
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Emu(WIDE), Emu(HIGH)
        self.icons: dict[tuple[str, str], bytes] = {}

    def file(self) -> bytes:
        self.opening()
        drawn = sheet(self.design)
        steps = reveals(self.design)
        for i in range(len(steps)):
            self.step(drawn, steps, i)
        for subject, picture in beside(self.design, self.theme):
            if not picture.empty:
                self.picture(subject.label, picture)
        self.numbers()
        self.decisions()
        self.risks()
        about = self.deck.core_properties
        about.title, about.author, about.last_modified_by = flat(self.design.case.title)[:250], "ML Casebook", ""
        about.created = about.modified = FIXED
        about.revision = 1
        file = BytesIO()
        self.deck.save(file)
        return _undated(file.getvalue())

    def slide(self, title: str) -> Any:
        """A slide with its title, which outlines and screen readers find."""
        from pptx.util import Pt

        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = self.rgb("page")
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = SIDE, INCH // 8, WIDE - 2 * SIDE, INCH // 2
        head.text_frame.word_wrap = True
        self.write(head.text_frame, label(title, 110), 20, "ink", bold=True)
        head.text_frame.margin_left = head.text_frame.margin_top = Pt(0)
        return slide

    def rgb(self, name: str) -> Any:
        from pptx.dml.color import RGBColor

        made: Any = RGBColor  # python-pptx has types for some of its parts only
        return made.from_string(colour(name, self.theme).lstrip("#"))

    def write(self, frame: Any, words: str, size: float, ink: str, bold: bool = False) -> None:
        """One paragraph of words in a frame."""
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        paragraph = frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = words
        run.font.name, run.font.size, run.font.bold = "Arial", Pt(size), bold
        run.font.color.rgb = self.rgb(ink)

    def opening(self) -> None:
        design = self.design
        slide = self.slide(design.case.title)
        kept, bound = len(design.outcomes) - len(design.broken), design.binding
        lead = label(re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", design.case.brief.lead), 600)
        says = (
            f"This design keeps {kept} of {len(design.outcomes)} promises. What binds it: {flat(bound.promise.title)}, "
            f"{bound.text} ({bound.demand})."
        )
        for y, high, words, size, ink in ((0.7, 0.9, lead, 14, "muted"), (1.6, 0.5, says, 14, "ink")):
            box = slide.shapes.add_textbox(SIDE, round(y * INCH), WIDE - 2 * SIDE, round(high * INCH))
            box.text_frame.word_wrap = True
            self.write(box.text_frame, words, size, ink)
        self.table(slide, ("Promise", "Value", "Limit", "Verdict"), list(_promises(design)), (5, 3, 3, 2), top=2.3)
        turned = ", ".join(f"{name} = {plain(value)}" for name, value in design.knobs.turned.items())
        self.note(slide, (f"Turned from the opening design: {turned or 'nothing'}.",))

    def shapes(self, slide: Any, drawn: Sheet, bottom: float) -> Shapes:
        """A canvas on a slide for the picture down to a height, px; the same place on every slide of one height."""
        scene = drawn.scene
        scale = min((WIDE - 2 * SIDE) / scene.width, (HIGH - ABOVE - BELOW) / (bottom - HEAD))
        left = (WIDE - scene.width * scale) / 2

        def image(shapes: str, ink: str) -> str:
            if (shapes, ink) not in self.icons:
                self.icons[shapes, ink] = _png(icon_file(shapes, ink))
            return str(slide.part.get_or_add_image_part(BytesIO(self.icons[shapes, ink]))[1])

        return Shapes(drawn, self.theme, scale, left, ABOVE - HEAD * scale, image)

    def step(self, drawn: Sheet, steps: Sequence[Reveal], i: int) -> None:
        """What is there after one step of the story; all that comes later is faded, in its place.

        The last shows everything, and the legend.
        """
        now, last = steps[i], i == len(steps) - 1
        parts = {key for step in steps[: i + 1] for key in step.parts}
        flows = {key for step in steps[: i + 1] for key in step.flows}
        slide = self.slide(f"{i + 1} of {len(steps)}. {flat(now.title)}")
        legend = drawn.scene.legend_box
        canvas = self.shapes(slide, drawn, legend.bottom + 4 if last else legend.y - 6)
        for zone in drawn.zones:
            canvas.zone(zone, faded=not last and parts.isdisjoint(zone.members))
        for part in drawn.parts:
            key = part.part.key
            canvas.part(part, faded=not last and key not in parts, new=not last and key in now.parts)
        for flow in drawn.flows:
            if flow.flow.key in flows:
                canvas.flow(flow, new=not last and flow.flow.key in now.flows)
        if last:
            canvas.legend(legend, drawn.legend)
        _put(slide, canvas)
        self.note(slide, now.says)

    def picture(self, title: str, picture: Picture) -> None:
        """One of the other pictures, as pixels without its title line; its words are what the speaker says."""
        slide = self.slide(title)
        cut = TITLE / picture.height
        high = picture.height - TITLE
        scale = min((WIDE - 2 * SIDE) / picture.width, (HIGH - ABOVE - BELOW) / high)
        wide, high = round(picture.width * scale), round(high * scale)
        shown = slide.shapes.add_picture(BytesIO(png_file(picture)), (WIDE - wide) // 2, ABOVE, wide, high)
        shown.crop_top, shown.name = cut, label(title)
        shown._element.nvPicPr.cNvPr.set("descr", flat(picture.alt))
        self.note(slide, (picture.alt,))

    def numbers(self) -> None:
        design = self.design
        drawn = {part.key for part in design.graph.parts}
        money = [e for e in design.ledger if e.unit.symbol.startswith("$")]
        whole = [(e.key, e.text, e.says) for e in money if e.part.key not in drawn]
        costs = sorted((e for e in money if e.part.key in drawn and e.name == "cost"), key=lambda e: -e.value)
        why = [(o.promise.title, o.text, o.demand, o.promise.why) for o in design.outcomes]
        self.tables("Numbers: the promises and why", ("Promise", "Value", "Limit", "Why"), why, (4, 2.5, 2.5, 7))
        self.tables("Numbers: money", ("Number", "Value", "What it says"), whole, (4, 3, 8))
        bill = [(e.part.name, e.text, e.says) for e in costs]
        self.tables("Numbers: where the bill goes", ("Part", "Value", "What it says"), bill, (4, 3, 8))

    def decisions(self) -> None:
        rows = [
            (k.step, k.title, k.said(getattr(self.design.knobs, k.name)), k.said(k.default), k.why)
            for k in self.design.case.knobs
        ]
        self.tables("Decisions", ("Step", "Decision", "Value", "Opening value", "Why"), rows, (2.5, 3.5, 2.5, 2.5, 7))

    def risks(self) -> None:
        found = review(self.design, rules_in(rules))
        still = [(SEVERITIES[f.severity], f.subject, f.fault.says, f.fault.remedy) for f in found if not f.accepted]
        taken = [(SEVERITIES[f.severity], f.subject, f.fault.says, f.accepted) for f in found if f.accepted]
        wide = (1.5, 3, 7, 6)
        self.tables("Open findings", ("Severity", "Subject", "What is wrong", "Way out"), still, wide)
        self.tables("Risks accepted", ("Severity", "Subject", "What is wrong", "Why we live with it"), taken, wide)

    def tables(self, title: str, heads: Sequence[str], rows: Rows, wide: Sequence[float]) -> None:
        """As many slides as the rows take; none for no rows."""
        pages = list(_pages(rows, _widths(wide)))
        for i, page in enumerate(pages, start=1):
            slide = self.slide(title if len(pages) == 1 else f"{title} ({i} of {len(pages)})")
            self.table(slide, heads, page, wide)

    def table(self, slide: Any, heads: Sequence[str], rows: Rows, wide: Sequence[float], top: float = 0.8) -> None:
        """A native table under a height in inches."""
        from pptx.util import Pt

        widths = _widths(wide)
        cells = [heads, *rows]
        high = sum(_row_high(row, widths) for row in cells)
        frame = slide.shapes.add_table(
            len(cells), len(heads), SIDE, round(top * INCH), WIDE - 2 * SIDE, round(high * 12_700)
        )
        for i, one in enumerate(widths):
            frame.table.columns[i].width = round(one * 12_700)
        for r, row in enumerate(cells):
            frame.table.rows[r].height = round(_row_high(row, widths) * 12_700)
            for c, words in enumerate(row):
                cell = frame.table.cell(r, c)
                cell.margin_left = cell.margin_right = Pt(5)
                cell.margin_top = cell.margin_bottom = Pt(3)
                cell.fill.solid()
                cell.fill.fore_color.rgb = self.rgb("ink" if r == 0 else ("page", "zone")[r % 2])
                ink = "page" if r == 0 else {"broken": "bad"}.get(words, "ink")
                self.write(cell.text_frame, _cell(words), SIZE, ink, bold=r == 0 or c == 0)

    def note(self, slide: Any, lines: Iterable[str]) -> None:
        """What the speaker sees."""
        slide.notes_slide.notes_text_frame.text = "\n".join(flat(line) for line in lines)


def _cell(words: str) -> str:
    return label(words, LONGEST_CELL) if words else ""


def _promises(design: Design) -> Iterator[tuple[str, ...]]:
    for o in design.outcomes:
        yield o.promise.title, o.text, o.demand, "kept" if o.kept else "broken"


def _widths(shares: Sequence[float]) -> list[float]:
    """Columns in points."""
    whole = (WIDE - 2 * SIDE) / 12_700
    return [whole * share / sum(shares) for share in shares]


def _row_high(row: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row will be, points: a word that does not fit moves to the next line, so lines are a tenth longer."""
    lines = (
        ceil(1.1 * width(_cell(words), SIZE, bold=i == 0) / (wide - 10) + 0.01)
        for i, (words, wide) in enumerate(zip(row, widths, strict=True))
    )
    return 1.2 * SIZE * max(1, *lines) + 7


def _pages(rows: Rows, widths: Sequence[float]) -> Iterator[Rows]:
    """Rows, a slideful at a time."""
    page: list[Sequence[str]] = []
    high = 0.0
    for row in rows:
        more = _row_high(row, widths)
        if page and high + more > ROWS_HIGH:
            yield page
            page, high = [], 0.0
        page.append(row)
        high += more
    if page:
        yield page


def _put(slide: Any, canvas: Shapes) -> None:
    """The gathered shapes on a slide."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    tree = parse_xml(f"<p:spTree {nsdecls('p', 'a', 'r')}>{''.join(canvas.xml)}</p:spTree>")
    for shape in list(tree):
        slide.shapes._spTree.append(shape)


def _png(svg: str) -> bytes:
    """An icon as pixels on nothing: not every program that shows slides knows SVG."""
    from resvg import render as drawn
    from resvg import usvg

    options = usvg.Options.default()
    larger = svg.replace('width="24" height="24"', 'width="84" height="84"', 1)
    return bytes(drawn(usvg.Tree.from_str(larger, options), (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)))


def _undated(package: bytes) -> bytes:
    """The same package with the same date on every part, and without the template's own thumbnail."""
    file = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for item in old.infolist():
            one = ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            one.compress_type, one.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(one, old.read(item))
    return file.getvalue()
