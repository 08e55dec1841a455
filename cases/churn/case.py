"""Customer churn: predict who leaves, decide whom to contact, prove that it helps, and run it every night."""

from collections.abc import Hashable
from typing import Any

from cases.churn.analyses import ANALYSES as ANALYSES
from cases.churn.charts import charts as charts
from cases.churn.knobs import Knobs
from cases.churn.money import Worth, worth
from cases.churn.parts import Learning, Running, learning, parts_of, running
from components.actor import Actor
from components.bill import Bill
from design import (
    Card,
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
from labs.churn import ChurnEvidence, ChurnSetting, evidence_of

KIND = "design"
ORDER = 2
MINUTES = 45
LOAD = "customers"


def setting_of(k: Knobs) -> ChurnSetting:
    """The lab's part of the knobs."""
    return ChurnSetting(
        dataset=str(k.dataset),  # type: ignore[arg-type]  # the options are the lab's own words
        family=str(k.family),  # type: ignore[arg-type]  # likewise
        balance=str(k.balance),  # type: ignore[arg-type]  # likewise
        learner=str(k.learner),  # type: ignore[arg-type]  # likewise
        persuadable=float(k.persuadable),
        sleeping_dogs=float(k.sleeping_dogs),
        alignment=float(k.alignment),
        trial_customers=int(k.trial_customers),
        horizon_months=int(k.horizon_months),
        gap_months=int(k.gap_months),
        definition=str(k.definition),  # type: ignore[arg-type]  # likewise
        retrain_every_months=int(k.retrain_every_months),
        drift=float(k.drift),
        past_contacted=float(k.past_contacted),
        past_campaigns=str(k.past_campaigns),  # type: ignore[arg-type]  # likewise
    )


def evidence_key(k: Knobs) -> Hashable:
    """Knobs of one key share their evidence."""
    return setting_of(k)


def evidence(k: Knobs, progress: Progress) -> ChurnEvidence:
    """Models really trained for these knobs, a simulated response with known truth, a quarter; cached on disk."""
    return evidence_of(setting_of(k), progress)


def idle(k: Knobs) -> dict[str, str]:
    """The knobs that this design does not use, and why."""
    unused: dict[str, str] = {}
    if k.channel != "call":
        unused["callers"] = "not used: messages need no callers"
    return unused


KEY, PERSONAL, FEATURE = DataClass.KEY, DataClass.PERSONAL, DataClass.FEATURE
SCORE, DECISION, LABEL = DataClass.SCORE, DataClass.DECISION, DataClass.LABEL
MODEL, METRIC = DataClass.MODEL, DataClass.METRIC


def architecture(k: Knobs, e: ChurnEvidence) -> Graph:
    """The parts joined: from what customers do to a call, and from what became of it to the next model."""
    run = running(k)
    found = worth(k, e, run)
    learn = learning(k, e, run, found.ranking.captured)
    customers = Actor("Customers", role="watch, pay, call, leave")
    bill = Bill("Bill", parts=(*parts_of(run, learn), found.control), decisions_a_month=run.manager.contacts_a_month)
    return graph(
        *listing(k, customers, run, found),
        *learned(k, run, learn, found),
        zones=zones(customers, run, learn, found),
        also=(found.campaign, found.targeting, found.ranking, found.control, run.team, bill),
    )


def listing(k: Knobs, customers: Actor, run: Running, found: Worth) -> tuple[Path | None, ...]:
    """The arrows from what customers do to a call."""
    mean, rate = run.source.mean_rate, run.source.rate
    scores: list[Path | None] = []
    if run.job:
        facts = run.features or run.lake
        kept = {KEY, FEATURE, SCORE}
        scores = [
            run.lake >> batch("one day", mean, {KEY, FEATURE}) >> run.features if run.features else None,
            facts >> batch("features" if run.features else "history", mean, {KEY, FEATURE}, 3) >> run.job,
            run.job >> batch("scores", 0, {KEY, SCORE}, 4) >> run.manager,
            run.job >> batch("as scored", 0, kept) >> run.lake,
        ]
    elif run.bus and run.processor and run.store and run.model:
        scores = [
            run.source >> event("events", rate, {KEY, FEATURE}, 2) >> run.bus,
            run.bus >> event("consume", rate, {KEY, FEATURE}) >> run.processor,
            run.processor >> event("counts", rate, {KEY, FEATURE}) >> run.store,
            run.processor >> sync("trigger", run.model.load, {KEY, FEATURE}, 3) >> run.model,
            run.model >> sync("features", run.model.load, {KEY, FEATURE}) >> run.store,
            run.model >> event("score", run.model.load, {KEY, SCORE}, 4) >> run.manager,
            run.model >> event("as scored", run.model.load, {KEY, FEATURE, SCORE}) >> run.lake,
            run.lake >> batch("one day", mean, {KEY, FEATURE}) >> run.features if run.features else None,
            run.features >> batch("long counts", mean, {KEY, FEATURE}) >> run.processor if run.features else None,
        ]
    hands = {"file": batch, "api": sync, "queue": event}[str(k.handover)]
    told = {PERSONAL, DECISION}
    out = run.crm >> sync("next call", 0, told, 6) >> run.team >> sync("call", 0, told, 7) >> customers
    if run.sender:
        out = run.crm >> event("send", 0, told, 6) >> run.sender >> event("offer", 0, told, 7) >> customers
    drawn = run.manager >> batch("draw lots", 0, {KEY}) >> found.control if k.control_share > 0 else None
    return (
        customers >> event("use and pay", rate, {PERSONAL}, 1) >> run.source,
        run.source >> batch("export", mean, {KEY, PERSONAL}, 2 if run.job else 0) >> run.lake,
        *scores,
        drawn,
        run.manager >> hands("list", 0, {KEY, DECISION}, 5) >> run.crm,
        out,
        run.crm >> batch("what came of it", 0, {KEY, DECISION}, 8) >> run.lake,
    )


def learned(k: Knobs, run: Running, learn: Learning, found: Worth) -> tuple[Path | None, ...]:
    """The arrows from who left to the next model."""
    scorer = run.job or run.model
    apart = k.past_campaigns == "reweighted" and k.control_share > 0
    return (
        run.source >> batch("contracts ended", 0, {KEY, LABEL}, 9) >> learn.join,
        run.lake >> batch("snapshots", 0, {KEY, FEATURE}) >> learn.join,
        found.control >> batch("left alone", 0, {KEY}) >> learn.join if apart else None,
        learn.join >> batch("who stayed", 0, {KEY, LABEL}, 10) >> found.control if k.control_share > 0 else None,
        learn.join
        >> batch("train set", 0, {FEATURE, LABEL}, 11)
        >> learn.training
        >> batch("register", 0, {MODEL}, 12)
        >> learn.registry,
        learn.registry >> control("release", {MODEL}, 13) >> scorer if scorer else None,
        scorer >> batch("watch", 0, {FEATURE, SCORE}) >> learn.monitor if scorer else None,
        learn.join >> batch("outcomes", 0, {LABEL}) >> learn.monitor if k.monitoring == "labels" else None,
        learn.monitor >> control("retrain", {METRIC}) >> learn.training,
    )


def zones(customers: Actor, run: Running, learn: Learning, found: Worth) -> tuple[Any, ...]:
    """Where names may be seen: in the product, in the warehouse and by who calls; the rest works by customer key."""
    by_key = {KEY, FEATURE, SCORE, DECISION, LABEL, MODEL, METRIC}
    drawn = found.control if found.control.share > 0 else None
    return (
        zone("At home", "the customer's own", (customers,), {PERSONAL, DECISION}),
        zone("Product", "names and accounts", (run.source,), {PERSONAL, KEY, FEATURE}),
        zone(
            "Contact", "names, numbers, offers; no scores", (run.crm, run.sender or run.team), {PERSONAL, KEY, DECISION}
        ),
        zone("Streaming", "by customer key", (run.bus, run.processor), by_key),
        zone(
            "Scores and lists",
            "by customer key, no names",
            (run.job, run.model, run.store, run.manager, drawn),
            by_key,
            critical=True,
        ),
        zone(
            "Warehouse and learning",
            "restricted; names in the warehouse alone",
            (run.lake, run.features, learn.join, learn.training, learn.registry, learn.monitor),
            {PERSONAL, *by_key},
        ),
    )


PLACES = {
    "Customers": (0, 0), "Retention team": (1.125, 0), "Message sender": (1.125, 0), "CRM": (2.25, 0),
    "Campaign manager": (3.375, 0), "Control group": (4.5, 0),
    "Event stream": (1.125, 1), "Stream processor": (2.25, 1), "Scoring job": (3.375, 1), "Model server": (3.375, 1),
    "Online feature store": (4.5, 1),
    "Product and billing": (0, 2), "Customer warehouse": (1.125, 2), "Feature store": (2.25, 2),
    "Drift monitor": (4.5, 2), "Outcome join": (1.125, 3), "Training pipeline": (2.25, 3), "Model registry": (3.375, 3),
}  # fmt: skip

PROMISES = [
    Promise("Campaign.profit", "Campaign's profit", "A campaign that costs more than it keeps is a present to those who stay.", at_least="profit_target"),
    Promise("ControlGroup.months", "Effect proved after", "Until then nobody knows whether it helps.", at_most="proof_months"),
    Promise("CampaignManager.ready_at", "List ready, after midnight", "Callers without a list call yesterday's customers.", at_most="list_by_hour"),
    Promise("RetentionTeam.utilisation", "Team's load", "The end of the list is not called.", at_most=1.0),
    Promise("Campaign.offer_spend", "Offers given", "The budget was agreed before the first call.", at_most="offer_budget"),
    Promise("Bill.cost", "Cost", "Machines and people together.", at_most="cost_budget"),
    Promise("TrainingPipeline.model_age", "Model's knowledge, age", "Customers and offers have moved on since.", at_most="model_age_limit"),
]  # fmt: skip

CARDS = [
    Card("Ten times the customers", "Two rivals are bought: four million customers from Monday.", {"customers": 4_000_000}),
    Card("A rival's summer offer", "Twice as many leave, and of those a tenth can be kept, where three tenths could.", {"churn_rate": 0.096, "persuadable": 0.1}),
    Card("Calls wake people", "A new contract law: who is called may leave at once, and five times as many do.", {"sleeping_dogs": 0.05}),
    Card("The budget is halved", "Offers for $40,000 a month, no more.", {"offer_budget": 40_000}),
    Card("Prove it by next month", "The board wants to see an effect within six weeks.", {"proof_months": 1.5}),
    Card("Offers wear off", "Customers have learned to wait for an offer: a fifth of the leavers can be kept, not three tenths.", {"persuadable": 0.2}),
]  # fmt: skip
