"""What the fraud lab costs at the published size: seconds of simulation and features, peak memory, the bottleneck.

Run alone with `python -m benchmarks.fraud_lab`. The reference is a stable sort of as many random numbers as there
are payments: each stage is sorting and summing, and should cost a fixed number of sorts on any machine.
"""

import time

import numpy as np

from benchmarks import Row, table
from benchmarks._memory import watched
from labs.fraud import threshold_curve
from labs.fraud.features import WINDOWS_DAYS, features_of, timeline
from labs.fraud.in_time import in_time_score
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import DAY_S, Payments, simulate

PUBLISHED_SIZE = FraudSetting(customers=5000, terminals=10_000, label_spread=0.0)
SIMULATE_LIMIT_SORTS = 40.0
FEATURES_LIMIT_SORTS = 60.0
PEAK_LIMIT_MIB = 1024.0
PROCESS_LIMIT_MIB = 2048.0
BOTH_LIMIT_S = 15.0
"""Promised on two cores, whatever the machine; the limits in sorts are the stricter ones."""
ABOVE_LIMIT_US = 50.0
CALLS = 2000


def run() -> list[Row]:
    """The table's rows; the last stage named is the dearest."""
    payments, simulate_s, simulate_mib, simulate_peak = watched(lambda: simulate(PUBLISHED_SIZE))
    features, features_s, features_mib, features_peak = watched(lambda: features_of(payments, PUBLISHED_SIZE))
    sort_s = _sort_seconds(len(payments))
    in_time_s, above_us = _tally_costs(payments)
    both_s, ends_s = simulate_s + features_s, _window_end_seconds(payments)
    slowest = "features" if features_s > simulate_s else "simulation"
    size = f"{len(payments):,} payments"
    return [
        Row(f"simulate {size}", simulate_s, "s", sort_s, SIMULATE_LIMIT_SORTS),
        Row(f"{features.matrix.shape[1]} features of {size}", features_s, "s", sort_s, FEATURES_LIMIT_SORTS),
        Row("both together", both_s, "s", limit=BOTH_LIMIT_S),
        Row("memory above the start while simulating", simulate_mib, "MiB", limit=PEAK_LIMIT_MIB),
        Row("memory above the start for features", features_mib, "MiB", limit=PEAK_LIMIT_MIB),
        Row("peak of the whole process", max(simulate_peak, features_peak), "MiB", limit=PROCESS_LIMIT_MIB),
        Row("in-time score, nightly, of 28 days", 1000 * in_time_s, "ms"),
        Row("what lies above a threshold", above_us, "us", limit=ABOVE_LIMIT_US),
        Row(f"bottleneck: {slowest}, share of both", max(features_s, simulate_s) / both_s, ""),
        Row("of features, finding where windows end (sorts, binary searches)", ends_s / features_s, ""),
    ]


def _window_end_seconds(payments: Payments) -> float:
    """Seconds to group payments by card and by terminal, and to find the four ends of their three windows."""
    began = time.perf_counter()
    for group in (payments.customer, payments.terminal):
        line = timeline(group, payments.time_s)
        known_s = payments.time_s[line.order]
        for days in (0, *WINDOWS_DAYS):
            line.rows_until(known_s - days * DAY_S)
    return time.perf_counter() - began


def _sort_seconds(size: int) -> float:
    values = np.random.default_rng(0).random(size)
    began = time.perf_counter()
    np.argsort(values, kind="stable")
    return time.perf_counter() - began


def _tally_costs(payments: Payments) -> tuple[float, float]:
    """Seconds for the in-time scores of the last 28 days, and microseconds for one look at a curve."""
    rows = payments.rows_of_days(PUBLISHED_SIZE.days - 28, PUBLISHED_SIZE.days)
    score = np.random.default_rng(0).random(rows.stop - rows.start)
    began = time.perf_counter()
    in_time = in_time_score(score, payments.customer[rows], payments.time_s[rows], "nightly")
    in_time_s = time.perf_counter() - began
    curve = threshold_curve(in_time, payments.scenario[rows], payments.amount[rows])
    began = time.perf_counter()
    for number in range(CALLS):
        curve.above(number / CALLS)
    return in_time_s, (time.perf_counter() - began) / CALLS * 1e6


if __name__ == "__main__":
    print(table(run()))
