"""The smallest case that every general probe can be asked of: each number of its ledger is a knob of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from design import (
    BasisPoints,
    Brief,
    Case,
    Component,
    DataClass,
    Days,
    Design,
    Graph,
    KnobSet,
    Millis,
    Path,
    PerDay,
    Probability,
    Promise,
    Seconds,
    Share,
    Usd,
    UsdPerMonth,
    Value,
    batch,
    choice,
    consequence,
    design_of,
    event,
    given,
    graph,
    number,
    switch,
    sync,
    turned,
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


@dataclass(frozen=True)
class Knobs(KnobSet):
    """Decisions as the fraud case names them, then every number of the ledger."""

    scoring: str = choice("inline", PATHS, WHY)
    actions: str = choice("block_review", ACTIONS, WHY)
    freshness: str = choice("request", FRESHNESS, WHY)
    on_timeout: str = choice("rules", FALLBACKS, WHY)
    family: str = choice("logistic", FAMILIES, WHY)
    training_features: str = choice("logged", TRAINING, WHY)
    tokenise: bool = switch(True, WHY)
    shadow: bool = switch(False, WHY)
    timeout_ms: Millis = number(80, 1, 1000, WHY)
    block_above: Probability = number(0.9, 0, 1, WHY)
    review_above: Probability = number(0.2, 0, 1, WHY)
    step_up_above: Probability = number(0.05, 0, 1, WHY)
    maturation_days: Days = number(30, 1, 90, WHY)
    retrain_every_days: Days = number(28, 1, 90, WHY)

    label_delay_days: Days = given(2, 1, 90, WHY, source=HERE)
    payments_per_day: PerDay = given(240_000, 1, 1e9, WHY, source=HERE)
    fraud_rate: Share = given(0.002, 0, 1, WHY, source=HERE)
    average_payment: Usd = given(50, 1, 1000, WHY, source=HERE)
    step_up_abandonment: Share = given(0.1, 0, 1, WHY, source=HERE)

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


@dataclass(frozen=True)
class Ours(Component):
    """A part that reads its numbers off the knobs."""

    k: Knobs


class ModelServer(Ours):
    """How busy, how slow."""

    @consequence
    def utilisation(self) -> Share:
        """Busy.

        Source: the test
        """
        return self.k.served

    @consequence
    def p99(self) -> Millis:
        """Slow.

        Source: the test
        """
        return inf if self.k.slowest >= ENDLESS else self.k.slowest


class ReviewTeam(Ours):
    """How busy."""

    @consequence
    def utilisation(self) -> Share:
        """Busy.

        Source: the test
        """
        return self.k.reviewed


class Store(Ours):
    """How slow."""

    @consequence
    def p99(self) -> Millis:
        """Slow.

        Source: the test
        """
        return 2.0


class Processor(Ours):
    """How fresh."""

    @consequence
    def freshness(self) -> Seconds:
        """Fresh.

        Source: the test
        """
        return 5.0


class Join(Ours):
    """How much of the truth is known."""

    @consequence
    def matured(self) -> Share:
        """Known.

        Source: the test
        """
        return self.k.known


class Training(Ours):
    """How old."""

    @consequence
    def model_age(self) -> Days:
        """Old.

        Source: the test
        """
        return self.k.model_age


class Decision(Ours):
    """How slow, how often late, how often there."""

    @consequence
    def p99(self) -> Millis:
        """Slow.

        Source: the test
        """
        return inf if self.k.p99 >= ENDLESS else self.k.p99

    @consequence
    def timed_out(self) -> Share:
        """Late.

        Source: the test
        """
        return self.k.late

    @consequence
    def availability(self) -> Share:
        """There.

        Source: the test
        """
        return self.k.up


class Money(Ours):
    """What is lost."""

    @consequence
    def fraud_loss(self) -> BasisPoints:
        """Lost.

        Source: the test
        """
        return self.k.loss

    @consequence
    def recall(self) -> Share:
        """Stopped.

        Source: the test
        """
        return self.k.stopped

    @consequence
    def good_declined(self) -> Share:
        """Turned away.

        Source: the test
        """
        return self.k.declined

    @consequence
    def loss_usd_month(self) -> UsdPerMonth:
        """Lost.

        Source: the test
        """
        return 1e5


class Bill(Ours):
    """What it costs."""

    @consequence
    def cost(self) -> UsdPerMonth:
        """Cost.

        Source: the test
        """
        return self.k.bill


def architecture(k: Knobs, evidence: None) -> Graph:
    """The parts that the knobs ask for."""
    gateway, decide, join = Component("Gateway"), Component("Decision service"), Join("Label join", k)
    live = k.scoring != "batch"
    card = DataClass.TOKEN if k.tokenise else DataClass.CARD_NUMBER
    paths: list[Path | None] = [
        Component("Merchant") >> sync("pay", 1, {DataClass.PERSONAL}) >> gateway >> sync("ask", 1, {card}) >> decide,
        decide >> sync("score") >> ModelServer("Model server", k) if live else None,
        decide >> sync("read") >> Store("Online feature store", k) if live else None,
        decide >> sync("on timeout") >> Component("Fallback") if live and k.on_timeout != "wait" else None,
        decide >> event("mirror") >> Component("Shadow model") if k.shadow else None,
        decide >> event("made") >> Processor("Stream processor", k) if k.freshness == "stream" else None,
        decide >> event("watch") >> Component("Drift monitor"),
        decide >> event("grey") >> Component("Case manager") if k.actions != "block" else None,
        decide >> sync("challenge") >> Component("Cardholder") if k.actions == "all" else None,
        Component("Issuer banks") >> batch("told", 0, {DataClass.LABEL}) >> join >> batch("train")
        >> Training("Training pipeline", k) >> batch("register") >> Component("Model registry"),
    ]  # fmt: skip
    measured = (ReviewTeam("Review team", k), Decision("Decision", k), Money("Money", k), Bill("Bill", k))
    return graph(*paths, also=measured)


PROMISES = (
    Promise("Decision.p99", "Decision p99", WHY, at_most=100),
    Promise("Decision.availability", "Availability", WHY, at_least=0.999),
    Promise("Money.good_declined", "Good payments declined", WHY, at_most=0.005),
    Promise("Money.fraud_loss", "Fraud loss", WHY, at_most=8),
    Promise("Bill.cost", "Cost a month", WHY, at_most=60_000),
)
CASE = Case(
    slug="tiny",
    brief=Brief("Tiny", "A case for tests.", {}, (), (), (), ()),
    kind="design",
    minutes=45,
    Knobs=Knobs,
    evidence_key=lambda k: 0,
    evidence=lambda k, progress: None,
    architecture=architecture,
    places={},
    promises=PROMISES,
    cards=(),
    probes=(),
    charts=lambda design: (),
)


def tiny(**turns: Value) -> Design:
    """The tiny design with some knobs turned."""
    return design_of(CASE, Knobs(**turns), None)


@dataclass(frozen=True)
class Bare(KnobSet):
    """One decision that no probe knows."""

    depth: float = number(1, 0, 2, WHY)


def bare() -> Design:
    """A design of another kind: two parts without numbers, nothing promised."""

    def pair(k: Bare, evidence: None) -> Graph:
        return graph(Component("Reader") >> sync("read") >> Component("Shelf"))

    case = replace(CASE, slug="bare", Knobs=Bare, architecture=pair, promises=())
    return design_of(case, Bare(), None)


def ends(design: Design) -> Iterator[Design]:
    """The designs one turn away that need no new evidence."""
    for knob in (*design.case.knobs, *design.case.givens):
        if not knob.trains:
            places = knob.axis if knob.kind != "number" else (knob.axis[0], knob.axis[-1])
            for value in places:
                yield design_of(design.case, turned(design.knobs, {knob.name: value}), design.evidence)
