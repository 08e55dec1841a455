"""How the model fares on parts of the payments: amount, kind of fraud, how little is known, time; names the worst."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from labs.fraud.calibration import wilson_interval
from labs.fraud.evidence import SCENARIO_NAMES, FraudEvidence
from labs.fraud.features import LAST_NIGHT_HOUR, timeline
from labs.fraud.simulation import DAY_S, FIRST_WEEKDAY, Flags, Floats, Ints, Payments

AMOUNT_EDGES = (0.0, 10.0, 50.0, 100.0, 220.0, math.inf)
"""In the simulation's currency; above 220 all is fraud there."""

KNOWN_DAYS, KNOWN_PAYMENTS = 30, 15
"""Under so many payments in the longest window of the features, little is known: in the default test weeks 2 % of
payments by customer, 5 % by terminal (measured)."""

LEAST_FRAUDS = 30
RESAMPLES = 200
WHOLE = "all payments"


@dataclass(frozen=True)
class Measured:
    """A share from 0 to 1 with its 95 % interval; the value is None where there is nothing to measure."""

    value: float | None
    at_least: float
    at_most: float


@dataclass(frozen=True)
class Slice:
    """One part of the payments at one threshold.

    `recall` is of its frauds, `precision` of what is flagged in it, `average_precision` needs no threshold (None where
    a slice has no fraud; its chance level is `fraud_rate`). `loss_share` is its part of the amount of all frauds that
    the threshold misses, `payment_share` its part of all payments. A slice by kind of fraud holds those frauds and
    every good payment.
    """

    dimension: str
    name: str
    payments: int
    frauds: int
    recall: Measured
    precision: Measured
    average_precision: Measured
    loss_share: float
    payment_share: float

    @property
    def fraud_rate(self) -> float:
        """Share of its payments that is fraud."""
        return self.frauds / self.payments if self.payments else 0.0


def slices_of(
    evidence: FraudEvidence, payments: Payments, threshold: float, resamples: int = RESAMPLES
) -> tuple[Slice, ...]:
    """Every slice of the evidence's test payments; the first is the whole.

    `payments` are `simulate(evidence.setting)`: the evidence keeps no terminals and hours. `threshold` is in the
    model's own terms. Raises ValueError where the payments are of another setting.
    """
    test = payments.rows_of_days(evidence.setting.days - evidence.setting.test_days, evidence.setting.days)
    if not np.array_equal(payments.amount[test], evidence.amount):
        raise ValueError("These payments are not those of the evidence. Give simulate(evidence.setting).")
    return sliced(evidence.score, evidence.fraud, evidence.amount, threshold, parts(payments, test), resamples)


def parts(payments: Payments, rows: slice) -> dict[tuple[str, str], Flags]:
    """Which of the rows belong to each slice, by (dimension, name); slices of one dimension may overlap."""
    amount, scenario = payments.amount[rows], payments.scenario[rows]
    found: dict[tuple[str, str], Flags] = {}
    for low, high in pairwise(AMOUNT_EDGES):
        name = f"{low:g} to {high:g}" if high < math.inf else f"{low:g} and more"
        found["amount", name] = (amount >= low) & (amount < high)
    for which, name in SCENARIO_NAMES.items():
        found["kind of fraud", name] = (scenario == which) | (scenario == 0)
    for name, few in little_known(payments).items():
        found["little known", name] = few[rows]
    weekend = (payments.day[rows] + FIRST_WEEKDAY) % 7 >= 5
    night = payments.time_s[rows] % DAY_S // 3600 <= LAST_NIGHT_HOUR
    found["weekday", "Monday to Friday"], found["weekday", "weekend"] = ~weekend, weekend
    found["hour", "day"], found["hour", "night"] = ~night, night
    return found


def little_known(payments: Payments) -> dict[str, Flags]:
    """Payments of a customer, or at a terminal, with under `KNOWN_PAYMENTS` others in the `KNOWN_DAYS` before.

    The simulator founds all customers and terminals on day 0, so that in its last weeks none is new; but of some so
    little is known that the model's windows are as good as empty.
    """
    names = {"customer": payments.customer, "terminal": payments.terminal}
    few = f"with under {KNOWN_PAYMENTS} payments in {KNOWN_DAYS} days"
    return {f"{name} {few}": _earlier(payments, group) < KNOWN_PAYMENTS for name, group in names.items()}


def sliced(
    score: Floats,
    fraud: Flags,
    amount: Floats,
    threshold: float,
    members: Mapping[tuple[str, str], Flags],
    resamples: int = RESAMPLES,
) -> tuple[Slice, ...]:
    """A slice for each of the members, (n,) flags by (dimension, name), after one of all payments.

    Intervals are Wilson's, for average precision the bootstrap's; both take payments as independent. Frauds of one
    terminal or card come together, so that the true intervals are wider.
    """
    missed = float(amount[fraud & (score < threshold)].sum())
    everything = {("all", WHOLE): np.ones(len(score), dtype=np.bool_), **members}
    found = []
    for number, ((dimension, name), inside) in enumerate(everything.items()):
        bad, flagged = fraud[inside], score[inside] >= threshold
        lost = float(amount[inside][bad & ~flagged].sum())
        found.append(
            Slice(
                dimension=dimension,
                name=name,
                payments=int(inside.sum()),
                frauds=int(bad.sum()),
                recall=_share(int((bad & flagged).sum()), int(bad.sum())),
                precision=_share(int((bad & flagged).sum()), int(flagged.sum())),
                average_precision=average_precision(score[inside], bad, resamples, seed=number),
                loss_share=lost / missed if missed > 0 else 0.0,
                payment_share=float(inside.mean()),
            )
        )
    return tuple(found)


def worst(slices: Sequence[Slice], least_frauds: int = LEAST_FRAUDS) -> Slice | None:
    """The slice with the lowest recall that is surely below the whole's; None where none is.

    Sure is: at least so many frauds, and even the upper end of its interval below the recall of all payments. The
    first slice is the whole, as `sliced` gives them.
    """
    whole = slices[0].recall.value
    if whole is None:
        return None
    low = [one for one in slices[1:] if one.frauds >= least_frauds and one.recall.at_most < whole]
    return min(low, key=lambda one: one.recall.value or 0.0, default=None)


def average_precision(score: Floats, fraud: Flags, resamples: int = RESAMPLES, seed: int = 0) -> Measured:
    """Average precision, step-wise as scikit-learn's, with a bootstrap interval from the same seed every time.

    The Poisson bootstrap over payments: what lies between two scores that hold fraud is only counted, and a sum of
    Poisson(1) weights over g payments is Poisson(g), so that a resample costs one draw a fraud. Chamandy, Muralidharan,
    Najmi and Naidu 2012, Estimating Uncertainty for Massive Data Streams.
    """
    if not fraud.any():
        return Measured(None, 0.0, 1.0)
    levels, frauds = np.unique(score[fraud], return_counts=True)
    levels, frauds = levels[::-1], frauds[::-1]
    legit = np.sort(score[~fraud])
    above = len(legit) - np.searchsorted(legit, levels)
    between = np.diff(above, prepend=0)
    rng = np.random.default_rng(seed)
    drawn = _average_precisions(
        rng.poisson(frauds, (resamples, len(frauds))), rng.poisson(between, (resamples, len(between)))
    )
    value = float(_average_precisions(frauds[None, :], between[None, :])[0])
    low, high = np.quantile(drawn, [0.025, 0.975]) if resamples else (0.0, 1.0)
    return Measured(value, float(low), float(high))


def _average_precisions(frauds: Ints, legits: Ints) -> Floats:
    """One value a row, from the numbers at each level of score, highest first."""
    caught = np.cumsum(frauds, axis=1)
    flagged = caught + np.cumsum(legits, axis=1)
    total: Floats = (frauds * caught / np.maximum(flagged, 1)).sum(axis=1)
    return total / np.maximum(caught[:, -1], 1)


def _share(hits: int, trials: int) -> Measured:
    return Measured(hits / trials if trials else None, *wilson_interval(hits, trials))


def _earlier(payments: Payments, group: NDArray[np.uint16]) -> Ints:
    """For every payment, how many earlier ones of its group the `KNOWN_DAYS` before hold."""
    line = timeline(group, payments.time_s)
    start = line.rows_until(payments.time_s[line.order] - KNOWN_DAYS * DAY_S)
    earlier = np.empty(len(payments), dtype=np.int64)
    earlier[line.order] = np.arange(len(payments)) - start
    return earlier
