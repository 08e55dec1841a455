"""The design as PowerPoint slides: what is presented, as native shapes and tables, with what to say in the notes."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from design import Design, Reveal, reveals
from diagrams import Picture, Sheet, Theme, colour, png_file
from diagrams.architecture import sheet

from ._blocks import Table
from ._deck import (
    HEADLINE,
    HIGH,
    LOW,
    PAD,
    SIDE,
    TITLE,
    TOP,
    VERDICTS,
    WIDE,
    Slide,
    deck,
    row_high,
    said,
    widths,
)
from ._drawingml import Shapes
from ._labels import flat
from ._lines import icon_file
from ._steps import HEAD, low

LABEL = "Slides (PowerPoint)"
SUFFIX = ".pptx"
MIME = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SHELF = "To present"

POINT = 12_700
ABOVE, BELOW = 48.0, 10.0
"""Where a picture begins, and the room below it, points."""
FIXED = datetime(2000, 1, 1)
"""The date in every file, so that the same design gives the same bytes."""


def render(design: Design, theme: Theme = "light") -> bytes:
    """A presentation of native shapes and tables, 16:9, with notes under each slide."""
    return _Deck(design, "light" if theme == "page" else theme).file()


class _Deck:
    """Makes the slides of one design in one theme."""

    def __init__(self, design: Design, theme: Theme) -> None:
        from pptx import Presentation

        self.design, self.theme = design, theme
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = _emu(WIDE), _emu(HIGH)
        self.icons: dict[tuple[str, str], bytes] = {}

    def file(self) -> bytes:
        drawn, story = sheet(self.design), reveals(self.design)
        for one in deck(self.design):
            slide = self.slide(one)
            if one.step is not None:
                self.step(slide, drawn, story, one.step)
            elif one.picture is not None:
                self.picture(slide, one.title, one.picture.draw(self.design, self.theme))
            elif one.table:
                self.table(slide, one.table, one.size)
            else:
                self.words(slide, one)
            slide.notes_slide.notes_text_frame.text = "\n".join(one.notes)
        about = self.deck.core_properties
        about.title, about.author, about.last_modified_by = flat(self.design.case.title)[:250], "ML Casebook", ""
        about.created = about.modified = FIXED
        about.revision = 1
        file = BytesIO()
        self.deck.save(file)
        return _undated(file.getvalue())

    def slide(self, one: Slide) -> Any:
        """A slide with its title, which outlines and screen readers find."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = self.rgb("page")
        head, opening = slide.shapes.title, one.section == "Opening"
        top, high, size = (120, 80, 2 * TITLE) if opening else (9, 36, TITLE)
        head.left, head.top, head.width, head.height = _emu(SIDE), _emu(top), _emu(WIDE - 2 * SIDE), _emu(high)
        head.text_frame.word_wrap = True
        head.text_frame.margin_left = head.text_frame.margin_top = 0
        self.write(head.text_frame.paragraphs[0], one.title, size, "ink", bold=True)
        return slide

    def rgb(self, name: str) -> Any:
        from pptx.dml.color import RGBColor

        made: Any = RGBColor  # python-pptx has types for some of its parts only
        return made.from_string(colour(name, self.theme).lstrip("#"))

    def write(self, paragraph: Any, words: str, size: float, ink: str, bold: bool = False) -> None:
        """Words in a paragraph."""
        from pptx.enum.text import PP_ALIGN
        from pptx.util import Pt

        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = words
        run.font.name, run.font.size, run.font.bold = "Arial", Pt(size), bold
        run.font.color.rgb = self.rgb(ink)

    def words(self, slide: Any, one: Slide) -> None:
        """Paragraphs and points below the title."""
        from pptx.util import Pt

        top = 210 if one.section == "Opening" else TOP + 20
        box = slide.shapes.add_textbox(_emu(SIDE), _emu(top), _emu(WIDE - 2 * SIDE), _emu(LOW - top))
        box.text_frame.word_wrap = True
        box.text_frame.margin_left = 0
        for i, (words, bullet) in enumerate(said(one)):
            paragraph = box.text_frame.paragraphs[0] if i == 0 else box.text_frame.add_paragraph()
            paragraph.space_after = Pt(one.size / 2)
            self.write(paragraph, f"•  {words}" if bullet else words, one.size, "ink")

    def shapes(self, slide: Any, drawn: Sheet, bottom: float) -> Shapes:
        """A canvas on a slide for the picture down to a height, px; the same place on every slide of one height."""
        scene = drawn.scene
        wide, high = POINT * (WIDE - 2 * SIDE), POINT * (HIGH - ABOVE - BELOW)
        scale = min(wide / scene.width, high / (bottom - HEAD))
        left = (POINT * WIDE - scene.width * scale) / 2

        def image(shapes: str, ink: str) -> str:
            if (shapes, ink) not in self.icons:
                self.icons[shapes, ink] = _png(icon_file(shapes, ink))
            return str(slide.part.get_or_add_image_part(BytesIO(self.icons[shapes, ink]))[1])

        return Shapes(drawn, self.theme, scale, left, POINT * ABOVE - HEAD * scale, image)

    def step(self, slide: Any, drawn: Sheet, steps: Sequence[Reveal], i: int) -> None:
        """What is there after one step of the story; all that comes later is faded, in its place.

        The last shows everything, and the legend.
        """
        now, last = steps[i], i == len(steps) - 1
        parts = {key for step in steps[: i + 1] for key in step.parts}
        flows = {key for step in steps[: i + 1] for key in step.flows}
        canvas = self.shapes(slide, drawn, low(drawn, last))
        for zone in drawn.zones:
            canvas.zone(zone, faded=not last and parts.isdisjoint(zone.members))
        for part in drawn.parts:
            key = part.part.key
            canvas.part(part, faded=not last and key not in parts, new=not last and key in now.parts)
        for flow in drawn.flows:
            if flow.flow.key in flows:
                canvas.flow(flow, new=not last and flow.flow.key in now.flows)
        if last:
            canvas.legend(drawn.scene.legend_box, drawn.legend)
        _put(slide, canvas)

    def picture(self, slide: Any, title: str, picture: Picture) -> None:
        """One of the other pictures, as pixels without its title line."""
        cut, high = HEADLINE / picture.height, picture.height - HEADLINE
        scale = POINT * min((WIDE - 2 * SIDE) / picture.width, (HIGH - ABOVE - BELOW) / high)
        wide, high = round(picture.width * scale), round(high * scale)
        left = (_emu(WIDE) - wide) // 2
        shown = slide.shapes.add_picture(BytesIO(png_file(picture)), left, _emu(ABOVE), wide, high)
        shown.crop_top, shown.name = cut, title
        shown._element.nvPicPr.cNvPr.set("descr", flat(picture.alt))

    def table(self, slide: Any, block: Table, size: float) -> None:
        """A native table."""
        from pptx.util import Pt

        wide, cells = widths(block.wide), [block.heads, *block.rows]
        high = [row_high(row, wide, size) for row in cells]
        frame = slide.shapes.add_table(
            len(cells), len(block.heads), _emu(SIDE), _emu(TOP), _emu(WIDE - 2 * SIDE), _emu(sum(high))
        )
        for i, one in enumerate(wide):
            frame.table.columns[i].width = _emu(one)
        for r, row in enumerate(cells):
            frame.table.rows[r].height = _emu(high[r])
            for c, words in enumerate(row):
                cell = frame.table.cell(r, c)
                cell.margin_left = cell.margin_right = Pt(5)
                cell.margin_top = cell.margin_bottom = Pt(PAD / 2)
                cell.fill.solid()
                cell.fill.fore_color.rgb = self.rgb("ink" if r == 0 else ("page", "zone")[r % 2])
                ink = "page" if r == 0 else VERDICTS.get(words, "ink")
                self.write(
                    cell.text_frame.paragraphs[0], words, size, ink, bold=r == 0 or block.heads[c] == block.heads[0]
                )


def _emu(points: float) -> Any:
    from pptx.util import Emu

    return Emu(round(points * POINT))


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
