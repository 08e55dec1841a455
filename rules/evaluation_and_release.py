"""Rules on how a model is judged, comes out and can be taken back."""

from components.audit_log import AuditLog
from components.canary import Canary
from components.decision_service import DecisionService
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.shadow_model import ShadowModel
from components.training_pipeline import TrainingPipeline
from design import Fault, Graph, address, carriers, control, rule, written
from design.units import Unit, digits
from rules._small import A_DAY, MODEL, MONITOR, REGISTRY, SERVER, SOUND, TRAINING, TREES, but

PERCENT, DAYS, HOURS, SECONDS = Unit("%"), Unit("days", "never"), Unit("h", "never"), Unit("s", "never")

SELDOM = TrainingPipeline("Training pipeline", rows=1_000_000, every_days=28, maturation_days=14, algorithm=TREES)


@rule("risk", passes=(SOUND,), fails=(but(without="mirror"),))
def new_model_runs_in_shadow_first(g: Graph) -> Fault | None:
    """The first time a model meets live traffic should not be the first time that it decides."""
    if not g.of(ModelRegistry) or not g.of(ModelServer) or g.of(ShadowModel):
        return None
    return Fault(
        "A new model decides from its first request on: nothing has compared it with the old one on live traffic.",
        "0 requests seen in shadow",
        "a shadow before each release",
        "Run a shadow model.",
        {"shadow": True},
        "ModelServer",
    )


@rule("note", passes=(SOUND,), fails=(but(SELDOM),))
def model_knows_this_month(g: Graph) -> Fault | None:
    """Fraud is an opponent: what a model knows ages from the day that its last label was made."""
    training = next((part for part in g.of(TrainingPipeline) if isinstance(part, TrainingPipeline)), None)
    if training is None or not g.of(DecisionService) or training.model_age <= 14 or training.every_days <= 7:
        return None
    knob = address(training.every_days)
    return Fault(
        f"What the served model knows is {written(training.model_age, DAYS)} old on average.",
        f"model age {written(training.model_age, DAYS)}",
        "14 days, or training every 7",
        "Retrain every 7 days.",
        {knob: 7} if knob else {},
        training.key,
    )


FOREST = TrainingPipeline("Training pipeline", rows=10**10, every_days=7, algorithm="random forest", maturation_days=7)


@rule("blocker", passes=(TRAINING,), fails=(FOREST,))
def training_ends_before_the_next(training: TrainingPipeline) -> Fault | None:
    """A model that takes longer to learn than it is served is never the newest."""
    if training.utilisation < 1:
        return None
    return Fault(
        f"{training.name} takes {written(training.duration, HOURS)} and is due every "
        f"{written(float(training.every_days), DAYS)}.",
        f"duration {written(training.duration, HOURS)}",
        f"schedule {written(float(training.every_days), DAYS)}",
        "Learn from fewer rows, take a quicker family, or retrain less often.",
    )


BY_HAND = but(release=None, register=None)


@rule("risk", passes=(SOUND,), fails=(BY_HAND,))
def model_can_be_rolled_back(g: Graph) -> Fault | None:
    """The first question after a bad release is where the last good one is; the second, how long it takes."""
    if not (servers := g.of(ModelServer)) or g.of(ModelRegistry):
        return None
    return Fault(
        "No registry keeps the model before this one: going back means training it again.",
        "0 versions to go back to",
        "1",
        "Keep every released version with its data and checks, and serve what a pointer names.",
        part=servers[0].key,
    )


ANYHOW = but(release=TRAINING >> control("deploy", {MODEL}) >> SERVER)


@rule("risk", passes=(SOUND, BY_HAND), fails=(ANYHOW,))
def models_come_from_the_registry(g: Graph) -> Fault | None:
    """A model file is a program: what is served must be what was checked and signed, and nothing else."""
    servers = (f for f in carriers(g, MODEL) if isinstance(f.target, ModelServer | Canary | ShadowModel))
    flow = next((f for f in servers if not isinstance(f.source, ModelRegistry | Canary)), None)
    if flow is None:
        return None
    return Fault(
        f"“{flow.link.says}” brings a model to {flow.target.name} straight from {flow.source.name}.",
        "1 way past the registry",
        "0",
        "Release from the registry only, after its checks.",
        part=flow.target.key,
    )


SLOW_BACK = ModelRegistry("Model registry", releases_a_month=4, rollback_seconds=1800)


@rule("risk", passes=(REGISTRY,), fails=(SLOW_BACK,))
def rollback_takes_minutes(registry: ModelRegistry) -> Fault | None:
    """A bad model does harm for as long as the way back takes."""
    if registry.rollback <= 300:
        return None
    return Fault(
        f"From the decision to go back until the older model answers, {written(registry.rollback, SECONDS)} pass.",
        f"rollback {written(registry.rollback, SECONDS)}",
        "5 min (a rule of thumb)",
        "Move a pointer, do not build again; keep the last version loaded.",
    )


@rule("note", passes=(SOUND,), fails=(but(ModelRegistry("Model registry", releases_a_month=4, years_kept=1)),))
def recorded_decisions_can_be_repeated(g: Graph) -> Fault | None:
    """“Why was I declined last March?” is answered with the model of last March, or with a guess."""
    log = next((part for part in g.of(AuditLog) if isinstance(part, AuditLog)), None)
    registry = next((part for part in g.of(ModelRegistry) if isinstance(part, ModelRegistry)), None)
    if log is None or registry is None or registry.years_kept >= log.years_kept:
        return None
    return Fault(
        f"{log.name} keeps decisions for {digits(log.years_kept)} years; the models that made them are kept for "
        f"{digits(registry.years_kept)}.",
        f"models kept for {digits(registry.years_kept)} of {digits(log.years_kept)} years",
        f"{digits(log.years_kept)} years, as long as decisions",
        "Keep a version for as long as a decision names it.",
        part=registry.key,
    )


RARE = ShadowModel("Shadow model", load=0.1, algorithm=TREES, service_p50=2, service_p99=6)


@rule("risk", passes=(SOUND,), fails=(but(RARE),))
def shadow_ends_before_the_next_release(g: Graph) -> Fault | None:
    """A comparison that is still noise on the day of the release was for nothing."""
    for shadow in g.of(ShadowModel):
        for training in g.of(TrainingPipeline):
            if not isinstance(shadow, ShadowModel) or not isinstance(training, TrainingPipeline):
                continue
            if shadow.compared > training.every_days:
                return Fault(
                    f"{shadow.name} needs {written(shadow.compared, DAYS)} to tell a change from noise; "
                    f"the next candidate comes after {written(float(training.every_days), DAYS)}.",
                    f"compared after {written(shadow.compared, DAYS)}",
                    f"{written(float(training.every_days), DAYS)}, the time between candidates",
                    "Copy more traffic, look for a larger change, or release less often.",
                    part=shadow.key,
                )
    return None


def _canary(share: float, change: float = 0.2) -> Canary:
    return Canary("Canary", a_day=A_DAY, share=share, baseline_rate=0.005, detectable_change=change)


SMALL, TINY, LARGE = _canary(0.05), _canary(0.001, 0.05), _canary(0.5)


@rule("risk", passes=(SMALL, LARGE), fails=(TINY,))
def canary_reaches_a_verdict(canary: Canary) -> Fault | None:
    """A canary that ends before its numbers mean anything is a ceremony."""
    if canary.verdict <= 14:
        return None
    return Fault(
        f"{canary.name} would need {written(canary.verdict, DAYS)} to see a change of "
        f"{written(float(canary.detectable_change), PERCENT)}.",
        f"verdict after {written(canary.verdict, DAYS)}",
        "14 days (a rule of thumb)",
        "Give it more traffic, look for a larger change, or judge it by a rate that is known at once.",
    )


@rule("note", passes=(SMALL, TINY), fails=(LARGE,))
def canary_is_small(canary: Canary) -> Fault | None:
    """What a canary decides badly stays decided."""
    if canary.share <= 0.25:
        return None
    return Fault(
        f"{canary.name} decides {written(float(canary.share), PERCENT)} of all requests before it is known to be well.",
        f"share {written(float(canary.share), PERCENT)}",
        "25 % (a rule of thumb: 5, 25, 50, then all)",
        "Begin with 5 %.",
    )


BLIND = Monitor("Drift monitor", a_day=A_DAY, base_rate=0.002, label_age_days=60)


@rule("risk", passes=(MONITOR,), fails=(BLIND,))
def fall_of_recall_is_noticed_in_a_month(monitor: Monitor) -> Fault | None:
    """Until its labels are in, a model that misses looks like a world with nothing to find."""
    if monitor.recall_noticed <= 30:
        return None
    return Fault(
        f"A fall of recall by {written(float(monitor.detectable_change), PERCENT)} is noticed after "
        f"{written(monitor.recall_noticed, DAYS)}.",
        f"noticed after {written(monitor.recall_noticed, DAYS)}",
        "30 days (assumed; measure yours)",
        "Watch what needs no label: scores, actions taken, complaints; label a sample by hand.",
    )
