"""Rules on what keeps it running: what is watched, what keeps up, what can be run again, what loops."""

from components.audit_log import AuditLog
from components.batch_job import BatchJob
from components.canary import Canary
from components.decision_service import DecisionService
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.review_team import ReviewTeam
from components.stream import Stream
from components.stream_processor import StreamProcessor
from design import (
    Component,
    Fault,
    Graph,
    Value,
    carries,
    control,
    event,
    flows_into,
    rings,
    rule,
    way,
    written,
)
from design.units import Unit
from rules._small import (
    A_DAY,
    AUDIT,
    DECIDE,
    DECISION,
    FEATURE,
    LABEL,
    LOAD,
    MODEL,
    MONITOR,
    PAYMENT,
    PROCESSOR,
    SCORE,
    SERVER,
    SOUND,
    STREAM,
    TOKEN,
    TRAINING,
    but,
)

PERCENT, HOURS, SECONDS, DAYS = Unit("%"), Unit("h", "never"), Unit("s", "never"), Unit("days", "never")


def _busy(share: float) -> str:
    return f"utilisation {written(share, PERCENT)}"


@rule("blocker", passes=(SOUND,), fails=(but(without="watch quality retrain"),))
def serving_is_watched(g: Graph) -> Fault | None:
    """A model fails in silence: it answers as fast as ever, and wrongly."""
    if g.of(Monitor) or not g.of(DecisionService):
        return None
    return Fault(
        "Nothing watches inputs and scores.",
        "0 monitors",
        "1",
        "Watch inputs, scores and matured labels.",
        part="DecisionService",
    )


UNRECORDED = but(record=STREAM >> event("record", LOAD, {TOKEN, SCORE}) >> AUDIT)


@rule("risk", passes=(SOUND,), fails=(but(without="record"), UNRECORDED))
def decisions_are_recorded(g: Graph) -> Fault | None:
    """A decline must be explained to the customer who asks, and to the regulator who asks later."""
    deciders, logs = g.of(DecisionService), g.of(AuditLog)
    if not deciders or (logs and way(g, deciders, _audits, carries(DECISION))):
        return None
    return Fault(
        "No decision reaches the audit log." if logs else "No decision is kept with its reasons.",
        "0 ways from a decision to the audit log" if logs else "0 audit logs",
        "1",
        "Keep decision, score, reasons and model version.",
        part=deciders[0].key,
    )


def _audits(part: Component) -> bool:
    return isinstance(part, AuditLog)


def _watches(part: Component) -> bool:
    return isinstance(part, Monitor)


UNSERVED = but(log=DECIDE >> event("decided", LOAD, {TOKEN, PAYMENT, SCORE, DECISION}) >> STREAM)


@rule("risk", passes=(SOUND,), fails=(UNSERVED,))
def monitor_sees_what_was_served(g: Graph) -> Fault | None:
    """Drift between what was trained on and what is served shows only in what was really served."""
    monitors, deciders = g.of(Monitor), (*g.of(DecisionService), *g.of(ModelServer))
    if not monitors or not deciders:
        return None
    missing = [data for data in (FEATURE, SCORE) if not way(g, deciders, _watches, carries(data))]
    if not missing:
        return None
    turns: dict[str, Value] = {"training_features": "logged"} if missing == [FEATURE] else {}
    words = " or ".join(f"{data}s" for data in missing)
    return Fault(
        f"No way brings served {words} to {monitors[0].name}: it watches something else.",
        f"0 ways for {words}",
        "1",
        "Log features and scores where they are served, and watch those.",
        turns,
        monitors[0].key,
    )


@rule("risk", passes=(SOUND, but(without="watch quality retrain")), fails=(but(without="quality"),))
def monitor_sees_labels(g: Graph) -> Fault | None:
    """Inputs can stand still while the world changes: only labels say that a model got worse."""
    monitor = next(iter(g.of(Monitor)), None)
    if monitor is None or any(LABEL in f.link.carries for f in flows_into(g, monitor)):
        return None
    return Fault(
        f"No arrow brings labels to {monitor.name}: it sees inputs move, and not recall fall.",
        "0 arrows with labels",
        "1",
        "Send matured labels to the monitor as well as to training.",
        part=monitor.key,
    )


SWAMPED_STREAM, FULL_STREAM = Stream("Event stream", load=200_000), Stream("Event stream", load=100_000)


@rule("blocker", passes=(STREAM, FULL_STREAM), fails=(SWAMPED_STREAM,))
def stream_keeps_up(stream: Stream) -> Fault | None:
    """Beyond capacity readers fall behind without end, and in the end events are lost unread."""
    if stream.utilisation < 1:
        return None
    return Fault(
        f"{stream.name} gets more at peak than its partitions and brokers carry.",
        _busy(stream.utilisation),
        "100 %",
        "Add partitions and brokers; a partition is one reader's share.",
    )


@rule("risk", passes=(STREAM, SWAMPED_STREAM), fails=(FULL_STREAM,))
def stream_has_room(stream: Stream) -> Fault | None:
    """After a broker is lost or a reader has stood still, the backlog is read with what room is left."""
    if not 0.7 < stream.utilisation < 1:
        return None
    return Fault(
        f"{stream.name} is {written(stream.utilisation, PERCENT)} full at peak: a backlog takes long to read.",
        _busy(stream.utilisation),
        "70 % at peak (a rule of thumb)",
        "Add partitions and brokers.",
    )


@rule("risk", passes=(STREAM,), fails=(Stream("Event stream", load=LOAD, retention_days=1),))
def stream_outlasts_a_weekend(stream: Stream) -> Fault | None:
    """A reader that breaks on Friday evening is mended on Monday; what the stream forgot by then is lost."""
    if stream.retention_days >= 3:
        return None
    return Fault(
        f"{stream.name} forgets events after {written(float(stream.retention_days), DAYS)}.",
        f"kept {written(float(stream.retention_days), DAYS)}",
        "3 days, a weekend",
        "Keep events for a week.",
    )


BEHIND, NEARLY = StreamProcessor("Stream processor", load=30_000), StreamProcessor("Stream processor", load=17_500)


@rule("blocker", passes=(PROCESSOR, NEARLY), fails=(BEHIND,))
def processor_keeps_up(processor: StreamProcessor) -> Fault | None:
    """A processor that cannot keep up serves features that are older each minute, and says nothing."""
    if processor.utilisation < 1:
        return None
    return Fault(
        f"{processor.name} gets {written(float(processor.load), Unit('/s'))} at peak and gets through "
        f"{written(processor.capacity, Unit('/s'))}.",
        _busy(processor.utilisation),
        "100 %",
        "Add workers, or count less.",
    )


@rule("risk", passes=(PROCESSOR, BEHIND), fails=(NEARLY,))
def features_catch_up_soon(processor: StreamProcessor) -> Fault | None:
    """After a failure features are as old as the backlog; how soon they are fresh is what room is for."""
    if processor.utilisation >= 1 or processor.catch_up <= 600:
        return None
    return Fault(
        f"After a worker's failure at peak, features are behind for {written(processor.catch_up, SECONDS)}.",
        f"behind for {written(processor.catch_up, SECONDS)}",
        "10 min (assumed; measure yours)",
        "Add workers, or take checkpoints more often.",
    )


def _job(rows: float) -> BatchJob:
    return BatchJob("Batch job", rows=rows, every_hours=24)


QUICK, LONG, ENDLESS = _job(A_DAY), _job(4e9), _job(9e9)


@rule("blocker", passes=(QUICK, LONG), fails=(ENDLESS,))
def job_ends_before_the_next(job: BatchJob) -> Fault | None:
    """A nightly job that takes more than a day is late by more every day."""
    if job.utilisation < 1:
        return None
    return Fault(
        f"{job.name} runs for {written(job.duration, HOURS)} and is due every "
        f"{written(float(job.every_hours), HOURS)}.",
        f"duration {written(job.duration, HOURS)}",
        f"schedule {written(float(job.every_hours), HOURS)}",
        "Read only what changed, add workers, or run it less often.",
    )


@rule("risk", passes=(QUICK, ENDLESS), fails=(LONG,))
def job_can_be_run_again(job: BatchJob) -> Fault | None:
    """A run that fails at its end must be run again before the next is due, or a day is missing."""
    if not 0.5 < job.utilisation < 1:
        return None
    return Fault(
        f"{job.name} runs for {written(job.duration, HOURS)} of every {written(float(job.every_hours), HOURS)}: "
        "a failed run cannot be repeated in time.",
        f"duration {written(job.duration, HOURS)}",
        f"{written(float(job.every_hours) / 2, HOURS)}, half of the schedule",
        "Read only what changed, add workers, or make it resume where it stopped.",
    )


UNGATED = but(register=None, release=TRAINING >> control("deploy", {MODEL}) >> SERVER)


@rule("risk", passes=(SOUND, but(without="retrain")), fails=(UNGATED,))
def control_loop_has_a_gate(g: Graph) -> Fault | None:
    """A loop that retrains and deploys by itself learns from what it just broke, faster each time round."""
    gates = [part for part in g.measured if isinstance(part, ModelRegistry | Canary | ReviewTeam)]
    for ring in rings(g, without=gates):
        switch = next((f for f in ring if f.link.kind == "control"), None)
        if switch:
            return Fault(
                f"“{switch.link.says}” acts on {switch.target.name} by itself, and what it does comes back to "
                f"{switch.source.name}: nothing on the way round waits, checks or asks.",
                "0 gates in the loop",
                "1: a registry with approval, a canary or a person",
                "Let a candidate pass a registry's checks before it is served.",
                part=switch.target.key,
            )
    return None


@rule("note", passes=(AUDIT,), fails=(AuditLog("Audit log", a_day=A_DAY, flush_s=1800),))
def records_are_safe_soon(log: AuditLog) -> Fault | None:
    """What was decided and is not yet written is lost with the machine that holds it."""
    if log.lag <= 300:
        return None
    return Fault(
        f"A decision is safe in {log.name} only after {written(log.lag, SECONDS)}.",
        f"lag {written(log.lag, SECONDS)}",
        "5 min (assumed; measure yours)",
        "Gather rows for a shorter time; keep the stream until they are written.",
    )


SLEEPY = Monitor("Drift monitor", a_day=5_000, base_rate=0.002, label_age_days=8, window_hours=24)


@rule("risk", passes=(MONITOR,), fails=(SLEEPY,))
def shift_is_noticed_in_a_day(monitor: Monitor) -> Fault | None:
    """An upstream change breaks a feature in a minute; every hour until somebody knows is decided wrongly."""
    if monitor.shift_noticed <= 24:
        return None
    return Fault(
        f"A shift of an input is noticed after {written(monitor.shift_noticed, HOURS)}.",
        f"noticed after {written(monitor.shift_noticed, HOURS)}",
        "24 h (assumed; measure yours)",
        "Look more often, or for larger shifts only; check nulls and ranges on every row.",
    )
