"""Which column of a file is the score, which the label, the amount and the time: named by the user, or guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from labs.scores.refusal import BadFile, shown

ROLES = ("score", "label", "amount", "time")

_OBVIOUS = {
    "score": (
        "score",
        "scores",
        "fraudscore",
        "riskscore",
        "modelscore",
        "probability",
        "prob",
        "proba",
        "pfraud",
        "p",
    ),
    "label": ("label", "labels", "isfraud", "fraud", "isfraudulent", "fraudulent", "target", "class", "y", "txfraud"),
    "amount": ("amount", "amt", "amountusd", "txamount", "transactionamount", "transactionamt", "value", "price"),
    "time": ("time", "timestamp", "datetime", "date", "txdatetime", "transactiontime", "eventtime", "createdat", "ts"),
}
"""Names without case and signs, the most telling first."""


@dataclass(frozen=True)
class Columns:
    """The names of the four columns, as they stand in the file."""

    score: str
    label: str
    amount: str
    time: str

    @property
    def names(self) -> tuple[str, str, str, str]:
        """The names in the order of `ROLES`."""
        return self.score, self.label, self.amount, self.time

    def check(self, header: Sequence[str]) -> None:
        """Raises BadFile where a name is not in the header, stands there twice, or serves two ends."""
        for role, name in zip(ROLES, self.names, strict=True):
            if name not in header:
                raise BadFile(f"There is no column {shown(name)} for the {role}; the file has {_listed(header)}.")
            if header.count(name) > 1:
                places = " and ".join(str(place) for place, here in enumerate(header, 1) if here == name)
                raise BadFile(f"The name {shown(name)} stands over columns {places}: rename all but one.")
        for role, name in zip(ROLES, self.names, strict=True):
            first = ROLES[self.names.index(name)]
            if first != role:
                raise BadFile(f"Column {shown(name)} is named as the {first} and as the {role}: each needs its own.")


def guessed(header: Sequence[str]) -> dict[str, str | None]:
    """The column of each role where its name is obvious and stands there once, else None.

    >>> guessed(["TX_AMOUNT", "is_fraud", "Score", "when"])
    {'score': 'Score', 'label': 'is_fraud', 'amount': 'TX_AMOUNT', 'time': None}
    """
    plain = [re.sub(r"[^a-z0-9]", "", name.lower()) for name in header]
    found: dict[str, str | None] = {}
    for role, obvious in _OBVIOUS.items():
        here = next((word for word in obvious if plain.count(word) == 1), None)
        found[role] = None if here is None else header[plain.index(here)]
    return found


def _listed(header: Sequence[str], most: int = 8) -> str:
    names = ", ".join(shown(name) for name in header[:most])
    return names if len(header) <= most else f"{names} and {len(header) - most} more"
