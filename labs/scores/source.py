"""A file as it comes: CSV or Parquet by its content, never by its name; and the names of its columns."""

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from labs.scores.refusal import BadFile, shown

Source = Path | bytes | memoryview
"""A file on this machine, or the bytes of an upload; the bytes are not copied."""

HEAD_BYTES = 1 << 20
COLUMNS_LIMIT = 2000
DELIMITERS = ",;\t|"
_ARCHIVES = {
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Header:
    """What the file is and the names of its columns, in their order; `delimiter` is empty for Parquet."""

    kind: Literal["csv", "parquet"]
    names: tuple[str, ...]
    delimiter: str = ""


@contextmanager
def opened(source: Source) -> Iterator[Any]:
    """The file as Arrow reads it; raises BadFile where it cannot be opened."""
    try:
        handle = pa.OSFile(str(source)) if isinstance(source, Path) else pa.BufferReader(pa.py_buffer(source))
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno else "it is not a file that can be read"
        raise BadFile(f"{shown(source)} cannot be opened: {reason}.") from error
    with handle:
        yield handle


def header_of(source: Source) -> Header:
    """The kind and the names; reads the first megabyte, or a Parquet file's footer.

    Raises BadFile, one sentence, where the file is empty, an archive, binary, not UTF-8, or has no line of names.
    """
    with opened(source) as handle:
        head: bytes = handle.read(HEAD_BYTES)
        if not head.strip():
            raise BadFile("The file is empty. Its first line must name the columns.")
        if head.startswith(b"PAR1"):
            return Header("parquet", tuple(parquet(handle).schema_arrow.names))
    for start, what in _ARCHIVES.items():
        if head.startswith(start):
            raise BadFile(f"The file is {what}, which is not opened here. Save it as CSV or Parquet.")
    if head.startswith(_UTF16):
        raise BadFile("The file is encoded in UTF-16. Save it as CSV UTF-8.")
    if b"\0" in head:
        raise BadFile("The file is binary, neither CSV nor Parquet. Save it as one of these.")
    return _header_line(head)


def parquet(handle: Any, **options: Any) -> Any:
    """The Parquet file; raises BadFile where it is damaged."""
    handle.seek(0)
    try:
        return pq.ParquetFile(handle, **options)
    except (pa.ArrowException, OSError) as error:
        raise BadFile("The file begins like Parquet but cannot be read: damaged, cut short or encrypted.") from error


def _header_line(head: bytes) -> Header:
    line, *rest = head.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n").split(b"\n", 1)
    if not rest and len(head) == HEAD_BYTES:
        raise BadFile("Line 1 is longer than a megabyte. It must name the columns, and no line is that long.")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(f"Line 1 is not UTF-8 at byte {error.start + 1}. Save the file as CSV UTF-8.") from error
    delimiter = max(DELIMITERS, key=text.count)
    try:
        names = tuple(next(csv.reader([text], delimiter=delimiter), []))
    except csv.Error as error:
        raise BadFile("Line 1 cannot be read as the names of columns.") from error
    if not any(name.strip() for name in names):
        raise BadFile("Line 1 is empty. It must name the columns.")
    if len(names) > COLUMNS_LIMIT:
        raise BadFile(f"Line 1 names {len(names):,} columns: {COLUMNS_LIMIT:,} at most.")
    if 2 * sum(_is_number(name) for name in names) >= len(names):
        raise BadFile(f"Line 1 holds numbers, {shown(text)}, where the names of the columns must stand.")
    return Header("csv", names, delimiter)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
