"""Measurements, each against a reference in the same run: ratios hold elsewhere, milliseconds do not.

A benchmark is a module here with `run() -> list[Row]`; `python -m benchmarks` finds it. One whose name
ends in `_app` is a page that a benchmark serves.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# The page under measurement, and what moves and changes on it.
PAGE = "/fraud_detection"
SLIDER = "Block above"  # the label of the slider
WATCHED = ".board"  # CSS of what the move changes, also inside shadow roots


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, for us, and for the reference where there is one."""

    what: str
    ours: float
    unit: str
    reference: float | None = None
    limit: float | None = None  # what `ours` should stay under, or the ratio where there is a reference

    @property
    def ratio(self) -> float | None:
        """How many times the reference ours is; None where there is no reference, or it is zero."""
        return self.ours / self.reference if self.reference else None

    @property
    def verdict(self) -> str:
        """Whether the limit is kept, in a word; empty without a limit."""
        if self.limit is None:
            return ""
        measured = self.ours if self.ratio is None else self.ratio
        return f"{'within' if measured <= self.limit else 'OVER'} {self.limit:g}"


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that `percent` of the values do not exceed, interpolated; nan of none.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 50)
    2.5
    """
    if not values:
        return float("nan")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text."""
    head = ("", "ours", "reference", "ratio", "unit", "limit")
    lines = [
        head,
        *((r.what, _text(r.ours), _text(r.reference), _text(r.ratio), r.unit, r.verdict) for r in rows),
    ]
    first, *others = (max(len(line[i]) for line in lines) for i in range(len(head)))
    return "\n".join(
        "  ".join([line[0].ljust(first), *(cell.rjust(w) for cell, w in zip(line[1:], others, strict=True))])
        for line in lines
    )


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"
