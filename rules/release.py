"""Rules on how a model comes out, and on what watches it afterwards."""

from components.audit_log import AuditLog
from components.decision_service import DecisionService
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.shadow_model import ShadowModel
from components.training_pipeline import TrainingPipeline
from design import Fault, Graph, address, control, event, graph, rule, sync, written
from design.units import Unit

DAYS = Unit("days", "never")


def _released(shadow: bool, watched: bool, audited: bool) -> Graph:
    """A small design: a registry that releases to a server, with or without shadow, monitor and audit."""
    kind = "boosted trees"
    server = ModelServer("Model server", load=30, replicas=2, algorithm=kind, service_p50=2, service_p99=6)
    decide = DecisionService("Decision service", load=30)
    return graph(
        decide >> sync("score", 30) >> server,
        ModelRegistry("Model registry", releases_a_month=4) >> control("release") >> server,
        server
        >> event("mirror", 30)
        >> ShadowModel("Shadow model", load=30, algorithm=kind, service_p50=2, service_p99=6)
        if shadow
        else None,
        decide >> event("watch", 30) >> Monitor("Drift monitor", a_day=1e6, base_rate=0.002, label_age_days=7)
        if watched
        else None,
        decide >> event("record", 30) >> AuditLog("Audit log", a_day=1e6) if audited else None,
    )


GOOD = _released(True, True, True)


@rule("risk", passes=(GOOD,), fails=(_released(False, True, True),))
def new_model_runs_in_shadow_first(g: Graph) -> Fault | None:
    """The first time a model meets live traffic should not be the first time that it decides."""
    if not g.of(ModelRegistry) or not g.of(ModelServer) or g.of(ShadowModel):
        return None
    return Fault(
        "A new model decides from its first request on: nothing has compared it with the old one on live traffic.",
        "0 payments seen in shadow",
        "a shadow before each release",
        "Run a shadow model.",
        {"shadow": True},
        "ModelServer",
    )


@rule("blocker", passes=(GOOD,), fails=(_released(True, False, True),))
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


@rule("risk", passes=(GOOD,), fails=(_released(True, True, False),))
def decisions_are_recorded(g: Graph) -> Fault | None:
    """A decline must be explained to the customer who asks, and to the regulator who asks later."""
    if g.of(AuditLog) or not g.of(DecisionService):
        return None
    remedy = "Keep decision, score, reasons and model version."
    return Fault("No decision is kept with its reasons.", "0 audit logs", "1", remedy, part="DecisionService")


def _training(every: float, matured: float) -> TrainingPipeline:
    return TrainingPipeline(
        "Training pipeline",
        rows=1_000_000,
        every_days=every,
        maturation_days=matured,
        algorithm="boosted trees",
    )


@rule("note", passes=(_training(7, 7),), fails=(_training(28, 14),))
def model_knows_this_month(training: TrainingPipeline) -> Fault | None:
    """Fraud is an opponent: what a model knows ages from the day that its last label was made."""
    if training.model_age <= 14 or training.every_days <= 7:
        return None
    knob = address(training.every_days)
    return Fault(
        f"What the served model knows is {written(training.model_age, DAYS)} old on average.",
        f"model age {written(training.model_age, DAYS)}",
        "14 days, or training every 7",
        "Retrain every 7 days.",
        {knob: 7} if knob else {},
    )
