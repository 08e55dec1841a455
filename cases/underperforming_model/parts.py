"""The parts of the case at one setting of the knobs: the system that is watched, what watches it, who answers."""

from typing import Any, NamedTuple

import numpy as np

from cases.underperforming_model.incidents import Incidents
from cases.underperforming_model.knobs import HOUSE, INPUTS, OUTCOMES, SCORES, Knobs
from cases.underperforming_model.responding import Course, course, replays, wrongly
from cases.underperforming_model.watching import (
    BY_NAME,
    MIRROR_DAYS,
    READ,
    Seen,
    contracted,
    released,
    seen,
    statistics_of,
)
from components.alert_router import AlertRouter
from components.batch_job import BatchJob
from components.change_log import ChangeLog
from components.client import Client
from components.dashboard import Dashboard
from components.data_contract import DataContract
from components.data_lake import DataLake
from components.detection import Detection
from components.fallback import Fallback
from components.feature_log import FeatureLog
from components.gateway import Gateway
from components.incident_response import IncidentResponse
from components.label_join import LabelJoin
from components.label_source import LabelSource
from components.model_registry import ModelRegistry
from components.model_server import ModelServer
from components.monitor_group import MonitorGroup
from components.on_call_rota import OnCallRota
from components.online_feature_store import OnlineFeatureStore
from components.review_team import ReviewTeam
from components.shadow_model import ShadowModel
from components.training_pipeline import TrainingPipeline
from design import Journey, Pause, Series, Service, Stop, Timeout
from labs.fraud.simulation import Flags
from labs.incident.monitors import LATEST_DAYS
from labs.incident.setting import MATURATION_DAYS, SETTING

ONE_ROW = Service(0.81, 1.15)
"""Median and p99 (ms) of one row in scikit-learn's boosted trees: measured on a 2-core machine, 2026-11."""

FAMILY = "boosted trees"
NETWORK = Service(1.0, 4.0)
TIMEOUT_MS, BUDGET_MS = 80.0, 100.0
RETRAIN_DAYS, WINDOW_DAYS = 7.0, 28
REVIEW_LOAD = 0.8
"""Reviewers are staffed so that the sample keeps them so busy (assumed; measure yours)."""

CARDS_A_PAYMENT = 6.0
GROUPS = {
    "watch_inputs": ("Input monitors", INPUTS),
    "watch_scores": ("Score monitors", SCORES),
    "watch_outcomes": ("Outcome monitors", OUTCOMES),
    "watch_house": ("House monitors", HOUSE),
}
COVERED = {"office": (8.0, 5.0), "evenings": (14.0, 7.0), "always": (24.0, 7.0)}


class Served(NamedTuple):
    """The deployed system: what decides and what it leaves behind."""

    shop: Client
    gateway: Gateway
    model: ModelServer
    store: OnlineFeatureStore
    rules: Fallback
    log: DataLake
    features: FeatureLog | None
    contract: DataContract | None


class Watching(NamedTuple):
    """What watches it, whom it pages, and what they have at hand."""

    groups: dict[str, MonitorGroup]
    router: AlertRouter
    rota: OnCallRota
    dashboard: Dashboard
    changes: ChangeLog | None
    replay: BatchJob | None
    detection: Detection
    response: IncidentResponse


class Learning(NamedTuple):
    """What knows the truth and makes the next model."""

    banks: LabelSource
    join: LabelJoin
    team: ReviewTeam | None
    training: TrainingPipeline
    registry: ModelRegistry
    shadow: ShadowModel | None


def served(k: Knobs, e: Incidents) -> Served:
    """The parts that a payment meets, and the logs that it leaves."""
    shop = Client("Shops", a_day=k.payments_per_day, peak=k.peak)
    load, day = shop.rate, k.payments_per_day
    gated = e.of_stage("source", "features")
    return Served(
        shop,
        Gateway("Gateway", load=load, tokenises=True, peak=k.peak),
        ModelServer(
            "Model server",
            load=load,
            replicas=2,
            autoscale=True,
            peak=k.peak,
            algorithm=FAMILY,
            service_p50=ONE_ROW.p50,
            service_p99=ONE_ROW.p99,
        ),
        OnlineFeatureStore("Online feature store", load=load, keys=int(CARDS_A_PAYMENT * day)),
        Fallback("Rules", policy="rules"),
        DataLake("Serving log", a_day=day),
        FeatureLog("Feature log", a_day=day) if k.feature_log else None,
        DataContract("Upstream gate", shown=float(contracted(k, e)[gated].mean()), mirror_days=MIRROR_DAYS)
        if k.contract
        else None,
    )


def decision(on: Served) -> Journey:
    """What a payment waits for."""
    answer = Timeout(Series((Stop(on.store), Pause(NETWORK, "Network"), Stop(on.model))), TIMEOUT_MS, Stop(on.rules))
    return Journey("Decision", Series((Stop(on.gateway), answer)), BUDGET_MS)


def watching(k: Knobs, e: Incidents) -> Watching:
    """The monitors, and what follows from what they found in the lab's incidents."""
    each = {name: seen(k, e, statistics_of(k, name), sampled=name == "watch_outcomes") for name in GROUPS}
    days = np.array([one.first for one in each.values()]).min(axis=0)
    stopped = released(k, e) | contracted(k, e)
    router = _router(k, each, days, stopped)
    hours, week = COVERED[str(k.cover)]
    rota = OnCallRota("On-call rota", pages=router.pages, people=k.on_call_people, hours_a_day=hours, days_a_week=week)
    gone = course(k, e, days, stopped, rota, float(router.handover))
    groups = {name: _group(k, name, one) for name, one in each.items() if one.monitors}
    read = sum(len(one.monitors) for one in each.values())
    return Watching(
        groups,
        router,
        rota,
        Dashboard("Dashboards", series=30 + 4 * read),
        ChangeLog("Change log", changes=k.changes_a_month) if k.change_log == "log" else None,
        BatchJob("Shadow replay", rows=2 * k.payments_per_day, every_hours=1.0) if replays(k) else None,
        _detection(each, days, stopped),
        _response(k, e, gone, rota, float(sum(one.alarms.sum() for one in each.values()))),
    )


def _group(k: Knobs, name: str, one: Seen) -> MonitorGroup:
    title, options = GROUPS[name]
    statistics = statistics_of(k, name)
    words = [options[str(getattr(k, name))]] if READ[name][str(getattr(k, name))] else []
    words += ["served"] if "mismatch" in statistics else []
    words += ["sample"] if len(one.monitors) > len(statistics) else []
    return MonitorGroup(
        title,
        watches=", ".join(words),
        monitors=len(one.monitors),
        alarms=float(one.alarms.sum()),
        reached=float(np.isfinite(one.first).mean()),
        days=float(np.minimum(one.first, LATEST_DAYS).mean()),
        computing=sum(BY_NAME[each.statistic].usd_per_month for each in one.monitors),
    )


def _chorus(each: dict[str, Seen], stopped: Flags) -> float:
    """How many monitors go off in an incident that happens."""
    off = sum(np.isfinite(one.delays).sum(axis=0) for one in each.values())
    happens = ~stopped
    return float(np.asarray(off)[happens].mean()) if happens.any() else 0.0


def _router(k: Knobs, each: dict[str, Seen], days: Any, stopped: Flags) -> AlertRouter:
    happens = ~stopped & np.isfinite(days)
    return AlertRouter(
        "Alert router",
        false_alarms=float(sum(one.alarms.sum() for one in each.values())),
        incidents=k.incidents_a_year / 12 * float(happens.mean()),
        drifts=k.drifts_a_year / 12 * _harmless(each),
        alarms_an_incident=max(1.0, _chorus(each, stopped)),
        grouped=str(k.route).endswith("grouped"),
        to_owner=str(k.route).startswith("owner"),
    )


def _harmless(each: dict[str, Seen]) -> float:
    """The share of harmless drifts that page."""
    paged = [np.isfinite(one.drifts).any(axis=0) for one in each.values() if one.monitors]
    return float(np.array(paged).any(axis=0).mean()) if paged else 0.0


def _detection(each: dict[str, Seen], days: Any, stopped: Flags) -> Detection:
    late = np.where(stopped, 0.0, np.minimum(days, LATEST_DAYS))
    return Detection(
        "Detection",
        days=float(late.mean()),
        reached=float((stopped | np.isfinite(days)).mean()),
        alarms=float(sum(one.alarms.sum() for one in each.values())),
        gated=float(stopped.mean()),
        harmless=_harmless(each),
        alarms_an_incident=_chorus(each, stopped),
    )


def _response(k: Knobs, e: Incidents, gone: Course, rota: OnCallRota, alarms: float) -> IncidentResponse:
    return IncidentResponse(
        "Incident",
        unseen_usd=float(gone.unseen.mean()),
        open_usd=float(gone.open.mean()),
        held_usd=float(gone.held.mean()),
        least_usd=float(gone.least.mean()),
        stop_hours=float(gone.stop.mean()),
        cause_hours=float(gone.cause.mean()),
        mend_hours=float(gone.mended.mean()),
        right=gone.right,
        incidents=k.incidents_a_year / 12,
        wrongly_usd=wrongly(k, e, alarms, rota),
    )


def learning(k: Knobs, on: Served) -> Learning:
    """The parts behind the labels; the lab's own delays, and what this world adds."""
    day = k.payments_per_day
    join = LabelJoin(
        "Label join",
        delay_days=SETTING.label_delay_days + k.label_lag_days,
        maturation_days=MATURATION_DAYS + k.label_lag_days,
        a_day=day,
        spread=SETTING.label_spread,
    )
    return Learning(
        LabelSource("Issuer banks", delay_days=join.delay_days, a_day=day * 0.01, spread=SETTING.label_spread),
        join,
        ReviewTeam(
            "Review team",
            cases_a_day=float(k.sample_a_day),
            capacity=float(k.sample_a_day) / REVIEW_LOAD,
            minutes_a_case=k.review_minutes,
            usd_per_hour=k.reviewer_usd_per_hour,
        )
        if int(k.sample_a_day) > 0
        else None,
        TrainingPipeline(
            "Training pipeline",
            rows=int(WINDOW_DAYS * day),
            every_days=RETRAIN_DAYS,
            maturation_days=join.maturation_days,
            algorithm=FAMILY,
        ),
        ModelRegistry("Model registry", releases_a_month=k.releases_a_month),
        ShadowModel(
            "Candidate in shadow",
            load=on.shop.rate,
            peak=k.peak,
            algorithm=FAMILY,
            service_p50=ONE_ROW.p50,
            service_p99=ONE_ROW.p99,
        )
        if k.shadow
        else None,
    )
