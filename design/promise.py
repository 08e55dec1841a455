"""Promises: what the interviewer demands of one number, and whether a design keeps it."""

from dataclasses import dataclass
from math import inf, isnan

from .ledger import Entry
from .units import Unit, written


@dataclass(frozen=True)
class Promise:
    """A demand on one number of the ledger: at most, or at least, the value of a given (or a fixed number)."""

    key: str
    title: str
    why: str
    at_most: str | float | None = None
    at_least: str | float | None = None

    def __post_init__(self) -> None:
        """Refuse none and both."""
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError(f"The promise on {self.key} needs one limit: say at_most or at_least.")

    @property
    def limit(self) -> str | float:
        """The given that sets the limit, or the fixed number."""
        return next(limit for limit in (self.at_most, self.at_least) if limit is not None)

    @property
    def limit_from(self) -> str:
        """The given that sets the limit, if one does."""
        return self.limit if isinstance(self.limit, str) else ""


@dataclass(frozen=True)
class Outcome:
    """A promise held against a design."""

    promise: Promise
    entry: Entry
    limit: float

    @property
    def value(self) -> float:
        """The number as the design has it."""
        return self.entry.value

    @property
    def unit(self) -> Unit:
        """The number's unit."""
        return self.entry.unit

    @property
    def upward(self) -> bool:
        """True where more is better."""
        return self.promise.at_least is not None

    @property
    def kept(self) -> bool:
        """True where the number is within its limit; an unbounded number never is."""
        return self.value >= self.limit if self.upward else self.value <= self.limit

    @property
    def strain(self) -> float:
        """How much of the limit is used: above 1 is broken. For shares near 100 %, failures are compared."""
        if isnan(self.value):
            return inf
        if self.upward:
            room, used = 1 - self.limit, 1 - self.value
            if 0 < self.limit <= 1:
                return used / room if room > 0 else (inf if used > 0 else 1.0)
            return self.limit / self.value if self.value > 0 else (1.0 if self.kept else inf)
        return self.value / self.limit if self.limit > 0 else (inf if self.value > 0 else 0.0)

    @property
    def demand(self) -> str:
        """The limit in words: `at most 100 ms`."""
        return f"{'at least' if self.upward else 'at most'} {written(self.limit, self.unit)}"

    @property
    def text(self) -> str:
        """The value in words."""
        return self.entry.text
