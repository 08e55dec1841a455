"""The Pareto front: what no other beats in one number without losing in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from design import Case, Unit

DOWNWARD = ("ms", "s", "h", "days", "bp")
"""Units of which less is better where no promise says: waiting and loss. Money counts among them."""


@dataclass(frozen=True)
class Goal:
    """A number that is compared, and whether more of it is better."""

    key: str
    upward: bool = False


def goal_of(case: Case, key: str, unit: Unit) -> Goal | None:
    """A number with the direction that its promise gives it, or its unit (less money, less time), or None."""
    for promise in case.promises:
        if promise.key == key:
            return Goal(key, promise.at_least is not None)
    return Goal(key) if unit.symbol.startswith("$") or unit.symbol in DOWNWARD else None


def front_of(values: NDArray[np.float64], upward: Sequence[bool]) -> NDArray[np.intp]:
    """The rows that no other row dominates, in their order. `values` is (rows, numbers).

    One row dominates another if it is no worse in any number and better in one; equal rows do not. A row with a NaN
    does without a number: it neither dominates nor stands on the front. Infinity is a value.
    """
    costs = np.where(np.asarray(upward, dtype=bool), -values, values)
    whole = np.flatnonzero(~np.isnan(costs).any(axis=1))
    order = whole[np.lexsort(costs[whole].T[::-1])]
    front = np.empty((len(order), costs.shape[1]))
    found: list[int] = []
    # What dominates a row comes before it in this order, and something on the front dominates whatever is dominated.
    for i in order:
        held = front[: len(found)]
        no_worse = (held <= costs[i]).all(axis=1)
        if not (no_worse & (held < costs[i]).any(axis=1)).any():
            front[len(found)] = costs[i]
            found.append(int(i))
    return np.array(sorted(found), dtype=np.intp)
