"""Which column says who left, and which, where there are any, who was contacted, who it is, the worth, the tenure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from labs.scores.refusal import BadFile, shown

ROLES = ("churn", "treatment", "id", "value", "tenure")
OPTIONAL = ROLES[1:]

_OBVIOUS = {
    "churn": ("churn", "churned", "ischurn", "churnflag", "churnvalue", "churnlabel", "exited", "attrition", "left"),
    "treatment": ("treatment", "treated", "treatmentflag", "contacted", "iscontacted", "campaign", "offered"),
    "id": ("customerid", "id", "userid", "clientid", "accountid", "customer", "custid"),
    "value": ("clv", "cltv", "ltv", "customervalue", "value", "customerlifetimevalue"),
    "tenure": ("tenure", "tenuremonths", "monthsonbook", "monthswithus"),
}
"""Names without case and signs, the most telling first."""

_LAST_CHOICE = ("target", "label", "y")


@dataclass(frozen=True)
class Columns:
    """The names of the columns as they stand in the file; None where the file has no such column.

    `kept` are columns that stay in although they look like leaks: their bringer knows better.
    """

    churn: str
    treatment: str | None = None
    id: str | None = None
    value: str | None = None
    tenure: str | None = None
    kept: tuple[str, ...] = ()

    @property
    def named(self) -> dict[str, str]:
        """The columns that there are, by role."""
        return {role: name for role in ROLES if (name := getattr(self, role)) is not None}

    def check(self, header: Sequence[str]) -> None:
        """Raises BadFile where a name is not in the header, stands there twice, or serves two ends."""
        twice = next((name for name in header if header.count(name) > 1), None)
        if twice is not None:
            raise BadFile(f"The name {shown(twice)} stands over {header.count(twice)} columns: rename all but one.")
        taken: dict[str, str] = {}
        for role, name in self.named.items():
            if name not in header:
                there = ", ".join(shown(one) for one in header[:8])
                raise BadFile(f"There is no column {shown(name)} for the {role}; the file begins with {there}.")
            if name in taken:
                raise BadFile(f"Column {shown(name)} is named as the {taken[name]} and the {role}: each needs its own.")
            taken[name] = role


def guessed(header: Sequence[str]) -> dict[str, str | None]:
    """The column of each role where its name is obvious and stands there once, else None.

    >>> guessed(["CustomerID", "Tenure Months", "Exited", "MonthlyCharges"])
    {'churn': 'Exited', 'treatment': None, 'id': 'CustomerID', 'value': None, 'tenure': 'Tenure Months'}
    """
    plain = [re.sub(r"[^a-z0-9]", "", name.lower()) for name in header]
    found: dict[str, str | None] = {}
    for role, obvious in _OBVIOUS.items():
        words = (*obvious, *_LAST_CHOICE) if role == "churn" else obvious
        here = next((word for word in words if plain.count(word) == 1), None)
        found[role] = None if here is None else header[plain.index(here)]
    return found
