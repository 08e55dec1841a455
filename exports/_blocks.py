"""What a document is made of, in no format yet: headings, paragraphs, points, tables, pictures."""

from dataclasses import dataclass

from design import Design
from diagrams import Picture


class Strong(str):
    """Words that stand out."""


class Soft(str):
    """Words that lead to others."""


class Code(str):
    """Words as a program reads them: an address, a knob's setting, a formula, a command."""


Cell = str
Line = tuple[str, ...]
"""Words in a row, each plain or one of the kinds above."""


@dataclass(frozen=True)
class Heading:
    """A heading: 1 is the document's, 2 a section's, 3 a question's."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of our own words."""

    line: Line


@dataclass(frozen=True)
class Prose:
    """A case author's words, in Markdown."""

    text: str


@dataclass(frozen=True)
class Item:
    """A point of a list; its lines stand one below the other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Table:
    """Rows of cells; `wide` says how wide the columns are, one beside the other."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    wide: tuple[float, ...]


@dataclass(frozen=True)
class Diagram:
    """A picture; `flowchart` is the design where it is its architecture, for who can draw that anew."""

    picture: Picture
    flowchart: Design | None = None


Block = Heading | Paragraph | Prose | Item | Table | Diagram
