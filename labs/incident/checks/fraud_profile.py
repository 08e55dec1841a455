"""What the frauds that became known look like: amounts and hours, against those of the healthy weeks."""

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.check import Chart, Check, Reading
from labs.incident.setting import REFERENCE_DAYS, REFERENCE_END_S
from labs.incident.view import View

DAYS = 4.0
LARGE, SMALL = 200.0, 60.0
LATE_FROM_S, EARLY_TO_S = 20 * 3600, 7 * 3600
SIGMAS = 3.0
SPREAD = 1.3
"""Frauds of one card or terminal come together: counts spread so much more than independent ones (measured)."""


def _run(view: View) -> Reading:
    from_s = max(view.now_s - DAYS * DAY_S, min(view.changed_s, view.now_s - DAY_S))
    days = (view.now_s - from_s) / DAY_S
    new, old = (view.label_s >= from_s) & view.label, view.label_s < REFERENCE_END_S
    hour_s = view.time_s % DAY_S
    late = (hour_s >= LATE_FROM_S) | (hour_s < EARLY_TO_S)
    kinds = {
        "large": view.amount > LARGE,
        "small and late": (view.amount < SMALL) & late,
        "other": (view.amount <= LARGE) & ~((view.amount < SMALL) & late),
    }
    now = {name: float((kind & new).sum()) / days for name, kind in kinds.items()}
    usual = {name: float((kind & old).sum()) / REFERENCE_DAYS for name, kind in kinds.items()}
    far = {name: (now[name] - usual[name]) / (SPREAD * np.sqrt(usual[name] / days)) for name in kinds}
    outcome = "as usual"
    if far["small and late"] > SIGMAS:
        outcome = "more small ones at night"
    elif far["large"] < -SIGMAS:
        outcome = "fewer large ones"
    elif far["other"] > SIGMAS:
        outcome = "more in the middle"
    says = (
        f"Of frauds that became known a day, {now['large']:.1f} were above {LARGE:g} (usually {usual['large']:.1f}), "
        f"{now['small and late']:.1f} small and at night ({usual['small and late']:.1f}), "
        f"{now['other']:.1f} others ({usual['other']:.1f})."
    )
    series = (("now", tuple(now.values())), ("usual", tuple(usual.values())))
    return Reading(outcome, says, Chart("bars", "Frauds that became known", "a day", tuple(kinds), series))


CHECK = Check(
    name="fraud_profile",
    title="What known frauds look like",
    minutes=15,
    reads="the label store and the events, four days of new labels",
    rules_out="Fraud that changed its ways, once the first of it is known. Late labels look like less of everything.",
    outcomes=("as usual", "fewer large ones", "more small ones at night", "more in the middle"),
    run=_run,
)
