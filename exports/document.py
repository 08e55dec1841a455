"""The design document as PDF pages to read, print and send: the same words as the Markdown, and the picture itself."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from itertools import zip_longest
from typing import Any

from design import Design
from diagrams import Picture, Theme, without_page

from ._blocks import Block, Code, Diagram, Heading, Item, Paragraph, Prose, Table
from ._document import document
from ._labels import flat, label
from ._pdf import LONGEST_WORDS, code, drawing_of, fonts, ink, shown, striped
from ._prose import blocks

LABEL = "Design document (PDF)"
SUFFIX = ".document.pdf"
MIME = "application/pdf"
SHELF = "To read or calculate"

PAGE = (595.3, 841.9)
"""A4, in points; the picture lies on a sheet turned by a quarter."""
SIDE, ABOVE, BELOW = 48.0, 54.0, 54.0
HEADING = 30.0
"""The room that a heading takes above the picture."""
LONGEST_CELL = 700
"""Text is cut there, with an ellipsis: a row has to fit on a page. The Markdown document has it whole."""
STYLES = {
    "h1": (24, 29, "ink", 0, 8),
    "h2": (15, 19, "ink", 18, 6),
    "h3": (11, 14, "ink", 10, 3),
    "text": (10, 14, "ink", 0, 6),
    "item": (10, 14, "ink", 0, 2),
    "cell": (8, 10, "ink", 0, 0),
    "head": (8, 10, "page", 0, 0),
}
"""Size, line height, ink, and the space before and behind, points."""


def render(design: Design, theme: Theme = "light") -> bytes:
    """The document, A4, with an outline to go by. It is for paper: white in each theme."""
    return _Writer(design).file()


class _Writer:
    """Sets one design's document."""

    def __init__(self, design: Design) -> None:
        from reportlab.lib.styles import ParagraphStyle

        fonts()
        self.design = design
        self.styles = {
            name: ParagraphStyle(
                name, fontName="Arimo-Bold" if name in ("h1", "h2", "h3", "head") else "Arimo", fontSize=size,
                leading=high, textColor=ink(shade), spaceBefore=before, spaceAfter=after,
                keepWithNext=name.startswith("h"), bulletFontName="Arimo", bulletFontSize=size,
                leftIndent=12 if name == "item" else 0,
            )
            for name, (size, high, shade, before, after) in STYLES.items()
        }  # fmt: skip

    def file(self) -> bytes:
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

        file, title = BytesIO(), flat(self.design.case.title)
        (wide, high), styles = PAGE, self.styles

        class Pages(BaseDocTemplate):  # type: ignore[misc]  # reportlab ships no types
            """Pages with an entry in the outline for each heading."""

            def afterFlowable(self, flowable: Any) -> None:
                level = ("h1", "h2").index(name) if (name := _style_of(flowable)) in ("h1", "h2") else None
                if level is None:
                    return
                key = f"at-{self.page}-{flowable.getPlainText()[:40]}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=False)

        def foot(canvas: Any, pages: Any) -> None:
            canvas.saveState()
            canvas.setFont("Arimo", styles["cell"].fontSize)
            canvas.setFillColor(ink("muted"))
            canvas.drawString(SIDE, BELOW / 2, label(title, 80))
            canvas.drawRightString(canvas._pagesize[0] - SIDE, BELOW / 2, str(pages.page))
            canvas.restoreState()

        def sheet(name: str, size: tuple[float, float]) -> Any:
            inside = (SIDE, BELOW, size[0] - 2 * SIDE, size[1] - ABOVE - BELOW)
            frame = Frame(*inside, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
            return PageTemplate(name, [frame], onPage=foot, pagesize=size)

        pages = Pages(
            file, pagesize=PAGE, invariant=1, initialFontName="Arimo", title=f"{title}: design document",
            author="ML Casebook", creator="ML Casebook", subject=label(self.design.case.brief.lead, 400),
        )  # fmt: skip
        pages.addPageTemplates([sheet("upright", (wide, high)), sheet("lying", (high, wide))])
        pieces = list(self.pieces(tuple(document(self.design, "document.pdf"))))
        pages.build(pieces)
        return file.getvalue()

    def pieces(self, blocks: Sequence[Block]) -> Iterator[Any]:
        """All that is laid out. The sheet turns before the heading that leads to the picture."""
        from reportlab.platypus import NextPageTemplate, PageBreak

        for block, following, third in zip_longest(blocks, blocks[1:], blocks[2:]):
            if isinstance(following, Diagram):
                yield from (NextPageTemplate("lying"), PageBreak())
            yield from self.set(block)
            if isinstance(block, Diagram) and not isinstance(third, Diagram):
                yield from (NextPageTemplate("upright"), PageBreak())

    def set(self, block: Block) -> Iterator[Any]:
        """A block as what reportlab lays out."""
        match block:
            case Heading():
                yield self.paragraph(shown((block.text,)), f"h{block.level}")
            case Paragraph():
                yield self.paragraph(shown(block.line))
            case Item():
                yield self.paragraph("<br/>".join(map(shown, block.lines)), "item", "•")
            case Prose():
                yield from self.prose(block.text)
            case Table():
                yield from self.table(block)
            case Diagram():
                yield self.picture(block.picture)

    def paragraph(self, markup: str, style: str = "text", bullet: str | None = None) -> Any:
        from reportlab.platypus import Paragraph as Set

        return Set(markup, self.styles[style], bulletText=bullet)

    def prose(self, text: str) -> Iterator[Any]:
        """An author's Markdown: paragraphs, points, and what stands out in them."""
        for bullet, words in blocks(text):
            yield self.paragraph(_inline(words), "item" if bullet else "text", bullet or None)

    def table(self, block: Table) -> Iterator[Any]:
        from reportlab.platypus import LongTable, Spacer

        heads = [self.paragraph(shown((head,)), "head") for head in block.heads]
        rows = [[self.paragraph(_cell(cell), "cell") for cell in row] for row in block.rows]
        room = PAGE[0] - 2 * SIDE
        wide = [room * share / sum(block.wide) for share in block.wide]
        yield LongTable([heads, *rows], wide, repeatRows=1, splitInRow=1, style=striped(), hAlign="LEFT")
        yield Spacer(0, 8)

    def picture(self, picture: Picture) -> Any:
        """A picture, as large as the sheet lets it be below a heading."""
        drawing = drawing_of(without_page(picture))
        wide, high = PAGE[1] - 2 * SIDE, PAGE[0] - ABOVE - BELOW - HEADING
        scale = min(wide / drawing.width, high / drawing.height)
        drawing.scale(scale, scale)
        drawing.width, drawing.height = drawing.width * scale, drawing.height * scale
        return drawing


def _style_of(flowable: Any) -> str:
    return getattr(getattr(flowable, "style", None), "name", "")


def _cell(cell: str) -> str:
    """A table's cell; a long address stands on two lines, its part above its number."""
    if isinstance(cell, Code) and len(cell) > 16 and re.fullmatch(r"\w+\.\w+", cell):
        part, _, number = cell.partition(".")
        return f"{shown((Code(f'{part}.'),))}<br/>{shown((Code(number),))}"
    return shown((cell,), LONGEST_CELL)


def _inline(words: str) -> str:
    """Markdown within a paragraph, as reportlab's markup; a link shows where it leads and is none.

    >>> _inline("a *b* `c<` [d](https://e.f)")
    'a <b>b</b> <font color="#1E3A8A">c&lt;</font> d (https://e.f)'
    """
    made = ""
    for part in re.split(r"(`[^`]+`)", label(words, LONGEST_WORDS)):
        if part.startswith("`") and part.endswith("`") and len(part) > 2:
            made += code(escape(part[1:-1]))
            continue
        shown = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r"\1 (\2)", escape(part, quote=False))
        shown = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", shown)
        made += re.sub(r"\*([^*]+)\*", r"<b>\1</b>", shown)
    return made
