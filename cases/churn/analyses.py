"""Longer looks into the churn lab, taken when somebody asks: leaks, families, survival, kinds, a quarter, power."""

from dataclasses import replace
from typing import Any

import numpy as np

from cases.churn._looks import HEIGHT, MONTH, PERCENT, SHARE
from cases.churn.charts import KIND_COLOURS, KINDS, whose
from cases.churn.knobs import FAMILIES
from cases.churn.money import control
from design import Analysis, Chart, Design, Progress, turned, written
from design.chart import axis
from labs.churn import FAMILIES as TRAINED
from labs.churn import ChurnEvidence, Survival, control_needed, evidence_of, risk_evidence_of

HONEST, NAIVE, THIRD = "#2E7DD1", "#D1495B", "#8B6FE8"
DOTS = 900
PAST = {
    "ignored": "learned from like any other",
    "excluded": "left out",
    "reweighted": "left out, controls count for them",
    "clean": "as if no campaign had been",
}


def leaks(design: Design, progress: Progress) -> Chart:
    """What common mistakes would claim of this model, and what is true of it on new customers."""
    progress(0.5, "Reading what the lab measured")
    rows = [
        {"leak": leak.name, "auc": value, "what": what, "place": place}
        for place, leak in enumerate(design.evidence.risk.leaks)
        for what, value in (("claimed", leak.claimed), ("true", leak.honest))
    ]
    spec = {
        "data": {"values": rows},
        "height": {"step": 22},
        "mark": {"type": "point", "filled": True, "size": 90},
        "encoding": {
            "y": axis("leak", "", "nominal", sort=None, axis={"labelLimit": 300}),
            "x": axis("auc", "AUC", scale={"domain": [0.4, 1]}),
            "color": axis("what", "", "nominal", scale={"domain": ["claimed", "true"], "range": [NAIVE, HONEST]}),
        },
    }
    told = " ".join(
        f"{one.name}: claims {one.claimed:.3f}, is {one.honest:.3f}"
        f"{' (constructed for this example)' if one.constructed else ''}. {one.says}"
        for one in design.evidence.risk.leaks
    )
    return Chart("Leaks", "What would a mistake have claimed?", spec, told)


def families(design: Design, progress: Progress) -> Chart:
    """Every family on the same folds, with the interval that overlapping training sets allow."""
    rows, told = [], []
    for place, family in enumerate(TRAINED):

        def part(share: float, doing: str, at: int = place) -> None:
            progress((at + share) / len(TRAINED), doing)

        risk = risk_evidence_of(replace(design.evidence.setting, family=family), part)
        name = FAMILIES[family]
        rows.append({"family": name, "auc": risk.auc.mean, "low": risk.auc.low, "high": risk.auc.high})
        told.append(f"{name} {risk.auc.mean:.3f} ({risk.auc.low:.3f} to {risk.auc.high:.3f})")
    spec = {
        "data": {"values": rows},
        "height": {"step": 34},
        "encoding": {"y": axis("family", "", "nominal", sort=None)},
        "layer": [
            {
                "mark": {"type": "rule", "color": "#8592A6"},
                "encoding": {
                    "x": axis("low", "AUC, repeated cross-validation", scale={"zero": False}),
                    "x2": {"field": "high"},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "color": HONEST},
                "encoding": {"x": axis("auc", "AUC, repeated cross-validation", scale={"zero": False})},
            },
        ],
    }
    return Chart(
        "Families",
        "Which family ranks leavers best, beyond the noise of the folds?",
        spec,
        f"AUC with its 95 % interval (Nadeau and Bengio 2003): {'; '.join(told)}. Where intervals overlap widely, take the "
        f"simplest. {whose(design)}",
    )


def survival(design: Design, progress: Progress) -> Chart:
    """When, not only whether: how many are still there by months of tenure, and what moves the hazard."""
    e: ChurnEvidence = design.evidence
    found, note = e.survival, ""
    if found is None:
        progress(0.0, "The TV set holds no tenure: asking the Telco sample")
        found = evidence_of(replace(e.setting, dataset="telco"), progress).survival
        note = " The TV set does not say how long customers have been there, so this is IBM's fictional Telco sample."
    if found is None:
        raise ValueError("No data set here knows how long its customers have stayed.")
    rows = [
        {"month": float(m), "staying": float(s), "low": float(lo), "high": float(hi)}
        for m, s, lo, hi in zip(found.months, found.staying, found.least, found.most, strict=True)
    ]
    x = axis("month", "Months since they came")
    y: dict[str, Any] = {"scale": {"domain": [0, 1]}, "axis": SHARE}
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.25, "color": HONEST, "interpolate": "step-after"},
                "encoding": {"x": x, "y": axis("low", "Still there", **y), "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "line", "color": HONEST, "interpolate": "step-after"},
                "encoding": {"x": x, "y": axis("staying", "Still there", **y)},
            },
        ],
    }
    return Chart("Survival", "When do customers leave, and what does that change?", spec, _survival_words(found) + note)


def _survival_words(found: Survival) -> str:
    strong = sorted(found.hazards, key=lambda h: -abs(np.log(h.ratio)))[:3]
    hazards = "; ".join(f"{h.name} {h.ratio:.2f} ({h.low:.2f} to {h.high:.2f})" for h in strong)
    half = (
        "more than half never leave in sight"
        if found.median_months is None
        else f"half after {found.median_months:.0f}"
    )
    return (
        f"Kaplan-Meier with its 95 % band: {half}. Cox regression, hazard for one standard deviation more: {hazards}; "
        f"concordance {found.concordance:.3f}. It changes who is worth a call: two customers of equal risk are not "
        f"equally worth keeping when one would have stayed {float(np.percentile(found.remaining, 90)):.0f} of the next 24 "
        f"months and the other {float(np.percentile(found.remaining, 10)):.0f}."
    )


def kinds(design: Design, progress: Progress) -> Chart:
    """A sample of customers by predicted risk and true uplift, each in the kind that it most probably is."""
    progress(0.5, "Drawing customers")
    e, rng = design.evidence, np.random.default_rng(7)
    u = e.uplift
    drawn = rng.choice(e.risk.customers, min(DOTS, e.risk.customers), replace=False)
    gone = rng.random(len(drawn)) < u.leaves[drawn]
    moved = rng.random(len(drawn)) < np.where(gone, u.saved[drawn], u.driven[drawn])
    names = np.where(
        gone, np.where(moved, "persuadables", "lost causes"), np.where(moved, "sleeping dogs", "sure things")
    )
    rows = [
        {"risk": max(float(e.risk.score[i]), 1e-3), "uplift": float(u.estimate[i]), "kind": str(name)}
        for i, name in zip(drawn, names, strict=True)
    ]
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "point", "filled": True, "size": 28, "opacity": 0.7},
        "encoding": {
            "x": axis(
                "risk", "Predicted risk of leaving", scale={"type": "log", "nice": False}, axis={"format": ".1~%"}
            ),
            "y": axis("uplift", "Estimated uplift", axis={"format": ".0%"}),
            "color": axis(
                "kind",
                "",
                "nominal",
                scale={"domain": list(KINDS.values()), "range": list(KIND_COLOURS)},
                legend={"orient": "top", "columns": 2},
            ),
            "shape": axis("kind", "", "nominal", scale={"domain": list(KINDS.values())}, legend=None),
        },
    }
    of = u.kinds
    alike = float(np.corrcoef(e.risk.score, u.uplift)[0, 1])
    return Chart(
        "Four kinds",
        "Are the riskiest those whom a contact keeps?",
        spec,
        f"Of the lab's customers {written(of.persuadables, PERCENT)} are persuadables, {written(of.lost_causes, PERCENT)} "
        f"lost causes, {written(of.sure_things, PERCENT)} sure things, {written(of.sleeping_dogs, PERCENT)} sleeping dogs. "
        f"Correlation of the predicted risk with the true uplift {alike:.2f}, of the estimated uplift with it "
        f"{u.correlation:.2f}. {len(rows)} customers are drawn; each dot's kind is one draw of the simulation.",
    )


def quarter(design: Design, progress: Progress) -> Chart:
    """Three months after a year of campaigns, by what training does about those whom they contacted."""
    progress(0.5, "Reading the lab's quarter")
    q = design.evidence.quarter
    rows = [{"policy": PAST.get(str(p.policy), str(p.policy)), "auc": p.auc} for p in q.policies]
    rows += [{"policy": f"retrained every {a.retrain_every_months} months", "auc": a.auc} for a in q.ages]
    spec = {
        "data": {"values": rows},
        "height": {"step": 26},
        "mark": {"type": "point", "filled": True, "size": 90, "color": HONEST},
        "encoding": {
            "y": axis("policy", "", "nominal", sort=None, axis={"labelLimit": 300}),
            "x": axis("auc", "AUC over the quarter", scale={"zero": False}),
        },
    }
    months = "; ".join(
        f"month {m.month}: {m.leavers:,} would leave, {m.observed_leavers:,} did, model {m.model_age_months} months old, "
        f"AUC {m.auc:.3f}, on clean labels {m.auc_clean:.3f}"
        for m in q.months
    )
    policies = ", ".join(f"{PAST.get(str(p.policy), p.policy)} {p.auc:.3f}" for p in q.policies)
    return Chart(
        "A quarter, month by month",
        "What do past campaigns and age do to the next model?",
        spec,
        f"{months}. Of those who would have left, past campaigns turned {written(q.contaminated, PERCENT)} into stayers; "
        f"the definition gets {written(q.label_noise, PERCENT)} of labels wrong. Customers contacted before are: {policies}. "
        "One simulated quarter, one seed; the world drifts as the given says.",
    )


def power(design: Design, progress: Progress) -> Chart:
    """Months to proof by the share left alone and by the length of the list."""
    progress(0.5, "Counting")
    k: Any = design.knobs
    here: Any = design.graph.part("Campaign")
    rows, told = [], []
    for share in (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5):
        group = control(turned(k, {"control_share": share}), here)  # type: ignore[arg-type]  # the case's own knobs
        rows.append({"left alone": share, "months": min(float(group.months), 60.0)})
        told.append(
            f"{written(share, PERCENT)}: ±{written(float(group.half_width), PERCENT)} after a quarter, proved after "
            f"{written(float(group.months))} months, forgoing {written(float(group.forgone), MONTH)}"
        )
    mine: Any = design.graph.part("ControlGroup")
    wanted = control_needed(float(mine.leave_alone), float(mine.leave_contacted), 3 * float(mine.chosen_a_month))
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "line", "point": True, "color": HONEST},
        "encoding": {
            "x": axis("left alone", "Left alone, of those chosen", axis=SHARE),
            "y": axis("months", "Months until proved", scale={"zero": True}),
        },
    }
    enough = f"{written(wanted, PERCENT)} left alone" if wanted else "no control group"
    return Chart(
        "Power",
        "What does a control group of each size buy, and what does it cost?",
        spec,
        f"{'; '.join(told)}. A quarter of lists is enough with {enough} (Fleiss, Levin and Paik 2003, pooled under the "
        "null; the months above are unpooled and include the label's wait; 60 stands for 60 and more).",
    )


ANALYSES = (
    Analysis("leaks", "What would leaks have claimed?", leaks),
    Analysis("families", "Which family ranks leavers best, beyond the noise?", families),
    Analysis("survival", "When do customers leave, not only whether?", survival),
    Analysis("kinds", "Are the riskiest those whom a contact keeps?", kinds),
    Analysis("quarter", "What do past campaigns do to the next model's labels?", quarter),
    Analysis("power", "What does a control group of each size buy?", power),
)
