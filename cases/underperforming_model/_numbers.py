"""How this case's claims and questions read a design: a number by its address, in words or as a float, and a neighbour."""

from typing import Any

from design import Design, design_of, turned


def text(design: Design, key: str) -> str:
    """The number at an address, in words."""
    return str(design.ledger[key].text)


def value(design: Design, key: str) -> float:
    """The number at an address."""
    return float(design.ledger[key].value)


def said(design: Design, knob: str) -> str:
    """A knob or given of this design, in words."""
    return design.case.knob(knob).said(getattr(design.knobs, knob))


def beside(design: Design, **turns: Any) -> Design:
    """The same design with some knobs turned."""
    return design_of(design.case, turned(design.knobs, turns), design.evidence)
