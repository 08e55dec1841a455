"""The architecture as a Mermaid flowchart: zones as subgraphs, families by shape and colour, flows by line."""

from design import Design
from diagrams import Theme

from ._mermaid import painted

LABEL = "Flowchart (Mermaid)"
SUFFIX = ".mmd"
MIME = "text/vnd.mermaid"
SHELF = "As text"


def render(design: Design, theme: Theme = "light") -> bytes:
    """Mermaid text, UTF-8. Names are escaped; ids are n0, n1, ..."""
    return ("\n".join(painted(design, "light" if theme == "page" else theme)) + "\n").encode()
