"""How the claims and questions of cases read a number of a design by its address, in words or as a float."""

from design import Design


def text(design: Design, key: str) -> str:
    """The number at an address, in words."""
    return str(design.ledger[key].text)


def value(design: Design, key: str) -> float:
    """The number at an address."""
    return float(design.ledger[key].value)
