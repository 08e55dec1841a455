"""A file of scored payments, read batch by batch: only the four columns, at most 5 M rows, the first fault named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.csv as pc  # type: ignore[import-untyped]

from labs.scores import values
from labs.scores.mapping import Columns
from labs.scores.refusal import BadFile, bad_cell
from labs.scores.source import Header, Source, header_of, opened, parquet
from labs.scores.values import DayNumbers, Flags, Floats

Say = Callable[[float, str], None]
"""Told how far the work is, 0 to 1, and what is being done; whatever it raises stops the work."""

ROWS_LIMIT = 5_000_000
DAYS_LIMIT = 3660
BLOCK_BYTES = 8 << 20
BATCH_ROWS = 1 << 17
PARQUET_BYTES_LIMIT = 2 << 30

TOO_MANY = f"rows, and {ROWS_LIMIT:,} is the most. Bring all payments of fewer days."


@dataclass(frozen=True, eq=False)
class Payments:
    """What was in the file: arrays of shape (n,); `day` counts from 1970-01-01, `fraud` is the label."""

    score: Floats
    fraud: Flags
    amount: Floats
    day: DayNumbers
    columns: Columns


def payments_in(source: Source, columns: Columns, say: Say = lambda share, doing: None) -> Payments:
    """The payments in a CSV or Parquet file; nothing of it is written anywhere.

    Raises BadFile, one sentence that names the column and the row, at the first thing that cannot be used.
    """
    header = header_of(source)
    columns.check(header.names)
    try:
        score, fraud, amount, day = _arrays(source, header, columns, say)
    finally:
        pa.default_memory_pool().release_unused()
    _check_span(day, columns.time)
    return Payments(score, fraud, amount, day, columns)


def _arrays(source: Source, header: Header, columns: Columns, say: Say) -> tuple[Floats, Flags, Floats, DayNumbers]:
    parts: list[tuple[Floats, Flags, Floats, DayNumbers]] = []
    rows = 0
    with opened(source) as handle:
        for share, batch in (_parquet_batches if header.kind == "parquet" else _csv_batches)(handle, header, columns):
            say(share, f"Reading row {rows + 1:,}")
            parts.append(_plain(batch, columns, rows))
            rows += len(batch)
            if rows > ROWS_LIMIT:
                raise BadFile(f"The file holds more than {ROWS_LIMIT:,} {TOO_MANY}")
    if not rows:
        raise BadFile("The file names its columns but holds no rows.")
    score, fraud, amount, day = (np.concatenate(column) for column in zip(*parts, strict=True))
    return score, fraud, amount, day


def _plain(batch: Any, columns: Columns, rows_before: int) -> tuple[Floats, Flags, Floats, DayNumbers]:
    score, label, amount, time = (batch.column(name) for name in columns.names)
    return (
        values.numbers(score, columns.score, rows_before),
        values.labels(label, columns.label, rows_before),
        values.numbers(amount, columns.amount, rows_before, least=0.0),
        values.days(time, columns.time, rows_before),
    )


def _csv_batches(handle: Any, header: Header, columns: Columns) -> Iterator[tuple[float, Any]]:
    """The batches with the share of the file read so far; every cell as the bytes that stand there."""
    misfits: list[tuple[int, int]] = []

    def misfit(row: Any) -> str:
        misfits.append((row.number, row.actual_columns))
        return "error"

    size, rows = max(handle.size(), 1), 0
    try:
        batches = pc.open_csv(
            handle,
            # One thread, so that a wrong line is known by its number. It costs nothing: parsing is the bottleneck.
            read_options=pc.ReadOptions(block_size=BLOCK_BYTES, use_threads=False),
            parse_options=pc.ParseOptions(
                delimiter=header.delimiter, newlines_in_values=True, invalid_row_handler=misfit
            ),
            convert_options=pc.ConvertOptions(
                column_types=dict.fromkeys(columns.names, pa.binary()), include_columns=list(columns.names)
            ),
        )
        for batch in batches:
            yield min(handle.tell() / size, 1.0), batch
            rows += len(batch)
    except pa.ArrowInvalid as error:
        if not misfits and "Empty CSV" in str(error):
            return
        raise _broken(misfits, "straddling" in str(error), rows, len(header.names)) from error
    except (pa.ArrowKeyError, UnicodeDecodeError) as error:
        raise BadFile("Line 1 cannot be read as the names of columns.") from error


def _broken(misfits: list[tuple[int, int]], endless: bool, rows: int, columns: int) -> BadFile:
    """The refusal of a line that is none: a wrong number of cells, or no end within a block."""
    if misfits:
        line, there = misfits[0]
        has = f"{there:,} of the {columns:,} columns" if there < columns else f"{there:,} cells for {columns:,} columns"
        way = "Put a value that holds a delimiter or a quote in double quotes."
        return BadFile(f"Row {line - 1:,} under the header is not like the others: it has {has}. {way}")
    if endless:
        why = "a quote that is opened and never closed, perhaps."
        return BadFile(f"After row {rows:,} comes a line of more than {BLOCK_BYTES >> 20} MB: {why}")
    return BadFile(f"The file cannot be read as CSV after row {rows:,}.")


def _parquet_batches(handle: Any, header: Header, columns: Columns) -> Iterator[tuple[float, Any]]:
    """The batches with the share of the rows read so far; texts stay dictionaries, so that none is written out."""
    schema = parquet(handle).schema_arrow
    for name in columns.names:
        values.check_type(schema.field(name).type, name)
    texts = [name for name in columns.names if values.is_text(schema.field(name).type)]
    file = parquet(handle, read_dictionary=texts)
    rows = file.metadata.num_rows
    if rows > ROWS_LIMIT:
        raise BadFile(f"The file holds {rows:,} {TOO_MANY}")
    if (size := _unpacked(file, columns)) > PARQUET_BYTES_LIMIT:
        raise BadFile(f"Unpacked, the four columns are {size / 2**30:,.0f} GB: {PARQUET_BYTES_LIMIT >> 30} GB at most.")
    done = 0
    try:
        for batch in file.iter_batches(BATCH_ROWS, columns=list(columns.names), use_threads=False):
            done += len(batch)
            yield done / max(rows, 1), batch
    except (pa.ArrowException, OSError) as error:
        raise BadFile(f"The Parquet file is damaged after row {done:,}.") from error


def _unpacked(file: Any, columns: Columns) -> int:
    """Bytes of the four columns as the file's footer states them."""
    groups = (file.metadata.row_group(number) for number in range(file.metadata.num_row_groups))
    return sum(
        group.column(place).total_uncompressed_size
        for group in groups
        for place in range(group.num_columns)
        if group.column(place).path_in_schema in columns.names
    )


def _check_span(day: DayNumbers, column: str) -> None:
    span = int(day.max()) - int(day.min()) + 1
    if span > DAYS_LIMIT:
        row = int(np.abs(day - np.median(day)).argmax())
        here = np.datetime64(int(day[row]), "D")
        says = f"{here} is far from the rest; the file spans {span:,} days, and {DAYS_LIMIT:,} is the most."
        raise bad_cell(column, row + 1, says)
