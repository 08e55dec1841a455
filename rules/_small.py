"""A small design in which no rule finds anything, and ways to spoil it: what rules show as passing and failing."""

from collections.abc import Iterable

from components.audit_log import AuditLog
from components.case_manager import CaseManager
from components.client import Client
from components.data_lake import DataLake
from components.decision_service import DecisionService
from components.fallback import Fallback
from components.gateway import Gateway
from components.label_join import LabelJoin
from components.label_source import LabelSource
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.online_feature_store import OnlineFeatureStore
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from components.shadow_model import ShadowModel
from components.stream import Stream
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import (
    Component,
    DataClass,
    Graph,
    Journey,
    Path,
    Series,
    Stage,
    Stop,
    Timeout,
    batch,
    control,
    event,
    graph,
    sync,
    zone,
)

CARD, TOKEN, PERSONAL, PAYMENT = DataClass.CARD_NUMBER, DataClass.TOKEN, DataClass.PERSONAL, DataClass.PAYMENT
FEATURE, SCORE, DECISION, LABEL = DataClass.FEATURE, DataClass.SCORE, DataClass.DECISION, DataClass.LABEL
MODEL, METRIC = DataClass.MODEL, DataClass.METRIC

A_DAY, LOAD, TREES = 1e6, 60.0, "boosted trees"

CLIENT = Client("Client", a_day=A_DAY, peak=5)
GATEWAY = Gateway("Gateway", load=LOAD, tokenises=True)
DECIDE = DecisionService("Decision service", load=LOAD)
STORE = OnlineFeatureStore("Online feature store", load=LOAD, keys=1_000_000)
RULES = RulesEngine("Rules engine", load=LOAD)
FALLBACK = Fallback("Fallback", policy="rules")
STREAM = Stream("Event stream", load=LOAD)
PROCESSOR = StreamProcessor("Stream processor", load=LOAD)
LAKE = DataLake("Data lake", a_day=A_DAY)
AUDIT = AuditLog("Audit log", a_day=A_DAY)
MONITOR = Monitor("Drift monitor", a_day=A_DAY, base_rate=0.002, label_age_days=8)
CASES = CaseManager("Case manager", cases_a_day=300, staffed_for=500)
BANKS = LabelSource("Issuer banks", delay_days=7, a_day=2000)
JOIN = LabelJoin("Label join", delay_days=7, maturation_days=7, a_day=A_DAY)
TRAINING = TrainingPipeline("Training pipeline", rows=28_000_000, every_days=7, algorithm=TREES, maturation_days=7)
REGISTRY = ModelRegistry("Model registry", releases_a_month=4, years_kept=5)
SHADOW = ShadowModel("Shadow model", load=LOAD, algorithm=TREES, service_p50=2, service_p99=6, share=0.5)


def server(load: float = LOAD, replicas: int = 2) -> ModelServer:
    """A model server for some load."""
    return ModelServer("Model server", load=load, replicas=replicas, algorithm=TREES, service_p50=2, service_p99=6)


def team(cases: float = 300, capacity: int = 500) -> ReviewTeam:
    """A review team with so many cases."""
    return ReviewTeam("Review team", cases_a_day=cases, capacity=capacity, minutes_a_case=5, usd_per_hour=25)


SERVER, TEAM = server(), team()


def journey(stage: Stage, budget: float = 100.0) -> Journey:
    """The decision by a way of its own."""
    return Journey("Decision", Series((stage,)), budget)


def guarded(stage: Stage, limit: float = 60.0, instead: Stage | None = None, budget: float = 100.0) -> Journey:
    """The decision with a timeout."""
    return journey(Timeout(stage, limit, instead or Stop(FALLBACK)), budget)


def _paths() -> dict[str, Path | None]:
    asks = CLIENT >> sync("pay", LOAD, {CARD, PAYMENT, PERSONAL}) >> GATEWAY
    logged = {TOKEN, PAYMENT, FEATURE, SCORE, DECISION}
    return {
        "asks": asks >> sync("decide", LOAD, {TOKEN, PAYMENT, PERSONAL}) >> DECIDE,
        "features": DECIDE >> sync("features", LOAD, {TOKEN, FEATURE}) >> STORE,
        "score": DECIDE >> sync("score", LOAD, {FEATURE, SCORE}) >> SERVER,
        "policy": DECIDE >> sync("policy", LOAD, {PAYMENT}) >> RULES,
        "late": DECIDE >> sync("on timeout", 0, {PAYMENT}) >> FALLBACK,
        "mirror": SERVER >> event("mirror", LOAD, {FEATURE}) >> SHADOW,
        "log": DECIDE >> event("decided", LOAD, logged) >> STREAM,
        "keep": STREAM >> event("append", LOAD, logged) >> LAKE,
        "record": STREAM >> event("record", LOAD, {TOKEN, DECISION, SCORE}) >> AUDIT,
        "watch": STREAM >> event("watch", LOAD, {FEATURE, SCORE}) >> MONITOR,
        "count": STREAM >> event("consume", LOAD, {TOKEN, PAYMENT}) >> PROCESSOR,
        "write": PROCESSOR >> event("features", LOAD, {TOKEN, FEATURE}) >> STORE,
        "review": STREAM >> event("grey cases", 0, {TOKEN, PAYMENT, PERSONAL, SCORE}) >> CASES,
        "assign": CASES >> sync("assign", 0, {TOKEN, PAYMENT, PERSONAL}) >> TEAM,
        "verdicts": TEAM >> batch("verdicts", 0, {LABEL, TOKEN}) >> JOIN,
        "rows": LAKE >> batch("rows", 12, {TOKEN, FEATURE}) >> JOIN,
        "chargebacks": BANKS >> batch("chargebacks", 0, {LABEL, TOKEN}) >> JOIN,
        "learn": JOIN >> batch("train set", 12, {FEATURE, LABEL}) >> TRAINING,
        "quality": JOIN >> batch("matured labels", 0, {LABEL}) >> MONITOR,
        "register": TRAINING >> batch("register", 0, {MODEL}) >> REGISTRY,
        "release": REGISTRY >> control("release", {MODEL}) >> SERVER,
        "retrain": MONITOR >> control("retrain", {METRIC}) >> TRAINING,
    }


INSIDE = frozenset({TOKEN, PAYMENT, PERSONAL, FEATURE, SCORE, DECISION, LABEL, MODEL, METRIC})
ONLINE = (GATEWAY, DECIDE, STORE, SERVER, RULES, FALLBACK, SHADOW)
BEHIND = (STREAM, PROCESSOR, LAKE, AUDIT, MONITOR, CASES, TEAM, JOIN, TRAINING, REGISTRY)


def but(
    *changed: Component,
    without: str = "",
    also: Iterable[Component] = (),
    admits: frozenset[DataClass] = INSIDE,
    **paths: Path | None,
) -> Graph:
    """The small design with some parts changed, some arrows left out, changed or new (by their names in it).

    `also` is measured besides its journey; `admits` is what its inner zone lets in.
    """
    drawn = {**_paths(), **paths, **dict.fromkeys(without.split())}
    new = {part.name: part for part in changed}
    joined = [_swapped(path, new) for path in drawn.values() if path]
    names = {part.name for path in joined for part in path.parts}
    zones = (
        zone("Online", "decides", (p for p in ONLINE if p.name in names), {*INSIDE, CARD}, critical=True),
        zone("Behind", "learns", (p for p in BEHIND if p.name in names), admits),
    )
    return graph(*joined, zones=zones, also=(WAY, *also))


def _swapped(path: Path, new: dict[str, Component]) -> Path:
    return Path(tuple(new.get(part.name, part) for part in path.parts), path.links)


WAY = Journey("Decision", Series((Stop(GATEWAY), Stop(DECIDE), Timeout(Stop(SERVER), 60.0, Stop(FALLBACK)))), 100.0)
SOUND = but()
