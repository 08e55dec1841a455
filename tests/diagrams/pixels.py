"""The stored pictures: each case as it opens, every kind of picture, light and dark, small; how far one may be off.

`python -m tests.diagrams.pixels` draws them anew, with the names of cases only theirs. Look at them before
you commit.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

from design import Case, Design
from diagrams import THEMES, Theme, picture_kinds, png_file
from tests.designs import CASES, design

STORED = Path(__file__).parent / "stored"
SCALE = 0.45
FAR, FEW, MEAN = 40, 0.0008, 0.5
"""A channel that is off by more than FAR (of 255) is seen; at most FEW of all pixels may be, and MEAN on average."""
RENEW = "python -m tests.diagrams.pixels"


def kinds() -> list[tuple[str, Theme]]:
    """Every kind of picture, light and dark."""
    return [(kind.name, theme) for kind in picture_kinds() for theme in THEMES if theme != "page"]


def rendered(of: Design, name: str, theme: Theme) -> bytes:
    """A picture of a design as a small PNG."""
    kind = next(kind for kind in picture_kinds() if kind.name == name)
    return png_file(kind.draw(of, theme, name), SCALE)


def stored(case: Case, name: str, theme: Theme) -> Path:
    """Where the picture of a case's opening design lies."""
    return STORED / case.slug / f"{name}-{theme}.png"


def off(one: bytes, other: bytes) -> str:
    """How two PNG files differ, in words; nothing where an eye sees no difference."""
    a, b = (np.asarray(Image.open(BytesIO(png)).convert("RGB"), dtype=np.int16) for png in (one, other))
    if a.shape != b.shape:
        return f"{a.shape[1]} × {a.shape[0]} px, stored {b.shape[1]} × {b.shape[0]}"
    difference = np.abs(a - b)
    few, mean = float((difference.max(axis=2) > FAR).mean()), float(difference.mean())
    return f"{few:.2%} of pixels differ, {mean:.2f} of 255 on average" if few > FEW or mean > MEAN else ""


def renewed(names: list[str]) -> Iterator[Path]:
    """Draw the stored pictures of some cases anew, or of all."""
    for slug, case in CASES.items():
        if not names or slug in names:
            opening = design(case)
            for name, theme in kinds():
                path = stored(case, name, theme)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(rendered(opening, name, theme))
                yield path


if __name__ == "__main__":
    print(*renewed(sys.argv[1:]), sep="\n")
