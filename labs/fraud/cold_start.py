"""A new country on its first day: no history, no labels, other amounts; how it is protected week by week.

The country is a world of its own: its cards pay at its terminals, so its features start from nothing. What it shares
with home is the model. Three ways to protect it: the model that home has, as it is; the two plain rules alone; the
same model trained again each week with the country's own labels as they mature.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score

from labs.fraud.curves import threshold_curve
from labs.fraud.features import Features, features_of
from labs.fraud.lab import FraudLab, lab_at, silence
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Floats, Payments, simulate
from labs.fraud.training import Model, Progress, fitted, labels_on, rule_hits, window_of

WEEK_DAYS = 7
CHECKED_SHARE = 0.01
"""Recall is of the 1 % of a week's payments that a way puts first, so that all are asked for the same work."""

SEED_STEP = 7_919
"""The country's seed is home's plus this (any number but 0 gives it another world)."""


@dataclass(frozen=True)
class Arrival:
    """How the new country differs from home.

    `new_share` is its customers and terminals as a share of home's; its amounts are home's times `amount_factor`
    (1.5 is assumed; measure yours); it is followed for the last `weeks` of home's days. Raises ValueError where a
    value is outside its range.
    """

    new_share: float = 0.2
    amount_factor: float = 1.5
    weeks: int = 8

    def __post_init__(self) -> None:
        """Refuse what cannot be simulated, in words."""
        for name, low, high in (("new_share", 0.01, 1.0), ("amount_factor", 0.1, 10.0), ("weeks", 1, 12)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int if name == "weeks" else int | float):
                raise ValueError(f"{name} = {value!r} is not a {'whole ' * (name == 'weeks')}number.")
            if not low <= value <= high:
                raise ValueError(f"{name} = {value} is outside {low:g} to {high:g}. Beyond, a week says little.")


@dataclass(frozen=True)
class Protection:
    """How one way orders a week's payments: average precision, and the fraud among the 1 % put first, 0 to 1."""

    average_precision: float
    recall: float


@dataclass(frozen=True)
class WeekOfLife:
    """The country's week `week`, counted from 1. `labels` are its frauds known on the week's first morning.

    A protection is None where the week holds no fraud to find. `home` is the old model at home in the same week.
    """

    week: int
    payments: int
    frauds: int
    labels: int
    old_model: Protection | None
    rules: Protection | None
    retrained: Protection | None
    home: Protection | None


@dataclass(frozen=True)
class ColdStart:
    """The weeks of one arrival, first to last."""

    setting: FraudSetting
    arrival: Arrival
    weeks: tuple[WeekOfLife, ...]


def cold_start_of(
    setting: FraudSetting,
    arrival: Arrival | None = None,
    progress: Progress | None = None,
    cache_dir: Path | None = None,
) -> ColdStart:
    """The new country beside the setting's home; from memory, from disk, or simulated and trained now.

    The old model is home's of the country's first morning. The retrained one learns from the same payments of home
    and all of the country's that have matured, so the two differ by the country's labels alone; until the first of
    them it is the old one. `training_features` and `retrain_every_days` play no part. `progress` and `cache_dir` are
    those of `evidence_of`. Raises ValueError where home's days are too few for so many weeks, or the country is too
    small to simulate.
    """
    arrival = arrival or Arrival()
    first = setting.days - WEEK_DAYS * arrival.weeks
    if first < setting.train_days + 2 * setting.maturation_days:
        raise ValueError(
            f"weeks = {arrival.weeks} is too many: the old model needs {setting.train_days} training days and labels "
            f"for them before day {first}. Follow fewer weeks or simulate more days."
        )
    country = country_setting(setting, arrival)
    lab = lab_at(cache_dir)
    progress = progress or silence
    return lab.analysis(
        "cold_start",
        {"setting": asdict(setting), "arrival": asdict(arrival)},
        lambda: ColdStart(setting, arrival, _weeks(lab, setting, country, arrival, progress)),
        lambda kept: _restored(setting, arrival, kept),
        progress,
    )


def arrived(payments: Payments, first_day: int, amount_factor: float) -> Payments:
    """The payments from `first_day` on, as if there had been none before, amounts multiplied, in cents."""
    rows = payments.rows_of_days(first_day, int(payments.day[-1]) + 1)
    return Payments(
        time_s=payments.time_s[rows].copy(),
        day=payments.day[rows].copy(),
        customer=payments.customer[rows].copy(),
        terminal=payments.terminal[rows].copy(),
        amount=np.round(payments.amount[rows] * amount_factor, 2),
        fraud=payments.fraud[rows].copy(),
        scenario=payments.scenario[rows].copy(),
    )


def protection_of(score: Floats, scenario: NDArray[np.int8]) -> Protection | None:
    """How scores order payments of these scenarios (0 is legitimate), each of shape (n,); a tie is shared out.

    None where there is no fraud, or nothing else.
    """
    fraud = scenario > 0
    if fraud.all() or not fraud.any():
        return None
    recall = threshold_curve(score, scenario, np.ones(len(score))).at_volume(CHECKED_SHARE).fraud
    return Protection(float(average_precision_score(fraud, score)), recall)


@dataclass(frozen=True, eq=False)
class Side:
    """One country's payments and features as served."""

    payments: Payments
    features: Features

    def protection(self, score: Floats, rows: slice) -> Protection | None:
        """How scores of these rows, shape (k,), order their payments."""
        return protection_of(score, self.payments.scenario[rows])


def country_setting(setting: FraudSetting, arrival: Arrival) -> FraudSetting:
    """The country as a world of its own: home's rules and delays, its own people and seed."""
    return replace(
        setting,
        customers=round(setting.customers * arrival.new_share),
        terminals=round(setting.terminals * arrival.new_share),
        seed=(setting.seed + SEED_STEP) % 2**32,
    )


def _weeks(
    lab: FraudLab, setting: FraudSetting, country: FraudSetting, arrival: Arrival, progress: Progress
) -> tuple[WeekOfLife, ...]:
    home = Side(*lab.stages(setting, progress))
    first = setting.days - WEEK_DAYS * arrival.weeks
    there = arrived(simulate(country), first, arrival.amount_factor)
    new = Side(there, features_of(there, country))
    old_model = _trained(setting, home, new, first, first)
    weeks = []
    for number in range(arrival.weeks):
        progress(0.2 + 0.8 * number / arrival.weeks, f"Following week {number + 1} of {arrival.weeks}")
        today = first + WEEK_DAYS * number
        labels = _labels(setting, new, first, today)
        retrained = _trained(setting, home, new, first, today) if labels else old_model
        rows, at_home = (side.payments.rows_of_days(today, today + WEEK_DAYS) for side in (new, home))
        inputs, hits = new.features.matrix[rows], rule_hits(there, new.features)[rows]
        weeks.append(
            WeekOfLife(
                week=number + 1,
                payments=len(inputs),
                frauds=int(there.fraud[rows].sum()),
                labels=labels,
                old_model=new.protection(old_model.scores(inputs), rows),
                rules=new.protection(hits.astype(np.float64), rows),
                retrained=new.protection(retrained.scores(inputs), rows),
                home=home.protection(old_model.scores(home.features.matrix[at_home]), at_home),
            )
        )
    return tuple(weeks)


def _labels(setting: FraudSetting, new: Side, first: int, today: int) -> int:
    return int(new.features.label[new.payments.rows_of_days(first, max(first, today - setting.maturation_days))].sum())


def _trained(setting: FraudSetting, home: Side, new: Side, first: int, today: int) -> Model:
    """A model of home's window on day `first` and of the country's payments matured on day `today`."""
    window = home.payments.rows_of_days(*window_of(setting, first))
    known = labels_on(setting, home.payments, window, home.features.label[window], first)
    theirs = new.payments.rows_of_days(first, max(first, today - setting.maturation_days))
    inputs = np.concatenate([home.features.matrix[window], new.features.matrix[theirs]])
    return fitted(setting, inputs, np.concatenate([known, new.features.label[theirs]]), today)


def _restored(setting: FraudSetting, arrival: Arrival, kept: Mapping[str, Any]) -> ColdStart:
    return ColdStart(setting, arrival, tuple(_week(one) for one in kept["weeks"]))


def _week(kept: Mapping[str, Any]) -> WeekOfLife:
    ways = {
        name: Protection(**kept[name]) if kept[name] else None for name in ("old_model", "rules", "retrained", "home")
    }
    return WeekOfLife(**{**kept, **ways})
