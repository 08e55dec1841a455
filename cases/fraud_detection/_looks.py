"""What the longer looks share: a chart's height and colours, and a month of this world's payments."""

from typing import Any

from design.chart import axis
from design.units import Unit

PERCENT, MONTH = Unit("%"), Unit("$/month")
HONEST, NAIVE, THIRD = "#2E7DD1", "#D1495B", "#8B6FE8"
HEIGHT = 240
MONTH_DAYS = 730 / 24


def payments_a_month(k: Any) -> float:
    """What turns money per payment into money a month."""
    return float(k.payments_per_day) * MONTH_DAYS


def said_and_was(rows: list[dict[str, Any]], colours: list[str]) -> dict[str, Any]:
    """A chart of what scores say against what was so; the dashed line is a score that means what it says.

    Each row has `scores` (whose), `said` and `was`, both above 0.
    """
    log: dict[str, Any] = {"scale": {"type": "log"}, "axis": {"format": ".1~e"}}
    whose = axis("scores", "", "nominal", sort=None, scale={"range": colours}, legend={"orient": "top"})
    return {
        "data": {"values": rows},
        "height": HEIGHT,
        "layer": [
            {
                "mark": {"type": "line", "strokeDash": [4, 4], "color": "#8592A6"},
                "encoding": {"y": axis("said", "Frauds among them", **log)},
            },
            {
                "mark": {"type": "line", "point": True},
                "encoding": {"y": axis("was", "Frauds among them", **log), "color": whose},
            },
        ],
        "encoding": {"x": axis("said", "Mean score of a bin", **log)},
    }
