"""Longer looks into the fraud lab, taken when somebody asks: what a naive test claims, weeks, slices, a new country."""

from typing import Any

from cases.fraud_detection._looks import HEIGHT, HONEST, NAIVE, PERCENT, THIRD
from cases.fraud_detection.loops import feedback
from cases.fraud_detection.meant import calibration, resampling
from cases.fraud_detection.scores import raw_threshold
from design import Analysis, Chart, Design, Progress, design_of, turned, written
from design.chart import axis
from labs.fraud import Slice, slices_of, worst
from labs.fraud.claims import claims_of
from labs.fraud.cold_start import cold_start_of
from labs.fraud.prequential import prequential_of
from labs.fraud.simulation import simulate

FOUND = "Frauds found by the model at the block threshold"
LEAST_PAYMENTS, LEAST_FRAUDS = 200, 10
"""Smaller slices are not drawn: their shares are luck."""

ARRIVING = 0.5
"""Share of the traffic that the new country has in words, where the design has none of it."""


def naive_claims(design: Design, progress: Progress) -> Chart:
    """The honest figure beside what four mistakes would have claimed on the same payments."""
    claims = claims_of(design.evidence.setting, progress)
    rows = [{"way": c.name, "ap": c.average_precision, "honest": i == 0} for i, c in enumerate(claims)]
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "bar"},
        "encoding": {
            "y": axis("way", "", "nominal", sort=None, axis={"labelLimit": 260}),
            "x": axis("ap", "Average precision", scale={"domain": [0, 1]}),
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
            "x": axis("week", "Test week, by its first day", "nominal", sort=None),
            "y": axis("ap", "Average precision", scale={"domain": [0, 1]}),
        },
    }
    spread = found.sd("average_precision")
    told = f"Mean {found.mean('average_precision'):.2f}" + (f", standard deviation {spread:.2f}" if spread else "")
    return Chart("Week by week", "How much of the figure is the week?", spec, f"{told} over {len(found.folds)} weeks.")


def slices(design: Design, progress: Progress) -> Chart:
    """Recall of the model at the block threshold, part by part, with the worst part named."""
    e = design.evidence
    k: Any = design.knobs
    progress(0.2, "Cutting the test weeks into slices")
    threshold = min(raw_threshold(k, e, float(k.block_above)), 1.0)
    every = slices_of(e, simulate(e.setting), threshold)
    found = [s for s in every if s.payments >= LEAST_PAYMENTS and s.frauds >= LEAST_FRAUDS]
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
    y = axis("slice", "", "nominal", sort=None, axis={"labelLimit": 260})
    spec = {
        "data": {"values": rows},
        "height": {"step": 20},
        "layer": [
            {
                "mark": {"type": "rule", "color": "#8592A6"},
                "encoding": {"x": axis("low", FOUND, scale=whole), "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "color": HONEST},
                "encoding": {"x": axis("recall", FOUND, scale=whole)},
            },
        ],
        "encoding": {"y": y},
    }
    bad, whole_recall = worst(found), every[0].recall.value
    told = (
        f"Worst: {bad.dimension}, {bad.name}: {written(bad.recall.value, PERCENT)} of its {bad.frauds} frauds are found, "
        f"of all {written(whole_recall, PERCENT)}; it holds {written(bad.loss_share, PERCENT)} of the amount that is missed."
        if bad
        else "No slice is surely worse than the whole: the differences are within the noise."
    )
    few = "; ".join(
        f"{s.name}: {s.payments:,} payments, {s.frauds} frauds, {_found(s)}"
        for s in every
        if s.dimension == "little known"
    )
    words = f"{told} Little known: {few}. Bars are 95 % intervals; slices under {LEAST_FRAUDS} frauds are not drawn."
    return Chart("Slices", "Where is the model blind?", spec, words)


def _found(part: Slice) -> str:
    return "none to find" if part.recall.value is None else f"{written(part.recall.value, PERCENT)} of them found"


def cold_start(design: Design, progress: Progress) -> Chart:
    """A new country without labels: the old model, the rules, and the model retrained as its labels come."""
    found = cold_start_of(design.evidence.setting, progress=lambda part, words: progress(0.6 * part, words))
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
            "x": axis("week", "Week of the country's life", "ordinal"),
            "y": axis("recall", "Fraud among the 1 % put first", scale={"domain": [0, 1]}),
            "color": axis("way", "", "nominal", scale={"range": [NAIVE, THIRD, HONEST]}, legend={"orient": "top"}),
        },
    }
    first = found.weeks[0]
    told = (
        f"In its first week the country has {first.frauds} frauds and {first.labels} known ones. Its payments are "
        f"{found.arrival.amount_factor:g} times as large as at home. {_with_the_country(design, progress)}"
    )
    return Chart("Cold start", "A new country, no labels: what protects it, and for how long?", spec, told)


def _with_the_country(design: Design, progress: Progress) -> str:
    """What this design does to money without the country and with it, in words."""
    share = float(design.knobs.new_country) or ARRIVING  # type: ignore[attr-defined]  # the case's own given
    knobs = [turned(design.knobs, {"new_country": part}) for part in (0.0, share)]
    known = design.case.evidence(knobs[1], lambda part, words: progress(0.6 + 0.4 * part, words))
    home, both = (design_of(design.case, one, known).ledger for one in knobs)
    pairs = "; ".join(
        f"{name} {home[key].text} becomes {both[key].text}"
        for name, key in (
            ("fraud loss", "Money.fraud_loss"),
            ("good payments declined", "Money.good_declined"),
            ("cases to review", "Money.reviews_a_day"),
        )
        if home[key].value or both[key].value
    )
    return (
        f"With {written(share, PERCENT)} of the traffic from there in its first {known.first_days.days} days, under this "
        f"design's decisions and the old model: {pairs}."
    )


ANALYSES = (
    Analysis("naive", "What would a naive evaluation have claimed?", naive_claims),
    Analysis("weeks", "How much does the figure change from week to week?", week_by_week),
    Analysis("calibration", "Do the scores mean what they say?", calibration),
    Analysis("balance", "What does balancing the classes do to the scores?", resampling),
    Analysis("slices", "Where is the model blind?", slices),
    Analysis("feedback", "What do four rounds of learning from what was not blocked do?", feedback),
    Analysis("cold start", "A new country opens, without labels: what protects it?", cold_start),
)
