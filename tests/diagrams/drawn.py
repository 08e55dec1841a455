"""A case made for drawing: twenty parts of every kind, switches that take parts away, names that try to break out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from design import (
    ASSUMED,
    Brief,
    Case,
    Component,
    Count,
    Design,
    KnobSet,
    Millis,
    Promise,
    Share,
    WalkStep,
    batch,
    consequence,
    control,
    design_of,
    event,
    given,
    graph,
    number,
    switch,
    sync,
    turned,
    zone,
)


@dataclass(frozen=True)
class Part(Component):
    """Something with a load and a p99."""

    badge = "p99"
    load: float = 1.0
    replicas: Count = 4

    @property
    def note(self) -> str:
        return f"{self.replicas} replicas"

    @consequence
    def utilisation(self) -> Share:
        """The share of time that it works. Source: its definition."""
        return self.load / self.replicas

    @consequence
    def p99(self) -> Millis:
        """Its slowest hundredth. Source: M/M/1."""
        return 10 / (1 - self.utilisation) if self.utilisation < 1 else float("inf")


class Store(Part):
    family = "store"
    icon = "database"


class Bus(Part):
    family = "stream"
    icon = "waypoints"


class Model(Part):
    family = "model"
    icon = "brain-circuit"


class Job(Part):
    family = "batch"
    icon = "no such icon"


class People(Part):
    family = "ops"
    icon = "users"
    badge = ""


class Outside(Part):
    family = "actor"
    icon = "store"
    badge = ""


@dataclass(frozen=True)
class Knobs(KnobSet):
    replicas: Count = number(4, 1, 60, "Room.")
    cache: bool = switch(True, "Nearer.")
    shadow: bool = switch(True, "Safer.")
    review: bool = switch(True, "Wiser.")
    streaming: bool = switch(True, "Fresher.")
    load: float = given(2.0, 0.1, 100, "Load.", source=ASSUMED)
    budget: Millis = given(100, 1, 1000, "Budget.", source=ASSUMED)


PLACES = {
    "Client": (0, 1), "Phone": (0, 2),
    "Gateway": (1, 1), "Service": (2, 1), "Rules": (2, 0), "Cache": (3, 0), "Server": (3, 1), "Shadow": (4, 1),
    "Features": (3, 2), "Log": (1, 3), "Bus": (2, 3), "Flink": (3, 3), "Monitor": (4, 3),
    "Cases": (1, 4), "Lake": (2, 4), "Join": (3, 4), "Training": (4, 4), "Registry": (5, 4),
    "Team": (1, 5), "Banks": (3, 6),
}  # fmt: skip


def architecture(k: Knobs, evidence: Any) -> Any:
    client, phone = Outside("Client"), Outside("Phone")
    gateway, service, rules = Part("Gateway"), Part("Service"), Part("Rules")
    server, features = Model("Server", load=k.load, replicas=k.replicas), Store("Features")
    bus, lake, join = Bus("Bus"), Store("Lake"), Job("Join")
    training, registry, banks, log = Job("Training"), Store("Registry"), Outside("Banks"), Store("Log")
    cache = Store("Cache") if k.cache else None
    shadow = Model("Shadow") if k.shadow else None
    cases, team = (Part("Cases"), People("Team")) if k.review else (None, None)
    flink, monitor = (Part("Flink"), People("Monitor")) if k.streaming else (None, None)
    return graph(
        client >> sync("authorise", k.load, order=1) >> gateway >> sync("decide", k.load, order=2) >> service,
        service >> sync("features of the card", order=3) >> features,
        service >> sync("score", order=4) >> server,
        service >> sync("policy", order=5) >> rules,
        service >> sync("challenge") >> phone,
        service >> sync("look up") >> cache if cache else None,
        server >> event("mirror") >> shadow if shadow else None,
        service >> event("decision", order=6) >> bus >> event("append") >> lake >> batch("rows") >> join,
        bus >> event("record") >> log,
        bus >> event("consume") >> flink >> event("write") >> features if flink else None,
        bus >> event("watch") >> monitor >> control("retrain") >> training if monitor else None,
        banks >> batch("chargebacks") >> join >> batch("train set") >> training >> batch("register") >> registry,
        registry >> control("release", order=11) >> server,
        bus >> event("grey cases") >> cases >> sync("assign") >> team >> batch("verdicts") >> join
        if cases and team
        else None,
        zones=(
            zone("Online", "PCI, mutual TLS", (gateway, service, rules, server, features, cache, shadow), (), True),
            zone("Streaming", "internal", (log, bus, flink, monitor), ()),
            zone("Offline", "restricted", (lake, join, training, registry, cases, team), ()),
        ),
    )


SECTIONS = {"Prompt": "Draw this."}
BRIEF = Brief("Twenty parts", "A lead.", SECTIONS, (), (WalkStep("Ask", 5, "Ask."),), (), ("A book.",))
CASE = Case(
    "twenty_parts", BRIEF, "design", 45, Knobs, lambda k: (), lambda k, p: None, architecture, PLACES,
    (Promise("Server.p99", "Server p99", "Slow is lost.", at_most="budget"),), (), (), lambda d: (),
)  # fmt: skip


def design(case: Case = CASE, **turns: Any) -> Design:
    return design_of(case, turned(case.Knobs(), turns), None)


def every_setting() -> Iterator[Design]:
    """All sixteen sets of parts."""
    names = ("cache", "shadow", "review", "streaming")
    for values in product((True, False), repeat=4):
        yield design(**dict(zip(names, values, strict=True)))


def named(
    part: str, says: str = "calls", zone_name: str = "Zone", title: str = "Two parts", pinned: bool = True
) -> Design:
    """Two parts, one of them so called."""

    def two(k: Any, evidence: Any) -> Any:
        a, b = Part("Caller"), Part(part)
        return graph(a >> sync(says, 1.0, order=1) >> b, zones=(zone(zone_name, "note", (a, b), ()),))

    case = replace(
        CASE,
        brief=replace(BRIEF, title=title),
        architecture=two,
        places={"Caller": (0, 0), part: (1, 0)} if pinned else {},
        promises=(Promise("Caller.p99", "Caller p99", "Why.", at_most=100.0),),
    )
    return design(case)
