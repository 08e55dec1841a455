"""How many inputs are missing, today against the healthy weeks."""

import numpy as np

from labs.incident.check import Chart, Check, Reading
from labs.incident.checks._groups import LABELS, OUTCOMES, WORDS, pointed
from labs.incident.view import View

SIGMAS = 4.0
LEAST = 0.005


def _run(view: View) -> Reading:
    today, usual = view.copy_null[view.recent()], view.copy_null[view.reference]
    now, before = today.mean(axis=0), usual.mean(axis=0)
    spread = np.sqrt(np.maximum(before * (1 - before), 1 / len(usual)) * (1 / len(today) + 1 / len(usual)))
    limits = before + np.maximum(SIGMAS * spread, LEAST)
    outcome = pointed(list(now > limits))
    top = int(np.argmax(now - limits))
    says = f"No input is missing more often than usual: at most {now.max():.1%} of {len(today):,} payments."
    if outcome != "none":
        where = WORDS.get(outcome, "several groups")
        says = f"{LABELS[top]} is missing in {now[top]:.0%} of payments, usually in {before[top]:.1%}: {where}."
    chart = Chart(
        "bars", "Missing inputs", "share", LABELS, (("today", tuple(now)), ("usual", tuple(before))), tuple(limits)
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="null_rates",
    title="Null rates",
    minutes=5,
    reads="the dashboard's copy of the serving log",
    rules_out="Missing inputs. It cannot see a wrong value, and zeros that stand for nothing are values.",
    outcomes=OUTCOMES,
    run=_run,
)
