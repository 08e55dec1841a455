"""Healthy traffic of a seed: payments with country, app version and channel, features, labels in time, v12's scores."""

import functools
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from labs.fraud.features import Features, features_of, label_delay_days
from labs.fraud.simulation import Flags, Floats, Payments, simulate
from labs.fraud.training import rule_hits
from labs.incident.models import CURRENT, registry
from labs.incident.setting import DAYS, SETTING, WARM_DAYS

Dimension = Literal["country", "app", "channel"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)
VALUES: dict[Dimension, tuple[str, ...]] = {
    "country": ("AU", "GB", "SG", "HK"),
    "app": ("5.0", "5.1", "5.2"),
    "channel": ("in shop", "web", "in app"),
}
SHARES: dict[Dimension, tuple[float, ...]] = {
    "country": (0.50, 0.28, 0.22, 0.0),
    "app": (0.2, 0.5, 0.3),
    "channel": (0.5, 0.3, 0.2),
}
HK_MOST = 0.5
"""Share of the smallest spenders who live in HK; it falls with the cube of a customer's rank by mean amount. Their
frauds are small too and harder to tell, so that countries differ as real ones do (assumed)."""
SEGMENT_STREAM = 0x5E63E27


@dataclass(frozen=True, eq=False)
class Traffic:
    """All payments of a seed, warm-up included; `score` is v12's, of the rows from `start` on."""

    seed: int
    payments: Payments
    features: Features
    delay_days: Floats
    segments: dict[Dimension, NDArray[np.int8]]
    rule_hit: Flags
    start: int
    score: Floats


@functools.lru_cache(maxsize=2)
def traffic(seed: int) -> Traffic:
    """The healthy traffic of a seed."""
    setting = replace(SETTING, seed=seed)
    payments = simulate(setting)
    features = features_of(payments, setting)
    rows = payments.rows_of_days(WARM_DAYS, DAYS)
    return Traffic(
        seed=seed,
        payments=payments,
        features=features,
        delay_days=label_delay_days(payments, setting),
        segments=_segments(seed, payments),
        rule_hit=rule_hits(payments, features),
        start=rows.start,
        score=registry().models[CURRENT].scores(features.matrix[rows]),
    )


def _segments(seed: int, payments: Payments) -> dict[Dimension, NDArray[np.int8]]:
    """A country and an app version for each customer, a channel for each terminal; one value a payment."""
    rng = np.random.default_rng([seed, SEGMENT_STREAM])
    total = np.bincount(payments.customer, payments.amount, SETTING.customers)
    mean = total / np.maximum(np.bincount(payments.customer, minlength=SETTING.customers), 1)
    rank = mean.argsort().argsort() / SETTING.customers
    country = rng.choice(4, SETTING.customers, p=SHARES["country"])
    country[rng.random(SETTING.customers) < HK_MOST * (1 - rank) ** 3] = 3
    app = rng.choice(3, SETTING.customers, p=SHARES["app"])
    channel = rng.choice(3, SETTING.terminals, p=SHARES["channel"])
    return {
        "country": country.astype(np.int8)[payments.customer],
        "app": app.astype(np.int8)[payments.customer],
        "channel": channel.astype(np.int8)[payments.terminal],
    }
