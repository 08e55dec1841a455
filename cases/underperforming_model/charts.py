"""The charts of this case: delay against false alarms, what each monitor is good for, what each fault and response costs."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from cases._numbers import text
from cases.underperforming_model._looks import BAD, DAYS, GREY, HEIGHT, HERE, MONTH, OTHER, PERCENT, USD, called
from cases.underperforming_model.knobs import FIRST
from cases.underperforming_model.parts import GROUPS
from cases.underperforming_model.watching import BY_NAME, Seen, contracted, released, seen, statistics_of
from design import Chart, Design, turned, written
from design.chart import axis
from labs.fraud.simulation import Floats
from labs.incident.monitors import LATEST_DAYS

EVERYTHING = {
    "watch_inputs": "slices",
    "watch_scores": "estimated",
    "watch_outcomes": "all",
    "watch_house": "copy",
    "feature_log": True,
}
PARTS = {"before_the_page": "before the page", "until_stopped": "until it is stopped", "while_held": "while it is held"}


def charts(design: Design) -> tuple[Chart, ...]:
    """The frontier, the monitors, the faults, the days, the responses."""
    return (frontier(design), each_monitor(design), each_fault(design), day_by_day(design), by_response(design))


def plan(k: Any, e: Any) -> tuple[Seen, ...]:
    """What each group of monitors does under these knobs."""
    return tuple(seen(k, e, statistics_of(k, name), sampled=name == "watch_outcomes") for name in GROUPS)


def days_of(k: Any, e: Any, groups: Sequence[Seen]) -> Floats:
    """Days to the page of each incident; none for one that a gate stops, infinite for one that is missed."""
    days = np.array([one.first for one in groups]).min(axis=0)
    return np.where(released(k, e) | contracted(k, e), 0.0, days)


def _strictness(design: Design, k: Any, plan_name: str) -> list[dict[str, Any]]:
    rows = []
    for alarms in design.case.knob("alarms_each").stops:
        one: Any = turned(k, {"alarms_each": alarms})
        groups = plan(one, design.evidence)
        days = np.minimum(days_of(one, design.evidence, groups), LATEST_DAYS)
        total = float(sum(each.alarms.sum() for each in groups))
        rows.append({"alarms": total, "days": float(days.mean()), "plan": plan_name, "each": alarms})
    return rows


def frontier(design: Design) -> Chart:
    """Detection delay against false alarms a month: this plan, and one that watches everything, at every strictness."""
    k: Any = design.knobs
    rows = _strictness(design, k, "this plan") + _strictness(design, turned(k, EVERYTHING), "every monitor")
    here = {
        "alarms": float(design.ledger["Detection.false_alarms"].value),
        "days": float(design.ledger["Detection.delay"].value),
    }
    x = axis("alarms", "False alarms a month", scale={"type": "symlog", "constant": 0.1})
    y = axis("days", "Days from onset to page, mean", scale={"domain": [0, LATEST_DAYS]})
    scale = {"domain": ["this plan", "every monitor"], "range": [HERE, OTHER]}
    lines = {
        "data": {"values": rows},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": x,
            "y": y,
            "color": axis("plan", "", "nominal", scale=scale, legend={"orient": "top"}),
            "order": {"field": "each"},
        },
    }
    mark = {
        "data": {"values": [here]},
        "mark": {"type": "point", "shape": "diamond", "size": 220, "filled": True, "color": BAD},
        "encoding": {"x": x, "y": y},
    }
    limits = {
        "data": {"values": [{"days": float(k.delay_budget)}]},
        "mark": {"type": "rule", "strokeDash": [4, 4], "color": OTHER},
        "encoding": {"y": {"field": "days", "type": "quantitative"}},
    }
    tight, loose = rows[0], rows[len(rows) // 2 - 1]
    return Chart(
        "Delay against false alarms",
        "What does a day's earlier warning cost in false alarms?",
        {"height": HEIGHT, "layer": [lines, limits, mark]},
        f"This design (the diamond) pages {text(design, 'Detection.delay')} after the onset on average, at "
        f"{text(design, 'Detection.false_alarms')} false alarms. The same monitors at the tightest budget take "
        f"{written(tight['days'], DAYS)} at {written(tight['alarms'], MONTH)}, at the loosest {written(loose['days'], DAYS)} at "
        f"{written(loose['alarms'], MONTH)}; every monitor at this design's budget takes "
        f"{written(_at(rows, 'every monitor', float(k.alarms_each))['days'], DAYS)}. The dashed line is the promise.",
    )


def _at(rows: list[dict[str, Any]], plan_name: str, alarms: float) -> dict[str, Any]:
    """The row of a plan at the strictness nearest to one."""
    return min((r for r in rows if r["plan"] == plan_name), key=lambda r: abs(float(r["each"]) - alarms))


def each_monitor(design: Design) -> Chart:
    """Each statistic watched alone at this design's windows and budget: the share of incidents that it finds."""
    k, e = design.knobs, design.evidence
    used = {m.statistic for one in plan(k, e) for m in one.monitors}
    rows: list[dict[str, Any]] = []
    for name, statistic in BY_NAME.items():
        alone = seen(k, e, (name,))
        found = np.isfinite(alone.first)
        rows.append(
            {
                "monitor": statistic.title,
                "found": float(found.mean()),
                "days": written(float(np.minimum(alone.first, LATEST_DAYS).mean()), DAYS),
                "alarms": written(float(alone.alarms.sum()), MONTH),
                "in": "in this plan" if name in used else "left out",
            }
        )
    rows.sort(key=lambda row: -float(row["found"]))
    spec = {
        "data": {"values": rows},
        "height": {"step": 22},
        "mark": {"type": "bar"},
        "encoding": {
            "y": axis("monitor", "", "nominal", sort=None, axis={"labelLimit": 220}),
            "x": axis(
                "found",
                "Harmful incidents found in a fortnight, alone",
                axis={"format": ".0%"},
                scale={"domain": [0, 1]},
            ),
            "color": axis(
                "in",
                "",
                "nominal",
                scale={"domain": ["in this plan", "left out"], "range": [HERE, GREY]},
                legend={"orient": "top"},
            ),
            "tooltip": [axis(f, f, "nominal") for f in ("monitor", "days", "alarms")],
        },
    }
    told = "; ".join(
        f"{r['monitor']} {written(r['found'], PERCENT)} in {r['days']}, {r['alarms']} false alarms" for r in rows
    )
    return Chart(
        "Each monitor alone", "Which monitor finds what?", spec, f"Watched alone, of all harmful incidents: {told}."
    )


def each_fault(design: Design) -> Chart:
    """How late this plan finds each kind of fault."""
    k, e = design.knobs, design.evidence
    days = days_of(k, e, plan(k, e))
    names = np.array(e.fault)
    rows: list[dict[str, Any]] = []
    for fault in dict.fromkeys(e.fault):
        own = days[names == fault]
        rows.append(
            {
                "fault": called(fault),
                "days": float(np.minimum(own, LATEST_DAYS).mean()),
                "missed": float((~np.isfinite(own)).mean()),
            }
        )
    rows.sort(key=lambda row: -float(row["days"]))
    spec = {
        "data": {"values": rows},
        "height": {"step": 22},
        "mark": {"type": "bar"},
        "encoding": {
            "y": axis("fault", "", "nominal", sort=None, axis={"labelLimit": 220}),
            "x": axis(
                "days", "Days from onset to page, mean; a missed one counts 14", scale={"domain": [0, LATEST_DAYS]}
            ),
            "color": axis(
                "missed",
                "Missed",
                scale={"domain": [0, 1], "range": [HERE, BAD]},
                legend={"orient": "top", "format": ".0%"},
            ),
        },
    }
    told = "; ".join(f"{r['fault']} {written(r['days'], DAYS)}, {written(r['missed'], PERCENT)} missed" for r in rows)
    return Chart("Each fault", "What would this plan be blind to?", spec, f"Mean days to the page: {told}.")


def day_by_day(design: Design) -> Chart:
    """The share of harmful incidents that have paged by each day."""
    k, e = design.knobs, design.evidence
    ways = {"this plan": k, "every monitor": turned(k, EVERYTHING)}
    rows, told = [], []
    for name, knobs in ways.items():
        days = days_of(knobs, e, plan(knobs, e))
        share = {day / 2: float((days <= day / 2).mean()) for day in range(2 * LATEST_DAYS + 1)}
        rows += [{"day": day, "found": part, "plan": name} for day, part in share.items()]
        told.append(
            f"{name}: {written(share[1.0], PERCENT)} in a day, {written(share[3.0], PERCENT)} in three, {written(share[14.0], PERCENT)} in fourteen"
        )
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "line", "interpolate": "step-after"},
        "encoding": {
            "x": axis("day", "Days since the onset"),
            "y": axis("found", "Incidents found", axis={"format": ".0%"}, scale={"domain": [0, 1]}),
            "color": axis(
                "plan", "", "nominal", scale={"domain": list(ways), "range": [HERE, OTHER]}, legend={"orient": "top"}
            ),
        },
    }
    return Chart("Day by day", "How many incidents are known by when?", spec, f"{'; '.join(told)}.")


def by_response(design: Design) -> Chart:
    """What an incident costs by what is done first, the rest of the design held."""
    rows, told = [], []
    for name, words in FIRST.items():
        here = design.beside(first_response=name)
        cost = {part: float(here.ledger[f"Incident.{part}"].value) for part in PARTS}
        mine = name == str(design.knobs.first_response)  # type: ignore[attr-defined]  # the case's own knobs
        title = f"{words} (this design)" if mine else words
        rows += [
            {"response": title, "part": PARTS[part], "usd": usd, "place": place}
            for place, (part, usd) in enumerate(cost.items())
        ]
        told.append(f"{title} {written(sum(cost.values()), USD)}, stopped after {text(here, 'Incident.stopped')}")
    spec = {
        "data": {"values": rows},
        "height": {"step": 26},
        "mark": {"type": "bar"},
        "encoding": {
            "y": axis("response", "", "nominal", sort=None, axis={"labelLimit": 220}),
            "x": axis("usd", "USD an incident", axis={"format": "~s"}),
            "color": axis(
                "part",
                "Lost",
                "nominal",
                sort=None,
                scale={"domain": list(PARTS.values()), "range": [OTHER, BAD, HERE]},
                legend={"orient": "top"},
            ),
            "order": {"field": "place"},
        },
    }
    return Chart("What an incident costs", "Which first response loses least?", spec, f"{'; '.join(told)}.")
