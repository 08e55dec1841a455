"""The decisions of the fraud case, by the step of the walk they belong to, and the numbers of its world."""

from dataclasses import dataclass

from components._units import Minutes
from design import (
    ASSUMED,
    BasisPoints,
    Count,
    Days,
    KnobSet,
    Millis,
    PerDay,
    Probability,
    Share,
    Times,
    Usd,
    UsdPerHour,
    UsdPerMonth,
    choice,
    given,
    number,
    switch,
)

D, P, S, L, M, R = "Decide", "People and rules", "Serve", "Data and labels", "Model", "Release"
PATHS = {"inline": "in line", "near_real_time": "near real time", "batch": "nightly batch"}
ACTIONS = {
    "block": "block only",
    "block_review": "block, review",
    "block_step_up": "block, step-up",
    "all": "block, review, step-up",
}
FAMILIES = {"logistic": "logistic regression", "forest": "random forest", "boosted": "boosted trees"}
WAITS = (2, 7, 14, 30, 60)


# One fact, one line: a knob with its range, reason and source is read as a row of a table.
# fmt: off
@dataclass(frozen=True)
class Knobs(KnobSet):
    """The decisions, by the step of the walk they belong to, and the numbers of the world."""

    scoring: str = choice("inline", PATHS, "Only a score in line can stop the payment itself. A later one stops the card for a week, its good payments too.", step=D)
    actions: str = choice("block", ACTIONS, "Every action between allow and block buys fraud with less offence.", step=D)
    cut: str = choice("threshold", {"threshold": "one threshold for all", "by_amount": "expected cost, by amount"}, "A small payment is not worth the offence; a large one is. One threshold cannot say both.", step=D, title="Decide by")
    block_above: Probability = number(0.25, 0.01, 0.99, "A block costs a sale where it is wrong; a miss costs the payment.", step=D, log=True)
    review_above: Probability = number(0.12, 0.002, 0.99, "People are the dearest classifier: send them what they can change.", step=D, log=True)
    step_up_above: Probability = number(0.035, 0.002, 0.99, "A challenge stops most thieves and some customers.", step=D, log=True)
    review_capacity: Count = number(400, 0, 3000, "Cases a day that the team can decide. Beyond it, cases are not seen in time.", step=P)
    rules: bool = switch(True, "Rules act the day they are written, and say why. They stand beside the model.", step=P, title="Rules beside the model")
    let_through: Share = number(0, 0, 0.2, "What is blocked gives no label. A few would-be blocks let through, at random, keep the next model seeing.", step=P, title="Blocks let through to learn")
    freshness: str = choice("nightly", {"request": "with the request", "stream": "stream, minutes", "nightly": "nightly"}, "What the features know of the last minutes.", step=S, title="Feature freshness", trains=True)
    replicas: Count = number(2, 1, 60, "Model servers, bought for the peak, not for the mean.", step=S, title="Model server replicas")
    zones: Count = number(2, 1, 3, "A zone that is lost takes its replicas along: the rest must carry the peak. Calls between zones cost.", step=S, title="Zones of the model servers")
    autoscale: bool = switch(False, "Adds servers in a burst, if it lasts longer than a server takes to start.", step=S, title="Autoscale the model servers")
    timeout_ms: Millis = number(80, 5, 1000, "When the decision stops waiting for the model.", step=S, title="Timeout", log=True)
    on_timeout: str = choice("rules", {"rules": "decide by rules", "allow": "allow (fail open)", "decline": "decline (fail closed)", "wait": "wait (no fallback)"}, "Someone pays when the model is late: say who.", step=S)
    acks: Count = number(2, 1, 3, "With one, a broker that dies takes events along; with all, one that is away stops the writing.", step=L, title="Stream copies that must have an event")
    maturation_days: Days = number(7, 3, 60, "How old a payment must be before its label is believed.", step=L, title="Label maturation window", stops=(3, 7, 14, 30, 60), trains=True)
    unmatured: str = choice("unknown", {"unknown": "unknown: wait for them", "legitimate": "legitimate until reported"}, "What a payment without a label is taken for.", step=L, title="Payments without a label are", trains=True)
    training_features: str = choice("logged", {"logged": "logged when served", "recomputed": "recomputed later"}, "What the model learned from must be what it is served.", step=L, trains=True)
    tokenise: bool = switch(True, "A token behind the gateway keeps card numbers out of every other system.", step=L, title="Tokenise card numbers")
    family: str = choice("forest", FAMILIES, "The simplest model that the numbers cannot tell from the best.", step=M, title="Model family", trains=True)
    balance: str = choice("none", {"none": "as it comes", "weights": "class weights", "undersampled": "undersampled"}, "Frauds are one in hundreds: balancing changes what a score means.", step=M, title="Class balance in training", trains=True)
    corrected: bool = switch(True, "Balanced training inflates every score; the prior correction takes it back.", step=M, title="Prior correction", trains=True)
    calibrate: bool = switch(True, "A threshold in money needs a score that means what it says.", step=M, title="Calibrate the scores")
    retrain_every_days: Days = number(28, 7, 28, "Fraud moves; a model stands still.", step=M, title="Retrain every", stops=(7, 14, 28), trains=True)
    shadow: bool = switch(False, "A new model first answers in silence, on live traffic.", step=R, title="Shadow model")

    payments_per_day: PerDay = given(1_200_000, 10_000, 50_000_000, "Everything scales with it.", source=ASSUMED, title="Payments", log=True)
    peak: Times = given(5, 1, 20, "Fleets are bought for the busiest minute, not for the mean.", source="a factor of 5 in worked examples; measure yours", title="Peak over mean")
    burst: Times = given(2, 1, 20, "A sale, a retry storm, an attack: so many times the peak.", source=ASSUMED, title="Burst over the peak")
    burst_minutes: Minutes = given(5, 0.5, 120, "A burst shorter than a server's start gets no help from autoscaling.", source=ASSUMED, title="A burst lasts", log=True)
    fraud_rate: Share = given(0.002, 0.0002, 0.02, "Frauds among payments: the base rate.", source="1 in 1,000 to 1 in 500: Stripe Radar 2023, neurarch fraud book", log=True)
    label_delay_days: Days = given(7, 2, 60, "Days until half of all frauds are known to be fraud.", source="7 days: Fraud Detection Handbook 2022; chargebacks 30 to 120 days", title="Label delay", stops=WAITS, trains=True)
    latency_budget_ms: Millis = given(100, 5, 2000, "The payment network waits no longer.", source="whole decision below 100 ms: Stripe Radar 2023", title="Latency budget", log=True)
    loss_budget_bp: BasisPoints = given(10, 0.5, 100, "Fraud that the business accepts, of payment value.", source="13 bp and 6 bp are the EU reference rates for payments to EUR 100 and 250, Reg. 2018/389", title="Fraud loss budget", log=True)
    average_payment: Usd = given(50, 5, 1000, "What an average payment is worth.", source="the simulator's mean is 53; " + ASSUMED, log=True)
    fraud_ticket: Times = given(2.4, 0.3, 6, "An average fraud, as a multiple of an average payment.", source="2.4 in the simulator's test weeks; measure yours")
    new_country: Share = given(0, 0, 0.9, "Payments from a country that opened today: no history, no labels, amounts half as large again. Fraud is as common as at home.", source="amounts 1.5 times home's: " + ASSUMED, title="Traffic from a new country", trains=True)
    active_cards: Count = given(2_000_000, 10_000, 100_000_000, "Cards whose history the features need.", source=ASSUMED, log=True)
    chargeback_fee: Usd = given(20, 0, 100, "What the bank charges for a dispute, on top of the payment.", source=ASSUMED)
    margin: Share = given(0.08, 0.005, 0.5, "What is earned on a payment, and lost when it is declined.", source="8 % in the worked example of the amount-aware rule; " + ASSUMED, log=True)
    goodwill: Usd = given(4, 0, 100, "What a false decline costs beyond the sale.", source=ASSUMED)
    new_method: Share = given(0, 0, 1, "Frauds by a method that nobody has seen: to the model and to the rules they look like good payments.", source="0 in the simulator, which knows three methods: Fraud Detection Handbook 2022; that they look like good payments: " + ASSUMED, title="Frauds by an unseen method")
    feature_store_up: Share = given(0.9999, 0, 1, "What the feature store's copies do not mend: a bad release, a network. At 0 it is down, and the fallback decides.", source=ASSUMED, title="Feature store up")
    region_up: Share = given(0.9999, 0.9, 1, "A region that is lost takes the whole pipeline along. It is counted once, where payments come in.", source=ASSUMED, title="Region up")
    machine_price: Times = given(1, 0.2, 5, "What an hour of a machine costs, over the price table. Disks, traffic and charges by use stay.", source="1 is the dated price table, components/prices.csv")
    network_ms: Millis = given(1, 0.1, 20, "What a call inside the data centre adds: half of them take less, one in a hundred four times as long.", source="0.5 ms for a round trip in one data centre: Dean, about 2012; " + ASSUMED, title="Network call", log=True)
    step_up_abandonment: Share = given(0.1, 0, 0.5, "Customers who give up at the challenge.", source=ASSUMED)
    step_up_catch: Share = given(0.85, 0, 1, "Frauds that the challenge stops.", source=ASSUMED)
    review_minutes: float = given(5, 1, 30, "Minutes that a case takes.", source="5 minutes a review: CyberSource and MRC, 2012-16")
    reviewers_there: Share = given(1, 0, 1, "Of the review team that was decided on, the share that is there. Who is not there decides no case and is not paid.", source="all of them: the design's own staffing", title="Review team there")
    reviewer_usd_per_hour: UsdPerHour = given(25, 5, 120, "What an hour of a reviewer costs.", source="$20 to 30 an hour, derived; " + ASSUMED, title="Reviewer")
    declined_budget: Share = given(0.0025, 0.0005, 0.05, "Good payments that may be lost.", source="0.1 % blocked at Stripe Radar 2023; " + ASSUMED, title="Good payments declined, at most", log=True)
    cost_budget: UsdPerMonth = given(60_000, 2_000, 2_000_000, "Machines and people together.", source=ASSUMED, title="Cost budget", log=True)
    availability_target: Share = given(0.9995, 0.95, 0.99999, "A payment without an answer is a payment lost.", source=ASSUMED, title="Availability target")

# fmt: on
