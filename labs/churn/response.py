"""A simulated response to an offer on top of real customers: its truth is known, because it is ours."""

import functools
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from labs.churn.customers import Customers
from labs.churn.parts import Flags, Floats, Kinds
from labs.churn.validation import out_of_fold

NATURE_SEED = 101
"""The world's own seed: it is the same whatever the setting's seed, so that models are compared in one world."""

NATURE_PARTS = 3
FARTHEST = 1e-6
"""Nobody leaves or stays for certain: chances stay so far from 0 and 1."""

STRENGTH = 1.2
"""How far persuasion differs between customers, in log-odds a standard deviation of the trait (assumed)."""


@dataclass(frozen=True, eq=False)
class Response:
    """The truth, (n,) each: the chance to leave if left alone, to be kept if so, to be driven away if not."""

    leaves: Floats
    saved: Floats
    driven: Floats

    @property
    def uplift(self) -> Floats:
        """What a contact adds to the chance to stay."""
        return self.leaves * self.saved - (1 - self.leaves) * self.driven

    @property
    def contacted(self) -> Floats:
        """The chance to leave if contacted."""
        return self.leaves - self.uplift

    @property
    def kinds(self) -> Kinds:
        """The expected share of each kind."""
        return Kinds(
            persuadables=float(np.mean(self.leaves * self.saved)),
            lost_causes=float(np.mean(self.leaves * (1 - self.saved))),
            sure_things=float(np.mean((1 - self.leaves) * (1 - self.driven))),
            sleeping_dogs=float(np.mean((1 - self.leaves) * self.driven)),
        )


def nature_of(customers: Customers) -> Floats:
    """The world's chance to leave of each customer, (n,): learned from the real labels, out of fold, mean kept.

    Half a logistic regression's, half a boosted one's, so that it is no family's own.
    """
    parts = [
        logit(
            np.clip(out_of_fold(family, customers, customers.churn, NATURE_PARTS, NATURE_SEED), FARTHEST, 1 - FARTHEST)
        )
        for family in ("logistic", "boosted")
    ]
    chance = (parts[0] + parts[1]) / 2
    return np.asarray(expit(chance + shift_to(chance, np.ones(len(customers)), float(customers.churn.mean()))))


def response_of(
    customers: Customers, leaves: Floats, persuadable: float, sleeping_dogs: float, alignment: float
) -> Response:
    """The response where a share `persuadable` of those who would leave is kept, and so on; see `ChurnSetting`."""
    risk = _standard(logit(leaves))
    persuasion = _mixed(traits(customers, 1), risk, alignment)
    saved = _around(STRENGTH * persuasion, leaves, persuadable)
    driven = _around(STRENGTH * traits(customers, 2), 1 - leaves, sleeping_dogs)
    return Response(leaves=leaves, saved=saved, driven=driven)


@functools.lru_cache(maxsize=16)
def traits(customers: Customers, which: int) -> Floats:
    """A standardised mix of the customers' varied columns, weights drawn once by the world's seed, shape (n,)."""
    columns = []
    for place in range(customers.matrix.shape[1]):
        column = customers.matrix[:, place]
        filled = np.where(np.isnan(column), np.nanmedian(column) if not np.isnan(column).all() else 0.0, column)
        _, times = np.unique(filled, return_counts=True)
        if times.max() < 0.9 * len(filled):
            columns.append(_standard(np.clip(_standard(filled), -2, 2)))
    rng = np.random.default_rng([NATURE_SEED, which])
    if not columns:
        return rng.standard_normal(len(customers))
    return _standard(np.stack(columns, axis=1) @ rng.standard_normal(len(columns)))


def shift_to(log_odds: Floats, weight: Floats, share: float) -> float:
    """What to add to log-odds so that the weighted mean of the chances is `share`; by halving."""
    low, high = -40.0, 40.0
    for _ in range(80):
        middle = (low + high) / 2
        above = np.sum(weight * expit(log_odds + middle)) > share * np.sum(weight)
        low, high = (low, middle) if above else (middle, high)
    return (low + high) / 2


def _around(log_odds: Floats, weight: Floats, share: float) -> Floats:
    if share == 0:
        return np.zeros(len(log_odds))
    return np.asarray(expit(log_odds + shift_to(log_odds, weight, share)))


def _mixed(trait: Floats, risk: Floats, alignment: float) -> Floats:
    """A standardised trait whose correlation with risk is `alignment`, up to that of the sample."""
    own = _standard(trait - risk * float(np.mean(trait * risk)))
    return np.asarray(alignment * risk + np.sqrt(1 - alignment**2) * own)


def _standard(values: Floats) -> Floats:
    spread = float(values.std())
    return np.asarray((values - values.mean()) / (spread if spread > 0 else 1.0))


@dataclass(frozen=True, eq=False)
class Trial:
    """A randomised trial: which customers (rows, drawn with replacement), who was contacted by lot, who stayed."""

    rows: np.ndarray
    contacted: Flags
    stayed: Flags


def trial_of(response: Response, rows: np.ndarray, size: int, rng: np.random.Generator) -> Trial:
    """A trial of this size among these customers; half are contacted, and the outcome is drawn by the truth."""
    drawn = rng.choice(rows, size)
    contacted = rng.permutation(np.arange(size) % 2 == 0)
    chance = np.where(contacted, response.contacted[drawn], response.leaves[drawn])
    return Trial(drawn, contacted, rng.random(size) >= chance)
