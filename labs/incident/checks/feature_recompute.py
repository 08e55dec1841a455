"""The features as served against the same features computed again from the stores."""

import numpy as np

from labs.incident.check import Chart, Check, Reading
from labs.incident.checks._groups import LABELS, OUTCOMES, WORDS, pointed
from labs.incident.view import View

LIMIT = 0.01


def _run(view: View) -> Reading:
    today = view.recent()
    served, again = view.served[today], view.recomputed[today]
    differ = np.abs(served - again) > 1e-4 * np.maximum(1.0, np.abs(again))
    share = differ.mean(axis=0)
    outcome = pointed(list(share > LIMIT))
    top = int(np.argmax(share))
    says = f"Served and recomputed agree on {len(served):,} payments, but for at most {share.max():.1%}."
    if outcome != "none":
        says = (
            f"{LABELS[top]} differs in {share[top]:.0%} of payments from what the stores give: "
            f"{WORDS.get(outcome, 'several groups')}."
        )
    chart = Chart(
        "bars", "Served other than recomputed", "share", LABELS, (("differ", tuple(share)),), (LIMIT,) * len(LABELS)
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="feature_recompute",
    title="Feature log against recomputation",
    minutes=25,
    reads="the feature log of a day and a job that computes it again",
    rules_out="Everything between the stores and the model. What the stores themselves hold wrongly agrees.",
    outcomes=OUTCOMES,
    run=_run,
)
