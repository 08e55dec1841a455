"""Beliefs: what the user says of a figure that nobody measured here; and why they live with a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite

LONGEST_REASON = 300
NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
WRITTEN = re.compile(
    rf"(?P<value>{NUMBER})?\s*(?:\[(?P<low>{NUMBER})\.\.(?P<high>{NUMBER})\])?\s*(?P<mark>:\s)?(?P<reason>.*)", re.S
)


@dataclass(frozen=True)
class Belief:
    """What the user says of one figure: a value of their own, the range it may lie in, and why.

    `address` names a component's assumed field (`Money.review_catch`) or a given (`margin`, whose value is its own
    slider's, so that only a range may be said). Raises ValueError where the range is no range.
    """

    address: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no number or no range, in words."""
        object.__setattr__(self, "reason", cut(self.reason))
        for said in (self.value, self.low, self.high):
            if said is not None and not isfinite(said):
                raise ValueError(f"{self.address} = {said} is not a finite number.")
        if (self.low is None) != (self.high is None):
            raise ValueError(f"The range of {self.address} needs both ends.")
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"The range of {self.address}, {self.low:g} to {self.high:g}, ends before it begins.")
            if self.value is not None and not self.low <= self.value <= self.high:
                raise ValueError(
                    f"{self.address} = {self.value:g} is outside its own range {self.low:g} to {self.high:g}."
                )

    @property
    def text(self) -> str:
        """As an address or a command line writes it; `believed` reads it back.

        >>> Belief("Money.review_catch", 0.8, 0.6, 0.95, "our team, May").text
        '0.8 [0.6..0.95] our team, May'
        """
        value = "" if self.value is None else _plain(self.value)
        span = "" if self.low is None or self.high is None else f"[{_plain(self.low)}..{_plain(self.high)}]"
        mark = ":" if self.reason.startswith((":", "[")) else ""  # so that no reason is taken for a range
        return " ".join(word for word in (value, span, mark, self.reason) if word)


@dataclass(frozen=True)
class Accepted:
    """A finding that the designer lives with, by its address (`rule:Part`), and why."""

    finding: str
    reason: str

    def __post_init__(self) -> None:
        """Refuse an acceptance without a reason."""
        object.__setattr__(self, "reason", cut(self.reason))
        if not self.reason:
            raise ValueError("Say why you accept it: the reason goes into every export.")


def believed(address: str, text: str) -> Belief:
    """The belief that an address or a command line wrote.

    Raises ValueError where neither a value nor a range is said.

    >>> believed("margin", "[0.05..0.1] from finance")
    Belief(address='margin', value=None, low=0.05, high=0.1, reason='from finance')
    """
    found = WRITTEN.fullmatch(text.strip())
    said = found.groupdict() if found else {}
    value, low, high = (float(said[end]) if said.get(end) else None for end in ("value", "low", "high"))
    if value is None and low is None:
        raise ValueError(f"A belief on {address} needs a value, as 0.8, or a range, as [0.6..0.95].")
    return Belief(address, value, low, high, said["reason"])


def cut(words: str, longest: int = LONGEST_REASON) -> str:
    """Words on one line, cut where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1].rstrip()}…"


def _plain(value: float) -> str:
    return repr(float(value)).removesuffix(".0")
