"""People look at payments again: at those that the label store calls fraud, and at some that it does not."""

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.check import Chart, Check, Reading
from labs.incident.view import View

CASES = 60
FALSE_SHARE = 0.35
ALLOWED = 400
MISSED = 5


def _run(view: View) -> Reading:
    rng = np.random.default_rng([int(view.now_s), 11])
    newest = np.flatnonzero(view.label)
    newest = newest[np.argsort(view.label_s[newest])][-CASES:]
    rows = view.between(view.now_s - 3 * DAY_S, view.now_s)
    allowed = rows.start + np.flatnonzero(~view.blocked[rows] & ~view.label[rows])
    allowed = rng.choice(allowed, min(ALLOWED, len(allowed)), replace=False)
    denied = int((~view.reviewed[newest]).sum())
    missed = int(view.reviewed[allowed].sum())
    wrong = denied / max(1, len(newest))
    outcome = "labels hold"
    if wrong > FALSE_SHARE:
        outcome = "good payments called fraud"
    elif missed >= MISSED:
        outcome = "fraud among the allowed"
    says = (
        f"Of the {len(newest)} newest fraud labels, reviewers take {denied} for good payments (one in ten is "
        "their own error); "
        f"of {len(allowed)} payments let through without a label they take {missed} for fraud."
    )
    chart = Chart(
        "bars",
        "What reviewers say",
        "cases",
        ("called fraud: good", "called fraud: fraud", "let through: fraud"),
        (("cases", (float(denied), float(len(newest) - denied), float(missed))),),
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="case_review",
    title="Cases reviewed by hand",
    minutes=90,
    reads="460 payments, by people who are right nine times in ten about a fraud and all but always about a "
    "good payment",
    rules_out="Labels that mean something else, and fraud that nobody has reported yet.",
    outcomes=("labels hold", "good payments called fraud", "fraud among the allowed"),
    run=_run,
)
