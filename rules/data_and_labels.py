"""Rules on features, labels and what may cross a boundary: path rules over flows and zones among them."""

from components.batch_job import BatchJob
from components.client import Client
from components.data_lake import DataLake
from components.decision_service import DecisionService
from components.label_join import LabelJoin
from components.model_server import ModelServer
from components.online_feature_store import OnlineFeatureStore
from components.training_pipeline import TrainingPipeline
from design import DataClass, Fault, Graph, address, batch, event, graph, rule, sync, written, zone
from design.knob import Value
from design.units import Unit

PERCENT, DAYS = Unit("%"), Unit("days", "never")
WINDOWS = (3, 7, 14, 30, 60)

RIPE = LabelJoin("Label join", delay_days=7, maturation_days=14, a_day=1e6)
GREEN = LabelJoin("Label join", delay_days=60, maturation_days=7, a_day=1e6)
STALE = LabelJoin("Label join", delay_days=7, maturation_days=60, a_day=1e6)


def _window_for(join: LabelJoin, share: float) -> int | None:
    """The shortest window after which that share of frauds is known."""
    delay = float(join.delay_days)
    tried = (LabelJoin("tried", delay_days=delay, maturation_days=days, a_day=1.0) for days in WINDOWS)
    return next((int(t.maturation_days) for t in tried if t.matured >= share), None)


def _wait(join: LabelJoin, days: int | None) -> dict[str, Value]:
    knob = address(join.maturation_days)
    return {knob: days} if knob and days else {}


@rule("blocker", passes=(RIPE, STALE), fails=(GREEN,))
def labels_mature_before_use(join: LabelJoin) -> Fault | None:
    """A fraud whose label has not come yet looks legitimate; train on it and the model learns to let it pass."""
    if join.matured >= 0.5:
        return None
    days = _window_for(join, 0.5)
    return Fault(
        f"Payments are learned from {written(float(join.maturation_days), DAYS)} after they happen, when only "
        f"{written(join.matured, PERCENT)} of frauds are known: the rest is taught as legitimate.",
        f"labels arrived {written(join.matured, PERCENT)}",
        "half of all frauds",
        f"Wait {days} days before a label is believed." if days else "Get labels sooner, or wait longer.",
        _wait(join, days),
    )


@rule("note", passes=(RIPE, GREEN), fails=(STALE,))
def labels_are_not_older_than_needed(join: LabelJoin) -> Fault | None:
    """Every day of waiting is a day in which the fraud has moved on and the model has not."""
    enough = _window_for(join, 0.8)
    if enough is None or enough >= join.maturation_days:
        return None
    waited = written(float(join.maturation_days), DAYS)
    return Fault(
        f"Labels are believed after {waited}; 80 % of frauds are known after {enough} days.",
        f"label window {waited}",
        f"{enough} days",
        f"Wait {enough} days.",
        _wait(join, enough),
    )


def _tiny(carries: frozenset[DataClass], trained: frozenset[DataClass], label_to_model: bool = False) -> Graph:
    """A small design: client, decision, lake, training; what the decision logs and what is trained on."""
    client, decide = Client("Merchant", a_day=1e6, peak=3), DecisionService("Decision service", load=30)
    lake = DataLake("Data lake", a_day=1e6)
    training = TrainingPipeline(
        "Training pipeline", rows=1_000_000, every_days=7, maturation_days=7, algorithm="boosted trees"
    )
    join = LabelJoin("Label join", delay_days=7, maturation_days=7, a_day=1e6)
    server = ModelServer("Model server", load=30, replicas=2, algorithm="boosted trees", service_p50=2, service_p99=6)
    paths = [
        client >> sync("pay", 30, {DataClass.PAYMENT}) >> decide >> event("log", 30, carries) >> lake,
        lake >> batch("rows", 10, trained) >> join >> batch("train set", 10, {*trained, DataClass.LABEL}) >> training,
        join >> event("labels", 1, {DataClass.LABEL}) >> server if label_to_model else None,
    ]
    inside = zone(
        "Internal",
        "",
        (lake, join, training),
        {DataClass.PAYMENT, DataClass.FEATURE, DataClass.LABEL, DataClass.TOKEN},
    )
    return graph(*paths, zones=(inside,))


F, P = frozenset({DataClass.FEATURE}), frozenset({DataClass.PAYMENT})
CARD = frozenset({DataClass.CARD_NUMBER, DataClass.FEATURE})
LOGGED, REBUILT, LEAKS, LABELLED = _tiny(F, F), _tiny(P, F), _tiny(CARD, F), _tiny(F, F, label_to_model=True)


def _fed(every_hours: float) -> Graph:
    """A feature store that a scheduled job fills."""
    job = BatchJob("Batch job", rows=1e6, every_hours=every_hours)
    store = OnlineFeatureStore("Online feature store", load=30, keys=1_000_000)
    return graph(DataLake("Data lake", a_day=1e6) >> batch("history", 10) >> job >> batch("features", 10) >> store)


@rule("risk", passes=(_fed(1), _tiny(F, F)), fails=(_fed(24),))
def features_know_today(g: Graph) -> Fault | None:
    """A stolen card is emptied within hours; features that end at midnight do not see it happen."""
    feeds = (f.source for f in g.flows if isinstance(f.target, OnlineFeatureStore))
    job = next((source for source in feeds if isinstance(source, BatchJob)), None)
    if job is None or job.freshness <= 6:
        return None
    return Fault(
        f"Features are up to {written(job.freshness, Unit('h', 'never'))} old when they are used.",
        f"freshness {written(job.freshness, Unit('h', 'never'))}",
        "6 h",
        "Count with a stream: features minutes old.",
        {"freshness": "stream"},
        job.key,
    )


@rule("blocker", passes=(LOGGED,), fails=(LEAKS,))
def card_number_stays_in_its_zone(g: Graph) -> Fault | None:
    """Every system that sees a card number is in the scope of the card schemes' audit, and of the next breach."""
    wrong = [
        (flow, z)
        for flow in g.flows
        if DataClass.CARD_NUMBER in flow.link.carries
        and (z := g.zone_of(flow.target)) is not None
        and DataClass.CARD_NUMBER not in z.admits
    ]
    if not wrong:
        return None
    flow, z = wrong[0]
    return Fault(
        f"“{flow.link.says}” carries card numbers to {flow.target.name}, in {z.name}, which must not hold them.",
        f"{len(wrong)} arrow{'s' if len(wrong) > 1 else ''} with card numbers past the boundary",
        "0",
        "Replace card numbers by tokens at the gateway.",
        {"tokenise": True},
        flow.target.key,
    )


@rule("blocker", passes=(LOGGED,), fails=(REBUILT,))
def trained_features_were_served(g: Graph) -> Fault | None:
    """Features computed again later know things that were not known then; the model learns what it will miss."""
    trains = any(isinstance(f.target, TrainingPipeline) and DataClass.FEATURE in f.link.carries for f in g.flows)
    logs = any(
        isinstance(f.source, DecisionService) and f.link.kind == "event" and DataClass.FEATURE in f.link.carries
        for f in g.flows
    )
    if not trains or logs:
        return None
    return Fault(
        "The training set's features are computed again from the lake; what the model was served was not logged.",
        "0 features logged where they were served",
        "all that are trained on",
        "Log features when they are served, and train on those.",
        {"training_features": "logged"},
        "TrainingPipeline",
    )


@rule("blocker", passes=(LOGGED,), fails=(LABELLED,))
def labels_stay_out_of_serving(g: Graph) -> Fault | None:
    """A label that reaches what answers is the answer itself: perfect in the test, absent when it counts."""
    wrong = [
        f for f in g.flows if DataClass.LABEL in f.link.carries and isinstance(f.target, ModelServer | DecisionService)
    ]
    if not wrong:
        return None
    return Fault(
        f"“{wrong[0].link.says}” brings labels to {wrong[0].target.name}.",
        f"{len(wrong)} arrow with labels into serving",
        "0",
        "Let labels go to training only.",
        part=wrong[0].target.key,
    )
