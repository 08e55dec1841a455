"""Examples of every kind of component; a kind without one fails the contract with a clear sentence."""

from dataclasses import replace

from components.actor import Actor
from components.audit_log import AuditLog
from components.batch_job import BatchJob
from components.bill import Bill
from components.burst import Burst
from components.cache import Cache
from components.canary import Canary
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
from design import Component

A_DAY, LOAD = 10_000_000.0, 579.0

SERVER = ModelServer(name="Model server", load=LOAD, replicas=4, algorithm="boosted", service_p50=0.8, service_p99=1.2)
TEAM = ReviewTeam(name="Review team", cases_a_day=900.0, capacity=1000.0, minutes_a_case=5.0, usd_per_hour=25.0)
MONEY = PaymentRisk(
    name="Money",
    a_day=A_DAY,
    fraud_rate=0.001,
    average_payment=50.0,
    fraud_ticket=2.0,
    blocked_good=0.001,
    blocked_fraud=0.6,
    blocked_fraud_value=0.7,
    reviewed_good=0.0001,
    reviewed_fraud=0.1,
    reviewed_fraud_value=0.08,
    stepped_good=0.002,
    stepped_fraud=0.1,
    stepped_fraud_value=0.09,
    step_up_abandonment=0.15,
    step_up_catch=0.85,
    timed_out=0.01,
    fallback="rules",
    fallback_good=0.004,
    fallback_fraud=0.3,
    fallback_fraud_value=0.4,
    rules_alone=0.3,
    chargeback_fee=20.0,
    margin=0.02,
    goodwill=5.0,
)

MILLIONS = 50_000_000
STREAM = Stream(name="Event stream", load=LOAD)
PROCESSOR = StreamProcessor(name="Stream processor", load=8000.0)
NIGHTLY = BatchJob(name="Batch job", rows=A_DAY, every_hours=24.0)
JOIN = LabelJoin(name="Label join", delay_days=7.0, maturation_days=14.0, a_day=A_DAY)
REGISTRY = ModelRegistry(name="Model registry", releases_a_month=4.0)
WEEKLY = TrainingPipeline(name="Often", rows=MILLIONS, every_days=7.0, algorithm="boosted", maturation_days=14.0)
EXAMPLES: tuple[Component, ...] = (
    Actor(name="Cardholder", role="confirms a payment"),
    AuditLog(name="Audit log", a_day=A_DAY),
    NIGHTLY,
    Bill(name="Bill", parts=(SERVER, TEAM, MONEY), decisions_a_month=A_DAY * 30),
    Burst(name="Burst", load=LOAD, burst=2.0, burst_minutes=5.0, parts=(SERVER,)),
    Cache(name="Cache", load=LOAD, hit_share=0.6, ttl_s=60.0),
    Cache(name="Large cache", load=70_000.0, hit_share=0.6, ttl_s=60.0, held=400),
    Cache(name="Flooded cache", load=70_000.0, hit_share=0.6, ttl_s=60.0, held=400, burst=10.0),
    Cache(name="Wide cache", load=10.0, hit_share=0.6, ttl_s=60.0, held=90_000_000),
    Canary(name="Canary", a_day=A_DAY, share=0.05, baseline_rate=0.002, detectable_change=0.1),
    CaseManager(name="Case manager", cases_a_day=900.0, staffed_for=1000.0),
    Client(name="Merchant", a_day=A_DAY, peak=5.0),
    DataLake(name="Data lake", a_day=A_DAY),
    DecisionService(name="Decision service", load=LOAD),
    DecisionService(name="Busy decision service", load=60_000.0),
    Fallback(name="Fallback", policy="rules"),
    Fallback(name="Plain fallback", policy="allow"),
    Gateway(name="Gateway", load=LOAD, tokenises=True),
    Gateway(name="Busy gateway", load=60_000.0, tokenises=True),
    JOIN,
    LabelSource(name="Issuer banks", delay_days=7.0, a_day=9000.0),
    LearningLoop(
        name="Learning loop",
        stream=STREAM,
        processor=PROCESSOR,
        nightly=None,
        join=JOIN,
        training=WEEKLY,
        registry=REGISTRY,
    ),
    LearningLoop(
        name="Slow loop",
        stream=STREAM,
        processor=None,
        nightly=NIGHTLY,
        join=JOIN,
        training=WEEKLY,
        registry=REGISTRY,
        trial_days=7.0,
    ),
    REGISTRY,
    SERVER,
    replace(SERVER, name="Growing server", load=8000.0, autoscale=True),
    Monitor(name="Drift monitor", a_day=A_DAY, base_rate=0.001, label_age_days=14.0),
    OnlineFeatureStore(name="Online feature store", load=LOAD, keys=20_000_000),
    OnlineFeatureStore(name="Busy feature store", load=200_000.0, keys=1000),
    MONEY,
    TEAM,
    RulesEngine(name="Rules engine", load=LOAD),
    RulesEngine(name="Busy rules engine", load=60_000.0),
    ShadowModel(name="Shadow model", load=LOAD, algorithm="forest", service_p50=14.0, service_p99=44.0),
    STREAM,
    Stream(name="Wide stream", load=LOAD, partitions=1000),
    Stream(name="Hasty stream", load=LOAD, acks=1),
    PROCESSOR,
    WEEKLY,
    TrainingPipeline(name="Slow one", rows=2_000_000, every_days=7.0, algorithm="forest", maturation_days=14.0),
    TrainingPipeline(name="Quick", rows=MILLIONS, every_days=7.0, algorithm="logistic", maturation_days=14.0),
)
"""Several of a kind where one alone does not make every field matter: a busy fleet grows, a quiet one does not."""
