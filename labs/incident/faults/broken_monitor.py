"""The dashboard reads a broken copy of the log; the model is fine."""

from labs.incident.draft import GROUPS, Draft
from labs.incident.fault import Fault, Plant


def _monitor(draft: Draft, plant: Plant) -> None:
    rng = draft.rng(plant)
    group = GROUPS[("terminal", "customer")[int(rng.integers(2))]]
    lost = draft.hit(plant) & (rng.random(len(draft.rows)) < plant.size)
    assert draft.monitor is not None and draft.monitor_null is not None and draft.monitor_score is not None
    for column in group:
        draft.monitor[lost, column] = 0.0
        draft.monitor_null[lost, column] = True
    draft.monitor_score[lost] = 0.0


FAULT = Fault(
    name="broken_monitor",
    title="Broken monitor (no fault)",
    says="The job that copies the serving log to the dashboard loses columns; what the model was given is whole.",
    stage="monitor",
    owner="monitoring",
    sizes=(0.3, 0.5, 0.9),
    unit="share of copied rows",
    gate="A monitor has a monitor: rows and nulls of the copy are compared with the log before anyone is paged.",
    entry=("monitoring", "dashboard pipeline 3.0"),
    segments=False,
    monitor=_monitor,
)
