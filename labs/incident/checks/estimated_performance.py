"""What recall and precision should be today by the scores alone, without a label (CBPE)."""

from labs.fraud.simulation import DAY_S
from labs.incident.cbpe import calibrated, estimated, estimated_auc
from labs.incident.check import Chart, Check, Reading
from labs.incident.view import View

MOVED = 0.08


def _run(view: View) -> Reading:
    reference, today = view.reference, view.recent(3.0)
    label = view.ripe_label(reference)
    p = calibrated(view.score[reference], label, view.score)
    now, before = estimated(p[today], view.blocked[today]), estimated(p[reference], view.blocked[reference])
    fell, rose = min(now.recall - before.recall, now.precision - before.precision), now.fraud_rate / before.fraud_rate
    outcome = "same"
    if fell < -MOVED:
        outcome = "worse"
    elif rose > 1.4 or rose < 0.6:
        outcome = "same, other fraud rate"
    elif max(now.recall - before.recall, now.precision - before.precision) > MOVED:
        outcome = "better"
    auc, usual_auc = estimated_auc(p[today], view.score[today]), estimated_auc(p[reference], view.score[reference])
    says = (
        f"By its own scores the model should block {now.recall:.0%} of fraud (usually {before.recall:.0%}), "
        f"{now.precision:.0%} of "
        f"blocks being right (usually {before.precision:.0%}); ROC AUC {auc:.3f} ({usual_auc:.3f})."
    )
    days, recalls, precisions = [], [], []
    for back in range(20, -1, -1):
        part = view.between(view.now_s - (back + 1) * DAY_S, view.now_s - back * DAY_S)
        one = estimated(p[part], view.blocked[part])
        days.append(f"-{back} d")
        recalls.append(one.recall)
        precisions.append(one.precision)
    chart = Chart(
        "lines",
        "Estimated without labels",
        "share",
        tuple(days),
        (("recall", tuple(recalls)), ("precision", tuple(precisions))),
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="estimated_performance",
    title="Performance without labels (CBPE)",
    minutes=20,
    reads="the serving log; labels of the healthy weeks alone",
    rules_out="Inputs that make the model unsure. It is blind where scores no longer mean what they meant.",
    outcomes=("same", "worse", "better", "same, other fraud rate"),
    run=_run,
)
