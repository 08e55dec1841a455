"""A longer look at the feedback loop: rounds of retraining on what was not blocked, and what learning is worth."""

from typing import Any

from cases.fraud_detection._looks import HEIGHT, HONEST, MONTH, NAIVE, payments_a_month
from cases.fraud_detection.bands import odds, prices
from cases.fraud_detection.scores import raw_threshold
from design import Chart, Design, Progress, written
from design.chart import axis
from labs.fraud import Exploration, Loop, Round, exploration, feedback_rounds, scales_of

OTHERWISE = 0.05
"""The share let through that a design which lets nothing through is compared with."""

MEASURES = {"recall": "recall at the block threshold", "average_precision": "average precision"}


def feedback(design: Design, progress: Progress) -> Chart:
    """Four rounds of retraining with the design's share of blocks let through, and with none: in quality and money."""
    e = design.evidence
    k: Any = design.knobs
    share = float(k.let_through) or OTHERWISE
    threshold = min(raw_threshold(k, e, float(k.block_above)), 1.0)
    names = {f"{100 * share:.3g} % let through": share, "nothing let through": 0.0}
    found = {}
    for place, (name, part_let) in enumerate(names.items()):

        def half(part: float, doing: str, at: int = place) -> None:
            progress((at + part) / len(names), doing)

        found[name] = feedback_rounds(e.setting, Loop(let_through=part_let, block_above=threshold), half)
    let, without = found.values()
    rows = [
        {"round": r.number, "value": getattr(r, field), "measure": measure, "loop": name}
        for name, rounds in found.items()
        for r in rounds
        for field, measure in MEASURES.items()
    ]
    spec = {
        "data": {"values": rows},
        "height": HEIGHT,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": axis("round", "Round of retraining", "ordinal"),
            "y": axis("value", "Of all frauds, known or not", scale={"domain": [0, 1]}),
            "color": axis("loop", "", "nominal", sort=None, scale={"range": [HONEST, NAIVE]}, legend={"orient": "top"}),
            "strokeDash": axis("measure", "", "nominal", sort=None, legend={"orient": "top"}),
        },
    }
    told = f"{_labels(let[-1], without[-1])} {_money(design, share, let, without)}"
    return Chart("Feedback", "What is blocked gives no label: what does the next model learn?", spec, told)


def learned(design: Design, let: tuple[Round, ...], without: tuple[Round, ...]) -> Exploration:
    """Price and worth of letting through over these rounds, in money a payment of this world."""
    e = design.evidence
    k: Any = design.knobs
    rate = float(k.fraud_rate)
    scales = scales_of(e.mean_good, e.mean_fraud, rate, float(k.average_payment), float(k.fraud_ticket))
    return exploration(let, without, prices(k), scales, odds(rate) / odds(e.base_rate))


def _labels(let: Round, without: Round) -> str:
    return (
        f"In round {let.number} the model has {let.labels_seen} frauds to learn from, without letting through "
        f"{without.labels_seen}, with {without.labels_hidden} hidden by blocks; recall is {let.recall:.2f} against "
        f"{without.recall:.2f}, average precision {let.average_precision:.2f} against {without.average_precision:.2f}."
    )


def _money(design: Design, share: float, let: tuple[Round, ...], without: tuple[Round, ...]) -> str:
    month = payments_a_month(design.knobs)
    last, whole = learned(design, let[-1:], without[-1:]), learned(design, let, without)
    bought = "gains" if last.net >= 0 else "loses"
    return (
        f"At this world's prices and traffic, letting {100 * share:.3g} % of would-be blocks through costs "
        f"{written(last.price * month, MONTH)} in round {let[-1].number} (frauds let through less good payments spared) "
        f"and is worth {written(last.worth * month, MONTH)} there: so much less is lost to frauds that the model misses "
        f"and to good payments that it blocks. It {bought} {written(abs(last.net) * month, MONTH)}; over all "
        f"{len(let)} rounds the price is {written(whole.price * month, MONTH)}, the worth "
        f"{written(whole.worth * month, MONTH)}. One seed, the model alone: a few dozen frauds make the difference."
    )
