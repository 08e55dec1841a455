"""What leaves the house: one format a file, found by its folder; `python -m exports` writes them from a shell."""

import sys
from dataclasses import dataclass
from typing import Protocol

from design import Design, modules
from diagrams import Theme


class Render(Protocol):
    """How a design becomes a file."""

    def __call__(self, design: Design, theme: Theme = "light", /) -> bytes:
        """The file's bytes."""


@dataclass(frozen=True)
class Format:
    """One kind of file that a design can be taken away as."""

    name: str
    label: str
    suffix: str
    mime: str
    render: Render

    def filename(self, slug: str, theme: Theme = "light") -> str:
        """What the file of a case is called.

        >>> Format("svg", "SVG", ".svg", "image/svg+xml", lambda d, t="light": b"").filename("fraud", "dark")
        'fraud-dark.svg'
        """
        return f"{slug}{'' if theme == 'light' else f'-{theme}'}{self.suffix}"


def formats() -> dict[str, Format]:
    """Every format of this folder by its suffix without the dot, which is how the command line names it."""
    return {
        m.SUFFIX.lstrip("."): Format(m.__name__.rpartition(".")[2], m.LABEL, m.SUFFIX, m.MIME, m.render)
        for m in modules(sys.modules[__name__])
    }
