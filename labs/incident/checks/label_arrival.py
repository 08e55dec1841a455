"""When labels come, and how many: payments of one age are compared."""

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.check import Chart, Check, Reading
from labs.incident.setting import REFERENCE_DAYS, REFERENCE_END_S
from labs.incident.view import View

DAYS = 3.0
AGES = (1, 2, 3, 4, 5, 6, 7)
SIGMAS = 3.5
SPREAD = 1.5


def _run(view: View) -> Reading:
    came = np.isfinite(view.label_s)
    arrived = view.label_s[came]
    age = (arrived - view.time_s[came]) / DAY_S
    from_s = max(view.now_s - DAYS * DAY_S, min(view.changed_s, view.now_s - DAY_S))
    days = (view.now_s - from_s) / DAY_S
    new, old = arrived >= from_s, arrived < REFERENCE_END_S
    rate_now, rate_before = int(new.sum()) / days, int(old.sum()) / REFERENCE_DAYS
    noise = SPREAD * np.sqrt(rate_before / days)
    slow = float(np.median(age[new])) if new.any() else np.inf
    usual = float(np.median(age[old]))
    outcome = "steady"
    if rate_now < rate_before - SIGMAS * noise:
        outcome = "fewer labels"
    elif slow > 1.5 * usual:
        outcome = "later labels"
    elif rate_now > rate_before + SIGMAS * noise:
        outcome = "more labels"
    says = (
        f"{rate_now:.0f} frauds a day became known in the last three days (usually {rate_before:.0f}), "
        f"{slow:.1f} days after the payment in the middle (usually {usual:.1f})."
    )
    series = tuple(
        (name, tuple(float((age[part] <= stop).mean()) if part.any() else 0.0 for stop in AGES))
        for name, part in (("last three days", new), ("usual", old))
    )
    chart = Chart(
        "lines",
        "Known within so many days, of those that became known",
        "share",
        tuple(f"{stop} d" for stop in AGES),
        series,
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="label_arrival",
    title="Arrival of labels",
    minutes=10,
    reads="the label store",
    rules_out="A change in how labels come. Fewer labels look like less fraud to everything else.",
    outcomes=("steady", "fewer labels", "later labels", "more labels"),
    run=_run,
)
