"""The fifteen inputs of the model, as old as the feature path delivers them, with labels that arrive late.

The inputs at freshness `request` and a constant delay are those of the ULB handbook, chapter 3; the two
staler paths and the random label delay are our own generalisation.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labs.fraud.setting import FraudSetting, Freshness
from labs.fraud.simulation import DAY_S, FIRST_WEEKDAY, Flags, Floats, Ints, Payments, random_streams

WINDOWS_DAYS = (1, 7, 30)
STREAM_LAG_S = 300
LAST_NIGHT_HOUR = 6

NAMES = (
    "amount",
    "weekend",
    "night",
    *(f"customer_{what}_{days}d" for days in WINDOWS_DAYS for what in ("payments", "mean_amount")),
    *(f"terminal_{what}_{days}d" for days in WINDOWS_DAYS for what in ("payments", "risk")),
)


@dataclass(frozen=True, eq=False)
class Features:
    """What the model and the rules see of every payment; rows as in `Payments`, arrays read-only.

    `matrix` is (n, 15) float32 in the order of `NAMES`; `label` is what was known of the payment when it
    turned `maturation_days` old; `usual_amount` and `usual_payments` describe the customer's last 30 days
    without the payment itself, for the rules.
    """

    matrix: NDArray[np.float32]
    label: Flags
    usual_amount: Floats
    usual_payments: Ints

    def __post_init__(self) -> None:
        """Close every array to writing."""
        for array in (self.matrix, self.label, self.usual_amount, self.usual_payments):
            array.setflags(write=False)


@dataclass(frozen=True, eq=False)
class Timeline:
    """Payments grouped by one card or terminal, oldest first; finds any instant in every group at once."""

    order: Ints
    start: Ints
    key: Ints

    def rows_until(self, instant_s: Ints) -> Ints:
        """Rows, in grouped order, of all earlier groups and of this one up to each row's instant."""
        return np.searchsorted(self.key, self.start + np.maximum(instant_s, -1), side="right")


def timeline(group: NDArray[np.uint16], time_s: Ints) -> Timeline:
    """Payments, given oldest first, grouped; ties of a second keep their order."""
    order = np.argsort(group, kind="stable")
    span = int(time_s[-1]) + 2 if len(time_s) else 2
    start = group[order].astype(np.int64) * span + 1
    return Timeline(order, start, start + time_s[order])


def features_of(payments: Payments, setting: FraudSetting) -> Features:
    """The inputs at `setting.freshness`, with labels of `setting`'s delay read at `maturation_days`."""
    label = label_at_maturity(payments, setting)
    known_s = newest_known(payments.time_s, setting.freshness)
    matrix = np.empty((len(payments), len(NAMES)), dtype=np.float32, order="F")
    matrix[:, 0] = payments.amount
    matrix[:, 1] = (payments.day + FIRST_WEEKDAY) % 7 >= 5
    matrix[:, 2] = payments.time_s % DAY_S // 3600 <= LAST_NIGHT_HOUR
    usual_amount, usual_payments = _customer_columns(payments, known_s, matrix[:, 3:9])
    _terminal_columns(payments, known_s - setting.maturation_days * DAY_S, label, matrix[:, 9:15])
    return Features(matrix, label, usual_amount, usual_payments)


def recomputed_features_of(payments: Payments, setting: FraudSetting) -> Features:
    """The inputs as a later job computes them from the lake: the labels are the same, the features know too much.

    Windows end just before the payment, whatever the serving path would have known, and terminal risk counts every
    fraud that is known by now. What a model learns on these is not what it is given when it answers.
    """
    served = features_of(payments, setting)
    matrix = served.matrix.copy(order="F")
    just_before_s = payments.time_s - 1
    _customer_columns(payments, just_before_s, matrix[:, 3:9])
    _terminal_columns(payments, just_before_s, payments.fraud, matrix[:, 9:15])
    return Features(matrix, served.label, served.usual_amount, served.usual_payments)


def leaking_features_of(payments: Payments, setting: FraudSetting) -> Features:
    """The inputs with an off-by-one: terminal risk counts the payment's whole day, itself and its label included.

    All else is as in `features_of`. Nobody can serve this; a join by date instead of by time computes it.
    """
    served = features_of(payments, setting)
    matrix = served.matrix.copy(order="F")
    end_of_day_s = (payments.time_s // DAY_S + 1) * DAY_S - 1
    _terminal_columns(payments, end_of_day_s, payments.fraud, matrix[:, 9:15])
    return Features(matrix, served.label, served.usual_amount, served.usual_payments)


def label_at_maturity(payments: Payments, setting: FraudSetting) -> Flags:
    """Whether a payment is fraud and was known as such when it turned `maturation_days` old, shape (n,)."""
    return label_delay_days(payments, setting) <= setting.maturation_days


def label_delay_days(payments: Payments, setting: FraudSetting) -> Floats:
    """Days from a fraud to its label, shape (n,); infinite for legitimate payments, of which nobody ever reports.

    Delays are lognormal: median `label_delay_days`, sigma `label_spread` (assumed; measure yours). The draws
    are the same for every median and spread, so a longer delay never reveals a label that a shorter one
    hides.
    """
    delay_days = np.full(len(payments), np.inf)
    normal = random_streams(setting.seed)["labels"].standard_normal(int(payments.fraud.sum()))
    delay_days[payments.fraud] = setting.label_delay_days * np.exp(setting.label_spread * normal)
    return delay_days


def newest_known(time_s: Ints, freshness: Freshness) -> Ints:
    """The newest instant, in s, whose payments the features at each payment may count.

    >>> newest_known(np.array([90_000]), "request"), newest_known(np.array([90_000]), "nightly")
    (array([90000]), array([86399]))
    """
    if freshness == "request":
        return time_s
    if freshness == "stream":
        return time_s - STREAM_LAG_S
    return time_s // DAY_S * DAY_S - 1


def _customer_columns(payments: Payments, known_s: Ints, out: NDArray[np.float32]) -> tuple[Floats, Ints]:
    """Fill count and mean amount a window, (n, 6); returns the usual amount and its number of payments."""
    line = timeline(payments.customer, payments.time_s)
    own = np.arange(len(payments))
    known_s = known_s[line.order]
    end = np.minimum(line.rows_until(known_s), own + 1)
    cents = _running_total(np.rint(payments.amount[line.order] * 100).astype(np.int64))
    for column, days in enumerate(WINDOWS_DAYS):
        start = np.minimum(line.rows_until(known_s - days * DAY_S), end)
        out[line.order, 2 * column] = end - start
        out[line.order, 2 * column + 1] = _mean(cents[end] - cents[start], end - start) / 100
    others = np.minimum(end, own)
    usual_amount, usual_payments = np.empty(len(own)), np.empty(len(own), dtype=np.int64)
    usual_payments[line.order] = others - start
    usual_amount[line.order] = _mean(cents[others] - cents[start], others - start) / 100
    return usual_amount, usual_payments


def _terminal_columns(payments: Payments, known_s: Ints, label: Flags, out: NDArray[np.float32]) -> None:
    """Fill count and share of known frauds a window, shape (n, 6); 0 where a terminal had no payment."""
    line = timeline(payments.terminal, payments.time_s)
    known_s = known_s[line.order]
    end = line.rows_until(known_s)
    frauds = _running_total(label[line.order].astype(np.int64))
    for column, days in enumerate(WINDOWS_DAYS):
        start = line.rows_until(known_s - days * DAY_S)
        out[line.order, 2 * column] = end - start
        out[line.order, 2 * column + 1] = _mean(frauds[end] - frauds[start], end - start)


def _running_total(values: Ints) -> Ints:
    """Sums of the first 0, 1, ... n values, in whole units, so that differences are exact."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(values)])


def _mean(total: Ints, count: Ints) -> Floats:
    """Total by count, 0 where nothing was counted."""
    mean: Floats = total / np.maximum(count, 1)
    return mean
