"""A case as small as a case can be: people come to a kiosk, clerks serve them, somebody pays."""

from copy import copy
from dataclasses import dataclass, replace

from design import (
    Card,
    Case,
    Component,
    Count,
    Journey,
    KnobSet,
    Millis,
    PerSecond,
    Promise,
    Served,
    Service,
    ServiceTime,
    Share,
    Stop,
    Usd,
    Wait,
    assumed,
    choice,
    consequence,
    design_of,
    given,
    graph,
    number,
    switch,
    sync,
    wait,
)
from design.brief import Brief


@dataclass(frozen=True)
class Street(Component):
    """Where people come from."""

    people: PerSecond

    @consequence
    def rate(self) -> PerSecond:
        """So many people come each second.

        Source: definition
        """
        return self.people


@dataclass(frozen=True)
class Station(Served):
    """Clerks that serve people."""

    load: PerSecond
    clerks: Count
    median: Millis = 10.0
    slow: Millis = 20.0
    share_up: Share = 1.0
    wage: Usd = assumed(3.0, "What a clerk is paid here.")

    @property
    def service(self):
        return Service(float(self.median), float(self.slow))

    @property
    def wait(self) -> Wait:
        return wait(self.load, self.clerks, self.service)

    @property
    def up(self):
        return self.share_up

    @consequence
    def utilisation(self) -> Share:
        """This share of the clerks' time is taken.

        Source: utilisation law, Little (1961)
        """
        return self.load * self.service.mean / 1000 / self.clerks

    @consequence
    def cost(self) -> Usd:
        """What the clerks are paid.

        Source: clerks times wage
        """
        return self.clerks * self.wage


@dataclass(frozen=True)
class Booth(Served):
    """Clerks whose work takes any time there is a name for."""

    work: ServiceTime
    load: PerSecond = 0.0
    clerks: Count = 1
    share_up: Share = 1.0

    @property
    def service(self):
        return self.work

    @property
    def wait(self) -> Wait:
        return wait(self.load, self.clerks, self.work)

    @property
    def up(self):
        return self.share_up


@dataclass(frozen=True)
class Knobs(KnobSet):
    """The decisions, and the numbers of the world."""

    clerks: Count = number(2, 1, 50, "Clerks cost money.", step="Staff")
    manners: str = choice("plain", {"plain": "plain speech", "polite": "polite speech"}, "It takes longer.")
    awning: bool = switch(True, "It may rain.")
    people: PerSecond = given(100, 1, 10_000, "Everything scales with it.", source="counted", log=True)
    budget: Millis = given(40, 5, 1000, "Nobody waits longer.", source="asked")
    wages: Usd = given(100, 10, 1000, "What the owner pays.", source="the owner")
    open_share: Share = given(0.99, 0.5, 0.999, "A closed kiosk sells nothing.", source="the owner")


def architecture(knobs, evidence):
    """The street, the kiosk, and the way through."""
    street = Street("Street", knobs.people)
    kiosk = Station("Kiosk", street.rate, knobs.clerks, share_up=0.995 if knobs.awning else 0.9)
    return graph(
        street >> sync("ask", street.rate) >> kiosk,
        also=(Journey("Visit", Stop(kiosk), knobs.budget),),
    )


CASE = Case(
    slug="kiosk",
    brief=Brief("A kiosk", "People queue.", {}, (), (), (), ()),
    kind="design",
    minutes=5,
    Knobs=Knobs,
    evidence_key=lambda knobs: None,
    evidence=lambda knobs, progress: None,
    architecture=architecture,
    places={"Street": (0, 0), "Kiosk": (1, 0)},
    promises=(
        Promise("Visit.p99", "Visit p99", "People leave.", at_most="budget"),
        Promise("Kiosk.cost", "Wages", "The owner asks.", at_most="wages"),
        Promise("Visit.availability", "Open", "A closed kiosk sells nothing.", at_least="open_share"),
    ),
    cards=(Card("A parade", "Everybody comes.", {"people": 1000}),),
    probes=(),
    charts=lambda design: (),
)


def kiosk(case=CASE, **turns):
    """The design of the kiosk with some knobs turned."""
    return design_of(case, replace(Knobs(), **turns), None)


def having(entry, value):
    """The entry of a part that is the same but for this one number."""
    part = copy(entry.part)
    part.__dict__[entry.name] = value
    return replace(entry, part=part)
