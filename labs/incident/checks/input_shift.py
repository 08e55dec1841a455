"""PSI and KS of every input, today against the healthy weeks, with limits that know how much independent data there
is."""

import numpy as np

from labs.fraud.features import NAMES
from labs.incident.check import Chart, Check, Reading
from labs.incident.checks._groups import LABELS, OUTCOMES, WORDS, pointed
from labs.incident.draft import GROUP_OF
from labs.incident.statistics import FIELD_ACT, counts_in, edges_of, ks, ks_limit, psi, psi_limit
from labs.incident.view import View

BINS = 10
CONFIDENCE = 0.9999
"""One input in ten thousand cries wolf by chance, if values were independent but for customer and terminal."""
REFERENCE_ROWS = 20_000
"""The KS distance is taken from an even sample of the reference: sorting all of it changes no third digit."""
MATTERS = 0.04
"""A PSI below this is no finding, whatever the sample: most of it is weekday against weekend (measured)."""
MATTERS_KS = 0.08


def independent(group: str, view: View, rows: slice) -> int:
    """How many values count as independent: customers, terminals, or payments where an input is their own."""
    if group == "customer":
        return len(set(view.customer[rows].tolist()))
    if group == "terminal":
        return len(set(view.terminal[rows].tolist()))
    return int(rows.stop - rows.start)


def _run(view: View) -> Reading:
    today, usual = view.recent(), view.reference
    step = max(1, (usual.stop - usual.start) // REFERENCE_ROWS)
    stats, limits, distances, distance_limits = [], [], [], []
    for column, group in enumerate(GROUP_OF):
        old, new = view.copy[usual, column], view.copy[today, column]
        if group == "clock":
            edges = np.array([0.5])
        else:
            edges = edges_of(old[::step].astype(np.float64), BINS)
        n, m = independent(group, view, usual), independent(group, view, today)
        stats.append(psi(counts_in(old, edges).astype(float), counts_in(new, edges).astype(float)))
        limits.append(max(MATTERS, psi_limit(n, m, len(edges) + 1, CONFIDENCE)))
        distances.append(ks(old[::step].astype(np.float64), new.astype(np.float64)))
        distance_limits.append(max(MATTERS_KS, ks_limit(n, m, CONFIDENCE)))
    # Weekends come every week: a day against four weeks always differs in the weekday.
    watched = [name != "weekend" for name in NAMES]
    flags = [
        watch and (a > b or c > d)
        for watch, a, b, c, d in zip(watched, stats, limits, distances, distance_limits, strict=True)
    ]
    outcome = pointed(flags)
    top = max((place for place, watch in enumerate(watched) if watch), key=lambda place: stats[place] / limits[place])
    says = f"No input left its limit; the nearest is {LABELS[top]}, PSI {stats[top]:.3f} of {limits[top]:.3f}."
    if outcome != "none":
        word = "above" if stats[top] >= FIELD_ACT else "still below"
        says = (
            f"{LABELS[top]} moved: PSI {stats[top]:.2f}, limit for this sample {limits[top]:.2f} ({word} the field's "
            f"{FIELD_ACT}), KS {distances[top]:.2f}. Moved in all: {sum(flags)} inputs, "
            f"{WORDS.get(outcome, 'of several groups')}."
        )
    chart = Chart(
        "bars", "PSI by input", "PSI", LABELS, (("PSI", tuple(stats)), ("KS", tuple(distances))), tuple(limits)
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="input_shift",
    title="PSI and KS of the inputs",
    minutes=10,
    reads="the dashboard's copy of the serving log",
    rules_out="A changed distribution of one input. Values that are wrong but look like others pass.",
    outcomes=OUTCOMES,
    run=_run,
)
