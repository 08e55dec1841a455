"""The vendored icons (Lucide, ISC; licence beside them in icons/)."""

import json
from functools import cache
from pathlib import Path

ICONS = Path(__file__).parent / "icons" / "lucide.json"
PLAIN = "box"


@cache
def icons() -> dict[str, str]:
    """Every vendored icon: name -> SVG shapes on a 24 × 24 canvas, to be stroked 2 wide in the current colour."""
    found: dict[str, str] = json.loads(ICONS.read_text(encoding="utf-8"))
    return found


def icon(name: str) -> str:
    """The shapes of an icon; a plain box where nobody vendored that name."""
    return icons().get(name) or icons()[PLAIN]
