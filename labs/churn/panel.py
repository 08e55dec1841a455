"""Simulated months of a customer base: who is about to leave, what shows it, what past campaigns did to the labels.

Covariates are the real customers'. What is simulated: the moment of leaving, its first sign, drift, and the campaigns.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from labs.churn.customers import Customers
from labs.churn.parts import Flags, Floats
from labs.churn.response import Response, shift_to, traits
from labs.churn.setting import ChurnSetting, Definition

MONTHLY_CHURN = 0.03
"""Share of the base that leaves in a month when the simulation begins (assumed; measure yours)."""

BASE = 15_000
"""Customers of one month, drawn anew from the real ones."""

LEAD_MONTHS = 1.0
"""Mean time from the first sign of unrest to leaving, exponential (assumed; measure yours)."""

SIGNAL = 1.2
"""What unrest adds to the usage signal, in standard deviations of it (assumed)."""

AWAY = 0.01
"""Share of stayers who look inactive in any month: on holiday, perhaps (assumed; measure yours)."""

SILENT_MONTHS = 0.5
"""So long before the contract ends do leavers stop using it (assumed; measure yours)."""

PAST_CONTROL = 0.1
"""Share of the riskiest whom past campaigns left alone by lot, so that their labels are clean."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The base of one month, (BASE,) each: features, true label, what the file says, who was contacted.

    `leaves` is leaving within the horizon after the gap if left alone, by contract. `label` is what the definition sees
    of it with campaigns, `clean` without. `weight` corrects for who was left alone by lot.
    """

    matrix: Floats
    rows: np.ndarray
    leaves: Flags
    clean: Flags
    label: Flags
    contacted: Flags
    kept: Flags
    weight: Floats


def snapshot(setting: ChurnSetting, customers: Customers, response: Response, month: int) -> Snapshot:
    """The base at the start of a month; months before 0 are history. The same month is the same whoever asks."""
    rng = np.random.default_rng([setting.seed, 17, month + 1000])
    rows = rng.integers(0, len(customers), BASE)
    hazard = _hazard(setting, customers, response, rows, month)
    leaving = rng.exponential(1.0, BASE) / hazard
    unrest = leaving - rng.exponential(LEAD_MONTHS, BASE) <= 0
    signal = rng.standard_normal(BASE) + SIGNAL * unrest
    first, last = float(setting.gap_months), float(setting.gap_months + setting.horizon_months)
    leaves = (leaving > first) & (leaving <= last)
    risky = np.argsort(-(logit(_chance(hazard)) + SIGNAL * signal), kind="stable")
    chosen = np.zeros(BASE, dtype=np.bool_)
    chosen[risky[: round(setting.past_contacted * BASE)]] = True
    alone = chosen & (rng.random(BASE) < PAST_CONTROL)
    contacted = chosen & ~alone
    kept = contacted & leaves & (rng.random(BASE) < response.saved[rows])
    driven = contacted & ~leaves & (rng.random(BASE) < response.driven[rows])
    away = rng.random(BASE) < AWAY * setting.horizon_months
    clean = _seen(setting.definition, leaving, first, last, away)
    with_campaign = _seen(setting.definition, np.where(kept, np.inf, leaving), first, last, away) | driven
    return Snapshot(
        matrix=np.column_stack([customers.matrix[rows], signal]),
        rows=rows,
        leaves=leaves,
        clean=clean,
        label=with_campaign,
        contacted=contacted,
        kept=kept,
        weight=np.where(contacted, 0.0, np.where(alone, 1 / PAST_CONTROL, 1.0)),
    )


def _hazard(setting: ChurnSetting, customers: Customers, response: Response, rows: np.ndarray, month: int) -> Floats:
    """Leaving per month of each of the base, (BASE,); drift turns what a trait says about it."""
    log_odds = logit(response.leaves)
    base = log_odds + shift_to(log_odds, np.ones(len(customers)), MONTHLY_CHURN)
    drifted = base + setting.drift * month * traits(customers, 3)
    return np.asarray(-np.log1p(-expit(drifted))[rows])


def _chance(hazard: Floats) -> Floats:
    return np.asarray(np.clip(-np.expm1(-hazard), 1e-9, 1 - 1e-9))


def _seen(definition: Definition, leaving: Floats, first: float, last: float, away: Flags) -> Flags:
    """What the definition calls churn: the contract's end in the window, or silence in it, a holiday among it."""
    if definition == "contract":
        return np.asarray((leaving > first) & (leaving <= last))
    silent = leaving - SILENT_MONTHS
    return np.asarray(((silent > first) & (silent <= last)) | (away & (leaving > last)))
