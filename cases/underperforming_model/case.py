"""The model underperforms in production: a monitoring design that sees it, stops it, finds it, mends it, prevents it."""

from collections.abc import Hashable
from typing import Any

from cases.underperforming_model.analyses import ANALYSES as ANALYSES
from cases.underperforming_model.charts import charts as charts
from cases.underperforming_model.incidents import Incidents, incidents
from cases.underperforming_model.knobs import Knobs
from cases.underperforming_model.parts import Learning, Served, Watching, decision, learning, served, watching
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

KIND = "diagnose"
ORDER = 3
MINUTES = 45
LOAD = "payments_per_day"


def evidence_key(k: Knobs) -> Hashable:
    """One library of incidents serves every setting."""
    return "incidents"


def evidence(k: Knobs, progress: Progress) -> Incidents:
    """The lab's incidents, each simulated once, and what each loses under every first response."""
    progress(0.5, "Reading the library of simulated incidents")
    return incidents()


def idle(k: Knobs) -> dict[str, str]:
    """The knobs that this design does not use, and why."""
    unused: dict[str, str] = {}
    sampled, none = int(k.sample_a_day) > 0, "none"
    fast = any(x != none for x in (k.watch_inputs, k.watch_scores, k.watch_house)) or k.feature_log
    if not fast:
        unused["fast_window"] = "not used: nothing without labels is watched"
    if k.watch_outcomes == none and not sampled:
        unused["label_window"] = "not used: nothing with labels is watched"
        if not fast:
            unused["in_a_row"] = "not used: nothing is watched"
            if not k.contract and not k.shadow:
                unused["alarms_each"] = "not used: nothing is watched"
    if k.first_response == "replayed":
        unused["shadow_last"] = "not used: the first response has its replay running in any case"
    if k.first_response == "nothing":
        unused["automatic"] = "not used: nothing is done before the cause is known"
    if k.first_response != "retrain":
        unused["retrain_gate"] = "not used: nothing is retrained in an incident"
    return unused


PAN, TOKEN, PAYMENT, FEATURE = DataClass.CARD_NUMBER, DataClass.TOKEN, DataClass.PAYMENT, DataClass.FEATURE
SCORE, DECISION, LABEL = DataClass.SCORE, DataClass.DECISION, DataClass.LABEL
MODEL, METRIC = DataClass.MODEL, DataClass.METRIC


def architecture(k: Knobs, e: Incidents) -> Graph:
    """The parts joined: the deployed system, what watches it, who is paged, and the way back."""
    on, watch = served(k, e), watching(k, e)
    learn = learning(k, on)
    journey = decision(on)
    parts = [p for p in (*on, *watch, *learn, *watch.groups.values()) if isinstance(p, Component)]
    bill = Bill("Bill", parts=tuple(parts), decisions_a_month=k.payments_per_day * 30.4)
    return graph(
        *deciding(on),
        *watched(k, on, watch, learn),
        *paging(k, on, watch, learn),
        *relearning(k, on, watch, learn),
        zones=zones(on, watch, learn),
        also=(journey, watch.detection, watch.response, bill),
    )


def deciding(on: Served) -> tuple[Path | None, ...]:
    """The arrows of a payment."""
    rate = on.shop.rate
    to_store = on.contract or on.store
    return (
        on.shop >> sync("pay", rate, {PAN, PAYMENT}, 1) >> on.gateway,
        on.gateway >> sync("score", rate, {TOKEN, PAYMENT, SCORE}, 2) >> on.model,
        on.model >> sync("features", rate, {TOKEN, FEATURE}, 3) >> on.store,
        on.gateway >> sync("fall back", 0, {PAYMENT}) >> on.rules,
        on.gateway >> event("events", rate, {TOKEN, PAYMENT}) >> to_store,
        on.contract >> event("passed", rate, {TOKEN, FEATURE}) >> on.store if on.contract else None,
        on.gateway >> event("decided", rate, {TOKEN, PAYMENT, DECISION}) >> on.log,
        on.model >> event("log as served", rate, {TOKEN, FEATURE, SCORE}, 4) >> on.log,
        on.log >> batch("as served", on.shop.mean_rate, {TOKEN, FEATURE}) >> on.features if on.features else None,
    )


def watched(k: Knobs, on: Served, watch: Watching, learn: Learning) -> tuple[Path | None, ...]:
    """The arrows from what the system leaves behind to what reads it."""
    mean = on.shop.mean_rate
    groups = watch.groups
    read = {
        "watch_inputs": (on.log, "inputs", {FEATURE}),
        "watch_scores": (on.log, "scores", {SCORE, DECISION}),
        "watch_outcomes": (learn.join, "ripe labels", {LABEL, SCORE}),
        "watch_house": (on.log, "counts", {METRIC}),
    }
    flows: list[Path | None] = []
    for name, (source, says, carries) in read.items():
        if name in groups:
            flows.append(source >> batch(says, mean, carries, 5 if name == "watch_scores" else 0) >> groups[name])
            flows.append(
                groups[name] >> event("alarm", 0, {METRIC}, 6 if name == "watch_scores" else 0) >> watch.router
            )
    if on.features and "watch_inputs" in groups:
        flows.append(on.features >> batch("compared", mean, {FEATURE}) >> groups["watch_inputs"])
    flows.append(on.log >> batch("copy", mean, {METRIC}) >> watch.dashboard)
    if watch.replay:
        flows.append(on.log >> batch("score again", mean, {FEATURE, SCORE}) >> watch.replay)
        flows.append(watch.replay >> event("losses", 0, {METRIC}) >> watch.rota)
    return tuple(flows)


def paging(k: Knobs, on: Served, watch: Watching, learn: Learning) -> tuple[Path | None, ...]:
    """The arrows from an alarm to a person, and from the person to what they can do."""
    target: dict[str, tuple[Component, str]] = {
        "roll_back": (learn.registry, "roll back"),
        "fall_back": (on.rules, "by-pass the model"),
        "recalibrate": (on.gateway, "new calibration"),
        "retrain": (learn.training, "retrain"),
        "replayed": (learn.registry, "roll back, or by-pass"),
    }
    name = str(k.first_response)
    acting = target.get(name)
    actor: Component = watch.router if k.automatic and acting else watch.rota
    return (
        watch.router >> control("page", {METRIC}, 7) >> watch.rota,
        watch.dashboard >> batch("look", 0, {METRIC}) >> watch.rota,
        watch.changes >> batch("changes", 0, {METRIC}) >> watch.rota if watch.changes else None,
        actor >> control(acting[1], {METRIC}, 8) >> acting[0] if acting else None,
    )


def relearning(k: Knobs, on: Served, watch: Watching, learn: Learning) -> tuple[Path | None, ...]:
    """The arrows of the truth, and of a model on its way to serving."""
    mean = on.shop.mean_rate
    team, shadow = learn.team, learn.shadow
    return (
        on.log >> batch("rows", mean, {TOKEN, FEATURE}) >> learn.join,
        learn.banks >> batch("chargebacks", 0, {TOKEN, LABEL}) >> learn.join,
        on.log >> batch("sample", 0, {TOKEN, PAYMENT, SCORE}) >> team if team else None,
        team >> batch("verdicts", 0, {TOKEN, LABEL}) >> learn.join if team else None,
        learn.join
        >> batch("train set", 0, {FEATURE, LABEL})
        >> learn.training
        >> batch("register", 0, {MODEL})
        >> learn.registry,
        learn.registry >> control("release", {MODEL}, 9) >> on.model if not shadow else None,
        learn.registry >> control("candidate", {MODEL}, 9) >> shadow if shadow else None,
        on.model >> event("mirror", on.shop.rate, {FEATURE}) >> shadow if shadow else None,
        shadow >> control("release", {MODEL}, 10) >> on.model if shadow else None,
    )


def zones(on: Served, watch: Watching, learn: Learning) -> tuple[Any, ...]:
    """Where a card's token may be: what watches and whom it wakes need none."""
    by_token = {TOKEN, PAYMENT, FEATURE, SCORE, DECISION, LABEL, MODEL, METRIC}
    numbers = {FEATURE, SCORE, DECISION, LABEL, METRIC}
    return (
        zone("Outside", "shops", (on.shop,), {PAN, PAYMENT, DECISION}),
        zone(
            "Deployed system",
            "decides in line, by token",
            (on.gateway, on.model, on.store, on.rules, on.contract, learn.shadow),
            {PAN, *by_token},
            critical=True,
        ),
        zone("Logs and labels", "restricted, by token", (on.log, on.features, learn.join, learn.team), by_token),
        zone("Monitors", "numbers only, no token", (*watch.groups.values(), watch.replay), numbers),
        zone("People", "metrics only", (watch.router, watch.rota, watch.dashboard, watch.changes), {METRIC}),
        zone("Models", "training and releases", (learn.training, learn.registry), by_token),
    )


PLACES = {
    "Shops": (0, 1),
    "Rules": (1, 0), "Gateway": (1, 1), "Upstream gate": (1, 2),
    "Model server": (2, 1), "Online feature store": (2, 2), "Candidate in shadow": (3, 1),
    "Feature log": (0, 3), "Serving log": (1, 3), "Review team": (2, 3), "Label join": (3, 3), "Issuer banks": (4, 2),
    "Input monitors": (0, 4), "Score monitors": (1, 4), "House monitors": (2, 4), "Outcome monitors": (3, 4),
    "Shadow replay": (4, 4),
    "Dashboards": (1, 5), "Alert router": (2, 5), "On-call rota": (3, 5), "Change log": (4, 5),
    "Model registry": (5, 1), "Training pipeline": (5, 3),
}  # fmt: skip

PROMISES = [
    Promise("Detection.delay", "Detection delay", "Until the page, money leaks and nobody knows.", at_most="delay_budget"),
    Promise("Detection.found", "Found in a fortnight", "What no monitor finds, a customer finds.", at_least="found_target"),
    Promise("Detection.false_alarms", "False alarms", "People mute what cries wolf.", at_most="alarms_budget"),
    Promise("Incident.loss", "Loss an incident", "What the owners will ask about on Monday.", at_most="loss_budget"),
    Promise("Incident.stopped", "Time to stop", "First stop the bleeding, then find the cause.", at_most="stop_budget"),
    Promise("OnCallRota.burden", "Pages a person", "Who is woken too often leaves.", at_most="burden_budget"),
    Promise("Bill.cost", "Cost", "The system, its monitors and the people.", at_most="cost_budget"),
]  # fmt: skip

CARDS = [
    Card("Ten times the payments", "A marketplace signs: each hour of an incident costs ten times as much.", {"payments_per_day": 2_500_000}),
    Card("Labels three weeks later", "The banks change their process: what was ripe after a week is ripe after four.", {"label_lag_days": 21}),
    Card("A year of rebuilding", "Every upstream team moves to the new platform: three times as many harmful changes.", {"incidents_a_year": 30, "changes_a_month": 150}),
    Card("Sleep is protected", "The works council: one person is paged at most once in four months.", {"burden_budget": 0.25}),
    Card("Stop it within the hour", "After the last incident the board wants the bleeding stopped an hour after the page.", {"stop_budget": 1}),
    Card("Nobody complains any more", "Finance reconciles by the quarter: what no monitor finds runs for two months.", {"complaint_days": 60}),
    Card("The budget is cut", "$12,000 a month for the system, its monitors and its people.", {"cost_budget": 12_000}),
    Card("One false alarm a year", "The last pager was thrown at a wall.", {"alarms_budget": 0.1}),
]  # fmt: skip
