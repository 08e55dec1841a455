"""The lab's charts for this case: what a list earns by its length and its order, who is on it, what the scores say."""

from typing import Any

import numpy as np

from cases.churn._looks import HEIGHT, MONTH, PERCENT, SHARE, marker
from cases.churn.money import campaign_on
from cases.churn.parts import running
from cases.churn.proof import control_group
from cases.churn.ranks import captured, horizon_rate, kept_of_the_ranking, meant
from design import Chart, Design, turned, written
from design.chart import axis
from labs.churn import GRID, ChurnEvidence

ORDERS = {
    "truth": "the truth",
    "uplift_value": "uplift × value",
    "uplift": "uplift",
    "value": "value at risk",
    "risk": "risk",
    "random": "by lot",
}
COLOURS = ("#2E9E6B", "#8B6FE8", "#2E7DD1", "#C98A1B", "#D1495B", "#8592A6")
KINDS = {
    "persuadable": "persuadables",
    "sure_thing": "sure things",
    "lost_cause": "lost causes",
    "sleeping_dog": "sleeping dogs",
}
KIND_COLOURS = ("#2E9E6B", "#8592A6", "#C98A1B", "#D1495B")
LENGTHS = tuple(float(x) for x in np.geomspace(0.002, 0.4, 22))


def charts(design: Design) -> tuple[Chart, ...]:
    """Profit by length and order, who is on the list, leavers found, uplift by the trial, calibration, the control group."""
    return (
        profit_by_size(design),
        who_is_on_the_list(design),
        uplift_curves(design),
        leavers_found(design),
        calibration(design),
        control_group(design),
    )


def whose(design: Design) -> str:
    """Whose customers these are, in a sentence."""
    if not isinstance(design.evidence, ChurnEvidence):
        return "Customers: yours, of the file; what a contact does to them is simulated."
    if design.evidence.setting.dataset == "tv":
        return "Customers: a real, anonymised TV subscription (costcla 0.6); what a contact does to them is simulated."
    return "Customers: IBM's Telco sample, a fictional company; what a contact does to them is simulated."


def _colour(names: Any, colours: tuple[str, ...], field: str) -> dict[str, Any]:
    scale = {"domain": list(names), "range": list(colours)}
    return axis(field, "", "nominal", scale=scale, legend={"orient": "top", "columns": 3}, sort=None)


def profit_by_size(design: Design) -> Chart:
    """What the campaign earns by how many are chosen, in each order, the team growing with the list."""
    k: Any = design.knobs
    rows: list[dict[str, Any]] = [
        {"share": share, "profit": value, "order": ORDERS[order]}
        for share in LENGTHS
        for order, value in earned(design, share).items()
    ]
    here = earned(design, float(k.campaign_share))
    told = ", ".join(f"{ORDERS[o]} {written(v, MONTH)}" for o, v in here.items())
    best = max((r for r in rows if r["order"] == ORDERS[str(k.target)]), key=lambda r: r["profit"])
    spec = {
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "line"},
                "encoding": {
                    "x": axis(
                        "share",
                        "Customers on a month's list",
                        axis={"format": ".1~%"},
                        scale={"type": "log", "nice": False},
                    ),
                    "y": axis("profit", "Profit a month, $", axis={"format": "~s"}),
                    "color": _colour(ORDERS.values(), COLOURS, "order"),
                },
            },
            marker(float(k.campaign_share)),
        ],
    }
    return Chart(
        "Profit by length and order",
        "How many should be contacted, and in which order?",
        spec,
        f"At {written(float(k.campaign_share), PERCENT)} of customers: {told}. "
        f"By {ORDERS[str(k.target)]} the best length is {written(best['share'], PERCENT)}. The team grows with the list. The truth is the simulation's "
        f"own; no company knows it. {whose(design)}",
    )


def earned(design: Design, share: float) -> dict[str, float]:
    """Profit a month of each order at a length, the team growing with the list: order -> $ a month."""
    k: Any = design.knobs
    team = design.case.knob("callers")
    callers = min(max(1, round(int(k.callers) * share / float(k.campaign_share))), int(team.high))
    longer: Any = turned(k, {"campaign_share": share, "callers": callers if share != k.campaign_share else k.callers})
    run = running(longer)
    return {o: float(campaign_on(longer, design.evidence, run, o).profit) for o in ORDERS}


def who_is_on_the_list(design: Design) -> Chart:
    """The four kinds among the chosen, order by order, at this length."""
    k: Any = design.knobs
    run = running(k)
    rows, told = [], {}
    for order, name in ORDERS.items():
        campaign = campaign_on(k, design.evidence, run, order)
        told[order] = campaign
        rows += [
            {"order": name, "kind": words, "share": float(getattr(campaign, kind)), "place": place}
            for place, (kind, words) in enumerate(KINDS.items())
        ]
    mine, lot = told[str(k.target)], told["random"]
    spec = {
        "data": {"values": rows},
        "height": {"step": 36},
        "mark": {"type": "bar"},
        "encoding": {
            "y": axis("order", "", "nominal", sort=None),
            "x": axis("share", "Of those on the list", axis=SHARE, stack="normalize"),
            "color": _colour(KINDS.values(), KIND_COLOURS, "kind"),
            "order": {"field": "place", "type": "quantitative"},
        },
    }
    return Chart(
        "Who is on the list",
        "How many of those contacted can a contact change?",
        spec,
        f"By {ORDERS[str(k.target)]}: {written(mine.persuadable, PERCENT)} persuadables (by lot "
        f"{written(lot.persuadable, PERCENT)}), {written(mine.lost_cause, PERCENT)} lost causes, "
        f"{written(mine.sure_thing, PERCENT)} sure things, {written(mine.sleeping_dog, PERCENT)} sleeping dogs "
        f"(by lot {written(lot.sleeping_dog, PERCENT)}). Who is what is known to the simulation alone.",
    )


def uplift_curves(design: Design) -> Chart:
    """Customers kept by share contacted: as the trial measures it, as it truly is, and in other orders."""
    u = design.evidence.uplift
    curves = {
        "the truth": u.curve_oracle,
        "uplift, truly": u.curve_true,
        "uplift, as the trial shows it": u.curve_measured,
        "value at risk": u.curve_value,
        "risk": u.curve_risk,
    }
    rows = [
        {"share": float(x), "kept": 1000 * float(y), "curve": name}
        for name, curve in curves.items()
        for x, y in zip(GRID, curve, strict=True)
    ]
    colours = ("#2E9E6B", "#2E7DD1", "#8B6FE8", "#C98A1B", "#D1495B")
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "line"},
        "encoding": {
            "x": axis("share", "Share contacted", axis=SHARE),
            "y": axis("kept", "Kept, of 1,000"),
            "color": _colour(curves, colours, "curve"),
        },
    }
    return Chart(
        "Uplift (Qini)",
        "Does the order by uplift find whom a contact keeps?",
        spec,
        f"Area beyond a straight line (Qini), kept per customer: by uplift {u.qini_true:.4f}, as the trial measures it "
        f"{u.qini_measured:.4f}, by risk {u.qini_risk:.4f}, by value {u.qini_value:.4f}, by the truth "
        f"{u.qini_oracle:.4f}. At the lab's own rate of leaving. Everybody contacted keeps "
        f"{1000 * float(u.curve_oracle[-1]):.1f} of 1,000 more than nobody: sleeping dogs count against.",
    )


def leavers_found(design: Design) -> Chart:
    """Real leavers among the first of each order, at this world's rate."""
    k: Any = design.knobs
    e, keeps = design.evidence, kept_of_the_ranking(design.evidence)
    orders = {o: ORDERS[o] for o in ("risk", "value", "uplift", "random")}
    rows = [
        {
            "share": float(x),
            "found": captured(e, o, float(x), horizon_rate(k), keeps, bool(k.calibrate)),
            "order": name,
        }
        for o, name in orders.items()
        for x in np.linspace(0, 1, 51)
    ]
    ranking: Any = design.graph.part("Ranking")
    auc = e.risk.auc
    spec = {
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": rows},
                "mark": {"type": "line"},
                "encoding": {
                    "x": axis("share", "Share contacted", axis=SHARE),
                    "y": axis("found", "Of all leavers", axis=SHARE),
                    "color": _colour(orders.values(), ("#D1495B", "#C98A1B", "#2E7DD1", "#8592A6"), "order"),
                },
            },
            marker(float(ranking.contacted)),
        ],
    }
    return Chart(
        "Leavers found",
        "How many of those who leave are on the list?",
        spec,
        f"Real labels. Lists reach {written(float(ranking.contacted), PERCENT)} of customers until somebody may be "
        f"contacted again; {written(float(ranking.captured), PERCENT)} of all leavers are among them, "
        f"{float(ranking.lift):.2f} times as many as by lot. AUC {auc.mean:.3f}, 95 % interval {auc.low:.3f} to "
        f"{auc.high:.3f} (corrected resampled t). Finding leavers is not keeping them.",
    )


def calibration(design: Design) -> Chart:
    """What scores say and what was so, raw and calibrated, in tenths."""
    e = design.evidence
    rows: list[dict[str, Any]] = []
    for name, score in (("as they come", e.risk.score), ("calibrated", meant(e, True))):
        for part in np.array_split(np.argsort(score, kind="stable"), 10):
            rows.append({"scores": name, "said": float(score[part].mean()), "was": float(e.risk.churn[part].mean())})
    raw = e.risk.calibration
    line = [{"said": 0.0, "was": 0.0}, {"said": max(r["said"] for r in rows), "was": max(r["said"] for r in rows)}]
    spec = {
        "height": HEIGHT,
        "layer": [
            {
                "data": {"values": line},
                "mark": {"type": "line", "strokeDash": [4, 4], "color": "#8592A6"},
                "encoding": {"x": axis("said", "Mean score of a tenth"), "y": axis("was", "Of them, left")},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "line", "point": True},
                "encoding": {
                    "x": axis("said", "Mean score of a tenth", axis=SHARE),
                    "y": axis("was", "Of them, left", axis=SHARE),
                    "color": _colour(("as they come", "calibrated"), ("#D1495B", "#2E7DD1"), "scores"),
                },
            },
        ],
    }
    return Chart(
        "Calibration",
        "When the score says 7 %, do 7 % leave?",
        spec,
        f"As they come, scores average {written(float(e.risk.score.mean()), PERCENT)} where "
        f"{written(e.risk.base_rate, PERCENT)} left; Brier {raw.brier:.4f}, of it reliability {raw.reliability:.5f}, "
        f"resolution {raw.resolution:.5f}; expected calibration error {written(raw.ece, PERCENT)}. Calibrated by a line "
        "in log-odds (Platt 1999), fitted on the same out-of-fold scores. The dashed line means what it says.",
    )
