"""What leaves the house: one format a file, found by its folder; `python -m exports` writes them from a shell."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature

from design import Design, modules
from diagrams import Theme

from ._blocks import Table as Table
from ._deck import HEADLINE as HEADLINE
from ._deck import VERDICTS as VERDICTS
from ._deck import Slide as Slide
from ._deck import deck as deck
from ._deck import ends as ends
from ._deck import said as said
from ._labels import flat as flat
from ._picture import ARCHITECTURE, BARE
from ._picture import views as views
from ._sealed import digest as digest
from ._sealed import faces as faces
from ._sealed import inert as inert
from ._steps import HEAD as HEAD
from ._steps import low as low

SCALES = (1, 2, 3)
"""How many px of a file of pixels there may be for one px of the picture."""
SHELVES = ("Pictures", "To present", "To read or calculate", "To edit", "As text", "All of it")
"""What a file is for: where a person looks for its format."""
Render = Callable[..., bytes]
"""`render(design, theme)`; a format that can do more names what it takes of a `Look`: one or more of `OPTIONS`."""
OPTIONS = ("scale", "transparent", "picture", "overlay")


@dataclass(frozen=True)
class Look:
    """How a file is to look, and which picture it is to hold, as far as its format can."""

    theme: Theme = "light"
    scale: int = 2
    transparent: bool = False
    picture: str = ARCHITECTURE
    overlay: str = BARE

    @property
    def mark(self) -> str:
        """What stands in a file's name behind the case's, where the look is not the usual one.

        >>> Look("dark", transparent=True).mark, Look(picture="waterfall:By card").mark, Look().mark
        ('-dark-transparent', '-waterfall_by_card', '')
        """
        return (
            ("" if self.picture == ARCHITECTURE else f"-{_word(self.picture)}")
            + ("" if self.overlay == BARE else f"-{_word(self.overlay)}")
            + ("" if self.theme == "light" else f"-{self.theme}")
            + ("" if self.scale == 2 else f"-{self.scale}x")
            + ("-transparent" if self.transparent else "")
        )


@dataclass(frozen=True)
class Format:
    """One kind of file that a design can be taken away as."""

    name: str
    label: str
    suffix: str
    mime: str
    shelf: str
    render: Render

    @property
    def options(self) -> tuple[str, ...]:
        """What it takes of a look beside the theme."""
        return tuple(name for name in OPTIONS if name in signature(self.render).parameters)

    def look(self, wanted: Look) -> Look:
        """As much of a look as it can have."""
        return Look(wanted.theme, **{name: getattr(wanted, name) for name in self.options})

    def made(self, design: Design, wanted: Look) -> bytes:
        """The file's bytes, looking as wanted as far as it can."""
        return self.render(design, wanted.theme, **{name: getattr(wanted, name) for name in self.options})

    def filename(self, slug: str, wanted: Look) -> str:
        """What the file of a case is called.

        >>> svg = Format("svg", "SVG", ".svg", "image/svg+xml", "Pictures", lambda design, theme="light": b"")
        >>> svg.filename("fraud", Look("dark", 3))
        'fraud-dark.svg'
        """
        return f"{slug}{self.look(wanted).mark}{self.suffix}"


def _word(name: str) -> str:
    return re.sub(r"\W+", "_", name.lower())[:60].strip("_")


def formats() -> dict[str, Format]:
    """Every format of this folder by its suffix without the dot, as the command line names it; shelf by shelf.

    Raises ValueError where one stands on no shelf.
    """
    found = [
        Format(m.__name__.rpartition(".")[2], m.LABEL, m.SUFFIX, m.MIME, m.SHELF, m.render)
        for m in modules(sys.modules[__name__])
    ]
    return {form.suffix.lstrip("."): form for form in sorted(found, key=lambda form: SHELVES.index(form.shelf))}
