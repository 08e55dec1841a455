"""What checks of inputs share: the groups of inputs, and the one that a finding points to."""

from collections.abc import Sequence

from labs.fraud.features import NAMES
from labs.incident.draft import GROUP_OF, GROUPS

WORDS = {
    "amount": "the amount",
    "clock": "the clock",
    "customer": "the customer's history",
    "terminal": "the terminal's history",
}
NONE, MANY = "none", "many"
OUTCOMES = (NONE, *GROUPS, MANY)
LABELS = tuple(name.replace("_", " ") for name in NAMES)


def pointed(flags: Sequence[bool]) -> str:
    """The one group whose inputs are flagged, `none` or `many`."""
    groups = {group for group, flag in zip(GROUP_OF, flags, strict=True) if flag}
    return NONE if not groups else groups.pop() if len(groups) == 1 else MANY
