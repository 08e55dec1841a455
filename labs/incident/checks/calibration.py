"""Whether scores mean what they say, on the newest payments whose labels are ripe."""

from itertools import pairwise

import numpy as np

from labs.fraud.calibration import wilson_interval
from labs.incident.check import Chart, Check, Reading
from labs.incident.view import View

EDGES = (0.0, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0000001)
TOLERANCE = 1.25
"""Healthy weeks are off by so much now and then (measured)."""


def _run(view: View) -> Reading:
    rows, label = view.ripe()
    score = view.score[rows]
    if len(score) < 1000:
        return Reading("too few", f"Only {len(score):,} payments have ripe labels.")
    promised, came = float(score.sum()), int(label.sum())
    low, high = wilson_interval(came, len(label), 0.999)
    ratio = came / promised if promised else np.inf
    outcome = "as promised"
    if low * len(label) > TOLERANCE * promised:
        outcome = "more fraud than promised"
    elif high * len(label) < promised / TOLERANCE:
        outcome = "less fraud than promised"
    says = (
        f"The scores of {len(score):,} ripe payments promised {promised:.0f} frauds and {came} came: {ratio:.2f} times."
    )
    place = np.digitize(score, EDGES) - 1
    number = np.maximum(np.bincount(place, minlength=len(EDGES) - 1), 1)
    mean, observed = (np.bincount(place, part, len(EDGES) - 1) / number for part in (score, label.astype(float)))
    labels = tuple(f"{low:g} to {min(high, 1):g}" for low, high in pairwise(EDGES))
    chart = Chart(
        "bars",
        "Promised and observed, by score",
        "share",
        labels,
        (("promised", tuple(mean)), ("observed", tuple(observed))),
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="calibration",
    title="Calibration",
    minutes=15,
    reads="the serving log and the label store, payments seven to fourteen days old",
    rules_out="Scores whose size is wrong. It knows nothing of the last week: labels are not ripe.",
    outcomes=("as promised", "more fraud than promised", "less fraud than promised", "too few"),
    run=_run,
)
