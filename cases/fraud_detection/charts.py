"""The lab's charts for this case: each answers one question about the trained model, at the design's thresholds."""

from collections.abc import Mapping
from dataclasses import replace
from math import exp
from typing import Any

import numpy as np

from cases.fraud_detection.bands import ALLOWED, PATH, prices, regions
from cases.fraud_detection.scores import meaning, raw_threshold
from design import Chart, Design, turned, written
from design.chart import axis
from design.units import Unit
from labs.fraud import Action, FraudEvidence, intervals

HEIGHT = 260
NAMES: dict[Action, str] = {"allow": "allow", "step_up": "step-up", "review": "review", "block": "block"}
COLOURS: dict[Action, str] = {"allow": "#2E9E6B", "step_up": "#2E7DD1", "review": "#C98A1B", "block": "#D1495B"}
PERCENT = Unit("%")
GOOD, BAD, MODEL = "#2E7DD1", "#D1495B", "#8B6FE8"
"""Readable on a light and on a dark page (3:1 against both)."""


def charts(design: Design) -> tuple[Chart, ...]:
    """What is done by score and amount, precision and recall, money lost, the scores, what a block stops by scenario."""
    k: Any = design.knobs
    of_all = actions_by_amount(design), cost_by_threshold(design)
    of_home: tuple[Chart, ...] = precision_recall(design.evidence, design), score_distribution(design.evidence, design)
    if not _decides_by_amount(k):
        of_home = (*of_home, caught_by_scenario(design.evidence, design))
    if k.new_country:
        note = (
            f" This chart is of home: the {written(float(k.new_country), PERCENT)} from the new country are not in it."
        )
        of_home = tuple(replace(chart, alt=chart.alt + note) for chart in of_home)
    return (*of_all, *of_home)


def _spec(**rest: Any) -> dict[str, Any]:
    return {"height": HEIGHT, **rest}


def _two_colours(field: str, good: str, bad: str) -> dict[str, Any]:
    scale = {"domain": [good, bad], "range": [GOOD, BAD]}
    return axis(field, "", "nominal", scale=scale, legend={"orient": "top"})


def actions_by_amount(design: Design) -> Chart:
    """Which action a payment gets by its score and its amount: by thresholds, or by the expected cost."""
    k: Any = design.knobs
    actions = ALLOWED[str(k.actions)]
    amounts = np.geomspace(1, 2000, 60)
    if _decides_by_amount(k):
        found = regions(k, design.evidence)
        low, high = intervals(amounts, prices(k), actions, found.review_price)
        told = (
            f"The expected cost decides: {written(found.expected_cost * 1000, Unit('$/1,000'))} payments. Large payments "
            "are stopped at scores at which small ones pass."
        )
    else:
        low, high = _threshold_bands(k, actions, len(amounts))
        told = "One threshold an action, the same for a payment of $5 and one of $500."
    rows = [
        {"amount": float(a), "low": max(float(lo), 1e-4), "high": max(float(hi), 1e-4), "action": NAMES[action]}
        for action, lows, highs in zip(actions, low, high, strict=True)
        for a, lo, hi in zip(amounts, lows, highs, strict=True)
        if hi > lo
    ]
    colours = {"domain": [NAMES[a] for a in actions], "range": [COLOURS[a] for a in actions]}
    spec = _spec(
        data={"values": rows},
        mark={"type": "area", "opacity": 0.6, "clip": True},
        encoding={
            "x": axis("amount", "Amount, $", scale={"type": "log", "nice": False}),
            "y": axis(
                "low", "Probability of fraud", scale={"type": "log", "domain": [1e-3, 1]}, axis={"format": ".1~e"}
            ),
            "y2": {"field": "high"},
            "color": axis("action", "", "nominal", scale=colours, legend={"orient": "top"}),
        },
    )
    return Chart("Actions by score and amount", "Which payment gets which action?", spec, told)


def _threshold_bands(k: Any, actions: tuple[Action, ...], places: int) -> tuple[Any, Any]:
    """The same two arrays as `intervals`, where thresholds decide."""
    starts = {
        "allow": 0.0,
        "step_up": float(k.step_up_above),
        "review": float(k.review_above),
        "block": float(k.block_above),
    }
    low = [min(starts[a] for a in actions[i:]) for i, _ in enumerate(actions)]
    edges = [*low[1:], 1.0]
    return np.repeat([[x] for x in low], places, axis=1), np.repeat([[x] for x in edges], places, axis=1)


def precision_recall(e: FraudEvidence, design: Design) -> Chart:
    """The curve on the test weeks, and where the block threshold stands on it (at the lab's base rate)."""
    k: Any = design.knobs
    curve = [{"recall": p.recall, "precision": p.precision, "threshold": p.threshold} for p in e.precision_recall]
    p = raw_threshold(k, e, float(k.block_above))
    here = e.curves[("inline", False)].above(p)
    flagged = here.fraud * e.base_rate + here.legit * (1 - e.base_rate)
    precision = here.fraud * e.base_rate / flagged if flagged else 1.0
    share = {"format": ".0%"}
    spec = _spec(
        layer=[
            {
                "data": {"values": curve},
                "mark": {"type": "line", "interpolate": "step-after", "color": MODEL, "strokeWidth": 2.5},
            },
            {
                "data": {"values": [{"recall": here.fraud, "precision": precision}]},
                "mark": {"type": "point", "filled": True, "size": 140, "color": BAD, "shape": "diamond"},
            },
        ],
        encoding={
            "x": axis("recall", "Recall", scale={"domain": [0, 1]}, axis=share),
            "y": axis("precision", "Precision", scale={"domain": [0, 1]}, axis=share),
        },
    )
    alt = (
        f"Average precision {e.average_precision:.2f}, ROC AUC {e.roc_auc:.2f}, on {e.test_payments:,} payments of the "
        f"last four weeks with {e.test_frauds:,} frauds (base rate {written(e.base_rate, PERCENT)}, the simulator's). "
        f"Blocking above the threshold (diamond) finds {written(here.fraud, PERCENT)} at a precision of "
        f"{written(precision, PERCENT)}. {e.models_fitted} models learned from {e.train_payments:,} payments with "
        f"{e.train_frauds:,} frauds; of {e.train_labels_missed:,} of these the label had not come in time."
    )
    return Chart("Precision and recall", "What does finding more fraud cost in false alarms?", spec, alt)


def _decides_by_amount(k: Any) -> bool:
    return bool(k.cut == "by_amount" and k.scoring == "inline")


def cost_by_threshold(design: Design) -> Chart:
    """Losses, fees and declined business a month along the block threshold, and what the design loses now."""
    k: Any = design.knobs
    points = []
    for p in design.case.knob("block_above").axis[::2]:
        knobs = turned(design.knobs, {"block_above": p, "cut": "threshold"})
        risk: Any = design.case.architecture(knobs, design.evidence).part("Money")
        points.append({"threshold": p, "cost": float(risk.total_month)})
    best = min(points, key=lambda point: point["cost"])
    here = design.ledger["Money.total_month"]
    if _decides_by_amount(k):
        mark, now = {"type": "rule", "color": BAD, "strokeWidth": 2, "strokeDash": [5, 4]}, {"cost": here.value}
        told = f"Deciding by amount, fraud, fees and declined business come to {here.text} (dashed)"
    else:
        mark = {"type": "point", "filled": True, "size": 140, "color": BAD, "shape": "diamond"}
        now = {"threshold": float(k.block_above), "cost": here.value}
        told = f"At the threshold {float(k.block_above):.2g} fraud, fees and declined business come to {here.text}"
    money = axis("cost", "$ a month", axis={"format": "~s"})
    place = axis("threshold", "Block above (probability of fraud)", scale={"type": "log"}, axis={"format": ".2~g"})
    spec = _spec(
        layer=[
            {
                "data": {"values": points},
                "mark": {"type": "line", "color": GOOD, "strokeWidth": 2.5},
                "encoding": {"x": place, "y": money},
            },
            {
                "data": {"values": [now]},
                "mark": mark,
                "encoding": {"y": money} if _decides_by_amount(k) else {"x": place, "y": money},
            },
        ]
    )
    alt = (
        f"{told}; with one threshold for all they are lowest, {written(best['cost'], here.unit)}, at "
        f"{best['threshold']:.2g}."
    )
    question = "Where should a payment be blocked, if only the money lost counts? The bill is separate."
    return Chart("Money lost by threshold", question, spec, alt)


def score_distribution(e: FraudEvidence, design: Design) -> Chart:
    """How the scores of frauds and of good payments lie, on log-odds, at the design's base rate."""
    k: Any = design.knobs
    rows = []
    for b in e.histogram:
        middle = meaning(k, e, 1 / (1 + exp(-(b.low + b.high) / 2)))
        rows += [
            {"score": middle, "kind": "good payments", "share": b.legit / (e.test_payments - e.test_frauds)},
            {"score": middle, "kind": "frauds", "share": b.fraud / e.test_frauds},
        ]
    root, whole = {"type": "sqrt"}, {"format": ".0%"}
    spec = _spec(
        layer=[
            {
                "data": {"values": rows},
                "mark": {"type": "area", "opacity": 0.45, "interpolate": "step", "line": True},
                "encoding": {
                    "y": axis("share", "Share (square root)", stack=None, scale=root, axis=whole),
                    "color": _two_colours("kind", "good payments", "frauds"),
                },
            },
            {
                "data": {"values": [{"score": float(k.block_above)}]},
                "mark": {"type": "rule", "strokeDash": [5, 4], "color": BAD, "strokeWidth": 2},
            },
        ],
        encoding={
            "x": axis(
                "score",
                "Score, as a probability of fraud here",
                scale={"type": "log", "nice": False},
                axis={"format": ".1~e"},
            )
        },
    )
    alt = (
        f"Scores of {e.test_frauds:,} frauds and {e.test_payments - e.test_frauds:,} good payments, carried over to a "
        f"base rate of {written(float(k.fraud_rate), PERCENT)}. The dashed line is the block threshold, "
        f"{float(k.block_above):.2g}."
    )
    return Chart("Scores", "How well apart does the model keep frauds and good payments?", spec, alt)


def caught_by_scenario(e: FraudEvidence, design: Design) -> Chart:
    """The share of each scenario's fraud value that blocking stops, in time, with the rules as they are set."""
    k: Any = design.knobs
    p = raw_threshold(k, e, float(k.block_above))
    caught: Mapping[int, float] = e.curves[(PATH[k.scoring], k.rules)].by_scenario(p)
    total = sum(s.amount for s in e.scenarios)
    rows = []
    for s in e.scenarios:
        stopped = caught.get(s.scenario, 0.0)
        rows += [
            {
                "scenario": s.name,
                "what": "stopped by a block",
                "value": stopped * s.amount / total,
                "order": 0,
            },
            {
                "scenario": s.name,
                "what": "not blocked",
                "value": (1 - stopped) * s.amount / total,
                "order": 1,
            },
        ]
    spec = _spec(
        data={"values": rows},
        mark={"type": "bar"},
        encoding={
            "y": axis("scenario", "", "nominal", sort=None, axis={"labelLimit": 220}),
            "x": axis("value", "Share of all fraud value in the test weeks", axis={"format": ".0%"}),
            "order": {"field": "order"},
            "color": _two_colours("what", "stopped by a block", "not blocked"),
        },
    )
    told = "; ".join(
        f"{s.name}: {written(caught.get(s.scenario, 0.0), PERCENT)} of its value stopped" for s in e.scenarios
    )
    return Chart("Loss by scenario", "Which kind of fraud gets through?", spec, f"{told}.")
