"""Two longer looks at what scores mean: what it costs to decide by raw ones, and what balanced training does to them."""

from dataclasses import replace
from typing import Any

from cases.fraud_detection._looks import HONEST, MONTH, NAIVE, PERCENT, THIRD, payments_a_month, said_and_was
from cases.fraud_detection.bands import ALLOWED, prices, reviewed_a_day
from design import Chart, Design, Progress, written
from labs.fraud import (
    FraudEvidence,
    best_regions,
    brier_parts,
    cost_of_miscalibration,
    evidence_of,
    grid_of,
    judged_later,
    reliability_curve,
)
from labs.fraud.simulation import Flags, Floats

BINS = 20
"""Bins of equal payments, over which the parts of the Brier score are taken."""


def calibration(design: Design, progress: Progress) -> Chart:
    """What the scores say against what happened, as they come and mended; and what deciding by raw ones loses."""
    e = design.evidence
    k: Any = design.knobs
    progress(0.2, "Mending the scores on the first half of the test days")
    judged = judged_later(e.score, e.fraud, e.day)
    fraud, amount = e.fraud[judged.rows], e.amount[judged.rows]
    ways = {"as they come": judged.raw, "mended": judged.calibrated}
    parts = {name: brier_parts(p, fraud, bins=BINS) for name, p in ways.items()}
    progress(0.6, "Deciding on the second half by each, at this world's prices")
    cost = cost_of_miscalibration(
        judged.raw,
        judged.calibrated,
        amount,
        fraud,
        prices(k),
        fraud_rate=float(k.fraud_rate),
        average_payment=float(k.average_payment),
        fraud_ticket=float(k.fraud_ticket),
        actions=ALLOWED[str(k.actions)],
        capacity=float(reviewed_a_day(k)) / float(k.payments_per_day),
    )
    rows = [row for name, p in ways.items() for row in _bins(name, p, fraud)]
    raw, mended, month = parts["as they come"], parts["mended"], payments_a_month(k)
    worth = "costs" if cost.lost >= 0 else "saves, by the luck of these weeks,"
    told = (
        f"Deciding by raw scores {worth} {written(abs(cost.lost) * month, MONTH)} more than by mended ones: "
        f"{written(cost.raw * month, MONTH)} against {written(cost.calibrated * month, MONTH)}, with the action of the "
        "lowest expected cost for each payment, by the model alone. All is of the second half of the test days: "
        f"Brier {raw.brier:.5f}, of it reliability {raw.reliability:.1e}, resolution {raw.resolution:.1e}, uncertainty "
        f"{raw.uncertainty:.1e}; mended, reliability {mended.reliability:.1e}. Missed labels teach scores that are too "
        "low; the dashed line is a score that means what it says."
    )
    if cost.lost < 0:
        told = told.replace(" more than by mended ones", " against mended ones")
    spec = said_and_was(rows, [NAIVE, HONEST])
    return Chart("Calibration", "Does a score of one in a hundred mean one in a hundred?", spec, told)


def resampling(design: Design, progress: Progress) -> Chart:
    """The same model trained as it comes, on balanced classes, and balanced with the prior correction."""
    k: Any = design.knobs
    balance = "undersampled" if k.balance == "none" else str(k.balance)
    plain = replace(design.evidence.setting, balance="none", corrected=True)
    balanced = replace(plain, balance=balance)
    word = "resampled" if balance == "undersampled" else "reweighted"
    ways = {"as it comes": plain, word: replace(balanced, corrected=False), f"{word} and corrected": balanced}
    rows, told = [], []
    for place, (name, setting) in enumerate(ways.items()):

        def third(part: float, doing: str, at: int = place) -> None:
            progress((at + part) / len(ways), doing)

        e = evidence_of(setting, third)
        parts = brier_parts(e.score, e.fraud, bins=BINS)
        rows += _bins(name, e.score, e.fraud)
        told.append(
            f"{name}: Brier {e.brier:.5f}, reliability {parts.reliability:.1e}, mean score "
            f"{written(e.mean_score, PERCENT)} against a base rate of {written(e.base_rate, PERCENT)}, "
            f"decisions by it cost {written(_cost(k, e) * payments_a_month(k), MONTH)}"
        )
    what = "nine good payments a fraud" if word == "resampled" else "frauds half of all weight"
    alt = (
        f"Of all test payments, {what} in training. {'; '.join(told)}. The prior correction takes back the odds that "
        "balancing added. That is exact where scores were probabilities of the balanced world; a forest's are drawn to "
        "the middle and come out too low, and missed labels teach low scores in any case. Calibration mends both."
    )
    question = "What does balancing the classes do to the scores, and does the prior correction mend it?"
    return Chart("Balanced training", question, said_and_was(rows, [HONEST, NAIVE, THIRD]), alt)


def _bins(name: str, p: Floats, fraud: Flags) -> list[dict[str, Any]]:
    """Bins of equal expected frauds: they look where the decisions are."""
    return [
        {"scores": name, "said": max(b.mean_p, 1e-5), "was": max(b.observed, 1e-5)}
        for b in reliability_curve(p, fraud, 12, equal="frauds")
    ]


def _cost(k: Any, e: FraudEvidence) -> float:
    """What the best actions by these scores cost per payment of this world, by the labels."""
    world = grid_of(e.score, e.amount, e.fraud).world(
        float(k.fraud_rate), float(k.average_payment), float(k.fraud_ticket)
    )
    capacity = float(reviewed_a_day(k)) / float(k.payments_per_day)
    return best_regions(world.cells, prices(k), ALLOWED[str(k.actions)], capacity).realised_cost
