"""Remarks: what the designer says of one decision, for the decision record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .belief import cut

LONGEST_REMARK = 600
ASPECTS: Mapping[str, str] = MappingProxyType(
    {
        "reason": "Reason",
        "guardrail": "Guardrail",
        "risk": "Residual risk",
        "revisit": "What would change my mind",
    }
)
"""What is said of a decision: its address, and how a reader sees it."""


@dataclass(frozen=True)
class Remark:
    """The designer's own words on one aspect of a decision; they stand in the place of what is reckoned."""

    knob: str
    aspect: str
    text: str

    def __post_init__(self) -> None:
        """Put the words on one line; refuse an aspect that no record has, and no words at all."""
        object.__setattr__(self, "text", cut(self.text, LONGEST_REMARK))
        if self.aspect not in ASPECTS:
            raise ValueError(
                f"{self.aspect[:40]!r} is not one of {', '.join(ASPECTS)}: what a record says of a decision."
            )
        if not self.text:
            raise ValueError(f"The remark on {self.knob} says nothing: leave it out, and what is reckoned stands.")

    @property
    def address(self) -> str:
        """`block_above.reason`."""
        return f"{self.knob}.{self.aspect}"
