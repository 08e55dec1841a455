"""The charts of a person's scores: each answers one question, at the threshold, capacity and prices at hand."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from design import Chart, written
from design.units import Unit
from labs.scores import CAPACITIES, Costs, Prices, ScoresEvidence, cheapest, costs, load

HEIGHT = 260
BARS = 120
"""Days shown one by one; of more, each bar is the busiest day of several."""
PERCENT, USD, A_DAY = Unit("%"), Unit("$"), Unit("a day")
GOOD, BAD, MODEL = "#2E7DD1", "#D1495B", "#8B6FE8"
"""Readable on a light and on a dark page (3:1 against both)."""
NEARLY_ALL = 0.95
SHARE_AXIS = {"format": "~%"}


@dataclass(frozen=True, eq=False)
class Stand:
    """Where the person stands: a row of the evidence, a capacity of the team, and prices."""

    evidence: ScoresEvidence
    row: int
    capacity: int
    prices: Prices

    @property
    def threshold(self) -> str:
        """The threshold as the slider writes it."""
        return threshold_text(float(self.evidence.stops[self.row]))

    @property
    def costs(self) -> Costs:
        """The money at every stop."""
        return costs(self.evidence, self.prices)


def threshold_text(stop: float) -> str:
    """A stop as it is, never rounded: what is read here can be put into a system."""
    return f"{stop:.10g}"


def charts(at: Stand) -> tuple[Chart, ...]:
    """Caught and stopped, precision and recall, cost, cases a day, what a team finds, and calibration if there is."""
    first = (caught_and_stopped(at), precision_recall(at), cost_by_threshold(at), cases_a_day(at), found_by_team(at))
    return (*first, reliability(at)) if at.evidence.calibration else first


def caught_and_stopped(at: Stand) -> Chart:
    """Shares of frauds and of good payments at or above each threshold."""
    e, here = at.evidence, at.evidence.tally(at.row)
    caught, stopped = e.frauds / e.frauds[0], e.goods / e.goods[0]
    points = [
        {"threshold": float(e.stops[row]), "share": float(share[row]), "of": name}
        for row in _drawn(at)
        for name, share in (("fraud caught", caught), ("good stopped", stopped))
    ]
    spec = _layers(
        _line(points, "threshold", "share", "of", {"fraud caught": GOOD, "good stopped": BAD}),
        _rule(at),
        x=_threshold_axis(e),
        y=_axis("share", "Share", axis=SHARE_AXIS),
    )
    alt = (
        f"At {at.threshold} and above lie {written(here.fraud_share, PERCENT)} of the frauds and "
        f"{written(here.good_share, PERCENT)} of the good payments."
    )
    return Chart("Caught and stopped", "What does a threshold catch, and whom does it hit?", spec, alt)


def precision_recall(at: Stand) -> Chart:
    """Of what is stopped, the share that is fraud; against the share of fraud that is stopped."""
    e, here = at.evidence, at.evidence.tally(at.row)
    tallies = [e.tally(row) for row in range(e.nothing) if e.frauds[row]]
    points = [{"recall": one.fraud_share, "precision": one.precision, "threshold": one.threshold} for one in tallies]
    spec = _layers(
        {
            "data": {"values": points},
            "mark": {"type": "line", "color": MODEL, "strokeWidth": 2.5},
            "encoding": {"order": {"field": "threshold"}},
        },
        _diamond([{"recall": here.fraud_share, "precision": here.precision}], BAD),
        x=_axis("recall", "Recall (share of frauds caught)", axis=SHARE_AXIS, scale={"domain": [0, 1]}),
        y=_axis("precision", "Precision", axis=SHARE_AXIS, scale={"domain": [0, 1]}),
    )
    alt = (
        f"Of what is stopped at {at.threshold}, {written(here.precision, PERCENT)} is fraud. Average precision "
        f"{written(e.average_precision)}, ROC AUC {written(e.roc_auc)}, over every distinct score."
    )
    return Chart("Precision and recall", "Of what is stopped, how much is fraud?", spec, alt)


def cost_by_threshold(at: Stand) -> Chart:
    """Money over the file at each threshold, and the cheapest."""
    e, money = at.evidence, at.costs
    total, best = money.total, cheapest(money)
    pieces = {"together": total, "fraud missed": money.missed, "good stopped": money.declined}
    points = [
        {"threshold": float(e.stops[row]), "cost": float(piece[row]), "of": name}
        for row in _drawn(at)
        for name, piece in pieces.items()
    ]
    marked = [{"threshold": float(e.stops[at.row]), "cost": float(total[at.row])}] if at.row in _drawn(at) else []
    top = min(float(total.max()), max(2 * float(total[-1]), 1.25 * float(total[at.row])))
    colours = dict(zip(pieces, (MODEL, BAD, GOOD), strict=True))
    spec = _layers(
        _line(points, "threshold", "cost", "of", colours),
        _diamond(marked, MODEL),
        _rule(at),
        x=_threshold_axis(e),
        y=_axis("cost", "$ over the file", axis={"format": "~s"}, scale={"domain": [0, top or 1.0]}),
    )
    where = f"at {threshold_text(float(e.stops[best]))}" if best < e.nothing else "where nothing is stopped"
    least = written(float(total[best]), USD)
    alt = (
        f"At {at.threshold} frauds let through cost {written(float(money.missed[at.row]), USD)} and good payments "
        f"stopped {written(float(money.declined[at.row]), USD)}. Cheapest is {least}, {where}."
    )
    return Chart("Cost by threshold", "Where should a payment be stopped, if only money counts?", spec, alt)


def cases_a_day(at: Stand) -> Chart:
    """Cases at or above the threshold on each day, as far as the team reaches and beyond."""
    e, work = at.evidence, load(at.evidence, at.row, at.capacity)
    cases = e.cases[:, at.row]
    together = -(-len(cases) // BARS)
    points: list[dict[str, Any]] = []
    for start in range(0, len(cases), together):
        most, of_day = int(cases[start : start + together].max()), str(e.first_day + timedelta(days=start))
        points.append({"day": of_day, "cases": min(most, at.capacity), "of": "within capacity", "level": 0})
        points.append({"day": of_day, "cases": max(most - at.capacity, 0), "of": "beyond it", "level": 1})
    colour = _colours("of", {"within capacity": GOOD, "beyond it": BAD})
    title = "Day" if together == 1 else f"Busiest of {together} days, from"
    day = _axis("day", title, "ordinal", axis={"labelAngle": 0, "labelOverlap": True})
    spec = _layers(
        {
            "data": {"values": points},
            "mark": "bar",
            "encoding": {
                "color": colour,
                "y": _axis("cases", "Cases", stack="zero"),
                "x": day,
                "order": {"field": "level", "type": "quantitative"},
            },
        },
        {
            "data": {"values": [{"cases": at.capacity}]},
            "mark": {"type": "rule", "strokeDash": [5, 4], "color": MODEL, "strokeWidth": 2, "clip": True},
            "encoding": {"y": _axis("cases", "Cases")},
        },
    )
    alt = (
        f"{written(work.cases_a_day, A_DAY)} on average, {work.busiest_day:,} on the busiest; "
        f"beyond {at.capacity:,} on {work.days_over:,} of {e.days:,} days, with {work.missed:,} cases not reached."
    )
    return Chart("Cases a day", "If people review what lies above, do they keep up?", spec, alt)


def found_by_team(at: Stand) -> Chart:
    """The share of all frauds that a team meets, by its capacity, at this threshold."""
    e, work = at.evidence, load(at.evidence, at.row, at.capacity)
    points = [
        {"capacity": capacity, "found": one.found_share}
        for capacity, one in (
            (c, load(e, at.row, c)) for c in CAPACITIES if c <= 2 * max(work.busiest_day, at.capacity)
        )
    ]
    spec = _layers(
        {"data": {"values": points}, "mark": {"type": "line", "color": GOOD, "strokeWidth": 2.5}},
        _diamond([{"capacity": at.capacity, "found": work.found_share}], BAD),
        x=_axis(
            "capacity",
            "Cases a day that people take, riskiest first",
            scale={"type": "log"},
            axis={"format": "~s", "tickCount": 5},
        ),
        y=_axis("found", "Share of frauds met", axis=SHARE_AXIS),
    )
    alt = (
        f"With {at.capacity:,} cases a day a person meets {work.found:,} frauds: "
        f"{written(work.found_share, PERCENT)} of all, {written(work.found_amount_share, PERCENT)} of their value."
    )
    return Chart("What a team meets", "How much fraud does more capacity find?", spec, alt)


def reliability(at: Stand) -> Chart:
    """Mean score against the observed share of fraud, band by band, with 95 % intervals."""
    found = at.evidence.calibration
    if found is None:
        raise ValueError("The scores are no probabilities: there is no calibration to draw.")
    points = [{"said": b.mean_score, "so": b.observed, "least": b.least, "most": b.most} for b in found.bands]
    root = {"type": "sqrt", "domain": [0, 1]}
    ticks = {"values": [0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1], "format": "~%", "labelOverlap": True}
    spec = _layers(
        {
            "data": {"values": [{"said": 0, "so": 0}, {"said": 1, "so": 1}]},
            "mark": {"type": "line", "strokeDash": [5, 4], "color": "#808A99"},
        },
        {
            "data": {"values": points},
            "mark": {"type": "rule", "color": MODEL, "opacity": 0.6, "strokeWidth": 2},
            "encoding": {"y": _axis("least", "Observed share of fraud", axis=ticks), "y2": {"field": "most"}},
        },
        {"data": {"values": points}, "mark": {"type": "point", "filled": True, "size": 80, "color": MODEL}},
        x=_axis("said", "Mean score", scale=root, axis=ticks),
        y=_axis("so", "Observed share of fraud", scale=root, axis=ticks),
    )
    better = "below" if found.brier < found.brier_of_rate else "not below"
    alt = (
        f"The scores say {written(found.mean_score, PERCENT)} on average, and {written(found.rate, PERCENT)} is fraud. "
        f"Brier score {written(found.brier)}, {better} {written(found.brier_of_rate)} of always saying the base rate."
    )
    return Chart("Calibration", "Does a score of 0.3 mean three in ten?", spec, alt)


def _drawn(at: Stand) -> range:
    """The rows on a threshold axis: where nearly all is stopped there is nothing to see, and a logarithm has no 0."""
    e = at.evidence
    first = int(np.searchsorted(e.stops, 0.0, side="right")) if _log(e) else 0
    stopped = (e.goods + e.frauds)[: e.nothing] / e.payments
    below = int((stopped >= NEARLY_ALL).sum())
    return range(max(first, min(below, at.row)), e.nothing)


def _log(e: ScoresEvidence) -> bool:
    return e.calibration is not None and float(e.stops[-1]) > 0


def _threshold_axis(e: ScoresEvidence) -> dict[str, Any]:
    scale = {"type": "log"} if _log(e) else {"zero": False}
    return _axis(
        "threshold", "Threshold (score)", scale=scale, axis={"format": "~g", "labelOverlap": True, "tickCount": 6}
    )


def _rule(at: Stand) -> dict[str, Any]:
    here = [{"threshold": float(at.evidence.stops[at.row])}] if at.row in _drawn(at) else []
    return {
        "data": {"values": here},
        "mark": {"type": "rule", "strokeDash": [5, 4], "color": MODEL, "strokeWidth": 1.5},
        "encoding": {"y": None},
    }


def _line(points: list[dict[str, Any]], x: str, y: str, of: str, colours: dict[str, str]) -> dict[str, Any]:
    return {
        "data": {"values": points},
        "mark": {"type": "line", "strokeWidth": 2.5, "clip": True},
        "encoding": {"color": _colours(of, colours), "strokeDash": _dashes(of, colours)},
    }


def _diamond(points: list[dict[str, Any]], colour: str) -> dict[str, Any]:
    mark = {"type": "point", "filled": True, "size": 140, "color": colour, "shape": "diamond"}
    return {"data": {"values": points}, "mark": mark}


def _layers(*layer: dict[str, Any], **encoding: dict[str, Any]) -> dict[str, Any]:
    return {"height": HEIGHT, "layer": list(layer), **({"encoding": encoding} if encoding else {})}


def _axis(field: str, title: str, kind: str = "quantitative", **more: Any) -> dict[str, Any]:
    return {"field": field, "type": kind, "title": title, **more}


def _colours(of: str, colours: dict[str, str]) -> dict[str, Any]:
    scale = {"domain": list(colours), "range": list(colours.values())}
    return _axis(of, "", "nominal", scale=scale, legend={"orient": "top", "columns": 2})


def _dashes(of: str, colours: dict[str, str]) -> dict[str, Any]:
    """A dash for each line, so that no meaning is in colour alone."""
    scale = {"domain": list(colours), "range": [[1, 0], [7, 3], [2, 3]][: len(colours)]}
    return _axis(of, "", "nominal", scale=scale, legend={"orient": "top", "columns": 2})
