"""The kiosk with a decision that trains: the school its clerks went to, which says how often they are there."""

from dataclasses import dataclass, replace

from design import Journey, Stop, choice, design_of, graph, sync
from tests.design.kiosk import CASE, Knobs, Station, Street

UP = {"none": 0.98, "day": 0.995, "evening": 0.999}


@dataclass(frozen=True)
class Schooled(Knobs):
    """The decisions of the kiosk, and one more."""

    school: str = choice("none", {name: name for name in UP}, "Clerks learn to be on time.", trains=True)


def architecture(knobs, evidence):
    """As the kiosk's; what the school found out is how often a clerk is there."""
    street = Street("Street", knobs.people)
    kiosk = Station("Kiosk", street.rate, knobs.clerks, share_up=evidence)
    return graph(street >> sync("ask", street.rate) >> kiosk, also=(Journey("Visit", Stop(kiosk), knobs.budget),))


SCHOOLED = replace(
    CASE,
    Knobs=Schooled,
    evidence_key=lambda knobs: knobs.school,
    evidence=lambda knobs, progress: UP[knobs.school],
    architecture=architecture,
    idle=lambda knobs: {"manners": "not used: nobody speaks"} if knobs.clerks == 1 else {},
)


def schooled(**turns):
    """The design of the kiosk with a school."""
    knobs = replace(Schooled(), **turns)
    return design_of(SCHOOLED, knobs, UP[knobs.school])
