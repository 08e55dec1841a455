"""The design as PDF slides: what is presented, one page a slide, pictures as vectors."""

from io import BytesIO
from typing import Any

from design import Design, reveals
from diagrams import Picture, Theme, without_page
from diagrams.architecture import sheet

from ._blocks import Table
from ._deck import HEADLINE, HIGH, LEADING, PAD, SIDE, TITLE, TOP, VERDICTS, WIDE, Slide, deck, said, widths
from ._labels import flat, label
from ._pdf import drawing_of, fonts, ink, shown, striped
from ._steps import HEAD, low, step_picture

LABEL = "Slides (PDF)"
SUFFIX = ".slides.pdf"
MIME = "application/pdf"
SHELF = "To present"

ABOVE, BELOW = 46.0, 24.0
"""Where a picture begins, and the room for the line at the foot, points."""


def render(design: Design, theme: Theme = "light") -> bytes:
    """The slides, 16:9, with an outline to go by."""
    return _Writer(design, "light" if theme == "page" else theme).file()


class _Writer:
    """Sets the slides of one design in one theme."""

    def __init__(self, design: Design, theme: Theme) -> None:
        from reportlab.pdfgen.canvas import Canvas

        fonts()
        self.design, self.theme, self.content = design, theme, BytesIO()
        self.page = Canvas(self.content, pagesize=(WIDE, HIGH), invariant=1, initialFontName="Arimo")

    def file(self) -> bytes:
        slides, title = deck(self.design), flat(self.design.case.title)
        drawn, story = sheet(self.design), reveals(self.design)
        self.page.setTitle(f"{title}: slides")
        self.page.setAuthor("ML Casebook")
        self.page.setCreator("ML Casebook")
        for number, one in enumerate(slides, start=1):
            self.begin(one, number, f"{label(title, 80)}  ·  {number} / {len(slides)}")
            if one.step is not None:
                picture = step_picture(self.design, drawn, self.theme, story, one.step)
                self.picture(picture, HEAD, low(drawn, one.step == len(story) - 1))
            elif one.picture is not None:
                picture = without_page(one.picture.draw(self.design, self.theme))
                self.picture(picture, HEADLINE, picture.height)
            elif one.table:
                self.table(one.table, one.size)
            else:
                self.words(one)
            self.page.showPage()
        self.page.save()
        return self.content.getvalue()

    def begin(self, one: Slide, number: int, foot: str) -> None:
        """The ground, the title and the line at the foot."""
        page = self.page
        page.setFillColor(ink("page", self.theme))
        page.rect(0, 0, WIDE, HIGH, stroke=0, fill=1)
        page.bookmarkPage(f"slide-{number}")
        page.addOutlineEntry(one.title, f"slide-{number}")
        size, top = (2 * TITLE, 120.0) if one.section == "Opening" else (TITLE, 14.0)
        if one.section == "Opening":
            page.setFillColor(ink("critical", self.theme))
            page.rect(SIDE, HIGH - top + 14, 72, 6, stroke=0, fill=1)
        self.draw(self.paragraph(shown((one.title,)), size, bold=True), top)
        page.setFont("Arimo", 9)
        page.setFillColor(ink("muted", self.theme))
        page.drawRightString(WIDE - SIDE, 10, foot)

    def paragraph(self, markup: str, size: float, shade: str = "ink", bold: bool = False, bullet: str = "") -> Any:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph

        style = ParagraphStyle(
            "slide", fontName="Arimo-Bold" if bold else "Arimo", fontSize=size, leading=LEADING * size,
            textColor=ink(shade, self.theme), bulletFontName="Arimo", bulletFontSize=size,
            leftIndent=size if bullet else 0, splitLongWords=True,
        )  # fmt: skip
        return Paragraph(markup, style, bulletText=bullet or None)

    def draw(self, flowable: Any, top: float) -> float:
        """Draw something below a height; where it ends."""
        _, high = flowable.wrapOn(self.page, WIDE - 2 * SIDE, HIGH)
        flowable.drawOn(self.page, SIDE, HIGH - top - high)
        return float(top + high)

    def words(self, one: Slide) -> None:
        top = 210.0 if one.section == "Opening" else TOP + 20
        for words, point in said(one):
            top = self.draw(self.paragraph(shown((words,)), one.size, bullet="•" if point else ""), top) + one.size / 2

    def table(self, block: Table, size: float) -> None:
        from reportlab.platypus import Table as Laid

        def cell(words: str, head: bool, first: bool) -> Any:
            shade = "page" if head else VERDICTS.get(words, "ink")
            return self.paragraph(shown((words,)), size, shade, bold=head or first)

        rows = [
            [cell(words, r == 0, block.heads[c] == block.heads[0]) for c, words in enumerate(row)]
            for r, row in enumerate((block.heads, *block.rows))
        ]
        self.draw(Laid(rows, widths(block.wide), style=striped(self.theme, 5, PAD / 2)), TOP)

    def picture(self, picture: Picture, top: float, bottom: float) -> None:
        """What stands between two heights of it, px, as large as the slide lets it be below the title."""
        from reportlab.graphics import renderPDF

        drawing, high = drawing_of(picture), bottom - top
        scale = min((WIDE - 2 * SIDE) / picture.width, (HIGH - ABOVE - BELOW) / high)
        page, own = self.page, drawing.width / picture.width
        page.saveState()
        page.translate((WIDE - picture.width * scale) / 2, HIGH - ABOVE - high * scale)
        page.scale(scale, scale)
        inside = page.beginPath()
        inside.rect(0, 0, picture.width, high)
        page.clipPath(inside, stroke=0)
        page.translate(0, bottom - picture.height)
        page.scale(1 / own, 1 / own)
        renderPDF.draw(drawing, page, 0, 0)
        page.restoreState()
