"""The test payments as another world would see them: its base rate, its mean amount; ready for quick decisions.

A decision for a region of (p, amount) needs no single payments, only their sums: every expected cost is linear in the
number, the p, the amount and the p times amount of what shares an action. So the grid keeps exact sums a cell, and the
only thing lost is that a whole cell must take one action; what that can cost at most is reported with every answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple

import numpy as np

from labs.fraud.balance import prior_corrected
from labs.fraud.simulation import Flags, Floats, Ints

LOG_ODDS_STEP = 0.125
LOG_ODDS_RANGE = (-8.0, 9.0)
AMOUNTS_A_DOUBLING = 5
"""The default evidence fills about 1,700 such cells; their error is below a thousandth of the cost (measured)."""


@dataclass(frozen=True, eq=False)
class Cells:
    """Payments in groups, each to be treated alike; all arrays (k,). A payment alone is a group too.

    Weighted sums over the group: `legit` and `fraud` are numbers, `legit_amount` and `fraud_amount` amounts, `p` and
    `p_amount` sums of p and of p times amount over both kinds. The four limits enclose its payments.
    """

    legit: Floats
    fraud: Floats
    legit_amount: Floats
    fraud_amount: Floats
    p: Floats
    p_amount: Floats
    p_low: Floats
    p_high: Floats
    amount_low: Floats
    amount_high: Floats

    @property
    def weight(self) -> Floats:
        """Weighted number of payments a group."""
        return self.legit + self.fraud

    def beside(self, other: "Cells") -> "Cells":
        """These groups and the other's, as groups of one world."""
        pairs = {field.name: (getattr(self, field.name), getattr(other, field.name)) for field in fields(self)}
        return Cells(**{name: np.concatenate(pair) for name, pair in pairs.items()})

    @property
    def sums(self) -> Floats:
        """The six sums, (6, k), in the order of the fields."""
        return np.stack([self.legit, self.fraud, self.legit_amount, self.fraud_amount, self.p, self.p_amount])


@dataclass(frozen=True, eq=False)
class Ladder:
    """Running sums over distinct p, ascending: `p` is (k,), `sums` (6, k + 1), starting with 0, as in `Cells`."""

    p: Floats
    sums: Floats

    @property
    def weight(self) -> Floats:
        """Weighted number of payments below each rung, shape (k + 1,)."""
        below: Floats = self.sums[0] + self.sums[1]
        return below

    def at(self, rung: float) -> Floats:
        """The six sums below a rung; between two rungs in proportion."""
        lower = min(int(rung), len(self.p))
        part = rung - lower
        here: Floats = self.sums[:, lower]
        return here + part * (self.sums[:, lower + 1] - here) if part > 0 else here


@dataclass(frozen=True, eq=False)
class World:
    """The grid's payments with odds of fraud times `odds`, amounts times `scales`; made by `Grid.world`.

    `p`, `amount` and `weight` have a row a payment, in the order of the grid's cells; a fraud weighs `odds`.
    """

    grid: "Grid"
    odds: float
    scales: "Scales"
    p: Floats
    amount: Floats
    weight: Floats

    @cached_property
    def cells(self) -> Cells:
        """The payments in the grid's cells; for every move of a price or a limit."""
        grid, start = self.grid, self.grid.start
        return _cells(self, lambda sums: np.add.reduceat(sums, start), self.p[grid.lowest], self.p[grid.highest])

    @cached_property
    def payments(self) -> Cells:
        """Every payment a cell of its own: exact, and some twenty times slower."""
        return _cells(self, lambda sums: sums, self.p, self.p)

    @cached_property
    def ladder(self) -> Ladder:
        """Running sums for rules that look at p alone; exact."""
        grid = self.grid
        p = prior_corrected(grid.rung_p, self.odds)
        known = grid.rung_sums * np.array([1.0, self.odds, self.scales.good, self.odds * self.scales.fraud])[:, None]
        # What shares a rung shares its p.
        guessed = np.cumsum(p * np.diff(np.stack([known[0] + known[1], known[2] + known[3]]), axis=1), axis=1)
        return Ladder(p, np.concatenate([known, np.pad(guessed, ((0, 0), (1, 0)))]))


class Scales(NamedTuple):
    """What amounts of good payments and of frauds are multiplied by to become another world's."""

    good: float
    fraud: float


@dataclass(frozen=True, eq=False)
class Grid:
    """Payments sorted into cells of p, amount and kind; made by `grid_of`, read-only.

    `p`, `amount`, `fraud` have a row a payment, in cell order; `start` is the first row of each cell, `lowest` and
    `highest` the row of its lowest and highest p. `rung_p` are the distinct p, ascending, shape (k,); `rung_sums` the
    running numbers and amounts of legitimate and fraudulent payments below each, (4, k + 1).
    """

    p: Floats
    amount: Floats
    fraud: Flags
    start: Ints
    lowest: Ints
    highest: Ints
    rung_p: Floats
    rung_sums: Floats

    def __post_init__(self) -> None:
        """Close every array to writing."""
        for field in fields(self):
            getattr(self, field.name).setflags(write=False)

    @property
    def base_rate(self) -> float:
        """Share of payments that is fraud."""
        return float(self.fraud.mean())

    @cached_property
    def mean_amounts(self) -> tuple[float, float]:
        """The mean amount of a good payment and of a fraud."""
        return float(self.amount[~self.fraud].mean()), float(self.amount[self.fraud].mean())

    def world(
        self,
        fraud_rate: float | None = None,
        average_payment: float | None = None,
        fraud_ticket: float | None = None,
    ) -> World:
        """The payments where this share is fraud, a payment is worth this on average, a fraud so many times as much.

        None leaves it as it is. Frauds are weighed by the ratio of the odds and every p moves with them (Elkan 2001,
        theorem 2). Each payment keeps its score: a ticket makes frauds larger, not easier to tell.
        """
        rate = self.base_rate if fraud_rate is None else fraud_rate
        odds = 1.0 if fraud_rate is None else _odds("fraud_rate", fraud_rate) / _odds("base rate", self.base_rate)
        return self._world(odds, odds, 1.0, scales_of(*self.mean_amounts, rate, average_payment, fraud_ticket))

    def _world(self, odds: float, fraud_weight: float, weight: float, scales: Scales) -> World:
        """With these odds in every p, this weight of a good payment, and of a fraud so many times as much."""
        amount = self.amount * np.where(self.fraud, scales.fraud, scales.good)
        weights = weight * np.where(self.fraud, fraud_weight, 1.0)
        return World(self, odds, scales, prior_corrected(self.p, odds), amount, weights)


def shared_cells(
    home: Grid,
    there: Grid,
    share: float,
    fraud_rate: float,
    average_payment: float | None = None,
    fraud_ticket: float | None = None,
) -> Cells:
    """Cells of a world that has a `share` of its payments from `there`, from 0 to below 1, the rest from `home`.

    Fraud is as common in both, which is assumed; a p of either is moved as home's are, because it is home that the
    scores were mended for. Amounts keep their ratio between the two.
    """
    if not 0 <= share < 1:
        raise ValueError(f"share = {share:g} is outside 0 to below 1. It is the traffic from there.")
    wanted = _odds("fraud_rate", fraud_rate)
    at_home, abroad = (wanted / _odds("base rate", grid.base_rate) for grid in (home, there))
    good, fraud = (h + share * (t - h) for h, t in zip(home.mean_amounts, there.mean_amounts, strict=True))
    scales = scales_of(good, fraud, fraud_rate, average_payment, fraud_ticket)
    weight = share / (1 - share) * (len(home.p) * (1 - home.base_rate)) / (len(there.p) * (1 - there.base_rate))
    ours = home._world(at_home, at_home, 1.0, scales).cells
    return ours.beside(there._world(at_home, abroad, weight, scales).cells) if share else ours


def scales_of(
    good: float, fraud: float, fraud_rate: float, average_payment: float | None, fraud_ticket: float | None
) -> Scales:
    """What turns these mean amounts into those of a world; None leaves the mean, or the ratio of the two, as it is.

    Raises ValueError where no scale does.

    >>> scales_of(50.0, 100.0, 0.5, 60.0, 1.5)
    Scales(good=0.6, fraud=0.9)
    """
    mean = (1 - fraud_rate) * good + fraud_rate * fraud
    wanted = mean if average_payment is None else average_payment
    if fraud_ticket is None:
        scales = Scales(*(_ratio(wanted, mean),) * 2)
    else:
        rest = wanted * (1 - fraud_rate * fraud_ticket) / (1 - fraud_rate)
        scales = Scales(_ratio(rest, good), _ratio(wanted * fraud_ticket, fraud))
    if not all(0 < scale < np.inf for scale in scales):
        raise ValueError(
            f"average_payment = {average_payment} and fraud_ticket = {fraud_ticket} against {good:g} a good payment "
            f"and {fraud:g} a fraud in the data give no scale."
        )
    return scales


def grid_of(p: Floats, amount: Floats, fraud: Flags) -> Grid:
    """The grid of payments with these calibrated probabilities, amounts (above or at 0) and labels, each (n,).

    Cells are an eighth wide in log-odds and a fifth of a doubling in amount: even in both, so that a boundary between
    two actions crosses about as many cells wherever it runs. Each holds frauds or good payments alone, so that either
    may be scaled; a decision sees the p and the amounts of a cell, not its kind. Raises ValueError in words where the
    arrays are no such thing.
    """
    _check(p, amount, fraud)
    inside = np.clip(p, 1e-12, 1 - 1e-12)
    row = np.floor(np.clip(np.log(inside / (1 - inside)), *LOG_ODDS_RANGE) / LOG_ODDS_STEP).astype(np.int64)
    column = np.floor(AMOUNTS_A_DOUBLING * np.log2(np.maximum(amount, 1.0))).astype(np.int64)
    cell = ((row - row.min()) * (int(column.max()) + 1) + column) * 2 + fraud
    # Within a cell by p, so that its first and last rows hold its limits.
    order = np.lexsort((p, cell))
    start = np.flatnonzero(np.append(True, np.diff(cell[order]) != 0))
    end = np.append(start[1:], len(p)) - 1
    rung_p, rung_sums = _rungs(p, amount, fraud)
    return Grid(p[order], amount[order].astype(np.float64), fraud[order], start, start.copy(), end, rung_p, rung_sums)


def _rungs(p: Floats, amount: Floats, fraud: Flags) -> tuple[Floats, Floats]:
    """Distinct p, and what lies below each: legitimate and fraudulent payments by number and amount."""
    order = np.argsort(p, kind="stable")
    first = np.flatnonzero(np.append(True, np.diff(p[order]) != 0))
    rows = np.stack([~fraud, fraud, np.where(fraud, 0.0, amount), np.where(fraud, amount, 0.0)])[:, order]
    sums = np.add.reduceat(rows, first, axis=1)
    return p[order][first], np.concatenate([np.zeros((4, 1)), np.cumsum(sums, axis=1)], axis=1)


def _cells(world: World, grouped: Callable[[Floats], Floats], p_low: Floats, p_high: Floats) -> Cells:
    """The sums of the world's payments, grouped."""
    fraud = np.where(world.grid.fraud, world.weight, 0.0)
    legit = world.weight - fraud
    p = world.weight * world.p
    one_each = len(p_low) == len(world.p)
    start = world.grid.start
    return Cells(
        legit=grouped(legit),
        fraud=grouped(fraud),
        legit_amount=grouped(legit * world.amount),
        fraud_amount=grouped(fraud * world.amount),
        p=grouped(p),
        p_amount=grouped(p * world.amount),
        p_low=p_low,
        p_high=p_high,
        amount_low=world.amount if one_each else np.minimum.reduceat(world.amount, start),
        amount_high=world.amount if one_each else np.maximum.reduceat(world.amount, start),
    )


def _ratio(over: float, under: float) -> float:
    """1 where both are the same, even nothing; infinite where only the lower is nothing."""
    return 1.0 if over == under else over / under if under else float("inf")


def _odds(name: str, share: float) -> float:
    if not 0 < share < 1:
        raise ValueError(f"{name} = {share:g} is not strictly between 0 and 1. It is a share of payments.")
    return share / (1 - share)


def _check(p: Floats, amount: Floats, fraud: Flags) -> None:
    if not len(p) == len(amount) == len(fraud):
        raise ValueError(f"{len(p)} probabilities, {len(amount)} amounts and {len(fraud)} labels are not of one table.")
    if not (fraud.any() and not fraud.all()):
        raise ValueError(f"{int(fraud.sum())} of {len(fraud)} payments are fraud: a decision needs both kinds.")
    for name, values, top in (("p", p, 1.0), ("amount", amount, 1e12)):
        wrong = ~((values >= 0) & (values <= top))
        if wrong.any():
            row = int(np.argmax(wrong))
            raise ValueError(f"{name} = {values[row]} in row {row} is outside 0 to {top:g}.")
