"""One payment followed by hand: the event, the stores, what the model was given, what the dashboard shows."""

import numpy as np

from labs.fraud.features import NAMES
from labs.incident.check import Check, Reading
from labs.incident.checks._groups import LABELS
from labs.incident.draft import COLUMN, GROUP_OF
from labs.incident.view import View

PICKED = 40
"""Someone who traces a record takes a strange one: of so many, the one whose values differ most."""


def _run(view: View) -> Reading:
    today = view.recent()
    rng = np.random.default_rng([int(view.now_s), 7])
    rows = today.start + rng.choice(today.stop - today.start, min(PICKED, today.stop - today.start), replace=False)
    served, again, copied = view.served[rows], view.recomputed[rows], view.copy[rows]
    differ = np.abs(served - again) > 1e-4 * np.maximum(1.0, np.abs(again))
    copy_differs = np.abs(copied - served) > 1e-4 * np.maximum(1.0, np.abs(served))
    odd = differ.sum(axis=1) + 0.5 * copy_differs.sum(axis=1)
    at = int(np.argmax(odd))
    row = int(rows[at])
    table = tuple(
        (
            LABELS[place],
            f"{again[at, place]:g}",
            f"{served[at, place]:g}",
            "missing" if view.null[row, place] else "",
            f"{copied[at, place]:g}",
        )
        for place in range(len(NAMES))
    )
    head = (("input", "from the stores", "served", "", "on the dashboard"),)
    outcome = _outcome(view, row, differ[at], copy_differs[at])
    says = {
        "consistent": f"Payment {row}: event, stores, served vector and dashboard agree in all {len(NAMES)} inputs.",
        "scaled": f"Payment {row}: the event says {view.amount[row]:.2f}, the model was given "
        f"{view.served[row, COLUMN['amount']]:.2f}.",
        "missing": f"Payment {row}: the look-up gave nothing, and zeros were filled in.",
        "zeros": f"Payment {row}: the store answered with zeros where it holds a history.",
        "another value": f"Payment {row}: the store answered, but not with what it should hold for this key "
        "at this time.",
        "the dashboard differs": f"Payment {row}: the model was given what the stores hold; the dashboard "
        "shows something else.",
    }[outcome]
    return Reading(outcome, says, table=head + table)


def _outcome(view: View, row: int, differ: np.ndarray, copy_differs: np.ndarray) -> str:
    if differ.any():
        if differ[COLUMN["amount"]]:
            return "scaled"
        if view.null[row].any():
            return "missing"
        wrong = np.flatnonzero(differ)
        if (view.served[row, wrong] == 0).all() and all(GROUP_OF[place] == "terminal" for place in wrong):
            return "zeros"
        return "another value"
    return "the dashboard differs" if copy_differs.any() else "consistent"


CHECK = Check(
    name="trace_record",
    title="One raw record traced",
    minutes=15,
    reads="one payment in every system that touched it",
    rules_out="Guesses: it shows the mechanism, if the record you picked has it.",
    outcomes=("consistent", "scaled", "missing", "zeros", "another value", "the dashboard differs"),
    run=_run,
)
