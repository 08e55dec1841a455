"""Rules on features and labels: what they know, where they come from and where they must not go."""

from components.audit_log import AuditLog
from components.batch_job import BatchJob
from components.cache import Cache
from components.data_lake import DataLake
from components.decision_service import DecisionService
from components.label_join import LabelJoin
from components.model_server import ModelServer
from components.online_feature_store import OnlineFeatureStore
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import (
    Component,
    Fault,
    Flow,
    Graph,
    Value,
    address,
    batch,
    calls,
    carriers,
    carries,
    event,
    flows_into,
    flows_out_of,
    rule,
    spoken_way,
    way,
    writers,
    written,
)
from design.units import Unit
from rules._small import (
    A_DAY,
    DECIDE,
    DECISION,
    FEATURE,
    JOIN,
    LABEL,
    LAKE,
    LOAD,
    PAYMENT,
    PROCESSOR,
    SCORE,
    SERVER,
    SOUND,
    STORE,
    STREAM,
    TOKEN,
    TRAINING,
    but,
)

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


RAW = {TOKEN, PAYMENT, SCORE, DECISION}
REBUILT = but(log=DECIDE >> event("decided", LOAD, RAW) >> STREAM)
LABELLED = but(leak=JOIN >> event("labels", 1, {LABEL}) >> SERVER)


def _fed(every_hours: float) -> Graph:
    """A feature store that a scheduled job fills as well."""
    job = BatchJob("Batch job", rows=A_DAY, every_hours=every_hours)
    fed = LAKE >> batch("history", 12, {TOKEN, PAYMENT}) >> job >> batch("rebuilt", 12, {TOKEN, FEATURE}) >> STORE
    return but(fed=fed)


@rule("risk", passes=(_fed(1), SOUND), fails=(_fed(24),))
def features_know_today(g: Graph) -> Fault | None:
    """A stolen card is emptied within hours; features that end at midnight do not see it happen."""
    jobs = g.of(BatchJob)
    job = next((j for j in jobs if any(isinstance(f.target, OnlineFeatureStore) for f in flows_out_of(g, j))), None)
    if not isinstance(job, BatchJob) or job.freshness <= 6:
        return None
    return Fault(
        f"Features are up to {written(job.freshness, Unit('h', 'never'))} old when they are used.",
        f"freshness {written(job.freshness, Unit('h', 'never'))}",
        "6 h",
        "Count with a stream: features minutes old.",
        {"freshness": "stream"},
        job.key,
    )


def _trained_unlogged(g: Graph) -> bool:
    """True where features are trained on and nothing that scores logs those that it was served."""
    features = carriers(g, FEATURE)
    trains = any(isinstance(f.target, TrainingPipeline) for f in features)
    return trains and not any(_logs(f) for f in features)


def _logs(flow: Flow) -> bool:
    """True where a decision logs what it was served, or a scorer writes it into the lake."""
    if isinstance(flow.source, DecisionService):
        return flow.link.kind == "event"
    return isinstance(flow.source, BatchJob | ModelServer) and isinstance(flow.target, DataLake)


@rule("blocker", passes=(SOUND,), fails=(REBUILT,))
def trained_features_were_served(g: Graph) -> Fault | None:
    """Features computed again later know things that were not known then; the model learns what it will miss."""
    if not _trained_unlogged(g):
        return None
    return Fault(
        "The training set's features are computed again from the lake; what the model was served was not logged.",
        "0 features logged where they were served",
        "all that are trained on",
        "Log features when they are served, and train on those.",
        {"training_features": "logged"},
        "TrainingPipeline",
    )


@rule("blocker", passes=(SOUND,), fails=(LABELLED,))
def labels_stay_out_of_serving(g: Graph) -> Fault | None:
    """A label that reaches what answers is the answer itself: perfect in the test, absent when it counts."""
    wrong = [f for f in carriers(g, LABEL) if isinstance(f.target, ModelServer | DecisionService)]
    if not wrong:
        return None
    return Fault(
        f"“{wrong[0].link.says}” brings labels to {wrong[0].target.name}.",
        f"{len(wrong)} arrow with labels into serving",
        "0",
        "Let labels go to training only.",
        part=wrong[0].target.key,
    )


DROPPED = but(keep=STREAM >> event("append", LOAD, {TOKEN, PAYMENT, SCORE, DECISION}) >> LAKE)
UNTAUGHT = but(learn=JOIN >> batch("train set", 12, {FEATURE}) >> TRAINING)
TAUGHT_BY_LABELS = but(risk=JOIN >> event("risk of a merchant", 1, {LABEL}) >> PROCESSOR)
SHORT_LAKE = DataLake("Data lake", a_day=A_DAY, days_kept=14)


def _serves(part: Component) -> bool:
    return isinstance(part, OnlineFeatureStore | ModelServer | DecisionService)


def _keeps(part: Component) -> bool:
    return isinstance(part, DataLake | AuditLog)


@rule("risk", passes=(SOUND,), fails=(_fed(24),))
def feature_has_one_writer(g: Graph) -> Fault | None:
    """Two programs that compute one feature differ some day, and the store shows whichever wrote last."""
    for store in (*g.of(OnlineFeatureStore), *g.of(Cache)):
        both = writers(g, store, FEATURE)
        if len(both) > 1:
            names = " and ".join(part.name for part in both)
            return Fault(
                f"{names} write features into {store.name}: a reader cannot tell whose value it gets.",
                f"{len(both)} writers",
                "1",
                "Let one part write, or give each features of its own under other names.",
                part=store.key,
            )
    return None


@rule("risk", passes=(SOUND,), fails=(DROPPED,))
def served_features_are_kept(g: Graph) -> Fault | None:
    """A feature that was served and not kept can be neither trained on, compared nor explained."""
    served = [f for f in carriers(g, FEATURE) if calls(f) and isinstance(f.target, OnlineFeatureStore)]
    asks = {f.source.name: f.source for f in served}
    if not asks or way(g, asks.values(), _keeps, carries(FEATURE)) or _trained_unlogged(g):
        return None
    asker = next(iter(asks.values()))
    return Fault(
        f"{asker.name} reads features, and no way takes them on to a lake or an audit log.",
        "0 ways that keep served features",
        "1",
        "Log features where they are served, and carry them through to the lake.",
        part=asker.key,
    )


@rule("blocker", passes=(SOUND,), fails=(UNTAUGHT,))
def labels_reach_training(g: Graph) -> Fault | None:
    """Without labels a training pipeline repeats what it knew."""
    pupils = g.of(TrainingPipeline)
    pupil = next((p for p in pupils if not any(LABEL in f.link.carries for f in flows_into(g, p))), None)
    if pupil is None:
        return None
    far = sorted({f.target.name for f in carriers(g, LABEL)})
    return Fault(
        f"No arrow brings labels to {pupil.name}" + (f": they end at {', '.join(far)}." if far else "."),
        "0 arrows with labels",
        "1",
        "Join labels to what was served, and train on the join.",
        part=pupil.key,
    )


@rule("risk", passes=(SOUND,), fails=(TAUGHT_BY_LABELS,))
def no_label_reaches_a_feature(g: Graph) -> Fault | None:
    """A feature made of labels knows, in the training set, what nobody knew when it would have been served."""
    for flow in carriers(g, LABEL):
        part = flow.target
        if isinstance(part, OnlineFeatureStore):
            return _leaked(flow.source, part, flow.source.name)
        if isinstance(part, StreamProcessor | BatchJob) and (on := way(g, (part,), _serves, carries(FEATURE))):
            return _leaked(flow.source, part, flow.source.name + " > " + spoken_way(on))
    return None


def _leaked(source: Component, part: Component, gone: str) -> Fault:
    return Fault(
        f"Labels from {source.name} become features: {gone}.",
        "1 way from labels to features",
        "0, or only labels as old as when they are known",
        "Count a label from the day that it arrived, never from the day that it is about; or leave it out.",
        part=part.key,
    )


@rule("blocker", passes=(SOUND,), fails=(but(SHORT_LAKE),))
def lake_holds_what_is_trained_on(g: Graph) -> Fault | None:
    """A training set longer than what is kept is quietly a shorter one."""
    for lake in g.of(DataLake):
        for training in g.of(TrainingPipeline):
            if not isinstance(lake, DataLake) or not isinstance(training, TrainingPipeline) or lake.a_day <= 0:
                continue
            needed = training.rows / lake.a_day + training.maturation_days
            if needed > lake.days_kept:
                return Fault(
                    f"{training.name} learns from rows up to {written(needed, DAYS)} old; "
                    f"{lake.name} forgets after {written(float(lake.days_kept), DAYS)}.",
                    f"kept {written(float(lake.days_kept), DAYS)}",
                    f"{written(needed, DAYS)}: the training set and the labels' maturing",
                    "Keep rows longer, or learn from fewer.",
                    part=lake.key,
                )
    return None
