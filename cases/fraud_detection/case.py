"""Fraud-detection pipeline: decide on each card payment while the customer waits, and learn from what comes back."""

from collections.abc import Hashable
from typing import Any

from cases.fraud_detection.analyses import ANALYSES as ANALYSES
from cases.fraud_detection.bands import bands
from cases.fraud_detection.charts import charts as charts
from cases.fraud_detection.knobs import Knobs
from cases.fraud_detection.parts import Offline, Online, decision, loop, money, offline, online, surge
from components.actor import Actor
from components.bill import Bill
from design import (
    Card,
    Component,
    DataClass,
    Graph,
    Path,
    Progress,
    Promise,
    batch,
    control,
    event,
    graph,
    sync,
    zone,
)
from labs.fraud import FraudEvidence, FraudSetting, evidence_of, with_first_days

KIND = "design"
ORDER = 1
MINUTES = 45
LOAD = "payments_per_day"


def setting_of(k: Knobs) -> FraudSetting:
    """The lab's part of the knobs."""
    return FraudSetting(
        family=str(k.family),  # type: ignore[arg-type]  # the options are the lab's own words
        freshness="nightly" if k.scoring == "batch" else str(k.freshness),  # type: ignore[arg-type]  # likewise
        training_features=str(k.training_features),  # type: ignore[arg-type]  # likewise
        unmatured=str(k.unmatured),  # type: ignore[arg-type]  # likewise
        balance=str(k.balance),  # type: ignore[arg-type]  # likewise
        corrected=bool(k.corrected) or k.balance == "none",
        label_delay_days=float(k.label_delay_days),
        maturation_days=int(k.maturation_days),
        retrain_every_days=int(k.retrain_every_days),
    )


def evidence_key(k: Knobs) -> Hashable:
    """Knobs of one key share their evidence; of a new country it matters that there is one, not how large it is."""
    return setting_of(k), k.new_country > 0


def evidence(k: Knobs, progress: Progress) -> FraudEvidence:
    """A model really trained on simulated payments for these knobs; cached on disk."""
    return (with_first_days if k.new_country > 0 else evidence_of)(setting_of(k), progress)


THRESHOLDS = ("block_above", "review_above", "step_up_above")


def idle(k: Knobs) -> dict[str, str]:
    """The knobs that this design does not use, and why."""
    unused: dict[str, str] = {}
    if k.actions not in ("block_review", "all"):
        unused |= dict.fromkeys(("review_above", "review_capacity"), "not used: no review among the actions")
    if k.actions not in ("block_step_up", "all"):
        unused["step_up_above"] = "not used: no step-up among the actions"
    elif k.scoring != "inline":
        unused["step_up_above"] = "not used: a challenge needs a score in line"
    if k.scoring != "inline":
        unused["cut"] = "not used: only a score in line decides on the payment itself"
    elif k.cut == "by_amount":
        unused |= dict.fromkeys(THRESHOLDS, "not used: the expected cost decides, by amount")
    if k.balance == "none":
        unused["corrected"] = "not used: nothing was balanced"
    if k.on_timeout == "wait":
        unused["timeout_ms"] = "not used: the design waits for the model"
    if k.scoring == "batch":
        served = ("replicas", "zones", "autoscale", "timeout_ms", "on_timeout", "freshness", "shadow")
        unused |= dict.fromkeys(served, "not used: nightly batch has no model server")
    return unused


PAN, TOKEN = DataClass.CARD_NUMBER, DataClass.TOKEN
PAYMENT, PERSONAL, FEATURE = DataClass.PAYMENT, DataClass.PERSONAL, DataClass.FEATURE
SCORE, DECISION, LABEL = DataClass.SCORE, DataClass.DECISION, DataClass.LABEL
MODEL, METRIC = DataClass.MODEL, DataClass.METRIC


def architecture(k: Knobs, e: FraudEvidence) -> Graph:
    """The parts joined: the payment's way down to the answer, the fact's way back to the model."""
    shares = bands(k, e)
    on = online(k)
    journey = decision(k, on)
    risk = money(k, e, journey, shares)
    scored = 1.0 - risk.timed_out
    off = offline(k, on.merchant.rate, shares.wanted * scored, risk.caught)
    also: list[Component] = [journey, risk, surge(k, on), loop(on, off)]
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
        asks >> sync("decide", rate, {who, PAYMENT, PERSONAL}, 2) >> on.decide,
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
        on.decide >> event("decision", rate, {who, PAYMENT, PERSONAL, SCORE, DECISION, *logged}, 6) >> off.bus,
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
        off.join >> batch("matured labels", 0, {LABEL}) >> off.monitor,
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
    Card("12 M payments a day", "A large marketplace signs: ten times the traffic from Monday.", {"payments_per_day": 12_000_000}),
    Card("Labels take 60 days", "The issuers now report by chargeback only.", {"label_delay_days": 60}),
    Card("A new market", "Half of the traffic is new, and fraud is four times as common.", {"fraud_rate": 0.008}),
    Card("A new country, no labels", "Half of the traffic is from a country that opened today: dearer payments, no history, no labels.", {"new_country": 0.5}),
    Card("The network tightens", "The payment network cuts the answer time to 40 ms.", {"latency_budget_ms": 40}),
    Card("A Friday in November", "Peaks are fifteen times the mean.", {"peak": 15}),
    Card("The feature store is down", "No feature is read until somebody mends it: every payment gets the fallback's answer.", {"feature_store_up": 0}),
    Card("A region is lost", "Half a day in this quarter, nothing in the region answers.", {"region_up": 0.9945}),
    Card("Half of the reviewers leave", "From Monday half of the review team is gone.", {"reviewers_there": 0.5}),
    Card("Fraudsters change their method", "Four frauds in ten come by a way that neither model nor rules have seen.", {"new_method": 0.4}),
    Card("Machines cost twice as much", "The cloud's price for an hour of a machine doubles.", {"machine_price": 2}),
]  # fmt: skip
