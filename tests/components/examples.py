"""Examples of every kind of component; a kind without one fails the contract with a clear sentence."""

from dataclasses import replace

from components.actor import Actor
from components.alert_router import AlertRouter
from components.audit_log import AuditLog
from components.batch_job import BatchJob
from components.bill import Bill
from components.burst import Burst
from components.cache import Cache
from components.call_team import CallTeam
from components.campaign_manager import CampaignManager
from components.canary import Canary
from components.case_manager import CaseManager
from components.change_log import ChangeLog
from components.client import Client
from components.control_group import ControlGroup
from components.crm import Crm
from components.dashboard import Dashboard
from components.data_contract import DataContract
from components.data_lake import DataLake
from components.decision_service import DecisionService
from components.detection import Detection
from components.fallback import Fallback
from components.feature_log import FeatureLog
from components.feature_store import FeatureStore
from components.gateway import Gateway
from components.incident_response import IncidentResponse
from components.label_join import LabelJoin
from components.label_source import LabelSource
from components.learning_loop import LearningLoop
from components.message_sender import MessageSender
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.monitor_group import MonitorGroup
from components.on_call_rota import OnCallRota
from components.online_feature_store import OnlineFeatureStore
from components.outcome_join import OutcomeJoin
from components.payment_risk import PaymentRisk
from components.ranking import Ranking
from components.retention_campaign import RetentionCampaign
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from components.shadow_model import ShadowModel
from components.source_system import SourceSystem
from components.stream import Stream
from components.stream_processor import StreamProcessor
from components.targeting import Targeting
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
LISTS = CampaignManager(
    name="Campaign manager",
    customers=400_000.0,
    contacts_a_month=14_400.0,
    may_contact=0.85,
    rest_months=3.0,
    every_days=1.0,
    ready_hour=3.7,
    run_hours=0.7,
    handover_hours=0.25,
    due_hour=8.0,
    live=False,
    up=0.999,
)
OUTCOMES = OutcomeJoin(
    name="Outcome join",
    customers=400_000.0,
    observation_days=90.0,
    gap_days=30.0,
    horizon_days=60.0,
    treated=0.036,
    known=0.75,
    wrong=0.02,
    turned=0.05,
    policy="exclude",
)
CAMPAIGN = RetentionCampaign(
    name="Campaign",
    leavers_a_month=19_200.0,
    contacts_a_month=14_400.0,
    persuadable=0.05,
    lost_cause=0.2,
    sure_thing=0.744,
    sleeping_dog=0.006,
    persuadable_value=0.9,
    dog_value=1.1,
    reached=0.6,
    too_late=0.1,
    response=0.8,
    wakes=1.0,
    stayers_accept=1.0,
    clv=1000.0,
    offer=12.0,
    contact_usd=1.0,
    team_cost=48_700.0,
)
EXAMPLES: tuple[Component, ...] = (
    CAMPAIGN,
    replace(CAMPAIGN, name="Taken and gone", lost_accept=0.1),
    LISTS,
    replace(LISTS, name="Live", live=True),
    OUTCOMES,
    replace(OUTCOMES, name="Kept", policy="keep"),
    CallTeam(
        name="Retention team", contacts_a_day=473.0, callers=8, minutes_a_contact=6.0, usd_per_hour=25.0, answers=0.6
    ),
    CallTeam(name="Full", contacts_a_day=900.0, callers=8, minutes_a_contact=6.0, usd_per_hour=25.0, answers=0.6),
    ControlGroup(
        name="Control group",
        chosen_a_month=16_000.0,
        share=0.1,
        leave_alone=0.25,
        leave_contacted=0.23,
        label_days=90.0,
        worth_a_contact=11.0,
    ),
    Crm(name="CRM", contacts_a_day=473.0, handover="queue", seats=8.0),
    Crm(name="By file", contacts_a_day=473.0, handover="file", seats=8.0),
    Crm(name="By interface", contacts_a_day=473.0, handover="api", seats=8.0),
    FeatureStore(name="Feature store", customers=400_000.0),
    MessageSender(name="Message sender", contacts_a_month=14_400.0, opened=0.25),
    Ranking(
        name="Ranking",
        measured_auc=0.72,
        auc_low=0.68,
        auc_high=0.75,
        kept=0.97,
        contacted=0.13,
        captured=0.26,
        mean_score=0.05,
        base_rate=0.048,
        profit_at_best=30.0,
        best_share=0.8,
    ),
    SourceSystem(name="Product and billing", customers=400_000.0),
    Targeting(
        name="Targeting",
        chosen="risk",
        random=20_000.0,
        risk=110_000.0,
        value=180_000.0,
        uplift=200_000.0,
        truth=470_000.0,
        trial_contacts=833.0,
        worth_at_random=-2.0,
    ),
    Targeting(
        name="Two orders",
        chosen="uplift",
        random=20_000.0,
        risk=210_000.0,
        value=180_000.0,
        uplift=200_000.0,
        truth=470_000.0,
        trial_contacts=833.0,
        worth_at_random=-2.0,
    ),
    Actor(name="Cardholder", role="confirms a payment"),
    AlertRouter(name="Alert router", false_alarms=1.2, incidents=0.5, drifts=0.4, alarms_an_incident=4.0),
    AlertRouter(
        name="One channel",
        false_alarms=1.2,
        incidents=0.5,
        drifts=0.4,
        alarms_an_incident=4.0,
        grouped=False,
        to_owner=False,
    ),
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
    ChangeLog(name="Change log", changes=40.0),
    Dashboard(name="Dashboard", series=40),
    DataContract(name="Upstream gate", shown=0.6, mirror_days=1.0),
    Detection(name="Detection", days=2.5, reached=0.95, alarms=0.5, gated=0.2, harmless=0.8, alarms_an_incident=4.0),
    FeatureLog(name="Feature log", a_day=A_DAY),
    IncidentResponse(
        name="Incidents",
        unseen_usd=90_000.0,
        open_usd=4_000.0,
        held_usd=30_000.0,
        least_usd=20_000.0,
        stop_hours=2.0,
        cause_hours=3.0,
        mend_hours=9.0,
        right=0.8,
        incidents=0.5,
        wrongly_usd=500.0,
    ),
    MonitorGroup(
        name="Input monitors",
        watches="nulls, shift",
        monitors=2,
        alarms=0.2,
        reached=0.5,
        days=7.0,
        computing=200.0,
    ),
    OnCallRota(name="On-call rota", pages=3.0, people=6, hours_a_day=14.0, days_a_week=5.0),
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
