"""One's own scores at the largest size: seconds and memory to read and tally 5 M rows, and what a move then costs.

Run alone with `python -m benchmarks.scores`. The reference is plain `pandas.read_csv` of the same file.
"""

import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import Row, seconds, table
from benchmarks._memory import watched
from labs.scores import ROWS_LIMIT, Columns, Prices, ScoresEvidence, cheapest, costs, evidence_of, load, payments_in

COLUMNS = Columns("score", "label", "amount", "time")
TIME_LIMIT_READS = 10.0
PEAK_LIMIT_MIB = 1024.0
MOVE_LIMIT_MS = 15.0
MOVES = 200


def run() -> list[Row]:
    """The table's rows for a CSV and a Parquet file of the same payments."""
    with tempfile.TemporaryDirectory() as folder:
        csv, parquet = Path(folder, "scores.csv"), Path(folder, "scores.parquet")
        _write(csv, parquet)
        pd.read_csv(csv, nrows=1000)
        plain_s = seconds(lambda: pd.read_csv(csv))
        payments, read_s, read_mib, _ = watched(lambda: payments_in(csv, COLUMNS))
        parquet_s = seconds(lambda: payments_in(parquet, COLUMNS))
        evidence, tally_s, tally_mib, _ = watched(lambda: evidence_of(payments))
    held = sum(getattr(payments, name).nbytes for name in ("score", "fraud", "amount", "day")) / 2**20
    return [
        Row(f"read {ROWS_LIMIT:,} rows of CSV", read_s, "s", plain_s, TIME_LIMIT_READS),
        Row(f"read {ROWS_LIMIT:,} rows of Parquet", parquet_s, "s", plain_s, TIME_LIMIT_READS),
        Row("press them into thresholds", tally_s, "s", plain_s, TIME_LIMIT_READS),
        Row("memory above the start while reading", read_mib, "MiB", limit=PEAK_LIMIT_MIB),
        Row("memory held and used while tallying", held + tally_mib, "MiB", limit=PEAK_LIMIT_MIB),
        Row(f"a move along {len(evidence.stops)} thresholds", _move_ms(evidence), "ms", limit=MOVE_LIMIT_MS),
    ]


def _write(csv: Path, parquet: Path) -> None:
    rng = np.random.default_rng(0)
    fraud = rng.random(ROWS_LIMIT) < 0.003
    score = 1 / (1 + np.exp(-(1.5 * rng.normal(size=ROWS_LIMIT) - 6 + 4 * fraud)))
    second = np.sort(rng.integers(0, 90 * 86_400, ROWS_LIMIT))
    frame = pd.DataFrame(
        {
            "score": score.round(6),
            "label": fraud.astype(int),
            "amount": rng.lognormal(3.5, 1, ROWS_LIMIT).round(2),
            "time": np.datetime_as_string(np.datetime64("2026-01-01T00:00:00") + second.astype("timedelta64[s]")),
        }
    )
    frame.to_csv(csv, index=False)
    frame.to_parquet(parquet, index=False)


def _move_ms(evidence: ScoresEvidence) -> float:
    """Milliseconds for the numbers of one threshold: tally, load, and money at every stop."""
    began = time.perf_counter()
    for number in range(MOVES):
        row = number % evidence.nothing
        evidence.tally(row)
        load(evidence, row, 100)
        cheapest(costs(evidence, Prices(goodwill=float(number))))
    return (time.perf_counter() - began) / MOVES * 1e3


if __name__ == "__main__":
    print(table(run()))
