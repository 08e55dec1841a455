"""Whether the model says what it used to: the share of blocks and the whole distribution of the score."""

import numpy as np

from labs.incident.check import Chart, Check, Reading
from labs.incident.statistics import ks, ks_limit
from labs.incident.view import View

STOPS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3)
SIGMAS = 3.5
SPREAD = 1.4
"""Blocks come in bursts, for a terminal or a card: days differ so much more than independent ones would (measured)."""


def _run(view: View) -> Reading:
    new, old = view.copy_score[view.recent()], view.copy_score[view.reference]
    now, before = float((new >= view.threshold).mean()), float((old >= view.threshold).mean())
    noise = SPREAD * np.sqrt(before * (1 - before) / len(new))
    distance, limit = ks(old, new), max(0.06, ks_limit(len(old), len(new), 0.9999))
    outcome = "same"
    if now > before + SIGMAS * noise:
        outcome = "more blocks"
    elif now < before - SIGMAS * noise:
        outcome = "fewer blocks"
    elif distance > limit:
        outcome = "same blocks, other scores"
    says = (
        f"{now:.2%} of {len(new):,} payments are at or above the threshold, usually {before:.2%}; KS "
        f"{distance:.3f}, limit {limit:.3f}."
    )
    above = tuple(
        (name, tuple(float((part >= stop).mean()) for stop in STOPS)) for name, part in (("today", new), ("usual", old))
    )
    chart = Chart("bars", "Share of payments at or above a score", "share", tuple(f"{stop:g}" for stop in STOPS), above)
    return Reading(outcome, says, chart)


CHECK = Check(
    name="score_distribution",
    title="Score distribution",
    minutes=5,
    reads="the dashboard's copy of the serving log",
    rules_out="A model that answers otherwise. It does not say whether the answers are wrong.",
    outcomes=("same", "more blocks", "fewer blocks", "same blocks, other scores"),
    run=_run,
)
