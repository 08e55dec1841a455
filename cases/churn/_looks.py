"""What the charts of this case share: height, how shares and money are written, a line where the design stands."""

from typing import Any

from design.units import Unit

HEIGHT = 260
PERCENT, MONTH = Unit("%"), Unit("$/month")
SHARE = {"format": ".0%"}


def marker(share: float) -> dict[str, Any]:
    """A dashed line at the design's own place on the x axis."""
    return {
        "data": {"values": [{"here": share}]},
        "mark": {"type": "rule", "strokeDash": [4, 4], "color": "#8592A6"},
        "encoding": {"x": {"field": "here", "type": "quantitative"}},
    }
