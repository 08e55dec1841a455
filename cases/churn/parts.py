"""The parts of a churn design at one setting of the knobs: what scores, what contacts, what proves, what learns."""

from typing import NamedTuple

from cases.churn.knobs import FAMILIES, Knobs
from components.batch_job import BatchJob
from components.call_team import CallTeam
from components.campaign_manager import CampaignManager
from components.crm import Crm
from components.data_lake import DataLake
from components.feature_store import FeatureStore
from components.message_sender import MessageSender
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor import Monitor
from components.online_feature_store import OnlineFeatureStore
from components.outcome_join import OutcomeJoin
from components.source_system import SourceSystem
from components.stream import Stream
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import Component, Service
from labs.churn import ChurnEvidence

MONTH_DAYS = 730 / 24
SCHEDULED_MONTH = 30.0
"""Days of a month in windows and schedules."""

EVERY_DAYS = {"weekly": 7.0, "nightly": 1.0, "event": 1.0}
EVENT_BYTES = 400.0
ONE_ROW = {"logistic": Service(0.82, 0.96), "forest": Service(14.3, 44.0), "boosted": Service(0.81, 1.15)}
"""Median and p99 (ms) of one row in scikit-learn, 30 features, 100 trees: measured on a 2-core machine, 2026-11."""


class Running(NamedTuple):
    """What makes a list and works through it; None where this design does without it, a team of nobody without calls."""

    source: SourceSystem
    lake: DataLake
    features: FeatureStore | None
    job: BatchJob | None
    bus: Stream | None
    processor: StreamProcessor | None
    store: OnlineFeatureStore | None
    model: ModelServer | None
    manager: CampaignManager
    crm: Crm
    team: CallTeam
    sender: MessageSender | None


class Learning(NamedTuple):
    """What makes the next model."""

    join: OutcomeJoin
    training: TrainingPipeline
    registry: ModelRegistry
    monitor: Monitor


def listed_a_month(k: Knobs) -> float:
    """Customers chosen a month, the control group among them: no more than rest and objections leave."""
    return min(float(k.campaign_share), float(k.may_contact) / int(k.rest_months)) * float(k.customers)


def contacts_a_month(k: Knobs) -> float:
    """Customers contacted a month."""
    return listed_a_month(k) * (1 - float(k.control_share))


def _scoring_job(k: Knobs) -> BatchJob:
    """Reads the whole observation window of every customer, or a day of it where a store keeps the counts."""
    days = float(k.observation_days) if k.features == "warehouse" else EVERY_DAYS[str(k.scoring)]
    a_run = k.customers * k.events_a_customer * days
    every = 24 * EVERY_DAYS[str(k.scoring)]
    return BatchJob(
        "Scoring job",
        rows=a_run * 24 / every,
        every_hours=every,
        rows_per_second=50_000,
        workers=4,
    )


def running(k: Knobs) -> Running:
    """The parts from the source to the customer's telephone."""
    live = k.scoring == "event"
    source = SourceSystem("Product and billing", customers=k.customers, events_a_customer=k.events_a_customer)
    job = None if live else _scoring_job(k)
    one = ONE_ROW[str(k.family)]
    bus = Stream("Event stream", load=source.rate, peak=source.peak) if live else None
    processor = StreamProcessor("Stream processor", load=source.rate) if live else None
    calls = source.rate / 20
    store = (
        OnlineFeatureStore("Online feature store", load=calls, keys=int(k.customers), features=80, reads_a_request=1)
        if live
        else None
    )
    model = (
        ModelServer(
            "Model server",
            load=calls,
            replicas=3,
            peak=source.peak,
            algorithm=FAMILIES[str(k.family)],
            service_p50=one.p50,
            service_p99=one.p99,
        )
        if live
        else None
    )
    contacts = contacts_a_month(k)
    a_day = contacts / MONTH_DAYS
    by_call = k.channel == "call"
    crm = Crm("CRM", contacts_a_day=a_day, handover=str(k.handover), seats=k.callers if by_call else 2)
    up = 1.0
    for part in (bus, store, model):
        up *= float(part.availability) if part else 1.0
    return Running(
        source,
        DataLake(
            "Customer warehouse",
            a_day=source.events_a_day,
            row_bytes=EVENT_BYTES,
            days_kept=max(float(k.observation_days), 90.0) + label_days(k) + 365,
        ),
        FeatureStore("Feature store", customers=k.customers) if k.features == "store" else None,
        job,
        bus,
        processor,
        store,
        model,
        CampaignManager(
            "Campaign manager",
            customers=k.customers,
            contacts_a_month=contacts,
            may_contact=k.may_contact,
            rest_months=k.rest_months,
            every_days=EVERY_DAYS[str(k.scoring)],
            ready_hour=source.complete_at + (job.duration if job else 0.0),
            run_hours=job.duration if job else 0.0,
            handover_hours=crm.handover_hours,
            due_hour=k.list_by_hour,
            live=live,
            up=up,
        ),
        crm,
        CallTeam(
            "Retention team",
            contacts_a_day=a_day if by_call else 0.0,
            callers=k.callers if by_call else 0,
            minutes_a_contact=k.minutes_a_call,
            usd_per_hour=k.caller_usd_per_hour,
            answers=k.answers,
        ),
        None if by_call else MessageSender("Message sender", contacts_a_month=contacts, opened=k.opens),
    )


def label_days(k: Knobs) -> float:
    """Days from a list until its outcomes are known: gap and horizon."""
    return (int(k.gap_months) + int(k.horizon_months)) * SCHEDULED_MONTH


def learning(k: Knobs, e: ChurnEvidence, run: Running, captured: float) -> Learning:
    """The parts behind the list; `captured` is the share of all leavers on it."""
    join = OutcomeJoin(
        "Outcome join",
        customers=k.customers,
        observation_days=k.observation_days,
        gap_days=int(k.gap_months) * SCHEDULED_MONTH,
        horizon_days=int(k.horizon_months) * SCHEDULED_MONTH,
        treated=contacts_a_month(k) / k.customers,
        known=run.crm.outcomes_back,
        wrong=e.quarter.label_noise,
        turned=e.quarter.contaminated,
        policy={"ignored": "keep", "excluded": "exclude", "reweighted": "control"}[str(k.past_campaigns)],
    )
    rate = float(k.churn_rate)
    retrain_days = int(k.retrain_every_months) * SCHEDULED_MONTH
    seen_days = join.age if k.monitoring == "labels" else join.age + retrain_days
    return Learning(
        join,
        TrainingPipeline(
            "Training pipeline",
            rows=int(min(join.rows_a_month * 3, 1e12)),
            every_days=retrain_days,
            algorithm=FAMILIES[str(k.family)],
            maturation_days=join.age,
        ),
        ModelRegistry("Model registry", releases_a_month=1 / int(k.retrain_every_months)),
        Monitor(
            "Drift monitor",
            a_day=k.customers / EVERY_DAYS[str(k.scoring)],
            base_rate=rate / MONTH_DAYS,
            recall=max(0.01, min(0.99, captured)),
            label_age_days=seen_days,
        ),
    )


def reached_in_time(k: Knobs, e: ChurnEvidence) -> float:
    """Of customers who begin to leave, the share that is scored and called before they have left: measured in the lab.

    With a gap, only those are predicted who leave after it: everybody on the list is still there when it is their turn.
    """
    if int(k.gap_months):
        return 1.0
    return next(line.reached for line in e.quarter.cadences if line.cadence == str(k.scoring))


def parts_of(run: Running, learn: Learning) -> tuple[Component, ...]:
    """Everything that may stand in a bill."""
    return tuple(p for p in (*run, *learn) if isinstance(p, Component))
