"""The parts of the tiny case, and its knobs: every number that a probe reads, each a knob of its own or fixed.

Long because it is flat: a part is a class and each of its numbers a consequence.
"""

from dataclasses import dataclass
from math import inf

from design import (
    ASSUMED,
    BasisPoints,
    Component,
    Days,
    Gigabytes,
    Hours,
    KnobSet,
    Millis,
    Number,
    PerDay,
    PerSecond,
    Probability,
    Seconds,
    Share,
    Times,
    Usd,
    UsdPerMonth,
    UsdPerThousand,
    choice,
    consequence,
    given,
    number,
    switch,
)

WHY, HERE = "For the test.", "the test"
ENDLESS = 1e9
"""A time that stands for none: knobs take no infinity."""
PATHS = {"inline": "in line", "near_real_time": "near real time", "batch": "nightly batch"}
ACTIONS = {"block": "block only", "block_review": "block, review", "all": "all"}
FRESHNESS = {"request": "with the request", "stream": "stream", "nightly": "nightly"}
FALLBACKS = {"rules": "rules", "allow": "allow", "decline": "decline", "wait": "wait"}
FAMILIES = {"logistic": "logistic regression", "forest": "random forest", "boosted": "boosted trees"}
TRAINING = {"logged": "logged", "recomputed": "recomputed"}
UNMATURED = {"unknown": "unknown", "legitimate": "legitimate"}
BALANCE = {"none": "as it comes", "weights": "class weights"}


@dataclass(frozen=True)
class Knobs(KnobSet):
    """Decisions as the fraud case names them, then every number of the ledger."""

    scoring: str = choice("inline", PATHS, WHY)
    actions: str = choice("block_review", ACTIONS, WHY)
    freshness: str = choice("request", FRESHNESS, WHY)
    on_timeout: str = choice("rules", FALLBACKS, WHY)
    family: str = choice("logistic", FAMILIES, WHY)
    training_features: str = choice("logged", TRAINING, WHY)
    unmatured: str = choice("unknown", UNMATURED, WHY)
    balance: str = choice("none", BALANCE, WHY)
    calibrate: bool = switch(True, WHY)
    rules: bool = switch(True, WHY)
    let_through: Share = number(0, 0, 0.2, WHY)
    tokenise: bool = switch(True, WHY)
    shadow: bool = switch(False, WHY)
    timeout_ms: Millis = number(80, 1, 1000, WHY)
    block_above: Probability = number(0.9, 0, 1, WHY)
    review_above: Probability = number(0.2, 0, 1, WHY)
    step_up_above: Probability = number(0.05, 0, 1, WHY)
    maturation_days: Days = number(30, 1, 90, WHY)
    retrain_every_days: Days = number(28, 1, 90, WHY)

    label_delay_days: Days = given(2, 1, 90, WHY, source=ASSUMED)
    payments_per_day: PerDay = given(240_000, 1, 1e9, WHY, source=ASSUMED)
    fraud_rate: Share = given(0.002, 0, 1, WHY, source=HERE)
    average_payment: Usd = given(50, 1, 1000, WHY, source=HERE)
    step_up_abandonment: Share = given(0.1, 0, 1, WHY, source=ASSUMED)

    served: Share = given(0.3, 0, 10, WHY, source=HERE)
    slowest: Millis = given(10, 0, 1e9, WHY, source=HERE)
    reviewed: Share = given(0.7, 0, 1e9, WHY, source=HERE)
    p99: Millis = given(50, 0, 1e9, WHY, source=HERE)
    late: Share = given(0.01, 0, 1, WHY, source=HERE)
    up: Share = given(0.9999, 0, 1, WHY, source=HERE)
    stopped: Share = given(0.6, 0, 1, WHY, source=HERE)
    declined: Share = given(0.001, 0, 1, WHY, source=HERE)
    loss: BasisPoints = given(5, 0, 1e4, WHY, source=HERE)
    bill: UsdPerMonth = given(20_000, 0, 1e9, WHY, source=HERE)
    known: Share = given(0.95, 0, 1, WHY, source=HERE)
    model_age: Days = given(20, 0, 1000, WHY, source=HERE)
    read: PerSecond = given(100, 0, 1e6, WHY, source=HERE)
    waited: Hours = given(1, 0, 1e6, WHY, source=HERE)
    exact: Share = given(0.3, 0, 1, WHY, source=HERE)
    wronged: Times = given(2, 0, 100, WHY, source=HERE)
    people: UsdPerMonth = given(15_000, 0, 1e9, WHY, source=HERE)


@dataclass(frozen=True)
class Ours(Component):
    """A part that reads its numbers off the knobs."""

    k: Knobs


class ModelServer(Ours):
    """How busy, how slow."""

    @consequence
    def utilisation(self) -> Share:
        """Busy. Source: the test."""
        return self.k.served

    @consequence
    def p99(self) -> Millis:
        """Slow. Source: the test."""
        return inf if self.k.slowest >= ENDLESS else self.k.slowest


class ReviewTeam(Ours):
    """How busy."""

    @consequence
    def utilisation(self) -> Share:
        """Busy. Source: the test."""
        return self.k.reviewed

    @consequence
    def people(self) -> Number:
        """On duty. Source: the test."""
        return 3.5

    @consequence
    def wait(self) -> Hours:
        """Waiting. Source: the test."""
        return inf if self.k.waited >= 1e6 else self.k.waited

    @consequence
    def usd_a_case(self) -> Usd:
        """Dear. Source: the test."""
        return 2.5


class Store(Ours):
    """How slow."""

    @consequence
    def p99(self) -> Millis:
        """Slow. Source: the test."""
        return 2.0

    @consequence
    def reads(self) -> PerSecond:
        """Read. Source: the test."""
        return self.k.read

    @consequence
    def utilisation(self) -> Share:
        """Busy. Source: the test."""
        return 0.1


class Processor(Ours):
    """How fresh."""

    @consequence
    def freshness(self) -> Seconds:
        """Fresh. Source: the test."""
        return 5.0


class Join(Ours):
    """How much of the truth is known."""

    @consequence
    def matured(self) -> Share:
        """Known. Source: the test."""
        return self.k.known

    @consequence
    def missed(self) -> Share:
        """Not known. Source: the test."""
        return 1 - self.k.known


class Training(Ours):
    """How old."""

    @consequence
    def model_age(self) -> Days:
        """Old. Source: the test."""
        return self.k.model_age

    @consequence
    def duration(self) -> Hours:
        """Long. Source: the test."""
        return 7.0

    @consequence
    def releases_a_month(self) -> Number:
        """Often. Source: the test."""
        return 30 / self.k.retrain_every_days


class Decision(Ours):
    """How slow, how often late, how often there."""

    @consequence
    def p99(self) -> Millis:
        """Slow. Source: the test."""
        return inf if self.k.p99 >= ENDLESS else self.k.p99

    @consequence
    def timed_out(self) -> Share:
        """Late. Source: the test."""
        return self.k.late

    @consequence
    def availability(self) -> Share:
        """There. Source: the test."""
        return self.k.up


class Money(Ours):
    """What is lost."""

    @consequence
    def fraud_loss(self) -> BasisPoints:
        """Lost. Source: the test."""
        return self.k.loss

    @consequence
    def recall(self) -> Share:
        """Stopped. Source: the test."""
        return self.k.stopped

    @consequence
    def good_declined(self) -> Share:
        """Turned away. Source: the test."""
        return self.k.declined

    @consequence
    def loss_usd_month(self) -> UsdPerMonth:
        """Lost. Source: the test."""
        return 3e5

    @consequence
    def decline_cost_month(self) -> UsdPerMonth:
        """Lost sales. Source: the test."""
        return 2e4

    @consequence
    def model_adds(self) -> Share:
        """Added. Source: the test."""
        return 0.1

    @consequence
    def precision(self) -> Share:
        """Right. Source: the test."""
        return self.k.exact

    @consequence
    def false_positives_per_fraud(self) -> Times:
        """Wronged. Source: the test."""
        return self.k.wronged


class Bill(Ours):
    """What it costs."""

    @consequence
    def cost(self) -> UsdPerMonth:
        """Cost. Source: the test."""
        return self.k.bill

    @consequence
    def people(self) -> UsdPerMonth:
        """People's part. Source: the test."""
        return self.k.people

    @consequence
    def machines(self) -> UsdPerMonth:
        """Machines' part. Source: the test."""
        return 2e3

    @consequence
    def per_thousand(self) -> UsdPerThousand:
        """By the thousand. Source: the test."""
        return 0.4


class Crowd(Ours):
    """How many ask."""

    kind = "Client"

    @consequence
    def mean_rate(self) -> PerSecond:
        """Usual. Source: the test."""
        return 2.8

    @consequence
    def rate(self) -> PerSecond:
        """At peak. Source: the test."""
        return 14.0


class Lake(Ours):
    """How much is kept."""

    kind = "Data lake"

    @consequence
    def storage(self) -> Gigabytes:
        """Kept. Source: the test."""
        return 400.0


class Log(Ours):
    """How much is kept."""

    kind = "Audit log"

    @consequence
    def storage(self) -> Gigabytes:
        """Kept. Source: the test."""
        return 900.0


class Job(Ours):
    """How old."""

    kind = "Batch job"

    @consequence
    def freshness(self) -> Hours:
        """Old. Source: the test."""
        return 24.0


class Banks(Ours):
    """How many labels."""

    kind = "Label source"

    @consequence
    def labels_a_month(self) -> Number:
        """Told. Source: the test."""
        return 73_000.0


class Watch(Ours):
    """How soon, how often wrong."""

    kind = "Drift monitor"

    @consequence
    def false_alarms(self) -> Number:
        """In vain. Source: the test."""
        return 4.0

    @consequence
    def shift_noticed(self) -> Hours:
        """Soon. Source: the test."""
        return 1.0

    @consequence
    def recall_noticed(self) -> Days:
        """Late. Source: the test."""
        return 10.0


class Held(Ours):
    """How old, how much it spares."""

    kind = "Cache"

    @consequence
    def staleness(self) -> Seconds:
        """Old. Source: the test."""
        return 60.0

    @consequence
    def surge(self) -> PerSecond:
        """Spared. Source: the test."""
        return 800.0


class Registry(Ours):
    """How soon the last model is back."""

    kind = "Model registry"

    @consequence
    def rollback(self) -> Seconds:
        """Back. Source: the test."""
        return 60.0


class Few(Ours):
    """How soon, how many."""

    kind = "Canary"

    @consequence
    def verdict(self) -> Days:
        """Sure. Source: the test."""
        return 3.0

    @consequence
    def exposed(self) -> Number:
        """Exposed. Source: the test."""
        return 36_000.0
