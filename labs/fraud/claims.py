"""What a naive evaluation would have claimed, beside the honest figure, measured on the same payments.

Each mistake is one step away from the honest evaluation, so that the difference is that mistake's alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from labs.fraud.features import leaking_features_of, recomputed_features_of
from labs.fraud.lab import FraudLab, lab_at, silence
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Flags, Ints, Payments
from labs.fraud.training import Progress, fitted, window_of

Inputs = NDArray[np.float32]

_STREAM = 0xC1A1
"""Sets the random split apart from all other draws of a seed."""


@dataclass(frozen=True)
class Claim:
    """What one way to evaluate says of the model; `says` is how it goes about it. Metrics are 0 to 1."""

    name: str
    says: str
    average_precision: float
    roc_auc: float


@dataclass(frozen=True)
class Claims:
    """The claims of one setting, the honest one first."""

    claims: tuple[Claim, ...]


def claims_of(
    setting: FraudSetting, progress: Progress | None = None, cache_dir: Path | None = None
) -> tuple[Claim, ...]:
    """The honest figure, then what each mistake would have claimed; one model each, tested on the test days.

    The honest one trains on the morning of the first test day on logged features and matured labels, once, and is
    tested on all test days. `training_features`, `unmatured` and `retrain_every_days` play no part. `progress` and
    `cache_dir` are those of `evidence_of`. Raises ValueError where the test days hold no fraud.
    """
    setting = replace(setting, training_features="logged", unmatured="unknown", retrain_every_days=7)
    lab = lab_at(cache_dir)
    progress = progress or silence
    return lab.analysis(
        "claims",
        {"setting": asdict(setting)},
        lambda: Claims(tuple(_made(lab, setting, progress))),
        _restored,
        progress,
    ).claims


@dataclass(frozen=True, eq=False)
class _Way:
    """One way to evaluate: what it trains on and tests on. `label` is what it takes for known in training."""

    name: str
    says: str
    train: Ints
    test: Ints
    label: Flags
    inputs: Callable[[], Inputs]


def _made(lab: FraudLab, setting: FraudSetting, progress: Progress) -> Iterator[Claim]:
    payments, served = lab.stages(setting, progress)
    ways = _ways(setting, payments, served.label, served.matrix)
    for number, way in enumerate(ways):
        progress(0.2 + 0.8 * number / len(ways), f"Evaluating: {way.name}")
        inputs, truth = way.inputs(), payments.fraud[way.test]
        if truth.all() or not truth.any():
            raise ValueError(
                f"{way.name}: the test holds {truth.sum()} frauds among {len(truth)} payments, and a metric needs "
                "both kinds. Take more customers."
            )
        model = fitted(setting, inputs[way.train], way.label[way.train], setting.days - setting.test_days)
        score = model.scores(inputs[way.test])
        yield Claim(
            name=way.name,
            says=way.says,
            average_precision=float(average_precision_score(truth, score)),
            roc_auc=float(roc_auc_score(truth, score)),
        )


def _ways(setting: FraudSetting, payments: Payments, known: Flags, served: Inputs) -> tuple[_Way, ...]:
    """The honest way and the mistakes; `known` are the labels known at maturity, (n,)."""
    today = setting.days - setting.test_days
    train, test = _days(payments, *window_of(setting, today)), _days(payments, today, setting.days)
    both = np.random.default_rng([setting.seed, _STREAM]).permutation(np.concatenate([train, test]))
    just_before = _days(payments, today - setting.train_days, today)
    wait = f"{setting.maturation_days} days"
    return (
        _Way(
            "Honest",
            f"Trains on payments at least {wait} old with the labels that came by then; tests on the days after.",
            train,
            test,
            known,
            lambda: served,
        ),
        _Way(
            "Random split",
            "Deals payments of training and test days at random, labels and all: it learns from the days of its test.",
            np.sort(both[: len(train)]),
            np.sort(both[len(train) :]),
            payments.fraud,
            lambda: served,
        ),
        _Way(
            "No delay",
            f"Trains up to the morning of the test with every label there, {wait} before it can be.",
            just_before,
            test,
            payments.fraud,
            lambda: served,
        ),
        _Way(
            "Off by one",
            "Terminal risk counts frauds of the payment's own day, the payment's own label among them.",
            train,
            test,
            known,
            lambda: leaking_features_of(payments, setting).matrix,
        ),
        _Way(
            "Recomputed features",
            "Terminal risk is computed later, up to the moment of each payment, with labels nobody had then.",
            train,
            test,
            known,
            lambda: recomputed_features_of(payments, setting).matrix,
        ),
    )


def _days(payments: Payments, first: int, end: int) -> Ints:
    rows = payments.rows_of_days(first, end)
    return np.arange(rows.start, rows.stop)


def _restored(kept: Mapping[str, Any]) -> Claims:
    return Claims(tuple(Claim(**one) for one in kept["claims"]))
