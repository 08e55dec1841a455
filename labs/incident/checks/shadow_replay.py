"""Last week's model answers today's logged inputs: where both go wrong alike, it is not the model."""

import numpy as np

from labs.incident.check import Chart, Check, Reading
from labs.incident.view import View

ROWS = 6_000
TIMES = 2.0


def _run(view: View) -> Reading:
    today, usual = view.recent(2.0), view.reference
    step = max(1, (usual.stop - usual.start) // ROWS)
    usual_rows = np.arange(usual.start, usual.stop, step)
    rows = np.arange(today.start, today.stop)
    shares = []
    for part in (rows, usual_rows):
        theirs, own = view.previous.scores(view.served[part]) >= view.threshold, view.blocked[part]
        shares.append(tuple(float(one.mean()) for one in (own & ~theirs, ~own & theirs, own, theirs)))
    (only_ours, only_other, ours, other), (usual_ours, usual_other, before, other_before) = shares
    now, then = only_ours + only_other, usual_ours + usual_other
    noise = 3.5 * np.sqrt(max(then, 1e-4) / len(rows))
    outcome = "agree"
    if now > TIMES * then and now > then + noise:
        outcome = "ours blocks more" if only_ours > only_other else "ours blocks less"
    elif abs(other - other_before) > 3.5 * 1.5 * np.sqrt(other_before / len(rows)):
        outcome = "both changed alike"
    says = (
        f"Of today's payments v11 would decide {now:.2%} otherwise, usually {then:.2%}. The model in service "
        f"blocks {ours:.2%} "
        f"(usually {before:.2%}), v11 on the same inputs {other:.2%} ({other_before:.2%})."
    )
    labels = ("only ours blocks", "only v11 blocks", "ours blocks", "v11 blocks")
    chart = Chart("bars", "The same inputs, two models", "share", labels, (("today", shares[0]), ("usual", shares[1])))
    return Reading(outcome, says, chart)


CHECK = Check(
    name="shadow_replay",
    title="Shadow replay of last week's model",
    minutes=30,
    reads="the serving log, scored again by the model before",
    rules_out="The model, where both answer alike; the inputs, where only the new one changed.",
    outcomes=("agree", "both changed alike", "ours blocks more", "ours blocks less"),
    run=_run,
)
