"""What every picture is: an SVG, a text alternative, and the few bits of it that change when only numbers move."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["", "ok", "warn", "bad"]


@dataclass(frozen=True)
class Live:
    """One bit of a picture that a move may change without a redraw.

    `id` is the element in the SVG. Its `<text>` takes `text`; its `<rect>`, where it has one, takes `width` (px);
    its class becomes `chip <level>`; the part it lies in (`closest("[data-part]")`) takes `label` as aria-label.
    Where the page draws the picture small, a chip takes `brief` and `brief_width` instead.
    """

    id: str
    text: str
    width: float = 0.0
    level: Level = ""
    label: str = ""
    brief: str = ""
    brief_width: float = 0.0


@dataclass(frozen=True)
class Picture:
    """A drawn design. Two pictures of equal `shape` differ only in `live`; an `empty` one says why there is none."""

    svg: str
    alt: str
    shape: str
    live: tuple[Live, ...]
    width: float
    height: float
    empty: bool = False
