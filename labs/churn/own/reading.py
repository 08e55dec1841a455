"""A file of customers, read whole within named limits; the first thing that cannot be used is named and refused."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types

from labs.churn.customers import Customers
from labs.churn.own.columns import Doubt, Feature, feature_of, gaps_of, leak_of, numbers_of, texts
from labs.churn.own.mapping import Columns
from labs.churn.parts import Flags, Floats
from labs.scores.refusal import BadFile, bad_cell, shown
from labs.scores.source import Header, Source, header_of, opened, parquet
from labs.scores.values import check_type

Say = Callable[[float, str], None]

ROWS_LEAST = 100
ROWS_LIMIT = 100_000
FEATURES_LIMIT = 200
BYTES_LIMIT = 200 << 20
CHURNERS_LEAST = 20
CHURNERS_FEW = 100
COPIES_SHARE = 0.3
SAMPLE = "Bring a sample drawn by lot: beyond that, more customers change little."

YES = frozenset({"1", "1.0", "yes", "y", "true", "t"})
NO = frozenset({"0", "0.0", "no", "n", "false", "f"})
LEFT = YES | {"churn", "churned", "left", "exited", "gone", "attrited customer"}
STAYED = NO | {"stayed", "retained", "active", "existing customer"}
CONTACTED = YES | {"treatment", "treated", "contacted"}
ALONE = NO | {"control", "untreated", "not contacted"}


@dataclass(frozen=True, eq=False)
class OwnCustomers:
    """The customers of a file as models read them, who was contacted where that is known, and what is doubtful.

    `suspects` are the columns that were left out as leaks, kept aside so that what they would claim can be measured.
    `value_known` is False where the file has no value and everybody counts the same.
    """

    customers: Customers
    contacted: Flags | None
    doubts: tuple[Doubt, ...]
    suspects: tuple[Feature, ...]
    clocks: tuple[str, ...]
    value_known: bool
    columns: Columns


def customers_in(source: Source, columns: Columns, say: Say = lambda share, doing: None) -> OwnCustomers:
    """The customers in a CSV or Parquet file; nothing of it is written anywhere.

    Raises BadFile, one sentence that names the column, the row or the limit, at the first thing that cannot be used.
    """
    header = header_of(source)
    columns.check(header.names)
    say(0.0, "Reading the file")
    table = _table(source, header)
    _check_size(table, columns)
    doubts: list[Doubt] = []
    table = _once_each(table, columns, doubts)
    churn = _flags(table, columns.churn, LEFT, STAYED)
    _check_kinds(churn, columns.churn, doubts)
    contacted = _flags(table, columns.treatment, CONTACTED, ALONE) if columns.treatment else None
    if contacted is not None and (contacted.all() or not contacted.any()):
        whom = "everybody" if contacted.all() else "nobody"
        raise BadFile(f"Column {shown(columns.treatment)} says that {whom} was contacted: it takes both to compare.")
    say(0.3, "Looking at the columns")
    features, suspects = _features(table, columns, churn, doubts)
    if not features:
        raise BadFile("No column is left that a model could learn from: see what was left out, or bring more columns.")
    tenure = _numbers(table, columns.tenure)
    if tenure is not None and columns.tenure is not None:
        features.append(Feature(columns.tenure, tenure, ()))
    value = _numbers(table, columns.value)
    _doubt_copies(table, columns, churn, doubts)
    clocks = _clocks(features, tenure, columns, doubts) if tenure is not None else ()
    say(1.0, f"Read {len(table):,} customers")
    customers = Customers(
        name="your customers",
        names=tuple(one.name for one in features),
        matrix=np.column_stack([one.values for one in features]),
        levels=tuple(one.levels for one in features),
        churn=churn,
        value=value,
        tenure=tenure,
    )
    return OwnCustomers(
        customers=customers,
        contacted=contacted,
        doubts=tuple(doubts),
        suspects=tuple(suspects),
        clocks=clocks,
        value_known=value is not None,
        columns=columns,
    )


def _table(source: Source, header: Header) -> pd.DataFrame:
    """The cells as texts, one row more than the most at the most."""
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > BYTES_LIMIT:
        raise BadFile(f"The file has {size / 2**20:,.0f} MB; {BYTES_LIMIT >> 20} MB is the most. {SAMPLE}")
    if header.kind == "parquet":
        with opened(source) as handle:
            return _parquet_table(handle)
    try:
        return pd.DataFrame(
            pd.read_csv(
                source if isinstance(source, Path) else io.BytesIO(source),
                sep=header.delimiter,
                dtype=str,
                keep_default_na=False,
                nrows=ROWS_LIMIT + 1,
                encoding="utf-8-sig",
                index_col=False,
                on_bad_lines="error",
            )
        )
    except UnicodeDecodeError as error:
        raise BadFile("The file is not UTF-8 text. Save it as CSV UTF-8.") from error
    except (pd.errors.ParserError, ValueError) as error:
        raise BadFile(f"The file cannot be read as CSV: {_one_line(error)}.") from error


def _parquet_table(handle: Any) -> pd.DataFrame:
    file = parquet(handle)
    rows = file.metadata.num_rows
    if rows > ROWS_LIMIT:
        raise BadFile(f"The file holds {rows:,} rows, and {ROWS_LIMIT:,} is the most. {SAMPLE}")
    unpacked = sum(file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups))
    if unpacked > BYTES_LIMIT:
        raise BadFile(f"Unpacked, the file is {unpacked / 2**20:,.0f} MB; {BYTES_LIMIT >> 20} MB is the most. {SAMPLE}")
    for field in file.schema_arrow:
        check_type(field.type, field.name)
    try:
        table = file.read()
        columns = {name: table.column(name).cast(pa.string()).to_pandas() for name in table.column_names}
    except (pa.ArrowException, OSError) as error:
        raise BadFile(
            "The Parquet file cannot be read: damaged, or with a column that is no text or number."
        ) from error
    return pd.DataFrame(columns)


def _check_size(table: pd.DataFrame, columns: Columns) -> None:
    if len(table) > ROWS_LIMIT:
        raise BadFile(f"The file holds more than {ROWS_LIMIT:,} rows, which is the most. {SAMPLE}")
    if len(table) < ROWS_LEAST:
        raise BadFile(f"The file holds {len(table):,} customers, and {ROWS_LEAST} is the least that says anything.")
    features = len(table.columns) - len(columns.named)
    if features > FEATURES_LIMIT:
        raise BadFile(f"The file has {features:,} columns to learn from, and {FEATURES_LIMIT} is the most.")


def _once_each(table: pd.DataFrame, columns: Columns, doubts: list[Doubt]) -> pd.DataFrame:
    """The last row of each id: one customer in two rows would teach a model and test it."""
    if columns.id is None:
        return table
    again = table[columns.id].duplicated(keep="last")
    if not again.any():
        return table
    says = (
        f"{int(again.sum()):,} rows repeat an id of column {shown(columns.id)}: of each customer the last row is used."
    )
    doubts.append(Doubt(columns.id, "repeated id", says, False))
    left = table[~again]
    if len(left) < ROWS_LEAST:
        raise BadFile(f"{says} That leaves {len(left):,} customers, and {ROWS_LEAST} is the least that says anything.")
    return left


def _flags(table: pd.DataFrame, name: str, yes: frozenset[str], no: frozenset[str]) -> Flags:
    """Yes or no of every customer; raises BadFile at the first cell that says neither."""
    column = texts(table[name])
    words = column.str.lower()
    found = words.isin(yes)
    bad = ~(found | words.isin(no))
    if bad.any():
        row = int(bad.to_numpy().argmax())
        cell = column.iloc[row]
        says = "it is empty." if pd.isna(cell) else f"{shown(cell)} is neither yes nor no."
        raise bad_cell(
            name, int(table.index[row]) + 1, f"{says} Write 1 or 0, yes or no; leave out whose end is not known."
        )
    return found.to_numpy(np.bool_)


def _check_kinds(churn: Flags, name: str, doubts: list[Doubt]) -> None:
    number, of = int(churn.sum()), len(churn)
    if number in (0, of):
        who = "everybody left" if number else "nobody left"
        raise BadFile(f"Column {shown(name)} says that {who}: a model needs both kinds to learn a difference.")
    fewer = min(number, of - number)
    if fewer < CHURNERS_LEAST:
        kind = "left" if number <= of - number else "stayed"
        raise BadFile(f"{fewer} of {of:,} customers {kind}, and {CHURNERS_LEAST} is the least that can be held out.")
    if fewer < CHURNERS_FEW:
        doubts.append(Doubt("", "few churners", f"{fewer} of the rarer kind: every interval will be wide.", False))


def _features(
    table: pd.DataFrame, columns: Columns, churn: Flags, doubts: list[Doubt]
) -> tuple[list[Feature], list[Feature]]:
    features: list[Feature] = []
    suspects: list[Feature] = []
    for name in table.columns:
        if name in columns.named.values():
            continue
        column = texts(table[name])
        feature, found = feature_of(str(name), column)
        leak = gaps_of(str(name), column.isna().to_numpy(np.bool_), churn) or (feature and leak_of(feature, churn))
        if leak and name not in columns.kept:
            doubts.append(leak)
            suspects += [feature] if feature else []
        else:
            doubts += found
            features += [feature] if feature else []
    return features, suspects


def _numbers(table: pd.DataFrame, name: str | None) -> Floats | None:
    """A column that must be numbers of 0 or more; raises BadFile at the first cell that is not."""
    if name is None:
        return None
    column = texts(table[name])
    numbers = numbers_of(column)
    bad = ~(numbers >= 0)
    if bad.any():
        row = int(bad.to_numpy().argmax())
        cell = column.iloc[row]
        says = "it is empty." if pd.isna(cell) else f"{shown(cell)} is no number of 0 or more."
        raise bad_cell(name, int(table.index[row]) + 1, says)
    return np.asarray(numbers, dtype=np.float64)


def _doubt_copies(table: pd.DataFrame, columns: Columns, churn: Flags, doubts: list[Doubt]) -> None:
    """Whether churners are copies of each other far more often than others: the sign of a file that was oversampled."""
    told = [name for name in table.columns if name != columns.id]
    again = table.duplicated(subset=told, keep="first").to_numpy()
    of_churn, of_rest = float(again[churn].mean()), float(again[~churn].mean())
    if of_churn > COPIES_SHARE and of_churn > 3 * of_rest:
        says = f"{of_churn:.0%} of the churners' rows are copies of another row, of the others {of_rest:.0%}."
        more = "Was the file oversampled? Then the same customer teaches and tests, and every figure flatters."
        doubts.append(Doubt("", "copies", f"{says} {more}", False))


def _clocks(features: list[Feature], tenure: Floats, columns: Columns, doubts: list[Doubt]) -> tuple[str, ...]:
    """Columns that grow with tenure: in a regression of tenure they would say what they are asked."""
    clocks = [str(columns.tenure)]
    for feature in features[:-1]:
        there = ~np.isnan(feature.values)
        if (
            feature.levels
            or there.sum() < ROWS_LEAST
            or np.ptp(feature.values[there]) == 0
            or np.ptp(tenure[there]) == 0
        ):
            continue
        if abs(np.corrcoef(feature.values[there], tenure[there])[0, 1]) > 0.8:
            clocks.append(feature.name)
            says = f"Column {shown(feature.name)} grows with the tenure: the survival view leaves it out."
            doubts.append(Doubt(feature.name, "grows with tenure", says, False))
    return tuple(clocks)


def _one_line(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text.removeprefix("Error tokenizing data. C error: ")[:120].rstrip(".")
