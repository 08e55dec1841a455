"""The design document as Markdown: what was asked, decided and promised, the picture, the numbers, the review."""

from design import Design
from diagrams import Theme

from ._document import document
from ._markdown import markdown

LABEL = "Design document (Markdown)"
SUFFIX = ".md"
MIME = "text/markdown"
SHELF = "To read or calculate"


def render(design: Design, theme: Theme = "light") -> bytes:
    """The document, UTF-8. A theme changes nothing."""
    return markdown(document(design, "md"))
