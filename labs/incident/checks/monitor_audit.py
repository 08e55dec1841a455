"""The dashboard's numbers computed again from the serving log itself."""

from labs.incident.check import Chart, Check, Reading
from labs.incident.view import View

LIMIT = 0.01


def _run(view: View) -> Reading:
    today = view.recent()
    pairs = (
        ("missing inputs", float(view.copy_null[today].mean()), float(view.null[today].mean())),
        (
            "blocks",
            float((view.copy_score[today] >= view.threshold).mean()),
            float((view.score[today] >= view.threshold).mean()),
        ),
        ("mean score", float(view.copy_score[today].mean()), float(view.score[today].mean())),
    )
    differs = float((view.copy[today] != view.served[today]).any(axis=1).mean())
    outcome = "wrong" if differs > LIMIT else "right"
    says = f"{differs:.1%} of the dashboard's rows differ from the serving log."
    if outcome == "right":
        says += " What it shows is what was served."
    chart = Chart(
        "bars",
        "Dashboard and log",
        "share",
        tuple(name for name, _, _ in pairs),
        (("dashboard", tuple(a for _, a, _ in pairs)), ("log", tuple(b for _, _, b in pairs))),
    )
    return Reading(outcome, says, chart)


CHECK = Check(
    name="monitor_audit",
    title="Audit of the dashboard",
    minutes=15,
    reads="the dashboard's copy and the serving log",
    rules_out="A broken monitor.",
    outcomes=("right", "wrong"),
    run=_run,
)
