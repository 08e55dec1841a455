"""A picture of the design as a PDF page: vectors, its fonts inside, its words can be searched and copied."""

from io import BytesIO

from design import Design
from diagrams import Theme, colour

from ._labels import flat
from ._pdf import drawing_of
from ._picture import ARCHITECTURE, BARE, subject_of
from ._picture import picture as picture_of

LABEL = "Picture (PDF)"
SUFFIX = ".pdf"
MIME = "application/pdf"
SHELF = "Pictures"

SHEETS = ((841.9, 595.3), (1190.6, 841.9), (1683.8, 1190.6))
"""A4, A3 and A2 lying on their side, in points."""
MARGIN = 20.0
LEAST_SCALE = 0.6
"""The smallest print is then 6.6 points high on the sheet: 11 px × 0.6."""


def render(
    design: Design,
    theme: Theme = "light",
    transparent: bool = False,
    picture: str = ARCHITECTURE,
    overlay: str = BARE,
) -> bytes:
    """One sheet, A4, A3 or A2 by what the picture needs to be read; printed on a smaller one it shrinks whole."""
    from reportlab.graphics import renderPDF
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    theme = "light" if theme == "page" else theme
    drawn = picture_of(design, theme, transparent, picture, overlay)
    drawing = drawing_of(drawn)
    width, height = sheet_for(drawn.width, drawn.height)
    scale = min((width - 2 * MARGIN) / drawing.width, (height - 2 * MARGIN) / drawing.height)
    file = BytesIO()
    page = Canvas(file, pagesize=(width, height), invariant=1, initialFontName="Arimo")
    page.setTitle(f"{flat(design.case.title)}: {flat(subject_of(design, picture).label).lower()}")
    page.setAuthor("ML Casebook")
    page.setSubject(flat(drawn.alt))
    page.setCreator("ML Casebook")
    if not transparent:
        page.setFillColor(HexColor(colour("page", theme)))
        page.rect(0, 0, width, height, stroke=0, fill=1)
    page.translate((width - drawing.width * scale) / 2, (height - drawing.height * scale) / 2)
    page.scale(scale, scale)
    renderPDF.draw(drawing, page, 0, 0)
    page.showPage()
    page.save()
    return file.getvalue()


def sheet_for(width: float, height: float) -> tuple[float, float]:
    """The smallest sheet, in points, on which a picture of so many px can be read; the largest where it is on none.

    >>> sheet_for(700, 400), sheet_for(1600, 1100)
    ((841.9, 595.3), (1190.6, 841.9))
    """
    for wide, high in SHEETS:
        if min((wide - 2 * MARGIN) / width, (high - 2 * MARGIN) / height) >= LEAST_SCALE:
            return wide, high
    return SHEETS[-1]
