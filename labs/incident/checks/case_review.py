"""People look at payments again: at those that the label store calls fraud, and at some that were let through."""

import numpy as np

from labs.fraud.simulation import DAY_S, Ints
from labs.incident.check import Chart, Check, Reading
from labs.incident.view import REVIEW_CATCH, REVIEW_WRONG, View

CASES = 60
FALSE_SHARE = 0.3
EACH = 250
DAYS = 3
SIGMAS = 3.0


def _run(view: View) -> Reading:
    rng = np.random.default_rng([int(view.now_s), 11])
    newest = np.flatnonzero(view.label)
    newest = newest[np.argsort(view.label_s[newest], kind="stable")][-CASES:]
    denied = int((~view.reviewed[newest]).sum())
    rows = view.between(view.now_s - DAYS * DAY_S, view.now_s)
    allowed = rows.start + np.flatnonzero(~view.blocked[rows] & ~view.label[rows])
    drawn = rng.choice(allowed, min(EACH, len(allowed)), replace=False)
    near = allowed[np.argsort(view.score[allowed], kind="stable")][-EACH:]
    usual_drawn, usual_near = _usual(view)
    found_drawn, found_near = (int(view.reviewed[part].sum()) for part in (drawn, near))
    outcome = "labels hold"
    if denied > FALSE_SHARE * len(newest):
        outcome = "good payments called fraud"
    elif found_drawn > usual_drawn + SIGMAS * np.sqrt(usual_drawn + 0.5):
        outcome = "fraud anywhere among the allowed"
    elif found_near > usual_near + SIGMAS * np.sqrt(usual_near + 0.5):
        outcome = "fraud just below the limit"
    says = (
        f"Of the {len(newest)} newest fraud labels, reviewers take {denied} for good payments (one in ten is their own "
        f"error). Among {len(drawn)} allowed payments drawn at random they find {found_drawn} frauds (to expect: "
        f"{usual_drawn:.1f}), among the {len(near)} just below the threshold {found_near} ({usual_near:.1f})."
    )
    chart = Chart(
        kind="bars",
        title="What reviewers say",
        unit="cases",
        labels=("labels they deny", "frauds, at random", "frauds, below the limit"),
        series=(
            ("found", (float(denied), float(found_drawn), float(found_near))),
            ("to expect", ((1 - REVIEW_CATCH) * len(newest), usual_drawn, usual_near)),
        ),
    )
    return Reading(outcome, says, chart)


def _usual(view: View) -> tuple[float, float]:
    """Frauds that reviewers would find in either sample in a healthy week: known frauds of the reference, and
    errors."""
    reference = view.reference
    let: Ints = reference.start + np.flatnonzero(~view.blocked[reference])
    ripe = view.ripe_label(reference)[let - reference.start]
    share = EACH / (len(let) * DAYS / 28)
    high = view.score[let] >= np.quantile(view.score[let], 1 - share)
    at_random, near = (EACH * (REVIEW_CATCH * float(part.mean()) + REVIEW_WRONG) for part in (ripe, ripe[high]))
    return at_random, near


CHECK = Check(
    name="case_review",
    title="Cases reviewed by hand",
    minutes=90,
    reads="560 payments, by people who are right of a fraud nine times in ten and of a good payment all but always",
    rules_out="Labels that mean something else, and fraud that nobody has reported yet.",
    outcomes=(
        "labels hold",
        "good payments called fraud",
        "fraud anywhere among the allowed",
        "fraud just below the limit",
    ),
    run=_run,
)
