"""Where an input of a formula came from, in words: another number, a decision, the world, an assumption, the user."""

from dataclasses import dataclass
from typing import Literal

from design import Component, Design, Entry, Input, is_assumed, written
from design.register import belief_on, standing_of

BY_CASE, IN_PART = "as the case sets it", "worked out in this part"


@dataclass(frozen=True)
class Origin:
    """One input: its name, its value in words, the number that it leads to (or ""), what it rests on, and the words."""

    name: str
    value: str
    leads_to: str
    standing: Literal["", "assumed", "read", "yours"]
    words: str


def origin(design: Design, part: Component, one: Input) -> Origin:
    """Where an input of a number of this part came from."""
    value = written(one.value, one.unit)
    if design.ledger.get(one.address):
        return Origin(one.name, value, one.address, "", one.address)
    knob = next((k for k in (*design.case.knobs, *design.case.givens) if k.name == one.address), None)
    if knob and knob.role == "knob":
        return Origin(one.name, value, "", "", f"a decision: {knob.title}")
    if knob:
        assumed = standing_of(knob.source) == "assumed"
        return Origin(one.name, value, "", "assumed" if assumed else "", f"the world: {knob.title}, {knob.source}")
    if one.address:
        belief = belief_on(design, one.address)
        return Origin(one.name, value, "", "yours", (belief.reason if belief else "") or "no reason given")
    if is_assumed(one.source):
        return Origin(one.name, value, "", "assumed", one.source.partition("; ")[2])
    return Origin(one.name, value, "", "read" if one.source else "", one.source or _unsaid(part, one))


def _unsaid(part: Component, one: Input) -> str:
    return IN_PART if isinstance(getattr(type(part), one.name, None), property) else BY_CASE


def formula_lines(entry: Entry) -> str:
    """The formula as it is computed, a step a line, the last of them the number's own."""
    return _steps(entry.name, entry.formula.text)


def worked_lines(entry: Entry) -> str:
    """The same with the values put in, and the value; nothing where no value can be put in."""
    return f"{_steps(entry.name, entry.worked)}\n{' ' * len(entry.name)} = {entry.text}" if entry.worked else ""


def _steps(name: str, text: str) -> str:
    *before, last = text.split("; ")
    return "\n".join((*before, f"{name} = {last}"))
