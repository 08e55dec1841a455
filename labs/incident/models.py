"""The models of the registry, really trained on a world of their own, and what their decisions cost."""

import functools
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from labs.fraud.features import features_of, leaking_features_of
from labs.fraud.simulation import Flags, Floats, simulate
from labs.fraud.training import Model, fitted
from labs.incident.setting import DAYS, MATURATION_DAYS, PRICES, SETTING, TRAINING_SEED

Release = Literal["v11", "v12", "leaking"]
CURRENT: Release = "v12"
PREVIOUS: Release = "v11"
STOPS = np.concatenate([np.geomspace(0.01, 0.2, 40), np.linspace(0.205, 0.99, 80)])


@dataclass(frozen=True, eq=False)
class Registry:
    """Trained models by release, and the threshold on the score of v12 that is cheapest on labels it did not learn.

    `leaking` learned from terminal risk that counts the payment's own day, itself included: offline it is the best.
    """

    models: dict[str, Model]
    threshold: float


@functools.lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry, trained once a process, in a few seconds."""
    setting = replace(SETTING, seed=TRAINING_SEED)
    payments = simulate(setting)
    served, leaking = features_of(payments, setting), leaking_features_of(payments, setting)
    today = DAYS - 35
    late = payments.rows_of_days(today - MATURATION_DAYS - 28, today - MATURATION_DAYS)
    early = payments.rows_of_days(today - MATURATION_DAYS - 42, today - MATURATION_DAYS - 14)
    models = {
        "v11": fitted(setting, served.matrix[early], served.label[early], today - 14),
        "v12": fitted(setting, served.matrix[late], served.label[late], today),
        "leaking": fitted(setting, leaking.matrix[late], leaking.label[late], today),
    }
    judged = payments.rows_of_days(today, today + 28)
    score = models[CURRENT].scores(served.matrix[judged])
    return Registry(models, cheapest_threshold(score, served.label[judged], payments.amount[judged]))


def costs(fraud: Flags, amount: Floats, blocked: Flags) -> Floats:
    """What each payment cost by the truth: a fraud that went through, or a good payment that was blocked, shape
    (n,)."""
    missed = np.where(fraud & ~blocked, PRICES.of_fraud(amount), 0.0)
    declined = np.where(~fraud & blocked, PRICES.of_decline(amount), 0.0)
    return np.asarray(missed + declined, dtype=np.float64)


def cheapest_threshold(score: Floats, fraud: Flags, amount: Floats) -> float:
    """Of 120 thresholds, the one whose blocks cost least by these labels."""
    totals = [float(costs(fraud, amount, score >= stop).sum()) for stop in STOPS]
    return float(STOPS[int(np.argmin(totals))])
