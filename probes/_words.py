"""How a probe reads a design: a number or a promise by its address, payments an hour."""

import re
from functools import cache
from math import inf, nan

from design import DataClass, Design, Entry, Outcome, written


def entry(design: Design, key: str) -> Entry | None:
    """The number at an address; where no part has that name, that number of the first part of that kind."""
    if (found := design.ledger.get(key)) is not None:
        return found
    kind, _, name = key.partition(".")
    words = _kind(kind)
    part = next((p for p in design.graph.measured if p.kind == words), None)
    return design.ledger.get(f"{part.key}.{name}") if part else None


@cache
def _kind(address: str) -> str:
    """An address as a kind is written: `ModelServer` is `Model server`."""
    return re.sub(r"(?<!^)[A-Z]", lambda capital: f" {capital[0].lower()}", address)


def text(design: Design, key: str) -> str:
    """The number at an address in words; nothing where there is none."""
    found = entry(design, key)
    return found.text if found else ""


def between(design: Design, key: str, low: float = 0.0, high: float = inf) -> Entry | None:
    """The number at an address where it lies above one bound and below another, which none unbounded does."""
    found = entry(design, key)
    return found if found and low < found.value < high else None


def number(design: Design, key: str) -> float:
    """The number at an address; or where there is none, not-a-number, which no comparison passes."""
    found = entry(design, key)
    return float(found.value) if found else nan


def figure(design: Design, given: str) -> float:
    """A knob or given as a number; not-a-number where the case does without it."""
    value = getattr(design.knobs, given, None)
    return float(value) if isinstance(value, int | float) else nan


def promised(design: Design, key: str) -> Outcome | None:
    """The promise on one number, held against this design; None where nobody demands anything of it."""
    return next((o for o in design.outcomes if o.entry.key == key), None)


def strained(design: Design, key: str, used: float) -> Outcome | None:
    """The promise on one number where more than a share `used` of its limit is taken."""
    outcome = promised(design, key)
    return outcome if outcome and outcome.strain > used else None


def pays(design: Design) -> bool:
    """True where payments flow through the design: a question about cards, thieves and shops makes sense there."""
    return any(not {DataClass.PAYMENT, DataClass.CARD_NUMBER}.isdisjoint(f.link.carries) for f in design.graph.flows)


def an_hour(design: Design) -> str:
    """Payments in an average hour, in words."""
    return written(figure(design, "payments_per_day") / 24)


def receivers(design: Design, carried: DataClass) -> tuple[str, ...]:
    """The names of the parts that a class of data flows into, each once."""
    reached = (f.target.name for f in design.graph.flows if carried in f.link.carries)
    return tuple(dict.fromkeys(reached))


def listed(names: tuple[str, ...], most: int = 4) -> str:
    """Names as a sentence has them.

    >>> listed(("Gateway", "Data lake", "Audit log"), most=2)
    'Gateway, Data lake and 1 more'
    """
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
