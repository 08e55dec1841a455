"""When something changed: Page-Hinkley on the hourly share of blocks and score, DDM on the errors that labels
showed."""

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.check import Chart, Check, Reading
from labs.incident.detectors import DDM, PageHinkley
from labs.incident.setting import REFERENCE_END_S
from labs.incident.view import View

BLOCK_S = 6 * 3600
HINKLEY = PageHinkley(delta=0.75, limit=14.0, alpha=1.0, warm=8)
"""In deviations of the healthy weeks' quarter days: smaller rises do not matter, fourteen in all are an alarm (set on
healthy worlds)."""
ERRORS = DDM(warm=2000, warning=3.0, change=4.5)


def _run(view: View) -> Reading:
    height = np.log(np.maximum(view.score, 1e-6))
    block = (view.time_s // BLOCK_S).astype(np.int64)
    block -= block[0]
    number = np.maximum(np.bincount(block), 1)
    quarter = np.arange(len(number)) % 4
    streams, alarms = {}, {}
    for name, values in (("score", height), ("blocks", view.blocked.astype(float))):
        mean = np.bincount(block, values) / number
        healthy = np.arange(len(mean)) < int((REFERENCE_END_S - view.time_s[0]) // BLOCK_S)
        usual = np.array([mean[healthy & (quarter == part)].mean() for part in range(4)])[quarter]
        spread = np.array([mean[healthy & (quarter == part)].std() for part in range(4)])[quarter]
        level = (mean - usual) / spread
        streams[name] = level
        alarms[name] = sorted({*HINKLEY.alarms(level), *HINKLEY.alarms(-level)})
    after = int((REFERENCE_END_S - view.time_s[0]) // BLOCK_S)
    first = {name: [at for at in found if at >= after] for name, found in alarms.items()}
    ripe = view.time_s <= view.now_s - 7 * DAY_S
    errors = (view.blocked != (view.label_s <= view.time_s + 7 * DAY_S))[ripe]
    changes = ERRORS.alarms(errors.tolist())[1]
    late = [place for place in changes if view.time_s[place] >= REFERENCE_END_S]
    found = [at for name in first for at in first[name]]
    outcome = "none"
    if found:
        at = min(found)
        outcome = "sudden" if _sudden(streams, at) else "gradual"
    elif late:
        outcome = "in the errors alone"
    days = (view.now_s - (min(found) * BLOCK_S + view.time_s[0] // BLOCK_S * BLOCK_S)) / DAY_S if found else 0.0
    says = "No detector found a change since the healthy weeks."
    if found:
        says = (
            f"Page-Hinkley: scores or blocks changed about {days:.1f} days ago, {outcome}ly. DDM on ripe "
            f"labels: {len(late)} changes."
        )
        says = says.replace("gradually", "step by step").replace("suddenly", "at once")
    elif late:
        ago = (view.now_s - view.time_s[late[0]]) / DAY_S
        says = f"Scores and blocks run on as before, but DDM finds more errors from payments of {ago:.1f} days ago on."
    labels = tuple(f"-{(len(number) - 1 - place) / 4:g} d" for place in range(len(number)))
    keep = slice(max(0, len(number) - 120), None)
    chart = Chart(
        "lines",
        "Deviations from the healthy weeks, by quarter day",
        "deviations",
        labels[keep],
        tuple((name, tuple(level[keep])) for name, level in streams.items()),
    )
    return Reading(outcome, says, chart)


def _sudden(streams: dict[str, np.ndarray], at: int) -> bool:
    """Whether the level after the alarm is no further from the usual than it was around it: a step, not a slope."""
    for level in streams.values():
        here, later = (
            np.abs(level[max(0, at - 1) : at + 3].mean()),
            np.abs(level[at + 3 :].mean()) if at + 3 < len(level) else 0.0,
        )
        if here > 1.5 and later <= 1.5 * here:
            return True
    return False


CHECK = Check(
    name="change_point",
    title="Change points (Page-Hinkley, DDM)",
    minutes=10,
    reads="the serving log by quarter day, and the errors among ripe labels",
    rules_out="The wrong release: what changed before the release cannot be its work.",
    outcomes=("none", "sudden", "gradual", "in the errors alone"),
    run=_run,
)
