"""From a column as it stands in a file to plain arrays: numbers, labels, days. The first bad cell is named."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.compute as pc  # type: ignore[import-untyped]
from numpy.typing import NDArray

from labs.scores.refusal import BadFile, bad_cell, shown

T = TypeVar("T", bound=np.generic)
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
DayNumbers = NDArray[np.int32]

LABELS = {
    **dict.fromkeys(("1", "1.0", "true", "t", "yes", "y", "fraud", "fraudulent"), True),
    **dict.fromkeys(("0", "0.0", "false", "f", "no", "n", "legit", "legitimate", "genuine"), False),
}
"""The words that a label may be, without case."""

LABELS_SAID = "Write 1 or 0, true or false, yes or no, fraud or legit."
TIMES_SAID = "Write it as 2026-12-31T23:59:00 (ISO 8601), or as Unix seconds."

DAY_S = 86_400
UNIX_SECONDS_BELOW = 1e11
"""Larger Unix times are milli-, micro- or nanoseconds: as seconds this is the year 5138."""
FIRST_DAY, LAST_DAY = (date(year, 1, 1).toordinal() - date(1970, 1, 1).toordinal() for year in (1900, 2171))

_STAMPS = (pa.timestamp("us"), pa.timestamp("us", tz="UTC"), pa.timestamp("ns"), pa.timestamp("ns", tz="UTC"))


def numbers(array: Any, column: str, rows_before: int, least: float = -np.inf) -> Floats:
    """Finite numbers of at least `least`, shape (n,); raises BadFile that names the first other cell."""
    found = _each_once(array, column, rows_before, _numbers)
    for bad, says in ((~np.isfinite(found), "is not a finite number."), (found < least, "is negative.")):
        if bad.any():
            row = int(bad.argmax())
            raise bad_cell(column, rows_before + row + 1, f"{_cell(array, row)} {says}")
    return found


def labels(array: Any, column: str, rows_before: int) -> Flags:
    """True for fraud, shape (n,); raises BadFile that names the first cell that is no label."""
    if is_text(array.type):
        array = pc.dictionary_encode(array)
    return _each_once(array, column, rows_before, _labels)


def days(array: Any, column: str, rows_before: int) -> DayNumbers:
    """Days since 1970-01-01 in UTC (a time without a zone is taken as it stands), shape (n,)."""
    found = _each_once(array, column, rows_before, _days)
    bad = (found < FIRST_DAY) | (found >= LAST_DAY)
    if bad.any():
        row = int(bad.argmax())
        says = f"{_cell(array, row)} is outside the years 1900 to 2170. {TIMES_SAID}"
        raise bad_cell(column, rows_before + row + 1, says)
    return found.astype(np.int32)


def check_type(kind: Any, column: str) -> None:
    """Raises BadFile where a column's Arrow type is none that is read here.

    For before the reading: a few bytes of a Parquet file's lists, or of binaries of one size, unpack to gigabytes.
    """
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    types = pa.types
    plain = (types.is_boolean, types.is_integer, types.is_floating, types.is_date, types.is_timestamp, _is_decimal)
    if not (is_text(kind) or any(is_one(kind) for is_one in plain)):
        raise _wrong_type(kind, column)


def _wrong_type(kind: Any, column: str) -> BadFile:
    return BadFile(f"Column {shown(column)} holds values of the type {kind}, which say nothing here.")


class _Bad(Exception):
    """Cell number `place` of the array at hand is wrong."""

    def __init__(self, place: int, says: str) -> None:
        self.place, self.says = place, says


def _each_once(array: Any, column: str, rows_before: int, turn: Callable[[Any], NDArray[T]]) -> NDArray[T]:
    """The column turned to numbers; of a dictionary each value that is used is looked at once, and never copied."""
    if array.null_count:
        row = int(array.is_null().index(True).as_py())
        raise bad_cell(column, rows_before + row + 1, "it is empty.")
    inverse = None
    if pa.types.is_dictionary(array.type):
        places = array.indices.to_numpy(zero_copy_only=False)
        there = np.bincount(places, minlength=len(array.dictionary)) > 0
        inverse = (np.cumsum(there) - 1)[places]
        array = array.dictionary.take(pa.array(np.flatnonzero(there)))
    try:
        found = turn(array)
    except _Bad as bad:
        row = bad.place if inverse is None else int((inverse == bad.place).argmax())
        raise bad_cell(column, rows_before + row + 1, bad.says) from None
    except (pa.ArrowException, TypeError) as error:
        raise _wrong_type(array.type, column) from error
    return found if inverse is None else found[inverse]


def _numbers(array: Any) -> Floats:
    kind = array.type
    if is_text(kind):
        return _floats(_cast(array, (pa.float64(),), "is not a number. Write it plainly, as 1234.50."))
    if pa.types.is_boolean(kind) or not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or _is_decimal(kind)):
        raise TypeError
    return _floats(pc.cast(array, pa.float64(), safe=False))


def _labels(array: Any) -> Flags:
    if is_text(array.type):
        words = [word.strip().lower() for word in _text(array).to_pylist()]
        found = np.array([LABELS.get(word, -1) for word in words], dtype=np.int8)
    elif pa.types.is_boolean(array.type):
        found = array.to_numpy(zero_copy_only=False).astype(np.int8)
    else:
        values = _numbers(array)
        found = np.where((values == 0) | (values == 1), values, -1).astype(np.int8)
    if (found < 0).any():
        place = int((found < 0).argmax())
        raise _Bad(place, f"{_cell(array, place)} is not a label. {LABELS_SAID}")
    return found.astype(np.bool_)


def _days(array: Any) -> NDArray[np.int64]:
    kind = array.type
    if is_text(kind):
        array = _cast(array, (*_STAMPS, pa.float64()), f"is not a time. {TIMES_SAID}")
    if pa.types.is_date(kind):
        return _wholes(pc.cast(pc.cast(array, pa.date32()), pa.int32()))
    if pa.types.is_timestamp(array.type):
        per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[array.type.unit]
        return _wholes(pc.cast(array, pa.int64())) // (DAY_S * per_second)
    seconds = _numbers(array)
    if not np.isfinite(seconds).all():
        place = int((~np.isfinite(seconds)).argmax())
        raise _Bad(place, f"{_cell(array, place)} is not a time. {TIMES_SAID}")
    for _ in ("milliseconds", "microseconds", "nanoseconds"):
        seconds = np.where(np.abs(seconds) >= UNIX_SECONDS_BELOW, seconds / 1000, seconds)
    return np.floor(seconds / DAY_S).clip(-(2**31), 2**31 - 1).astype(np.int64)


def _cast(array: Any, kinds: Sequence[Any], says: str) -> Any:
    """The texts as the first kind that fits them all; else the first cell that the best kind does not fit is bad."""
    array = _text(array)
    for texts in (array, pc.utf8_trim_whitespace(array)):
        for kind in kinds:
            # The first cell alone says no at once; a cast that fails on each of a million cells takes a second.
            if _try(texts.slice(0, 1), kind) is not None and (found := _try(texts, kind)) is not None:
                return found
    place = max(_first_unfit(texts, kind) for kind in kinds)
    raise _Bad(place, "it is empty." if not str(texts[place]) else f"{_cell(array, place)} {says}")


def _text(array: Any) -> Any:
    """The bytes as UTF-8 text; raises _Bad at the first cell that is not."""

    found = _try(array, pa.large_string())
    if found is None:
        raise _Bad(_first_unfit(array, pa.large_string()), "it is not UTF-8 text. Save the file as CSV UTF-8.")
    return found


def _try(array: Any, kind: Any) -> Any:
    try:
        return pc.cast(array, kind)
    except pa.ArrowInvalid:
        return None


def _first_unfit(array: Any, kind: Any) -> int:
    """The place of the first element that cannot be cast, by halving; the whole array cannot."""
    low, high = 0, len(array)
    while high - low > 1:
        middle = (low + high) // 2
        if _try(array.slice(low, middle - low), kind) is not None:
            low = middle
        else:
            high = middle
    return low


def _cell(array: Any, place: int) -> str:
    value = array[place].as_py()
    return shown(value.decode("utf-8", "replace") if isinstance(value, bytes) else value)


def is_text(kind: Any) -> bool:
    """Whether an Arrow type is text, or the bytes of it."""
    types = pa.types
    return bool(
        types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind) or types.is_large_binary(kind)
    )


def _is_decimal(kind: Any) -> bool:
    return bool(pa.types.is_decimal(kind))


def _floats(array: Any) -> Floats:
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.float64)


def _wholes(array: Any) -> NDArray[np.int64]:
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.int64)
