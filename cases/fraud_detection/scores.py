"""What a score means here: mended if the design mends it, and carried from the lab's base rate to the world's."""

from functools import lru_cache
from typing import Any

import numpy as np

from labs.fraud import FraudEvidence, calibration_of, shift_prior, unshift_prior
from labs.fraud.simulation import Floats
from labs.fraud.world import Grid, World, grid_of

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
    p = np.interp(e.score, *_mended(e)) if calibrate else e.score
    sure = np.where(e.rule_hit & rules, 1 - 1e-6, p)
    return grid_of(np.clip(sure, 1e-6, 1 - 1e-6), e.amount, e.fraud)


@lru_cache(maxsize=32)
def _world(e: FraudEvidence, calibrate: bool, rules: bool, fraud_rate: float, average_payment: float) -> World:
    return _grid(e, calibrate, rules).world(fraud_rate, average_payment)


def world(k: Any, e: FraudEvidence) -> World:
    """The test payments as they would stand in this world: scores, amounts and weights; a rule's hit counts as sure."""
    return _world(e, bool(k.calibrate), bool(k.rules), float(k.fraud_rate), float(k.average_payment))
