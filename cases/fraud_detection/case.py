"""Fraud-detection pipeline: decide on each card payment while the customer waits, and learn from what comes back.

Longer than a leaf should be: it is one design document, and reads from the decisions down to the promises.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, NamedTuple

from cases.fraud_detection.bands import bands
from cases.fraud_detection.charts import charts as charts
from components.actor import Actor
from components.audit_log import AuditLog
from components.batch_job import BatchJob
from components.bill import Bill
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
from components.payment_risk import PaymentRisk
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from components.shadow_model import ShadowModel
from components.stream import Stream
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import (
    ASSUMED,
    BasisPoints,
    Card,
    Component,
    Count,
    DataClass,
    Days,
    Graph,
    Journey,
    KnobSet,
    Millis,
    Parallel,
    Path,
    Pause,
    PerDay,
    Probability,
    Progress,
    Promise,
    Series,
    Service,
    Share,
    Stage,
    Stop,
    Timeout,
    Times,
    Usd,
    UsdPerHour,
    UsdPerMonth,
    batch,
    choice,
    control,
    event,
    given,
    graph,
    number,
    switch,
    sync,
    zone,
)
from labs.fraud import FraudEvidence, FraudSetting, evidence_of

KIND = "design"
MINUTES = 45

D, S, L, M, R = "Decide", "Serve", "Data and labels", "Model", "Release"
PATHS = {"inline": "in line", "near_real_time": "near real time", "batch": "nightly batch"}
ACTIONS = {
    "block": "block only",
    "block_review": "block, review",
    "block_step_up": "block, step-up",
    "all": "block, review, step-up",
}
FAMILIES = {"logistic": "logistic regression", "forest": "random forest", "boosted": "boosted trees"}
WAITS = (2, 7, 14, 30, 60)

SERVICE_TIMES = {
    "logistic": Service(0.82, 0.96),
    "forest": Service(14.3, 44.0),
    "boosted": Service(0.81, 1.15),
}
"""Median and p99 (ms) of one row in scikit-learn, 30 features, 100 trees: measured on a 2-core machine, 2026-11."""


# One fact, one line: a knob with its range, reason and source is read as a row of a table.
# fmt: off
@dataclass(frozen=True)
class Knobs(KnobSet):
    """The decisions, by the step of the walk they belong to, and the numbers of the world."""

    scoring: str = choice("inline", PATHS, "Only a score in line can stop the payment itself. A later one stops the card for a week, its good payments too.", step=D)
    actions: str = choice("block", ACTIONS, "Every action between allow and block buys fraud with less offence.", step=D)
    block_above: Probability = number(0.5, 0.01, 0.99, "A block costs a sale where it is wrong; a miss costs the payment.", step=D, log=True)
    review_above: Probability = number(0.2, 0.002, 0.99, "People are the dearest classifier: send them what they can change.", step=D, log=True)
    step_up_above: Probability = number(0.03, 0.002, 0.99, "A challenge stops most thieves and some customers.", step=D, log=True)
    review_capacity: Count = number(400, 0, 3000, "Cases a day that the team can decide. Beyond it, cases are not seen in time.", step=D)
    rules: bool = switch(True, "Rules act the day they are written, and say why. They stand beside the model.", step=D, title="Rules beside the model")
    freshness: str = choice("nightly", {"request": "with the request", "stream": "stream, minutes", "nightly": "nightly"}, "What the features know of the last minutes.", step=S, title="Feature freshness", trains=True)
    replicas: Count = number(2, 1, 60, "Model servers, bought for the peak, not for the mean.", step=S, title="Model server replicas")
    timeout_ms: Millis = number(80, 5, 1000, "When the decision stops waiting for the model.", step=S, title="Timeout", log=True)
    on_timeout: str = choice("rules", {"rules": "decide by rules", "allow": "allow (fail open)", "decline": "decline (fail closed)", "wait": "wait (no fallback)"}, "Someone pays when the model is late: say who.", step=S)
    maturation_days: Days = number(7, 3, 60, "How old a payment must be before its label is believed.", step=L, title="Label maturation window", stops=(3, 7, 14, 30, 60), trains=True)
    training_features: str = choice("logged", {"logged": "logged when served", "recomputed": "recomputed later"}, "What the model learned from must be what it is served.", step=L, trains=True)
    tokenise: bool = switch(True, "A token behind the gateway keeps card numbers out of every other system.", step=L, title="Tokenise card numbers")
    family: str = choice("boosted", FAMILIES, "The simplest model that the numbers cannot tell from the best.", step=M, title="Model family", trains=True)
    retrain_every_days: Days = number(28, 7, 28, "Fraud moves; a model stands still.", step=M, title="Retrain every", stops=(7, 14, 28), trains=True)
    shadow: bool = switch(False, "A new model first answers in silence, on live traffic.", step=R, title="Shadow model")

    payments_per_day: PerDay = given(1_200_000, 10_000, 50_000_000, "Everything scales with it.", source=ASSUMED, log=True)
    peak: Times = given(5, 1, 20, "Fleets are bought for the busiest minute, not for the mean.", source="a factor of 5 in worked examples; measure yours", title="Peak over mean")
    fraud_rate: Share = given(0.002, 0.0002, 0.02, "Frauds among payments: the base rate.", source="1 in 1,000 to 1 in 500: Stripe Radar 2023, neurarch fraud book", log=True)
    average_payment: Usd = given(50, 5, 1000, "What an average payment is worth.", source="the simulator's mean is 53; " + ASSUMED, log=True)
    fraud_ticket: Times = given(1.5, 0.3, 6, "An average fraud, as a multiple of an average payment.", source=ASSUMED)
    active_cards: Count = given(2_000_000, 10_000, 100_000_000, "Cards whose history the features need.", source=ASSUMED, log=True)
    chargeback_fee: Usd = given(20, 0, 100, "What the bank charges for a dispute, on top of the payment.", source=ASSUMED)
    margin: Share = given(0.08, 0.005, 0.5, "What is earned on a payment, and lost when it is declined.", source="8 % in the worked example of the amount-aware rule; " + ASSUMED, log=True)
    goodwill: Usd = given(4, 0, 100, "What a false decline costs beyond the sale.", source=ASSUMED)
    network_ms: Millis = given(1, 0.1, 20, "What a call inside the data centre adds: half of them take less, one in a hundred four times as long.", source="0.5 ms for a round trip in one data centre: Dean, about 2012; " + ASSUMED, title="Network call", log=True)
    label_delay_days: Days = given(7, 2, 60, "Days until half of all frauds are known to be fraud.", source="7 days: Fraud Detection Handbook 2022; chargebacks 30 to 120 days", title="Label delay", stops=WAITS, trains=True)
    step_up_abandonment: Share = given(0.1, 0, 0.5, "Customers who give up at the challenge.", source=ASSUMED)
    step_up_catch: Share = given(0.85, 0, 1, "Frauds that the challenge stops.", source=ASSUMED)
    review_minutes: float = given(5, 1, 30, "Minutes that a case takes.", source="5 minutes a review: CyberSource and MRC, 2012-16")
    reviewer_usd_per_hour: UsdPerHour = given(25, 5, 120, "What an hour of a reviewer costs.", source="$20 to 30 an hour, derived; " + ASSUMED, title="Reviewer")
    latency_budget_ms: Millis = given(100, 5, 2000, "The payment network waits no longer.", source="whole decision below 100 ms: Stripe Radar 2023", title="Latency budget", log=True)
    loss_budget_bp: BasisPoints = given(8, 0.5, 100, "Fraud that the business accepts, of payment value.", source="13 bp and 6 bp are the EU reference rates for payments to EUR 100 and 250, Reg. 2018/389", title="Fraud loss budget", log=True)
    declined_budget: Share = given(0.005, 0.0005, 0.05, "Good payments that may be lost.", source="0.1 % blocked at Stripe Radar 2023; " + ASSUMED, title="Good payments declined, at most", log=True)
    cost_budget: UsdPerMonth = given(60_000, 2_000, 2_000_000, "Machines and people together.", source=ASSUMED, title="Cost budget", log=True)
    availability_target: Share = given(0.9995, 0.95, 0.99999, "A payment without an answer is a payment lost.", source=ASSUMED, title="Availability target")

# fmt: on


def setting_of(k: Knobs) -> FraudSetting:
    """The lab's part of the knobs."""
    return FraudSetting(
        family=str(k.family),  # type: ignore[arg-type]  # the options are the lab's own words
        freshness="nightly" if k.scoring == "batch" else str(k.freshness),  # type: ignore[arg-type]  # likewise
        training_features=str(k.training_features),  # type: ignore[arg-type]  # likewise
        label_delay_days=float(k.label_delay_days),
        maturation_days=int(k.maturation_days),
        retrain_every_days=int(k.retrain_every_days),
    )


def evidence_key(k: Knobs) -> Hashable:
    """Knobs of one key share their evidence."""
    return setting_of(k)


def evidence(k: Knobs, progress: Progress) -> FraudEvidence:
    """A model really trained on simulated payments for these knobs; cached on disk."""
    return evidence_of(setting_of(k), progress)


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


def online(k: Knobs) -> Online:
    """The parts in front of the answer."""
    merchant = Client("Merchant", a_day=k.payments_per_day, peak=k.peak)
    load = merchant.rate
    live = k.scoring != "batch"
    one = SERVICE_TIMES[str(k.family)]
    return Online(
        merchant,
        Gateway("Gateway", load=load, tokenises=k.tokenise, peak=k.peak),
        DecisionService("Decision service", load=load),
        RulesEngine("Rules engine", load=load) if k.rules else None,
        ModelServer(
            "Model server",
            load=load,
            replicas=k.replicas,
            algorithm=FAMILIES[str(k.family)],
            service_p50=one.p50,
            service_p99=one.p99,
        )
        if live
        else None,
        OnlineFeatureStore(
            "Online feature store", load=load * (2 if k.freshness == "request" else 1), keys=k.active_cards
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
            lookup += [Pause(Service(k.network_ms, 4 * k.network_ms)), Stop(on.model)]
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


def offline(k: Knobs, load: float, wanted: float) -> Offline:
    """The parts behind the answer; `wanted` is the share of payments that the thresholds send to review."""
    day, cases = k.payments_per_day, wanted * k.payments_per_day
    streams = k.scoring == "near_real_time" or (k.scoring == "inline" and k.freshness == "stream")
    rests = k.scoring == "batch" or k.freshness == "nightly"
    frauds = day * k.fraud_rate
    join = LabelJoin("Label join", delay_days=k.label_delay_days, maturation_days=k.maturation_days, a_day=day)
    return Offline(
        Stream("Event stream", load=load, peak=k.peak),
        StreamProcessor("Stream processor", load=load) if streams else None,
        BatchJob("Batch job", rows=day, every_hours=24) if rests else None,
        DataLake("Data lake", a_day=day),
        AuditLog("Audit log", a_day=day),
        Monitor("Drift monitor", a_day=day, base_rate=k.fraud_rate, label_age_days=join.age),
        CaseManager("Case manager", cases_a_day=cases) if "review" in ACTIONS[str(k.actions)] else None,
        ReviewTeam(
            "Review team",
            cases_a_day=cases,
            capacity=k.review_capacity if "review" in ACTIONS[str(k.actions)] else 0,
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
        ),
        ModelRegistry("Model registry", releases_a_month=30 / k.retrain_every_days),
    )


PAN, TOKEN = DataClass.CARD_NUMBER, DataClass.TOKEN
PAYMENT, PERSONAL, FEATURE = DataClass.PAYMENT, DataClass.PERSONAL, DataClass.FEATURE
SCORE, DECISION, LABEL = DataClass.SCORE, DataClass.DECISION, DataClass.LABEL
MODEL, METRIC = DataClass.MODEL, DataClass.METRIC


def architecture(k: Knobs, e: FraudEvidence) -> Graph:
    """The parts joined: the payment's way down to the answer, the fact's way back to the model."""
    bands_ = bands(k, e)
    on = online(k)
    off = offline(k, on.merchant.rate, bands_.wanted)
    journey = decision(k, on)
    also: list[Component] = [journey, money(k, e, journey, bands_)]
    if off.cases is None:
        also.append(off.team)
    parts = [p for p in (*on, *off) if isinstance(p, Component)]
    also.append(Bill("Bill", parts=tuple(parts), decisions_a_month=k.payments_per_day * 30.4))
    return graph(*asking(k, on), *learning(k, on, off), zones=zones(on, off), also=also)


def asking(k: Knobs, on: Online) -> tuple[Path | None, ...]:
    """The arrows that a payment waits for."""
    rate, who = on.merchant.rate, TOKEN if k.tokenise else PAN
    cardholder = Actor("Cardholder", role="step-up challenge")
    steps = "step_up" in str(k.actions) or k.actions == "all"
    asks = on.merchant >> sync("authorise", rate, {PAN, PAYMENT, PERSONAL}, 1) >> on.gateway
    inline = k.scoring == "inline"
    return (
        asks >> sync("decide", rate, {who, PAYMENT}, 2) >> on.decide,
        on.decide >> sync("challenge", 0, {DECISION}) >> cardholder if steps and inline else None,
        on.decide >> sync("features" if inline else "stop list", rate, {who, FEATURE}, 3) >> on.store
        if on.store
        else None,
        on.decide >> sync("score", rate, {FEATURE, SCORE}, 4) >> on.model if on.model and inline else None,
        on.decide >> sync("policy", rate, {PAYMENT, FEATURE}, 5) >> on.rules if on.rules else None,
        on.decide >> sync("on timeout", 0, {PAYMENT}) >> on.fallback if on.fallback else None,
        on.model >> event("mirror", rate, {FEATURE}) >> on.shadow if on.shadow and on.model else None,
    )


def learning(k: Knobs, on: Online, off: Offline) -> tuple[Path | None, ...]:
    """The arrows that nobody waits for: features, labels, training, release."""
    rate, who = on.merchant.rate, TOKEN if k.tokenise else PAN
    mean = on.merchant.mean_rate
    logged = {FEATURE} if k.training_features == "logged" else set[DataClass]()
    flows: list[Path | None] = [
        on.decide >> event("decision", rate, {who, PAYMENT, SCORE, DECISION, *logged}, 6) >> off.bus,
        off.bus >> event("append", rate, {who, PAYMENT, SCORE, DECISION, *logged}, 7) >> off.lake,
        off.bus >> event("record", rate, {who, DECISION, SCORE}) >> off.audit,
        off.bus >> event("watch", rate, {FEATURE, SCORE}) >> off.monitor,
        off.lake >> batch("rows", mean, {who, PAYMENT, FEATURE}) >> off.join,
        off.banks
        >> batch("chargebacks", 0, {LABEL, who}, 8)
        >> off.join
        >> batch("train set", mean, {FEATURE, LABEL}, 9)
        >> off.training,
        off.training >> batch("register", 0, {MODEL}, 10) >> off.registry,
        off.monitor >> control("retrain", {METRIC}) >> off.training,
    ]
    serving = on.model or off.nightly
    if serving:
        flows.append(off.registry >> control("release", {MODEL}, 11) >> serving)
    if off.processor and on.store:
        flows.append(off.bus >> event("consume", rate, {who, PAYMENT}) >> off.processor)
        if k.scoring == "near_real_time" and on.model:
            flows.append(off.processor >> sync("score", rate, {FEATURE, SCORE}) >> on.model)
            flows.append(off.processor >> event("stop cards", rate, {who, DECISION}) >> on.store)
        else:
            flows.append(off.processor >> event("features", rate, {who, FEATURE}) >> on.store)
    if off.nightly:
        flows.append(off.lake >> batch("history", mean, {who, PAYMENT}) >> off.nightly)
        target = on.store or on.decide
        flows.append(off.nightly >> batch("features" if on.store else "stop list", mean, {who, FEATURE}) >> target)
    if off.cases:
        flows.append(off.bus >> event("grey cases", 0, {who, PAYMENT, PERSONAL, SCORE}) >> off.cases)
        flows.append(off.cases >> sync("assign", 0, {who, PAYMENT, PERSONAL}) >> off.team)
        flows.append(off.team >> batch("verdicts", 0, {LABEL, who}) >> off.join)
    return tuple(flows)


def zones(on: Online, off: Offline) -> tuple[Any, ...]:
    """The trust boundaries. A card number belongs to the gateway's zone and to the one that decides, nowhere else."""
    inside = {TOKEN, PAYMENT, PERSONAL, FEATURE, SCORE, DECISION, LABEL, MODEL, METRIC}
    return (
        zone("Public internet", "untrusted, TLS 1.3", (on.merchant,), {PAN, PAYMENT, PERSONAL, DECISION}),
        zone(
            "Online decision",
            "card-data zone, mutual TLS",
            (on.gateway, on.decide, on.rules, on.model, on.store, on.fallback, on.shadow),
            {PAN, *inside},
            critical=True,
        ),
        zone("Streaming", "internal, at least once", (off.audit, off.bus, off.processor, off.monitor), inside),
        zone(
            "Offline: review, labels, training",
            "internal, restricted data",
            (
                off.cases,
                off.team if off.cases else None,
                off.lake,
                off.nightly,
                off.join,
                off.training,
                off.registry,
            ),
            inside,
        ),
    )


def money(k: Knobs, e: FraudEvidence, journey: Journey, b: Any) -> PaymentRisk:
    """What the lab's shares mean at this traffic, with these prices."""
    alone = e.rules_alone["inline"]
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
        chargeback_fee=k.chargeback_fee,
        margin=k.margin,
        goodwill=k.goodwill,
    )


PLACES = {
    "Merchant": (0, 1), "Cardholder": (0, 2),
    "Fallback": (2, 0), "Rules engine": (3, 0),
    "Gateway": (1, 1), "Decision service": (2, 1), "Model server": (3, 1), "Shadow model": (4, 1),
    "Online feature store": (3, 2),
    "Audit log": (1, 3), "Event stream": (2, 3), "Stream processor": (3, 3), "Drift monitor": (4, 3),
    "Case manager": (1, 4), "Data lake": (2, 4), "Label join": (3, 4), "Training pipeline": (4, 4), "Model registry": (5, 4),
    "Review team": (1, 5), "Batch job": (2, 5), "Issuer banks": (3, 5.75),
}  # fmt: skip

PROMISES = [
    Promise("Decision.p99", "Decision p99", "The network answers for you when you are late.", at_most="latency_budget_ms"),
    Promise("Money.fraud_loss", "Fraud loss", "Above it, the schemes and the owners ask.", at_most="loss_budget_bp"),
    Promise("Money.good_declined", "Good payments declined", "A customer declined wrongly may not come back.", at_most="declined_budget"),
    Promise("ReviewTeam.utilisation", "Review load", "Cases beyond capacity are not seen in time.", at_most=1.0),
    Promise("Bill.cost", "Cost", "Machines and people together.", at_most="cost_budget"),
    Promise("Decision.availability", "Availability", "A payment without an answer is lost.", at_least="availability_target"),
]  # fmt: skip

CARDS = [
    Card("Traffic ×10", "A large marketplace signs. Payments grow tenfold from Monday.", {"payments_per_day": 12_000_000}),
    Card("Labels take 60 days", "The issuers now report by chargeback only.", {"label_delay_days": 60}),
    Card("A new market", "Half of the traffic is new, and fraud is four times as common.", {"fraud_rate": 0.008}),
    Card("The network tightens", "The payment network cuts the answer time to 40 ms.", {"latency_budget_ms": 40}),
    Card("A Friday in November", "Peaks are fifteen times the mean.", {"peak": 15}),
]  # fmt: skip
