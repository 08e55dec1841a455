"""What a review team meets if the payments above a threshold go to people instead: its load, what it finds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from labs.scores.ranking import Wholes
from labs.scores.values import Floats

if TYPE_CHECKING:
    from labs.scores.evidence import ScoresEvidence

CAPACITIES: tuple[int, ...] = (
    1,
    2,
    3,
    5,
    7,
    *(step * 10**power for power in range(4) for step in (10, 15, 20, 30, 50, 70)),
)
"""Cases a day that a team can be set to take: 1 to 70,000."""


@dataclass(frozen=True)
class Load:
    """Cases at or above a threshold against a daily capacity; each day the riskiest are taken first.

    A case is reached on its day or not at all. Of equal scores the good payments are met first, the cautious
    reading. `found` frauds are reached, a share `found_share` of all frauds.
    """

    capacity: int
    cases_a_day: float
    busiest_day: int
    days_over: int
    reached: int
    missed: int
    found: int
    found_share: float
    found_amount_share: float


def found_by_capacity(rank: Wholes, place: Wholes, amount: Floats, stops: int) -> tuple[Wholes, Floats]:
    """Numbers and amounts of frauds reached at each capacity and stop, both (capacities, stops).

    From each fraud's rank in its day (from 1), the number of stops that it reaches, and its amount.
    """
    least = np.searchsorted(np.array(CAPACITIES), rank)
    cell = least * (stops + 1) + place
    shape = (len(CAPACITIES) + 1, stops + 1)

    def reached(weights: Floats | None) -> Floats:
        held = np.bincount(cell, weights=weights, minlength=shape[0] * shape[1]).reshape(shape)[:-1, 1:]
        return np.cumsum(np.cumsum(held.astype(np.float64), axis=0)[:, ::-1], axis=1)[:, ::-1]

    return reached(None).astype(np.int64), reached(amount)


def load(evidence: "ScoresEvidence", row: int, capacity: int) -> Load:
    """The load at a row of the evidence and one of CAPACITIES."""
    if capacity not in CAPACITIES:
        raise ValueError(f"capacity = {capacity} is none of CAPACITIES. Take the next of them.")
    if row == evidence.nothing:
        return Load(capacity, 0.0, 0, 0, 0, 0, 0, 0.0, 0.0)
    cases = evidence.cases[:, row].astype(np.int64)
    which = CAPACITIES.index(capacity)
    reached = int(np.minimum(cases, capacity).sum())
    found = int(evidence.found[which, row])
    amount = float(evidence.fraud_amount[0])
    return Load(
        capacity=capacity,
        cases_a_day=float(cases.mean()),
        busiest_day=int(cases.max()),
        days_over=int((cases > capacity).sum()),
        reached=reached,
        missed=int(cases.sum()) - reached,
        found=found,
        found_share=found / int(evidence.frauds[0]),
        found_amount_share=float(evidence.found_amount[which, row]) / amount if amount else float("nan"),
    )


def fits(evidence: "ScoresEvidence", capacity: int) -> int:
    """The row of the lowest stop whose busiest day is within the capacity; the row that stops nothing if none is."""
    within = evidence.cases.max(axis=0) <= capacity
    return int(within.argmax()) if within.any() else evidence.nothing
