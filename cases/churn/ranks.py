"""The lab's customers in an order, carried to this world: who is on a list, by how a contact would change them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from labs.churn import ChurnEvidence

Floats = NDArray[np.float64]
ORDERS = ("random", "risk", "value", "uplift", "uplift_value", "truth")
LEAVE, STAY = (0, 1), (2, 3)
"""Columns of the sums: persuadables, lost causes | sure things, sleeping dogs; then values; then real churners, others."""


class Mix(NamedTuple):
    """Who is on a list: shares of it that sum to 1, and the value of two kinds relative to the average customer."""

    persuadable: float
    lost_cause: float
    sure_thing: float
    sleeping_dog: float
    persuadable_value: float
    dog_value: float

    @property
    def leave_alone(self) -> float:
        """The share that leaves if nobody calls."""
        return self.persuadable + self.lost_cause


@dataclass(frozen=True)
class Money:
    """What the order by the truth needs to know: everything that one contact earns or costs."""

    take: float
    wakes: float
    clv: float
    offer: float
    stayers_accept: float
    contact: float


def horizon_rate(k: Any) -> float:
    """The share of customers that leaves within the label's horizon, at this world's monthly rate."""
    return float(1 - (1 - float(k.churn_rate)) ** int(k.horizon_months))


def weights(base: float, world: float) -> tuple[float, float]:
    """What a leaver and a stayer of the lab count for where the rate of leaving is the world's (Elkan 2001, theorem 2).

    >>> weights(0.5, 0.25)
    (0.5, 1.5)
    """
    return world / base, (1 - world) / (1 - base)


@lru_cache(maxsize=8)
def _columns(e: ChurnEvidence) -> Floats:
    """One row a customer: chance to be of each kind, the same times relative value for two of them, left, stayed."""
    leaves, saved, driven, value = e.uplift.leaves, e.uplift.saved, e.uplift.driven, e.risk.value
    keep, wake = leaves * saved, (1 - leaves) * driven
    kinds = (keep, leaves - keep, (1 - leaves) - wake, wake)
    return np.stack((*kinds, keep * value, wake * value, e.risk.churn, ~e.risk.churn), axis=1)


@lru_cache(maxsize=8)
def _value_by_rate(e: ChurnEvidence) -> tuple[float, float]:
    """Sums over all customers of value, split by the chance to leave and to stay."""
    leaves, value = e.uplift.leaves, e.risk.value
    return float(leaves @ value), float((1 - leaves) @ value)


@lru_cache(maxsize=16)
def meant(e: ChurnEvidence, calibrate: bool) -> Floats:
    """What the scores say of leaving, at the lab's own rate; calibrated by a line in log-odds (Platt 1999)."""
    if not calibrate:
        return np.asarray(e.risk.score)
    odds = np.log(np.clip(e.risk.score, 1e-6, 1 - 1e-6))
    odds -= np.log1p(-np.clip(e.risk.score, 1e-6, 1 - 1e-6))
    slope, level = 1.0, 0.0
    for _ in range(25):
        p = 1 / (1 + np.exp(-(slope * odds + level)))
        w, miss = p * (1 - p), e.risk.churn - p
        step = np.linalg.solve([[w @ odds**2 + 1e-9, w @ odds], [w @ odds, w.sum() + 1e-9]], [miss @ odds, miss.sum()])
        slope, level = slope + step[0], level + step[1]
    return np.asarray(1 / (1 + np.exp(-(max(slope, 1e-6) * odds + level))))


@lru_cache(maxsize=32)
def _sums(e: ChurnEvidence, order: str, calibrate: bool) -> Floats:
    """Sums down an order, shape (n + 1, 8): row i is of the first i customers."""
    if order == "random":
        return np.asarray(np.linspace(0, 1, e.risk.customers + 1)[:, None] * _columns(e).sum(axis=0))
    by = {
        "risk": e.risk.score,
        "value": meant(e, calibrate) * e.risk.value,
        "uplift": e.uplift.estimate,
        "uplift_value": e.uplift.estimate * e.risk.value,
    }[order]
    return _summed(_columns(e)[np.argsort(-by, kind="stable")])


@lru_cache(maxsize=64)
def _sums_by_truth(e: ChurnEvidence, world: float, money: Money) -> Floats:
    """Sums down the order of what a contact truly earns at these prices, per customer of this world."""
    columns = _columns(e)
    gone, there = weights(float(e.uplift.leaves.mean()), world)
    keep, lost, sure, wake = (columns[:, i] * (gone if i < 2 else there) for i in range(4))
    relative = e.risk.value / _mean_value(e, world)
    earned = relative * money.clv * (money.take * keep - money.wakes * wake)
    earned -= money.offer * (money.take * keep + money.stayers_accept * sure)
    each = earned / (keep + lost + sure + wake) - money.contact
    return _summed(columns[np.argsort(-each, kind="stable")])


def _summed(columns: Floats) -> Floats:
    sums = np.zeros((len(columns) + 1, columns.shape[1]))
    np.cumsum(columns, axis=0, out=sums[1:])
    return sums


def _mean_value(e: ChurnEvidence, world: float) -> float:
    """The mean value of a customer of this world, in the data's own money."""
    gone, there = weights(float(e.uplift.leaves.mean()), world)
    of_leavers, of_stayers = _value_by_rate(e)
    return (gone * of_leavers + there * of_stayers) / e.risk.customers


def _row(sums: Floats, share: float, counts: Floats) -> Floats:
    """The sums at a share of all customers of this world; `counts` says what each column counts for."""
    total = float(sums[-1] @ counts)
    wanted = min(max(share, 0.0), 1.0) * total
    low, high = 0, len(sums) - 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if float(sums[middle] @ counts) <= wanted else (low, middle)
    here, after = float(sums[low] @ counts), float(sums[high] @ counts)
    part = (wanted - here) / (after - here) if after > here else 0.0
    return np.asarray(sums[low] + part * (sums[high] - sums[low]))


def mix(e: ChurnEvidence, order: str, share: float, world: float, keeps: float, calibrate: bool, money: Money) -> Mix:
    """Who is in the first `share` of an order where `world` of all leave; a ranking `keeps` so much of what it knows.

    What an old or a badly taught model has lost is blended away: that part of its list is drawn by lot.
    """
    gone, there = weights(float(e.uplift.leaves.mean()), world)
    sums = _sums_by_truth(e, world, money) if order == "truth" else _sums(e, order, calibrate)
    counts = np.array([gone, gone, there, there, 0.0, 0.0, 0.0, 0.0])
    everybody = sums[-1]
    ranked = _row(sums, share, counts)
    held = keeps if order != "truth" else 1.0
    here = held * ranked + (1 - held) * share * everybody
    keep, lost, sure, wake = (float(here[i]) * (gone if i < 2 else there) for i in range(4))
    whole, value = keep + lost + sure + wake, _mean_value(e, world)
    if whole <= 0:
        return Mix(0.0, 0.0, 1.0, 0.0, 1.0, 1.0)
    worth = [gone * float(here[4]) / (keep * value) if keep > 0 else 1.0]
    worth.append(there * float(here[5]) / (wake * value) if wake > 0 else 1.0)
    return Mix(keep / whole, lost / whole, sure / whole, wake / whole, *worth)


def captured(e: ChurnEvidence, order: str, share: float, world: float, keeps: float, calibrate: bool) -> float:
    """The share of the data's own leavers in the first `share` of an order: real labels, at this world's rate."""
    gone, there = weights(e.risk.base_rate, world)
    sums = _sums(e, order, calibrate)
    row = _row(sums, share, np.array([0.0] * 6 + [gone, there]))
    return keeps * float(row[6] / sums[-1][6]) + (1 - keeps) * share


def kept_of_the_ranking(e: ChurnEvidence) -> float:
    """What age and past campaigns leave of the ranking: its area beyond chance over that of the best of the quarter.

    The best is the same model on labels that no campaign touched, or retrained as often as the lab tries.
    """
    months = e.quarter.months
    here = float(np.mean([m.auc for m in months])) - 0.5
    best = max(*(a.auc for a in e.quarter.ages), float(np.mean([m.auc_clean for m in months]))) - 0.5
    return min(1.0, max(0.0, here / best)) if best > 0 else 0.0
