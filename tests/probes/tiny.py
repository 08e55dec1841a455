"""The smallest case that every general probe can be asked of: each number of its ledger is a knob of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from design import (
    Brief,
    Case,
    Component,
    DataClass,
    Design,
    Graph,
    KnobSet,
    Path,
    Promise,
    Value,
    batch,
    design_of,
    event,
    graph,
    number,
    sync,
)

from .parts import (
    WHY,
    Banks,
    Bill,
    Crowd,
    Decision,
    Few,
    Held,
    Job,
    Join,
    Knobs,
    Lake,
    Log,
    ModelServer,
    Money,
    Processor,
    Registry,
    ReviewTeam,
    Store,
    Training,
    Watch,
)


def architecture(k: Knobs, evidence: None) -> Graph:
    """The parts that the knobs ask for."""
    gateway, decide, join = Component("Gateway"), Component("Decision service"), Join("Label join", k)
    live = k.scoring != "batch"
    card = DataClass.TOKEN if k.tokenise else DataClass.CARD_NUMBER
    paths: list[Path | None] = [
        Crowd("Merchant", k)
        >> sync("pay", 1, {DataClass.PERSONAL, DataClass.PAYMENT})
        >> gateway
        >> sync("ask", 1, {card})
        >> decide,
        decide >> sync("score") >> ModelServer("Model server", k) if live else None,
        decide >> sync("read") >> Store("Online feature store", k) if live else None,
        decide >> sync("on timeout") >> Component("Fallback") if live and k.on_timeout != "wait" else None,
        decide >> event("mirror") >> Component("Shadow model") if k.shadow else None,
        decide >> event("made") >> Processor("Stream processor", k) if k.freshness == "stream" else None,
        decide >> event("record") >> Log("Audit log", k),
        decide >> event("append") >> Lake("Data lake", k) >> batch("history") >> Job("Batch job", k)
        if k.freshness == "nightly"
        else decide >> event("append") >> Lake("Data lake", k),
        decide >> sync("recent") >> Held("Recent answers", k),
        gateway >> sync("few", 1) >> Few("First users", k),
        decide >> event("watch") >> Watch("Drift monitor", k),
        decide >> event("grey") >> Component("Case manager") if k.actions != "block" else None,
        decide >> sync("challenge") >> Component("Cardholder") if k.actions == "all" else None,
        Banks("Issuer banks", k) >> batch("told", 0, {DataClass.LABEL}) >> join >> batch("train")
        >> Training("Training pipeline", k) >> batch("register") >> Registry("Model registry", k),
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
                yield design.beside(**{knob.name: value})
