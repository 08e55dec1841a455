"""Several rounds of block, wait, retrain: what a model learns where its own blocks hide the labels.

A blocked payment never gets a label: it teaches nothing, and terminal risk counts neither it nor its fraud. A share of
would-be blocks let through at random keeps the labels coming, for the price of the frauds among them. The simulation
knows the truth, so that every round is measured on all payments. Fraudsters here do not react, and attempts are seen:
counts and mean amounts of customers and terminals hold blocked payments too.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from labs.fraud.balance import balanced
from labs.fraud.features import NAMES, WINDOWS_DAYS, Features, newest_known, timeline
from labs.fraud.lab import lab_at, silence
from labs.fraud.rounds import Round, Spilt
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import DAY_S, Flags, Floats, Ints, Payments, random_streams
from labs.fraud.training import Model, Progress, classifier, fitted, labels_on, window_of

COIN_STREAM = 0xFEEDBACC
"""Names the stream of the let-through draws: the same for every share, so that a larger share keeps a smaller's."""


@dataclass(frozen=True)
class Loop:
    """How the rounds go: a would-be block has p of at least `block_above` in the model's own terms.

    `let_through` of them, at random, are allowed to learn from. `weighted` makes each of these count
    1 / let_through in training, for those it stands for. Raises ValueError where a value is outside its range.
    """

    let_through: float = 0.0
    block_above: float = 0.2
    rounds: int = 4
    round_days: int = 14
    weighted: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no loop, in words."""
        for name, low, high in (("let_through", 0, 1), ("block_above", 0, 1), ("rounds", 1, 12), ("round_days", 1, 56)):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ValueError(f"{name} = {value:g} is outside {low} to {high}.")


@dataclass(frozen=True)
class _Kept:
    """The rounds as the lab keeps them."""

    rounds: tuple[Round, ...]


def feedback_rounds(
    setting: FraudSetting, loop: Loop, progress: Progress | None = None, cache_dir: Path | None = None
) -> tuple[Round, ...]:
    """The rounds of a loop over the setting's last days: from memory, from disk, or simulated now.

    The first model learned while nothing was blocked. `progress` is told a fraction, never falling, and what is done;
    if it raises, nothing is kept. The setting's cadence, test days and training features are not used: a round is the
    cadence, and features are logged as served. Raises ValueError where the days do not suffice.
    """
    setting, lab, progress = _of_loop(setting, loop), lab_at(cache_dir), progress or silence

    def made() -> _Kept:
        payments, features = lab.stages(setting, progress)
        return _Kept(run(setting, loop, payments, features, lambda part, words: progress(0.2 + 0.8 * part, words)))

    return lab.analysis(
        "feedback", {"setting": asdict(setting), "loop": asdict(loop)}, made, _restored, progress
    ).rounds


def estimated_fraud_rate(label: Flags, wanted: Flags, allowed: Flags, let_through: float) -> float:
    """The fraud rate of all payments from the labels of the allowed, each let-through one counting 1 / let_through.

    `wanted` marks would-be blocks, `allowed` what was let go on; arrays (n,). Horvitz and Thompson 1952: the number of
    all payments is known, and no weight hides a fraud for good, so that the estimate has no bias.
    """
    weight = np.where(wanted, 1 / let_through, 1.0) if let_through > 0 else np.where(wanted, 0.0, 1.0)
    return float((weight * (label & allowed)).sum() / len(label))


def run(
    setting: FraudSetting, loop: Loop, payments: Payments, features: Features, progress: Progress
) -> tuple[Round, ...]:
    """The rounds of the loop on these payments and features, which are those of the setting with nothing blocked."""
    first_day = setting.days - loop.rounds * loop.round_days
    coin = np.random.default_rng([setting.seed, COIN_STREAM]).random(len(payments))
    permutation = random_streams(setting.seed)["permutation"]
    matrix, risk = features.matrix.copy(order="F"), TerminalRisk(payments, setting)
    wanted, allowed = np.zeros(len(payments), np.bool_), np.ones(len(payments), np.bool_)
    rounds = []
    for number in range(loop.rounds):
        progress(number / loop.rounds, f"Round {number + 1} of {loop.rounds}")
        day = first_day + number * loop.round_days
        window = payments.rows_of_days(*window_of(setting, day))
        seen = allowed[window]
        known = labels_on(setting, payments, window, features.label[window], day)
        label = permutation.permutation(known[seen]) if setting.permuted_labels else known[seen]
        importance = None
        if loop.weighted and loop.let_through > 0:
            importance = np.where(wanted[window][seen], 1 / loop.let_through, 1.0)
        model = _model(setting, matrix[window][seen], label, day, importance)
        now = payments.rows_of_days(day, day + loop.round_days)
        score = np.zeros(now.stop - now.start)
        # Terminal risk looks back past the maturation, so that days up to it never need each other's blocks.
        for start in range(day, day + loop.round_days, setting.maturation_days):
            rows = payments.rows_of_days(start, min(start + setting.maturation_days, day + loop.round_days))
            risk.fill(matrix, rows, features.label, allowed)
            score[rows.start - now.start : rows.stop - now.start] = part = model.scores(matrix[rows])
            wanted[rows] = part >= loop.block_above
            allowed[rows] = ~wanted[rows] | (coin[rows] < loop.let_through)
        trained = (int(seen.sum()), int(known[seen].sum()), int(known[~seen].sum()))
        rounds.append(_round(number + 1, payments, now, score, wanted[now], allowed[now], trained))
    return tuple(rounds)


class TerminalRisk:
    """Share of known frauds among a terminal's visible payments, in windows that are found once."""

    def __init__(self, payments: Payments, setting: FraudSetting) -> None:
        """The windows are those of `features_of`."""
        line = timeline(payments.terminal, payments.time_s)
        known_s = newest_known(payments.time_s, setting.freshness) - setting.maturation_days * DAY_S
        self._order = line.order
        self._ends = self._by_row(line.rows_until(known_s[line.order]))
        self._starts = [self._by_row(line.rows_until((known_s - days * DAY_S)[line.order])) for days in WINDOWS_DAYS]
        self._columns = [NAMES.index(f"terminal_risk_{days}d") for days in WINDOWS_DAYS]

    def fill(self, matrix: NDArray[np.float32], rows: slice, label: Flags, visible: Flags) -> None:
        """Write the risk columns of the rows, from the labels of visible payments alone; 0 where none is."""
        seen = _running_total(visible[self._order])
        frauds = _running_total((label & visible)[self._order])
        end = self._ends[rows]
        for column, starts in zip(self._columns, self._starts, strict=True):
            start = starts[rows]
            matrix[rows, column] = (frauds[end] - frauds[start]) / np.maximum(seen[end] - seen[start], 1)

    def _by_row(self, grouped: Ints) -> Ints:
        place = np.empty_like(grouped)
        place[self._order] = grouped
        return place


def _of_loop(setting: FraudSetting, loop: Loop) -> FraudSetting:
    """The setting without what a loop does not use; raises ValueError where its days do not suffice."""
    needed = loop.rounds * loop.round_days + setting.train_days + 2 * setting.maturation_days
    if setting.days < needed:
        raise ValueError(
            f"days = {setting.days} is too few: {loop.rounds} rounds of {loop.round_days} days, {setting.train_days} "
            f"training days and twice maturation_days = {setting.maturation_days} need {needed}. Take fewer rounds."
        )
    default = FraudSetting(days=730)
    return replace(
        setting,
        retrain_every_days=default.retrain_every_days,
        test_days=7,
        training_features=default.training_features,
    )


def _model(
    setting: FraudSetting, inputs: NDArray[np.float32], label: Flags, day: int, importance: Floats | None
) -> Model:
    """A trained model; `importance`, (n,), is how many payments each stands for, None where each for itself."""
    if importance is None or not label.any():
        return fitted(setting, inputs, label, day)
    sample = balanced(setting, label, day)
    weight = importance[sample.rows] * (1.0 if sample.weights is None else sample.weights)
    model = classifier(setting.family, setting.seed)
    prefix = f"{model.steps[-1][0]}__" if isinstance(model, Pipeline) else ""
    with threadpool_limits(1):
        target = label[sample.rows]
        model.fit(inputs[sample.rows].astype(np.float64), target, **{f"{prefix}sample_weight": weight})
    return Model(model, True, sample.odds_factor, sample.odds_factor if setting.corrected else 1.0, 0.0)


def _round(
    number: int,
    payments: Payments,
    rows: slice,
    score: Floats,
    wanted: Flags,
    allowed: Flags,
    trained: tuple[int, int, int],
) -> Round:
    fraud, amount = payments.fraud[rows], payments.amount[rows]

    def spilt(there: Flags) -> Spilt:
        return Spilt(int(there.sum()), float(amount[there].sum()))

    frauds = int(fraud.sum())
    return Round(
        number=number,
        first_day=int(payments.day[rows.start]),
        end_day=int(payments.day[rows.stop - 1]) + 1,
        payments=len(fraud),
        frauds=frauds,
        average_precision=float(average_precision_score(fraud, score)) if frauds else 0.0,
        recall=float((wanted & fraud).sum() / frauds) if frauds else 0.0,
        train_payments=trained[0],
        labels_seen=trained[1],
        labels_hidden=trained[2],
        missed=spilt(fraud & ~wanted),
        let_fraud=spilt(fraud & wanted & allowed),
        let_good=spilt(~fraud & wanted & allowed),
        blocked_fraud=spilt(fraud & ~allowed),
        blocked_good=spilt(~fraud & ~allowed),
    )


def _restored(kept: Mapping[str, Any]) -> "_Kept":
    """The rounds as they were kept."""
    ways = ("missed", "let_fraud", "let_good", "blocked_fraud", "blocked_good")
    return _Kept(tuple(Round(**{**one, **{way: Spilt(**one[way]) for way in ways}}) for one in kept["rounds"]))


def _running_total(values: Flags) -> Ints:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(values, dtype=np.int64)])
