"""Recall and precision of the newest week whose labels are ripe, against the healthy weeks."""

import numpy as np

from labs.fraud.calibration import wilson_interval
from labs.fraud.simulation import DAY_S
from labs.incident.check import Chart, Check, Reading
from labs.incident.view import View

CONFIDENCE = 0.99
FELL = 0.08
"""A fall of fewer points is no finding: healthy weeks differ by as much (measured)."""


def _run(view: View) -> Reading:
    rows, label = view.ripe()
    reference = view.reference
    usual = view.ripe_label(reference)
    if label.sum() < 20:
        return Reading("too few", f"Only {int(label.sum())} frauds are known among ripe payments.")
    before = _shares(view.blocked[reference], usual)
    now = _shares(view.blocked[rows], label)
    blocked = view.blocked[rows]
    recall_high = wilson_interval(int((blocked & label).sum()), int(label.sum()), CONFIDENCE)[1]
    precision_high = wilson_interval(int((blocked & label).sum()), max(1, int(blocked.sum())), CONFIDENCE)[1]
    recall_fell = recall_high < before[0] - FELL / 2 and now[0] < before[0] - FELL
    precision_fell = precision_high < before[1] - FELL / 2 and now[1] < before[1] - FELL
    outcome = {
        (False, False): "held",
        (True, False): "recall fell",
        (False, True): "precision fell",
        (True, True): "both fell",
    }[recall_fell, precision_fell]
    says = (
        f"In the week that ended seven days ago {now[0]:.0%} of known frauds were blocked (usually "
        f"{before[0]:.0%}) and "
        f"{now[1]:.0%} of blocks were right (usually {before[1]:.0%}); {int(label.sum())} frauds."
    )
    days, recalls, precisions = [], [], []
    end_s = view.time_s[rows.stop - 1] if rows.stop > rows.start else view.now_s
    for back in range(27, -1, -1):
        part = view.between(end_s - (back + 1) * DAY_S, end_s - back * DAY_S)
        recall, precision = _shares(view.blocked[part], view.ripe_label(part))
        days.append(f"-{back + 7} d")
        recalls.append(recall)
        precisions.append(precision)
    chart = Chart(
        "lines", "By day", "share", tuple(days), (("recall", tuple(recalls)), ("precision", tuple(precisions)))
    )
    return Reading(outcome, says, chart)


def _shares(blocked: np.ndarray, label: np.ndarray) -> tuple[float, float]:
    right = int((blocked & label).sum())
    return right / max(1, int(label.sum())), right / max(1, int(blocked.sum()))


CHECK = Check(
    name="matured_metrics",
    title="Matured recall and precision",
    minutes=10,
    reads="the serving log and the label store, payments seven to fourteen days old",
    rules_out="Harm that is a week old. What began since is not in it.",
    outcomes=("held", "recall fell", "precision fell", "both fell", "too few"),
    run=_run,
)
