"""Files as people bring them: what is read, and the one sentence for each that cannot be."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from labs.scores import (
    BadFile,
    Columns,
    evidence_of,
    example_csv,
    guessed,
    header_of,
    payments_in,
    reading,
    source,
    values,
)
from labs.scores.__main__ import main

NAMED = Columns("score", "label", "amount", "time")
HEAD = "score,label,amount,time\n"
GOOD = "0.9,1,10.5,2026-01-02T03:04:05\n0.1,0,20,2026-01-01\n"


def csv(*rows: str, head: str = HEAD) -> bytes:
    return (head + GOOD + "".join(f"{row}\n" for row in rows)).encode()


def parquet(**columns: object) -> bytes:
    there = {"score": [0.9, 0.1], "label": [1, 0], "amount": [10.5, 20.0], "time": ["2026-01-02", "2026-01-01"]}
    out = io.BytesIO()
    pq.write_table(pa.table({**there, **columns}), out)
    return out.getvalue()


def refused(content: bytes | Path, columns: Columns = NAMED) -> str:
    with pytest.raises(BadFile) as bad:
        evidence_of(payments_in(content, columns))
    said = str(bad.value)
    assert "\n" not in said
    assert len(said) < 300
    return said


def test_four_columns_become_plain_arrays() -> None:
    read = payments_in(csv(), NAMED)
    assert read.score.tolist() == [0.9, 0.1]
    assert read.fraud.tolist() == [True, False]
    assert read.amount.tolist() == [10.5, 20.0]
    assert (read.day.astype("datetime64[D]") == np.array(["2026-01-02", "2026-01-01"], "datetime64[D]")).all()


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + csv(),
        csv().replace(b"\n", b"\r\n"),
        csv().replace(b",", b";"),
        csv().replace(b",", b"\t"),
        csv().replace(b"10.5", b' "10.5" '.strip()),
        csv().replace(b"0.9,1,10.5", b" 0.9, 1 , 10.5 "),
        csv().replace(b"\n", b"\n\n"),
        parquet(),
        parquet(label=[True, False]),
        parquet(label=["fraud", "legit"]),
        parquet(score=pa.array([0.9, 0.1]).dictionary_encode()),
        parquet(time=pa.array(["2026-01-02", "2026-01-01"]).cast(pa.date32())),
        parquet(time=pa.array(["2026-01-02 23:59:59.9", "2026-01-01"]).cast(pa.timestamp("ns"))),
    ],
    ids=["bom", "crlf", "semicolon", "tab", "quoted", "spaces", "blank lines", *(f"parquet {i}" for i in range(6))],
)
def test_same_payments_in_other_clothes_read_the_same(content: bytes) -> None:
    plain, read = payments_in(csv(), NAMED), payments_in(content, NAMED)
    for name in ("score", "fraud", "amount", "day"):
        assert getattr(plain, name).tolist() == getattr(read, name).tolist()


@pytest.mark.parametrize(
    ("yes", "no"), [("1", "0"), ("1.0", "0.0"), ("TRUE", "False"), ("yes", "No"), ("fraud", "legit")]
)
def test_labels_are_read_in_any_of_the_accepted_words(yes: str, no: str) -> None:
    assert payments_in(f"{HEAD}0.5,{yes},1,0\n0.5,{no},1,0\n".encode(), NAMED).fraud.tolist() == [True, False]


@pytest.mark.parametrize(
    "time",
    [
        "2026-01-02", "2026-01-02 23:59", "2026-01-02T23:59:59.123456", "2026-01-02T23:59:59.123456789",
        "2026-01-02T23:59:59Z", "2026-01-03T01:59:59+02:00", "1767398399", "1767398399.5", "1767398399000",
        "1767398399000000",
    ],
)  # fmt: skip
def test_times_are_iso_or_unix_in_any_unit(time: str) -> None:
    read = payments_in(f"{HEAD}0.5,1,1,{time}\n".encode(), NAMED)
    assert read.day.astype("datetime64[D]").tolist() == [np.datetime64("2026-01-02").item()]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("abc,0,1,2026-01-01", "Column “score”, row 3 under the header: “abc” is not a number."),
        ("=cmd|' /C calc'!A0,0,1,0", "row 3 under the header: “=cmd|' /C calc'!A0” is not a number."),
        ("nan,0,1,0", "row 3 under the header: “nan” is not a finite number."),
        (",0,1,0", "row 3 under the header: it is empty."),
        ("0.5,maybe,1,0", "Column “label”, row 3 under the header: “maybe” is not a label. Write 1 or 0"),
        ("0.5,2,1,0", "“2” is not a label"),
        ("0.5,,1,0", "Column “label”, row 3"),
        ("0.5,0,-3.5,0", "Column “amount”, row 3 under the header: “-3.5” is negative."),
        ("0.5,0,$5,0", "“$5” is not a number"),
        ("0.5,0,inf,0", "“inf” is not a finite number"),
        ("0.5,0,1,31/12/2026", "Column “time”, row 3 under the header: “31/12/2026” is not a time. Write it"),
        ("0.5,0,1,2026-13-01", "“2026-13-01” is not a time"),
        ("0.5,0,1,nan", "“nan” is not a time"),
        ("0.5,0,1,1767398399", "“1767398399” is not a time"),
        ("0.5,0,1,1950-01-01", "Column “time”, row 3 under the header: 1950-01-01 is far from the rest"),
        ("0.5,0,1", "Row 3 under the header is not like the others: it has 3 of the 4 columns."),
        ("0.5,0,1,500,0", "it has 5 cells for 4 columns"),
    ],
)  # fmt: skip
def test_bad_cell_is_named_by_column_and_row(row: str, said: str) -> None:
    assert said in refused(csv(row))


def test_unix_time_beyond_all_years_is_named() -> None:
    content = f"{HEAD}0.5,1,1,0\n0.5,0,1,1e300\n".encode()
    assert "Column “time”, row 2 under the header: “1e300” is outside the years 1900 to 2170" in refused(content)


def test_bad_cell_far_down_is_named_by_its_row() -> None:
    many = HEAD + "0.25,0,12.5,2026-01-01T00:00:00\n" * 400_000 + "0.5,1,oops,2026-01-01\n"
    assert "Column “amount”, row 400,001 under the header: “oops”" in refused(many.encode())


def test_cell_that_is_not_utf8_is_named() -> None:
    assert "Column “time”, row 3 under the header: it is not UTF-8" in refused(csv() + b"0.5,0,1,\xe4\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (HEAD.encode(), "holds no rows"),
        (HEAD.strip().encode(), "holds no rows"),
        (GOOD.encode(), "Line 1 holds numbers"),
        (b"\n" + csv(), "Line 1 is empty"),
        (csv().decode().encode("utf-16"), "UTF-16"),
        ("sc\xf6re,label\n".encode("latin-1"), "Line 1 is not UTF-8 at byte 3"),
        (b"\x89PNG\r\n\x00\x00" + bytes(range(256)), "binary"),
        (gzip.compress(csv(), mtime=0), "gzip archive"),
        (b"x" * 2_000_000, "Line 1 is longer than a megabyte"),
        (csv('0.5,0,1,"' + "x" * 20_000_000), "After row 2 comes a line of more than 8 MB"),
        (",".join(f"c{i}" for i in range(3000)).encode(), "names 3,000 columns"),
        (b"a,b\n1,2\n", "There is no column “score” for the score; the file has “a”, “b”."),
        (csv(head="score,score,label,amount,time\n"), "The name “score” stands over columns 1 and 2"),
        (b"PAR1" + b"junk" * 100, "begins like Parquet but cannot be read"),
        (parquet()[:-20], "begins like Parquet but cannot be read"),
        (parquet(score=[0.5, None]), "Column “score”, row 2 under the header: it is empty."),
        (parquet(score=[0.5, float("nan")]), "“nan” is not a finite number"),
        (parquet(score=[[0.5], [0.1]]), "Column “score” holds values of the type list"),
        (parquet(score=[True, False]), "Column “score” holds values of the type bool"),
        (parquet(amount=["1", "x"]), "Column “amount”, row 2 under the header: “x” is not a number"),
        (csv().replace(b",1,", b",0,"), "Column “label” says of all 2 rows that they are legitimate"),
    ],
)  # fmt: skip
def test_bad_file_gets_one_sentence(content: bytes, said: str) -> None:
    assert said in refused(content)


def test_zip_of_any_size_is_never_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("scores.csv", b"0" * 20_000_000)
    assert "a zip archive or an Excel workbook" in refused(out.getvalue())


def test_parquet_text_repeated_a_million_times_is_never_written_out() -> None:
    """A dictionary of one megabyte behind two million rows would be two terabytes."""
    rows = 200_000
    long = pa.DictionaryArray.from_arrays(np.zeros(rows, np.int32), pa.array(["x" * 1_000_000]))
    content = io.BytesIO()
    other = {"label": np.arange(rows) % 2, "amount": np.ones(rows), "time": np.zeros(rows)}
    pq.write_table(pa.table({"score": long, **other}), content)
    assert len(content.getvalue()) < 4_000_000
    assert "Column “score”, row 1 under the header: “xxx" in refused(content.getvalue())


@pytest.mark.parametrize(
    ("kind", "value"),
    [(pa.list_(pa.float64()), np.zeros(1_000_000)), (pa.binary(1_000_000), b"x" * 1_000_000)],
    ids=["list", "binary of one size"],
)
def test_parquet_column_that_unpacks_to_a_thousand_times_its_size_is_never_read(kind: pa.DataType, value: Any) -> None:
    """Each row is a group of its own, so that the file is small; one batch of them all would be gigabytes."""
    names = {"label": pa.int8(), "amount": pa.float64(), "time": pa.float64()}
    row = pa.table({"score": pa.array([value], kind), "label": [1], "amount": [1.0], "time": [0.0]})
    row, out = row.cast(pa.schema({"score": kind, **names})), io.BytesIO()
    with pq.ParquetWriter(out, row.schema, compression="zstd") as file:
        for _ in range(20):
            file.write_table(row)
    pool, before = pa.proxy_memory_pool(pa.system_memory_pool()), pa.default_memory_pool()
    pa.set_memory_pool(pool)
    try:
        assert "Column “score” holds values of the type" in refused(out.getvalue())
    finally:
        pa.set_memory_pool(before)
    assert pool.max_memory() < 1_000_000


def test_unix_times_of_many_rows_are_not_first_tried_as_dates_cell_by_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cast that fails on every cell is slow: 5 M such times took over 20 s."""
    tried: list[int] = []
    whole = values._try

    def counted(array: Any, kind: Any) -> Any:
        tried.append(len(array))
        return whole(array, kind)

    monkeypatch.setattr(values, "_try", counted)
    payments_in((HEAD + "0.25,0,12.5,1767398399\n" * 1000).encode(), NAMED)
    assert tried.count(1000) <= 2 + 1 + 2 + 1  # text and number of the score, the amount and the time


def test_more_rows_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROWS_LIMIT", 3)
    assert payments_in(csv("0.5,0,1,2026-01-01"), NAMED).fraud.size == 3
    assert "more than 3" in refused(csv(*["0.5,0,1,2026-01-01"] * 2))
    assert "holds 4" in refused(parquet(**{k: [v] * 4 for k, v in zip(NAMED.names, (0.5, 1, 1.0, 0), strict=True)}))


def test_what_unpacks_beyond_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PARQUET_BYTES_LIMIT", 10)
    assert "Unpacked, the four columns are" in refused(parquet())


def test_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "cannot be opened" in refused(tmp_path / "none.csv")
    assert "cannot be opened" in refused(tmp_path)


def test_one_column_cannot_serve_two_ends() -> None:
    assert "“score” is named as the score and as the amount" in refused(
        csv(), Columns("score", "label", "score", "time")
    )


def test_score_outside_0_to_1_is_ranked_and_said() -> None:
    found = evidence_of(payments_in(csv("812,1,5,2026-01-01"), NAMED))
    assert found.calibration is None
    assert "row 3 under the header: 812 is outside 0 to 1" in found.not_probabilities


def test_obvious_names_are_guessed_and_others_are_not() -> None:
    assert guessed(header_of(example_csv()).names) == {role: role for role in NAMED.names}
    assert guessed(["Risk Score", "isFraud", "TransactionAmt", "created_at"])["time"] == "created_at"
    assert guessed(["score", "Score", "y_hat"])["score"] is None


def test_progress_is_told_and_can_stop_the_work() -> None:
    shares: list[float] = []
    payments_in(example_csv(), NAMED, lambda share, doing: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(share: float, doing: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        payments_in(example_csv(), NAMED, stop)


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    evidence_of(payments_in(example_csv(), NAMED))
    assert list(tmp_path.iterdir()) == []


def test_head_shorter_than_the_file_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "HEAD_BYTES", 64)
    assert header_of(example_csv()).names == NAMED.names


def test_command_line_prints_the_table_or_the_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(example_csv().replace(b"score,label", b"strength,label", 1))
    assert main([str(file)]) == 2
    assert "No column is obviously the score. Name it with --score" in capsys.readouterr().err
    assert main([str(file), "--score", "strength", "--capacity", "15"]) == 0
    said = capsys.readouterr().out
    assert "5,000 payments" in said
    assert "<- cheapest" in said
    assert "nan" not in said
