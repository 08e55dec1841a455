"""What a score means here: mended if the design mends it, and carried from the lab's base rate to the world's."""

from functools import lru_cache
from typing import Any

import numpy as np

from labs.fraud import FirstDays, FraudEvidence, calibration_of, shared_cells, shift_prior, unshift_prior
from labs.fraud.simulation import Floats
from labs.fraud.world import Cells, Grid, World, grid_of

PLACES = 801
SURE = 1.0
"""The raw score of a rule's hit: all that is left where a probability is asked for that no mended score reaches."""


@lru_cache(maxsize=16)
def _mended(e: FraudEvidence) -> tuple[Floats, Floats]:
    """Raw scores on a grid even in log-odds, and the probabilities that they turned out to be.

    A beta calibration, fitted on the first half of the test days; ranks stay as they are.
    """
    early = e.day <= np.median(e.day)
    raw = 1 / (1 + np.exp(-np.linspace(-14, 14, PLACES)))
    return raw, np.maximum.accumulate(calibration_of(e.score[early], e.fraud[early])(raw))


def raw_threshold(k: Any, e: FraudEvidence, p: float) -> float:
    """The model's own score from which on a payment's probability in this world is at least `p`."""
    lab = unshift_prior(float(p), e.base_rate, float(k.fraud_rate))
    if not k.calibrate:
        return lab
    raw, meant = _mended(e)
    return float(np.interp(lab, meant, raw, right=SURE)) if lab > meant[0] else float(raw[0])


def meaning(k: Any, e: FraudEvidence, raw: float) -> float:
    """The probability in this world that one of the model's own scores stands for."""
    lab = min(raw, 1.0)
    if k.calibrate:
        lab = float(np.interp(lab, *_mended(e)))
    return shift_prior(lab, e.base_rate, float(k.fraud_rate))


@lru_cache(maxsize=8)
def _grid(e: FraudEvidence, calibrate: bool, rules: bool) -> Grid:
    return _sorted(e, e, calibrate, rules)


@lru_cache(maxsize=8)
def _grid_there(e: FraudEvidence, calibrate: bool, rules: bool) -> Grid:
    return _sorted(e, opened(e), calibrate, rules)


def _sorted(e: FraudEvidence, of: FraudEvidence | FirstDays, calibrate: bool, rules: bool) -> Grid:
    """The payments of home or of the new country, which has no labels: scores are mended as home's are."""
    p = np.interp(of.score, *_mended(e)) if calibrate else of.score
    sure = np.where(of.rule_hit & rules, 1 - 1e-6, p)
    return grid_of(np.clip(sure, 1e-6, 1 - 1e-6), of.amount, of.fraud)


@lru_cache(maxsize=32)
def _world(e: FraudEvidence, calibrate: bool, rules: bool, fraud_rate: float, average: float, ticket: float) -> World:
    return _grid(e, calibrate, rules).world(fraud_rate, average, ticket)


@lru_cache(maxsize=32)
def _cells_of_both(
    e: FraudEvidence, calibrate: bool, rules: bool, share: float, fraud_rate: float, average: float, ticket: float
) -> Cells:
    home, there = _grid(e, calibrate, rules), _grid_there(e, calibrate, rules)
    return shared_cells(home, there, share, fraud_rate, average, ticket)


def world(k: Any, e: FraudEvidence) -> World:
    """The test payments as they would stand in this world: scores, amounts and weights; a rule's hit counts as sure."""
    money = float(k.fraud_rate), float(k.average_payment), float(k.fraud_ticket)
    return _world(e, bool(k.calibrate), bool(k.rules), *money)


def cells(k: Any, e: FraudEvidence) -> Cells:
    """The same in cells of score and amount, with those of a new country where a share of the traffic is from one."""
    if not k.new_country:
        return world(k, e).cells
    money = float(k.fraud_rate), float(k.average_payment), float(k.fraud_ticket)
    return _cells_of_both(e, bool(k.calibrate), bool(k.rules), float(k.new_country), *money)


def opened(e: FraudEvidence) -> FirstDays:
    """The first days of the new country; raises ValueError where the evidence holds none."""
    if e.first_days is None:
        raise ValueError("This evidence knows no new country. Ask for evidence with new_country above 0.")
    return e.first_days
