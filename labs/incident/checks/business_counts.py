"""Payments, amounts and known frauds by day: what the business would see."""

import numpy as np

from labs.fraud.simulation import DAY_S
from labs.incident.check import Chart, Check, Reading
from labs.incident.setting import REFERENCE_END_S
from labs.incident.view import View

MOVED = 0.1


def _run(view: View) -> Reading:
    day = (view.time_s // DAY_S).astype(int)
    first, last = int(day[0]), int(view.now_s // DAY_S)
    counts, amounts = (
        np.bincount(day - first, part, last - first + 1)[: last - first] for part in (np.ones(len(day)), view.amount)
    )
    today = view.between(view.now_s - 2 * DAY_S, view.now_s)
    usual = view.reference
    volume = (today.stop - today.start) / 2 / ((usual.stop - usual.start) / 28)
    ticket = float(view.amount[today].mean() / view.amount[usual].mean())
    outcome = "steady"
    if volume > 1 + MOVED:
        outcome = "more payments"
    elif abs(ticket - 1) > MOVED:
        outcome = "other amounts"
    says = (
        f"Payments {volume - 1:+.0%} against the healthy weeks, mean amount {ticket - 1:+.0%} (as the "
        "merchants sent it)."
    )
    keep = slice(max(0, len(counts) - 35), None)
    by_day, healthy = (("payments", counts), ("money", amounts)), int(REFERENCE_END_S // DAY_S) - first
    labels = tuple(f"-{len(counts) - place} d" for place in range(len(counts)))[keep]
    chart = Chart(
        "lines",
        "Payments and money a day, against the healthy weeks",
        "times usual",
        labels,
        tuple((name, tuple((daily / daily[:healthy].mean())[keep])) for name, daily in by_day),
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="business_counts",
    title="Business counts",
    minutes=5,
    reads="the ledger of the business, two days",
    rules_out="A change of the traffic itself.",
    outcomes=("steady", "more payments", "other amounts"),
    run=_run,
)
