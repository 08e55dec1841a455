"""The debrief as a file: Markdown, JSON, PDF. What somebody typed stays text in each of them."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from .debrief import Debrief

SIGNS = re.compile(r"([\\`*_{}\[\]<>()#+!|~$-])")
LONGEST = 2000
"""Of one cell or line; what is longer is cut with an ellipsis."""
HEAD = ("Dimension", "Weight", "Peer", "You", "Evidence")


def flat(text: str) -> str:
    """A text on one line, without signs that nobody sees or that turn the reading direction."""
    seen = "".join(
        " " if c.isspace() else c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs") or c.isspace()
    )
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def spoken(seconds: float) -> str:
    """A length of time as a clock shows it.

    >>> spoken(75.4)
    '1:15'
    """
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def as_json(page: Debrief) -> bytes:
    """All of it as plain data."""
    return (json.dumps(page.told, ensure_ascii=False, indent=2) + "\n").encode()


def as_markdown(page: Debrief) -> bytes:
    """The page as Markdown."""
    lines = [f"# Debrief: {_safe(page.title)}", "", f"**{_safe(page.headline)}**", ""]
    for title, rows in _lists(page):
        lines += [f"## {title}", "", *(f"- {_safe(row)}" for row in rows), ""]
    lines += [
        "## Marks",
        "",
        _row(HEAD),
        _row(["---"] * len(HEAD)),
        *(_row([_safe(c) for c in row]) for row in page.scores),
    ]
    lines += ["", f"{_safe(page.arithmetic)}", ""]
    if page.phases:
        lines += ["## Time", "", _row(("Phase", "Planned", "Spent")), _row(["---"] * 3)]
        lines += [_row((_safe(name), spoken(plan), spoken(spent))) for name, plan, spent in page.phases]
        lines += [""]
    if page.timeline:
        lines += [
            "## Timeline",
            "",
            *(f"- {spoken(at)} {_safe(who)}: {_safe(what)}" for at, who, what in page.timeline),
            "",
        ]
    for question, answer in page.answers:
        lines += [f"### {_safe(question)}", "", _safe(answer) or "Nothing was written down.", ""]
    return ("\n".join(lines).rstrip() + "\n").encode()


def as_pdf(page: Debrief, fonts: Path) -> bytes:
    """The page as PDF on A4, its fonts inside: a folder's `Arimo-Regular.ttf` and `Arimo-Bold.ttf`."""
    from reportlab.lib.enums import TA_LEFT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    registerFont(TTFont("Debrief", str(fonts / "Arimo-Regular.ttf")))
    registerFont(TTFont("Debrief-Bold", str(fonts / "Arimo-Bold.ttf")))
    registerFontFamily("Debrief", normal="Debrief", bold="Debrief-Bold", italic="Debrief", boldItalic="Debrief-Bold")
    text = ParagraphStyle("text", fontName="Debrief", fontSize=9.5, leading=13, alignment=TA_LEFT)
    bold = ParagraphStyle("bold", parent=text, fontName="Debrief-Bold")
    head = ParagraphStyle("head", parent=bold, fontSize=12.5, leading=18, spaceBefore=10)
    top = ParagraphStyle("top", parent=bold, fontSize=18, leading=24)

    def say(line: str, style: Any = text) -> Any:
        return Paragraph(escape(flat(line)), style)

    def table(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
        first, *others = rows
        cells = [[say(c, bold) for c in first], *([say(c) for c in row] for row in others)]
        rule = [
            ("FONT", (0, 0), (-1, -1), "Debrief", 9.5),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#94A3B8"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        return Table(cells, colWidths=widths, style=rule, repeatRows=1)

    story = [say(f"Debrief: {page.title}", top), say(page.headline, bold), Spacer(1, 6)]
    for title, rows in _lists(page):
        story += [say(title, head), *(say(f"• {row}") for row in rows)]
    story += [say("Marks", head), table([HEAD, *page.scores], (130, 45, 45, 45, 240)), say(page.arithmetic)]
    if page.phases:
        times = [(name, spoken(plan), spoken(spent)) for name, plan, spent in page.phases]
        story += [say("Time", head), table([("Phase", "Planned", "Spent"), *times], (265, 120, 120))]
    if page.timeline:
        story += [say("Timeline", head), *(say(f"{spoken(at)} {who}: {what}") for at, who, what in page.timeline)]
    for question, answer in page.answers:
        story += [say(question, head), say(answer or "Nothing was written down.")]
    file = BytesIO()
    SimpleDocTemplate(
        file, pagesize=A4, title=flat(f"Debrief: {page.title}"), author="ML Casebook", leftMargin=45, rightMargin=45,
        topMargin=45, bottomMargin=45, invariant=1, initialFontName="Debrief",
    ).build(story)  # fmt: skip
    return file.getvalue()


def _lists(page: Debrief) -> Iterator[tuple[str, Sequence[str]]]:
    """The parts of the page that are lists, those that have something in them, what was missed first."""
    told: tuple[tuple[str, Sequence[str]], ...] = (
        ("Critical misses", page.misses),
        ("Two fixes first", page.fixes),
        ("Retry", (page.retry,) if page.retry else ()),
        ("Where you two see it differently", page.differences),
        ("The design at the end", page.standing),
        ("How it changed", page.moved),
        ("Findings left open", page.open_findings),
    )
    yield from ((title, rows) for title, rows in told if rows)


def _safe(text: str) -> str:
    return SIGNS.sub(r"\\\1", flat(text))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
