"""The parts of a fraud pipeline at one setting of the knobs: what answers, what learns, the money."""

from typing import Any, NamedTuple

from cases.fraud_detection.bands import PATH, reviewed_a_day, rules_alone
from cases.fraud_detection.knobs import ACTIONS, FAMILIES, Knobs
from components._prices import prices
from components.audit_log import AuditLog
from components.batch_job import BatchJob
from components.burst import Burst
from components.case_manager import CaseManager
from components.client import Client
from components.data_lake import DataLake
from components.decision_service import DecisionService
from components.fallback import Fallback
from components.gateway import Gateway
from components.label_join import LabelJoin
from components.label_source import LabelSource
from components.learning_loop import LearningLoop
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.online_feature_store import OnlineFeatureStore
from components.payment_risk import PaymentRisk
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from components.shadow_model import ShadowModel
from components.stream import Stream
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import (
    Journey,
    Parallel,
    Pause,
    Series,
    Service,
    Stage,
    Stop,
    Timeout,
)
from labs.fraud import FraudEvidence

SERVICE_TIMES = {
    "logistic": Service(0.82, 0.96),
    "forest": Service(14.3, 44.0),
    "boosted": Service(0.81, 1.15),
}
"""Median and p99 (ms) of one row in scikit-learn, 30 features, 100 trees: measured on a 2-core machine, 2026-11."""


class Online(NamedTuple):
    """What the payment meets; None where this design does without it."""

    merchant: Client
    gateway: Gateway
    decide: DecisionService
    rules: RulesEngine | None
    model: ModelServer | None
    store: OnlineFeatureStore | None
    fallback: Fallback | None
    shadow: ShadowModel | None


def hourly(k: Knobs, machine: str = "m7g.large") -> dict[str, Any]:
    """What an hour of a machine costs where that is not the price table's: nothing where it is, and the table is read."""
    return {} if k.machine_price == 1 else {"usd_an_hour": prices()[machine].usd * k.machine_price}


def online(k: Knobs) -> Online:
    """The parts in front of the answer."""
    merchant = Client("Merchant", a_day=k.payments_per_day, peak=k.peak)
    load = merchant.rate
    live = k.scoring != "batch"
    above: dict[str, Any] = {"burst": k.burst, "burst_minutes": k.burst_minutes, **hourly(k)}
    one = SERVICE_TIMES[str(k.family)]
    return Online(
        merchant,
        Gateway("Gateway", load=load, tokenises=k.tokenise, peak=k.peak, region_up=k.region_up, **above),
        DecisionService("Decision service", load=load, **above),
        RulesEngine("Rules engine", load=load, **above) if k.rules else None,
        ModelServer(
            "Model server",
            load=load,
            replicas=k.replicas,
            zones=k.zones,
            autoscale=k.autoscale,
            peak=k.peak,
            **above,
            algorithm=FAMILIES[str(k.family)],
            service_p50=one.p50,
            service_p99=one.p99,
        )
        if live
        else None,
        OnlineFeatureStore(
            "Online feature store",
            load=load * (2 if k.freshness == "request" else 1),
            keys=k.active_cards,
            region_up=k.feature_store_up,
            **above,
        )
        if live
        else None,
        Fallback("Fallback", policy=str(k.on_timeout)) if live and k.on_timeout != "wait" else None,
        ShadowModel(
            "Shadow model",
            load=load,
            peak=k.peak,
            algorithm=FAMILIES[str(k.family)],
            service_p50=one.p50,
            service_p99=one.p99,
            **hourly(k),
        )
        if k.shadow and live
        else None,
    )


def decision(k: Knobs, on: Online) -> Journey:
    """What one payment waits for, from the gateway to the answer."""
    asked: list[Stage] = []
    if on.store:
        lookup: list[Stage] = [Stop(on.store)]
        if on.model and k.scoring == "inline":
            lookup += [Pause(Service(k.network_ms, 4 * k.network_ms), "Network"), Stop(on.model)]
        asked.append(Series(tuple(lookup)))
    if on.rules:
        asked.append(Stop(on.rules))
    answer: Stage = Parallel(tuple(asked)) if len(asked) > 1 else Series(tuple(asked))
    if on.fallback:
        answer = Timeout(answer, k.timeout_ms, Stop(on.fallback))
    return Journey("Decision", Series((Stop(on.gateway), Stop(on.decide), answer)), k.latency_budget_ms)


class Offline(NamedTuple):
    """What learns, reviews and watches; None where this design does without it."""

    bus: Stream
    processor: StreamProcessor | None
    nightly: BatchJob | None
    lake: DataLake
    audit: AuditLog
    monitor: Monitor
    cases: CaseManager | None
    team: ReviewTeam
    banks: LabelSource
    join: LabelJoin
    training: TrainingPipeline
    registry: ModelRegistry


def offline(k: Knobs, load: float, wanted: float, caught: float) -> Offline:
    """The parts behind the answer; `wanted` is the share of payments sent to review, `caught` of frauds stopped."""
    day, cases = k.payments_per_day, wanted * k.payments_per_day
    streams = k.scoring == "near_real_time" or (k.scoring == "inline" and k.freshness == "stream")
    rests = k.scoring == "batch" or k.freshness == "nightly"
    frauds = day * k.fraud_rate
    join = LabelJoin(
        "Label join", delay_days=k.label_delay_days, maturation_days=k.maturation_days, a_day=day, **hourly(k)
    )
    return Offline(
        Stream("Event stream", load=load, peak=k.peak, acks=k.acks, **hourly(k, "kafka.m5.large")),
        StreamProcessor("Stream processor", load=load, **hourly(k)) if streams else None,
        BatchJob("Batch job", rows=day, every_hours=24, **hourly(k)) if rests else None,
        DataLake("Data lake", a_day=day),
        AuditLog("Audit log", a_day=day),
        Monitor(
            "Drift monitor", a_day=day, base_rate=k.fraud_rate * join.matured, recall=caught, label_age_days=join.age
        ),
        CaseManager("Case manager", cases_a_day=cases, staffed_for=reviewed_a_day(k))
        if "review" in ACTIONS[str(k.actions)]
        else None,
        ReviewTeam(
            "Review team",
            cases_a_day=cases,
            capacity=reviewed_a_day(k) if "review" in ACTIONS[str(k.actions)] else 0,
            minutes_a_case=k.review_minutes,
            usd_per_hour=k.reviewer_usd_per_hour,
        ),
        LabelSource("Issuer banks", delay_days=k.label_delay_days, a_day=frauds),
        join,
        TrainingPipeline(
            "Training pipeline",
            rows=int(28 * day),
            every_days=k.retrain_every_days,
            maturation_days=k.maturation_days,
            algorithm=FAMILIES[str(k.family)],
            **hourly(k),
        ),
        ModelRegistry("Model registry", releases_a_month=30 / k.retrain_every_days),
    )


def surge(k: Knobs, on: Online) -> Burst:
    """The burst, held against every part that answers."""
    parts = (on.gateway, on.decide, on.rules, on.model, on.store)
    load = on.merchant.rate
    held = tuple(part for part in parts if part is not None)
    return Burst("Burst", load=load, burst=k.burst, burst_minutes=k.burst_minutes, parts=held)


def loop(on: Online, off: Offline) -> LearningLoop:
    """How long a fact takes to matter, by the parts it passes."""
    return LearningLoop(
        "Learning loop",
        stream=off.bus,
        processor=off.processor,
        nightly=off.nightly,
        join=off.join,
        training=off.training,
        registry=off.registry,
        trial_days=on.shadow.compared if on.shadow else 0.0,
    )


def money(k: Knobs, e: FraudEvidence, journey: Journey, b: Any) -> PaymentRisk:
    """What the lab's shares mean at this traffic, with these prices."""
    alone = rules_alone(k, e, "inline")
    stops = {
        "rules": (alone.legit, alone.fraud, alone.fraud_amount),
        "allow": (0.0, 0.0, 0.0),
        "decline": (1.0, 1.0, 1.0),
        "wait": (0.0, 0.0, 0.0),
    }
    good, fraud, value = stops[str(k.on_timeout)]
    return PaymentRisk(
        "Money",
        a_day=k.payments_per_day,
        fraud_rate=k.fraud_rate,
        average_payment=k.average_payment,
        fraud_ticket=k.fraud_ticket,
        blocked_good=b.blocked.legit,
        blocked_fraud=b.blocked.fraud,
        blocked_fraud_value=b.blocked.fraud_amount,
        reviewed_good=b.reviewed.legit,
        reviewed_fraud=b.reviewed.fraud,
        reviewed_fraud_value=b.reviewed.fraud_amount,
        stepped_good=b.stepped.legit,
        stepped_fraud=b.stepped.fraud,
        stepped_fraud_value=b.stepped.fraud_amount,
        step_up_abandonment=k.step_up_abandonment,
        step_up_catch=k.step_up_catch,
        timed_out=journey.timed_out if k.scoring == "inline" else 0.0,
        fallback=str(k.on_timeout),
        fallback_good=good,
        fallback_fraud=fraud,
        fallback_fraud_value=value,
        rules_alone=rules_alone(k, e, PATH[k.scoring]).fraud_amount,
        let_through=k.let_through,
        overflow_cost=b.overflow_cost,
        chargeback_fee=k.chargeback_fee,
        margin=k.margin,
        goodwill=k.goodwill,
    )
