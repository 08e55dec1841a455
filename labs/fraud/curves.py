"""What lies above a threshold, in microseconds; and what a score becomes under another base rate."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labs.fraud.simulation import Flags, Floats

SCENARIOS = (1, 2, 3)


@dataclass(frozen=True)
class Tally:
    """Shares, 0 to 1, of all legitimate and fraudulent payments, by number and by amount."""

    legit: float
    fraud: float
    legit_amount: float
    fraud_amount: float


@dataclass(frozen=True, eq=False)
class ThresholdCurve:
    """Every distinct score, ascending, and the shares at or above it; made by `threshold_curve`.

    `scores` has shape (k,); the shares have shape (k + 1,) and end in 0, the share above every score;
    `scenario_amount` is (k + 1, 3), the caught share of the fraud amount of scenarios 1, 2 and 3.
    """

    scores: Floats
    legit: Floats
    fraud: Floats
    legit_amount: Floats
    fraud_amount: Floats
    scenario_amount: Floats
    payments: int
    frauds: int

    def above(self, p: float) -> Tally:
        """What has a score of at least `p`; O(log k)."""
        return self._tally(self._row(p))

    def above_all(self, ps: NDArray[np.float64]) -> Floats:
        """Shares at or above each of `ps`, shape (len(ps), 4), in the order of `Tally`'s fields."""
        rows = np.searchsorted(self.scores, ps)
        return np.stack([self.legit[rows], self.fraud[rows], self.legit_amount[rows], self.fraud_amount[rows]], axis=1)

    def by_scenario(self, p: float) -> Mapping[int, float]:
        """Share of each scenario's fraud amount scored at least `p`; a scenario without fraud is left out."""
        row = self.scenario_amount[self._row(p)]
        there = self.scenario_amount[0] > 0
        return {scenario: float(row[i]) for i, scenario in enumerate(SCENARIOS) if there[i]}

    def volume(self, p: float, fraud_weight: float = 1.0) -> float:
        """Share of all payments with a score of at least `p`, each fraud counting `fraud_weight` payments."""
        return self._volume(self._row(p), fraud_weight)

    def score_at_volume(self, share_of_payments: float, fraud_weight: float = 1.0) -> float:
        """The lowest threshold with at most that share of payments at or above it.

        Infinity where even the top score holds more: ties are kept whole here, `at_volume` shares them out.

        `fraud_weight` counts each fraud so many times against a legitimate payment, to stand for another base
        rate. O(log k).
        """
        row = self._first_row_within(share_of_payments, fraud_weight)
        return float(self.scores[row]) if row < len(self.scores) else float("inf")

    def at_volume(self, share_of_payments: float, fraud_weight: float = 1.0) -> Tally:
        """What the top share of payments holds; the last, tied score is taken in proportion. O(log k)."""
        row = self._first_row_within(share_of_payments, fraud_weight)
        inner = self._tally(row)
        if row == 0:
            return inner
        outer = self._tally(row - 1)
        low, high = self._volume(row, fraud_weight), self._volume(row - 1, fraud_weight)
        part = (max(share_of_payments, 0.0) - low) / (high - low)
        return Tally(
            inner.legit + part * (outer.legit - inner.legit),
            inner.fraud + part * (outer.fraud - inner.fraud),
            inner.legit_amount + part * (outer.legit_amount - inner.legit_amount),
            inner.fraud_amount + part * (outer.fraud_amount - inner.fraud_amount),
        )

    def _row(self, p: float) -> int:
        if p != p:
            raise ValueError("threshold = nan is not a number. Give a probability from 0 to 1.")
        return int(self.scores.searchsorted(p))

    def _tally(self, row: int) -> Tally:
        return Tally(
            float(self.legit[row]),
            float(self.fraud[row]),
            float(self.legit_amount[row]),
            float(self.fraud_amount[row]),
        )

    def _volume(self, row: int, fraud_weight: float) -> float:
        weight = fraud_weight * self.frauds
        legits = self.payments - self.frauds
        return float((weight * self.fraud[row] + legits * self.legit[row]) / (weight + legits))

    def _first_row_within(self, share: float, fraud_weight: float) -> int:
        if not fraud_weight > 0:
            raise ValueError(f"fraud_weight = {fraud_weight} is not above 0. It is how many payments a fraud counts.")
        if share != share:
            raise ValueError("share_of_payments = nan is not a number. Give a share from 0 to 1.")
        return bisect_left(range(len(self.scores)), -share, key=lambda row: -self._volume(row, fraud_weight))


def threshold_curve(score: Floats, scenario: NDArray[np.int8], amount: Floats) -> ThresholdCurve:
    """The curve of payments with these scores, scenarios (0 is legitimate) and amounts, each of shape (n,).

    Raises ValueError where there is no fraud or no legitimate payment: shares of nothing say nothing.
    """
    fraud = scenario > 0
    frauds = int(fraud.sum())
    if frauds in (0, len(score)):
        raise ValueError(f"{frauds} of {len(score)} payments are fraud: a curve needs both kinds. Take more customers.")
    order = np.argsort(score, kind="stable")
    ascending = score[order]
    first = np.flatnonzero(np.concatenate([[True], ascending[1:] != ascending[:-1]]))

    def share(weight: Floats | Flags) -> Floats:
        total = np.concatenate([np.cumsum(weight[order][::-1], dtype=np.float64)[::-1], [0.0]])
        parts: Floats = total[np.append(first, len(score))]
        return parts / parts[0] if parts[0] > 0 else parts

    return ThresholdCurve(
        scores=_closed(ascending[first]),
        legit=_closed(share(~fraud)),
        fraud=_closed(share(fraud)),
        legit_amount=_closed(share(np.where(fraud, 0, amount))),
        fraud_amount=_closed(share(np.where(fraud, amount, 0))),
        scenario_amount=_closed(
            np.stack([share(np.where(scenario == which, amount, 0)) for which in SCENARIOS], axis=1)
        ),
        payments=len(score),
        frauds=frauds,
    )


def shift_prior(p: float, base: float, new_base: float) -> float:
    """What `p`, learned where a share `base` of payments is fraud, becomes where that share is `new_base`.

    Elkan 2001, The Foundations of Cost-Sensitive Learning, theorem 2. Raises ValueError where a base rate is
    not strictly between 0 and 1 or `p` is not a probability.

    >>> round(shift_prior(0.5, 0.5, 0.01), 6)
    0.01
    """
    for name, rate in (("base", base), ("new_base", new_base)):
        if not 0 < rate < 1:
            raise ValueError(f"{name} = {rate} is not strictly between 0 and 1. A base rate is a share of payments.")
    if not 0 <= p <= 1:
        raise ValueError(f"p = {p} is outside 0 to 1. A score is a probability.")
    return new_base * (p - p * base) / (base - p * base + new_base * p - base * new_base)


def unshift_prior(p: float, base: float, new_base: float) -> float:
    """What `shift_prior` turned into `p`: a threshold of the new world in the model's own terms.

    >>> round(unshift_prior(shift_prior(0.3, 0.01, 0.002), 0.01, 0.002), 6)
    0.3
    """
    return shift_prior(p, new_base, base)


def _closed(array: Floats) -> Floats:
    array.setflags(write=False)
    return array
