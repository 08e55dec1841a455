"""The decision record as Markdown: each decision with what the others would do, why, what to watch, what is left."""

from design import Design
from diagrams import Theme

from ._blocks import Heading
from ._markdown import markdown
from ._record import record

LABEL = "Decision record (Markdown)"
SUFFIX = ".record.md"
MIME = "text/markdown"
SHELF = "To read or calculate"


def render(design: Design, theme: Theme = "light") -> bytes:
    """The record, UTF-8: the decisions that were turned first. A theme changes nothing."""
    return markdown((Heading(1, f"{design.case.title}: decision record"), *record(design, 2)))
