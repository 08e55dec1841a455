"""Longer looks into the fraud lab, taken when somebody asks: what a naive test claims, weeks, slices, calibration, loops."""

from collections.abc import Callable
from typing import Any

from cases.fraud_detection.scores import raw_threshold
from design import Analysis, Chart, Design, written
from design.units import Unit
from labs.fraud import (
    Loop,
    brier_parts,
    feedback_rounds,
    judged_later,
    reliability_curve,
    slices_of,
    worst,
)
from labs.fraud.claims import claims_of
from labs.fraud.cold_start import cold_start_of
from labs.fraud.prequential import prequential_of
from labs.fraud.simulation import simulate

Progress = Callable[[float, str], None]
PERCENT = Unit("%")
HONEST, NAIVE, THIRD = "#2E7DD1", "#D1495B", "#8B6FE8"
HEIGHT = 240
FOUND = "Frauds found by the model at the block threshold"
LET_THROUGH = (0.0, 0.05)
"""Shares of would-be blocks that the loops let through to learn from."""


def _axis(field: str, title: str, kind: str = "quantitative", **more: Any) -> dict[str, Any]:
    return {"field": field, "type": kind, "title": title, **more}


def naive_claims(design: Design, progress: Progress) -> Chart:
    """The honest figure beside what four mistakes would have claimed on the same payments."""
    claims = claims_of(design.evidence.setting, progress)
    rows = [{"way": c.name, "ap": c.average_precision, "honest": i == 0} for i, c in enumerate(claims)]
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "bar"},
        "encoding": {
            "y": _axis("way", "", "nominal", sort=None, axis={"labelLimit": 260}),
            "x": _axis("ap", "Average precision", scale={"domain": [0, 1]}),
            "color": {"field": "honest", "type": "nominal", "legend": None, "scale": {"range": [NAIVE, HONEST]}},
        },
    }
    told = " ".join(f"{c.name}: {c.average_precision:.2f} ({c.says})" for c in claims)
    return Chart("Naive claims", "Blue is measured honestly; red is what a mistake would have claimed.", spec, told)


def week_by_week(design: Design, progress: Progress) -> Chart:
    """The model trained anew and tested on each of the last weeks."""
    found = prequential_of(design.evidence.setting, progress=progress)
    rows = [{"week": f"day {f.first_test_day}", "ap": f.average_precision} for f in reversed(found.folds)]
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "line", "point": True, "color": HONEST},
        "encoding": {
            "x": _axis("week", "Test week, by its first day", "nominal", sort=None),
            "y": _axis("ap", "Average precision", scale={"domain": [0, 1]}),
        },
    }
    spread = found.sd("average_precision")
    told = f"Mean {found.mean('average_precision'):.2f}" + (f", standard deviation {spread:.2f}" if spread else "")
    return Chart("Week by week", "How much of the figure is the week?", spec, f"{told} over {len(found.folds)} weeks.")


def calibration(design: Design, progress: Progress) -> Chart:
    """What the scores say against what happened, as they come and mended on the first half of the test days."""
    e = design.evidence
    progress(0.3, "Mending the scores on the first half of the test days")
    judged = judged_later(e.score, e.fraud, e.day)
    fraud = e.fraud[judged.rows]
    rows, parts = [], {}
    for name, p in (("as they come", judged.raw), ("mended", judged.calibrated)):
        parts[name] = brier_parts(p, fraud, bins=20)
        rows += [
            {"scores": name, "said": max(b.mean_p, 1e-5), "was": max(b.observed, 1e-5)}
            for b in reliability_curve(p, fraud, 12, equal="frauds")
        ]
    log: dict[str, Any] = {"scale": {"type": "log"}, "axis": {"format": ".1~e"}}
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "layer": [
            {
                "mark": {"type": "line", "strokeDash": [4, 4], "color": "#8592A6"},
                "encoding": {"y": _axis("said", "Frauds among them", **log)},
            },
            {
                "mark": {"type": "line", "point": True},
                "encoding": {
                    "y": _axis("was", "Frauds among them", **log),
                    "color": _axis("scores", "", "nominal", scale={"range": [NAIVE, HONEST]}, legend={"orient": "top"}),
                },
            },
        ],
        "encoding": {"x": _axis("said", "Mean score of a bin", **log)},
    }
    raw, mended = parts["as they come"], parts["mended"]
    told = (
        f"On the second half of the test days: Brier {raw.brier:.5f}, of it reliability {raw.reliability:.1e}, resolution "
        f"{raw.resolution:.1e}, uncertainty {raw.uncertainty:.1e}; mended, reliability {mended.reliability:.1e}. Missed "
        "labels teach scores that are too low; the dashed line is a score that means what it says."
    )
    return Chart("Calibration", "Does a score of one in a hundred mean one in a hundred?", spec, told)


def slices(design: Design, progress: Progress) -> Chart:
    """Recall of the model at the block threshold, part by part, with the worst part named."""
    e = design.evidence
    k: Any = design.knobs
    progress(0.2, "Cutting the test weeks into slices")
    threshold = min(raw_threshold(k, e, float(k.block_above)), 1.0)
    found = [s for s in slices_of(e, simulate(e.setting), threshold) if s.recall.value is not None and s.frauds >= 10]
    rows = [
        {
            "slice": f"{s.dimension}: {s.name}",
            "recall": s.recall.value,
            "low": s.recall.at_least,
            "high": s.recall.at_most,
        }
        for s in found
    ]
    whole = {"domain": [0, 1]}
    y = _axis("slice", "", "nominal", sort=None, axis={"labelLimit": 260})
    spec = {
        "data": {"values": rows},
        "height": {"step": 20},
        "layer": [
            {
                "mark": {"type": "rule", "color": "#8592A6"},
                "encoding": {"x": _axis("low", FOUND, scale=whole), "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "color": HONEST},
                "encoding": {"x": _axis("recall", FOUND, scale=whole)},
            },
        ],
        "encoding": {"y": y},
    }
    bad = worst(found)
    told = (
        f"Worst: {bad.dimension}, {bad.name}: {written(bad.recall.value, PERCENT)} of its {bad.frauds} frauds are found; it "
        f"holds {written(bad.loss_share, PERCENT)} of what is missed."
        if bad
        else "No slice is surely worse than the whole: the differences are within the noise."
    )
    return Chart("Slices", "Where is the model blind?", spec, f"{told} Bars are 95 % intervals.")


def feedback(design: Design, progress: Progress) -> Chart:
    """Four rounds of retraining on what was not blocked, with and without letting some blocks through."""
    e = design.evidence
    k: Any = design.knobs
    threshold = min(raw_threshold(k, e, float(k.block_above)), 1.0)
    rows, last = [], {}
    for place, share in enumerate(LET_THROUGH):

        def half(part: float, doing: str, at: int = place) -> None:
            progress((at + part) / len(LET_THROUGH), doing)

        rounds = feedback_rounds(e.setting, Loop(let_through=share, block_above=threshold), half)
        name = f"{share:.0%} let through"
        rows += [{"round": r.number, "recall": r.recall, "loop": name} for r in rounds]
        last[name] = rounds[-1]
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": _axis("round", "Round of retraining", "ordinal"),
            "y": _axis("recall", "Recall, all frauds known", scale={"domain": [0, 1]}),
            "color": _axis("loop", "", "nominal", scale={"range": [NAIVE, HONEST]}, legend={"orient": "top"}),
        },
    }
    told = "; ".join(
        f"{name}: {r.labels_seen} frauds to learn from in round {r.number}, recall {r.recall:.2f}"
        for name, r in last.items()
    )
    return Chart(
        "Feedback", "What is blocked gives no label: what does the next model learn?", spec, f"{told}. One seed."
    )


def cold_start(design: Design, progress: Progress) -> Chart:
    """A new country without labels: the old model, the rules, and the model retrained as its labels come."""
    found = cold_start_of(design.evidence.setting, progress=progress)
    ways = {"old model": "old_model", "rules alone": "rules", "retrained": "retrained"}
    rows = [
        {"week": w.week, "recall": side.recall, "way": name}
        for w in found.weeks
        for name, field in ways.items()
        if (side := getattr(w, field)) is not None
    ]
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": _axis("week", "Week of the country's life", "ordinal"),
            "y": _axis("recall", "Fraud among the 1 % put first", scale={"domain": [0, 1]}),
            "color": _axis("way", "", "nominal", scale={"range": [NAIVE, THIRD, HONEST]}, legend={"orient": "top"}),
        },
    }
    first = found.weeks[0]
    told = (
        f"In its first week the country has {first.frauds} frauds and {first.labels} known ones. Its payments are "
        f"{found.arrival.amount_factor:g} times as large as at home."
    )
    return Chart("Cold start", "A new country, no labels: what protects it, and for how long?", spec, told)


ANALYSES = (
    Analysis("naive", "What would a naive evaluation have claimed?", naive_claims),
    Analysis("weeks", "How much does the figure change from week to week?", week_by_week),
    Analysis("calibration", "Do the scores mean what they say?", calibration),
    Analysis("slices", "Where is the model blind?", slices),
    Analysis("feedback", "What do four rounds of learning from what was not blocked do?", feedback),
    Analysis("cold start", "A new country opens, without labels: what protects it?", cold_start),
)
