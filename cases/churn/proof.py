"""What the control group shows, and what each size of it would: one chart of its own."""

from typing import Any

from cases.churn._looks import HEIGHT, SHARE, marker
from cases.churn.money import control
from design import Chart, Design, turned
from design.chart import axis


def control_group(design: Design) -> Chart:
    """How narrow the measured effect becomes by the share left alone, and when it is proved."""
    k: Any = design.knobs
    here: Any = design.graph.part("Campaign")
    rows = []
    for share in (0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5):
        group = control(turned(k, {"control_share": share}), here)  # type: ignore[arg-type]  # the case's own knobs
        rows.append({"share": share, "width": float(group.half_width), "forgone": float(group.forgone)})
    mine = design.ledger
    spec = {
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "line", "point": True, "color": "#2E7DD1"},
                "encoding": {
                    "x": axis("share", "Left alone, of those chosen", axis=SHARE),
                    "y": axis("width", "Effect known to ±", axis={"format": ".1%"}, scale={"zero": True}),
                },
            },
            {
                "data": {"values": [{"effect": abs(float(mine["ControlGroup.effect"].value))}]},
                "mark": {"type": "rule", "strokeDash": [4, 4], "color": "#2E9E6B"},
                "encoding": {"y": {"field": "effect", "type": "quantitative"}},
            },
            marker(float(k.control_share)),
        ],
    }
    return Chart(
        "What a control group shows",
        "How many must be left alone to know that it helps?",
        spec,
        f"After a quarter the effect of {mine['ControlGroup.effect'].text} (the green line) is known to plus or minus "
        f"{mine['ControlGroup.half_width'].text}, and told from none after {mine['ControlGroup.months'].text} "
        f"(two-sample z-test, unequal arms, 5 % and 80 %). Those left alone would have earned "
        f"{mine['ControlGroup.forgone'].text}.",
    )
