"""How this case's claims and questions read a design: a number by its address, a knob as a reader sees it."""

from design import Design


def text(design: Design, key: str) -> str:
    """The number at an address, in words."""
    return str(design.ledger[key].text)


def value(design: Design, key: str) -> float:
    """The number at an address."""
    return float(design.ledger[key].value)


def said(design: Design, knob: str) -> str:
    """A knob or given of this design, in words."""
    return design.case.knob(knob).said(getattr(design.knobs, knob))
