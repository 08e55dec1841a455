"""A person's own customers: read as they come, doubted where they should be, refused in words where they must be."""

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from labs.churn import ChurnSetting
from labs.churn.__main__ import main
from labs.churn.own import (
    CHURNERS_LEAST,
    FEATURES_LIMIT,
    ROWS_LEAST,
    ROWS_LIMIT,
    BadFile,
    Columns,
    OwnCustomers,
    OwnEvidence,
    customers_in,
    evidence_of,
    example_csv,
    guessed,
    header_of,
)
from labs.churn.survival import survival_of


def table(rows: int = 400, **columns: object) -> pd.DataFrame:
    """Customers with a usage, a plan and who left; further columns as given."""
    rng = np.random.default_rng(0)
    usage, plan = rng.normal(size=rows).round(3), rng.choice(["basic", "family", "sport"], rows)
    left = usage + rng.logistic(size=rows) > 1
    frame = pd.DataFrame({"usage": usage, "plan": plan, "churn": np.where(left, "yes", "no")})
    return frame.assign(**columns)


def left(frame: pd.DataFrame) -> np.ndarray:
    return (frame["churn"] == "yes").to_numpy()


def read(frame: pd.DataFrame, **columns: object) -> OwnCustomers:
    return customers_in(frame.to_csv(index=False).encode(), Columns("churn", **columns))  # type: ignore[arg-type]


def kinds(own: OwnCustomers) -> dict[str, str]:
    return {one.column: one.kind for one in own.doubts}


def refusal(frame: pd.DataFrame, **columns: object) -> str:
    with pytest.raises(BadFile) as found:
        read(frame, **columns)
    return str(found.value)


def test_a_plain_file_is_read_as_it_stands() -> None:
    frame = table()
    own = read(frame)
    assert own.doubts == ()
    assert own.customers.names == ("usage", "plan")
    assert own.customers.levels == ((), ("basic", "family", "sport"))
    assert own.customers.matrix[:, 0] == pytest.approx(frame["usage"])
    assert own.customers.churn.tolist() == left(frame).tolist()
    assert own.contacted is None
    assert not own.value_known


def test_csv_parquet_and_semicolons_are_one() -> None:
    frame = table(since=np.arange(400) % 7 == 0)
    parquet = io.BytesIO()
    frame.to_parquet(parquet, index=False)
    first = read(frame)
    for other in (parquet.getvalue(), frame.to_csv(index=False, sep=";", decimal=",").encode()):
        again = customers_in(other, Columns("churn"))
        assert again.customers.matrix == pytest.approx(first.customers.matrix)
        assert again.customers.churn.tolist() == first.customers.churn.tolist()


def test_gaps_stay_gaps() -> None:
    frame = table()
    frame["usage"] = frame["usage"].astype(object)
    frame.loc[:9, "usage"] = ["", "NA", "n/a", "null", "?", "-", "None", "nan", " ", "NaN"]
    frame.loc[10, "plan"] = ""
    matrix = read(frame).customers.matrix
    assert np.isnan(matrix[:10, 0]).all()
    assert np.isnan(matrix[:, 0]).sum() == 10
    assert np.isnan(matrix[:, 1]).sum() == 1


def test_what_is_nearly_the_label_is_left_out_and_said() -> None:
    frame = table()
    frame["save_call"] = np.where(left(frame), 5, 0) + np.random.default_rng(1).normal(size=400).round(2)
    own = read(frame)
    assert kinds(own) == {"save_call": "nearly the label"}
    assert "AUC of 0.9" in own.doubts[0].says or "AUC of 1.0" in own.doubts[0].says
    assert [one.name for one in own.suspects] == ["save_call"]
    assert "save_call" not in own.customers.names
    assert "save_call" in read(frame, kept=("save_call",)).customers.names


def test_a_category_that_tells_the_label_is_found() -> None:
    frame = table()
    frame["status"] = np.where(left(frame), "closed", "open")
    assert kinds(read(frame)) == {"status": "nearly the label"}


def test_a_date_that_only_leavers_have_is_found_out() -> None:
    """The outcome's own date: its gaps say who left, before anybody asks what kind of cell it is."""
    frame = table()
    frame["end_date"] = np.where(left(frame), "2025-03-01", "")
    own = read(frame)
    assert kinds(own)["end_date"] == "gaps tell the label"
    frame["end_note"] = np.where(left(frame), "moved away", "")
    assert kinds(read(frame))["end_note"] == "gaps tell the label"


def test_dates_ids_constants_and_empty_columns_are_left_out() -> None:
    frame = table(
        customer=[f"C-{i:05d}" for i in range(400)],
        number=np.arange(400) + 1000,
        joined=[f"2024-{1 + i % 12:02d}-01" for i in range(400)],
        country="FR",
        remark=["x"] + [""] * 399,
    )
    own = read(frame)
    assert kinds(own) == {
        "customer": "id",
        "number": "id",
        "joined": "date",
        "country": "one value",
        "remark": "mostly empty",
    }
    assert all(one.left_out for one in own.doubts)
    assert own.customers.names == ("usage", "plan")


def test_many_levels_are_pressed_into_thirty_and_the_rest() -> None:
    own = read(table(city=[f"town {i % 60}" for i in range(400)]))
    assert kinds(own) == {"city": "too many levels"}
    assert len(own.customers.levels[-1]) == 31
    assert np.isfinite(own.customers.matrix[:, -1]).all()


def test_a_repeated_customer_counts_once() -> None:
    frame = table(cid=np.r_[np.arange(390), np.arange(10)])
    own = read(frame, id="cid")
    assert len(own.customers) == 390
    assert kinds(own) == {"cid": "repeated id"}


def test_a_file_that_was_oversampled_is_suspected() -> None:
    frame = table()
    copies = frame[left(frame)]
    own = read(pd.concat([frame, copies, copies], ignore_index=True))
    assert kinds(own) == {"": "copies"}
    assert "oversampled" in own.doubts[0].says


def test_few_churners_are_said() -> None:
    frame = table()
    frame["churn"] = np.where(np.arange(400) < CHURNERS_LEAST, "1", "0")
    assert kinds(read(frame)) == {"": "few churners"}


def test_columns_that_grow_with_tenure_are_kept_out_of_the_survival_view() -> None:
    months = np.arange(400) % 50
    own = read(table(months=months, total=months * 20 + np.arange(400) % 3), tenure="months")
    assert own.clocks == ("months", "total")
    assert {"months", "total"} <= set(own.customers.names)


def test_what_cannot_be_used_is_refused_with_the_reason() -> None:
    frame = table()
    assert refusal(frame.drop(columns="churn")) == (
        "There is no column “churn” for the churn; the file begins with “usage”, “plan”."
    )
    assert "nobody left" in refusal(frame.assign(churn="no"))
    assert "everybody left" in refusal(frame.assign(churn=1))
    assert refusal(frame.head(ROWS_LEAST - 1)).startswith(
        f"The file holds {ROWS_LEAST - 1} customers, and {ROWS_LEAST}"
    )
    few = frame.assign(churn=(np.arange(400) < CHURNERS_LEAST - 1).astype(int))
    assert refusal(few).startswith(f"{CHURNERS_LEAST - 1} of 400 customers left, and {CHURNERS_LEAST} is the least")
    wide = pd.concat([frame, pd.DataFrame({f"f{i}": np.arange(400) for i in range(FEATURES_LIMIT)})], axis=1)
    assert f"{FEATURES_LIMIT} is the most" in refusal(wide)
    assert "No column is left" in refusal(frame[["churn"]].assign(country="FR"))


def test_a_label_that_says_nothing_is_refused_by_its_row() -> None:
    frame = table()
    frame.loc[6, "churn"] = ""
    assert refusal(frame).startswith("Column “churn”, row 7 under the header: it is empty.")
    frame.loc[6, "churn"] = "perhaps"
    assert "row 7 under the header: “perhaps” is neither yes nor no" in refusal(frame)


def test_a_role_that_is_no_number_is_refused_by_its_row() -> None:
    frame = table(worth=["12.5"] * 399 + ["-3"])
    assert refusal(frame, value="worth").endswith("row 400 under the header: “-3” is no number of 0 or more.")
    assert "the value and the tenure" in refusal(frame, value="worth", tenure="worth")


def test_everybody_contacted_leaves_nobody_to_compare() -> None:
    assert "everybody was contacted" in refusal(table(called=1), treatment="called")


def test_ten_million_rows_are_refused_before_they_are_read(tmp_path: Path) -> None:
    """By the rows of a Parquet file's footer, by the bytes of a CSV; a CSV of short rows by the first row too many."""
    rows = b"churn,a\n" + b"1,2\n" * (ROWS_LIMIT + 5)
    with pytest.raises(BadFile, match=f"more than {ROWS_LIMIT:,} rows"):
        customers_in(rows, Columns("churn"))
    parquet = io.BytesIO()
    pd.DataFrame({"churn": np.zeros(ROWS_LIMIT + 1, dtype=np.int8)}).to_parquet(parquet)
    with pytest.raises(BadFile, match=f"The file holds {ROWS_LIMIT + 1:,} rows"):
        customers_in(parquet.getvalue(), Columns("churn"))
    large = tmp_path / "large.csv"
    with large.open("wb") as handle:
        handle.write(b"churn,a\n" + b"1,2\n" * 300_000)
        handle.truncate(10_000_000 * 40)
    with pytest.raises(BadFile, match="200 MB is the most"):
        customers_in(large, Columns("churn"))


@pytest.mark.parametrize(
    "source", [b"", b"churn,a\n1", b"\x1f\x8bzip", b'churn,a\n1,"2\n' * 300, b"churn,a\n1,\xff\n" * 300, b"PAR1nothing"]
)
def test_no_broken_file_is_more_than_one_sentence(source: bytes) -> None:
    with pytest.raises(BadFile) as found:
        customers_in(source, Columns("churn"))
    assert len(str(found.value)) < 300
    assert "\n" not in str(found.value)


def test_names_are_guessed_where_they_are_obvious() -> None:
    assert guessed(header_of(example_csv()).names) == {
        "churn": "Churn",
        "treatment": "Contacted",
        "id": "customerID",
        "value": None,
        "tenure": "tenure",
    }
    assert guessed(["usage", "target"])["churn"] == "target"
    assert guessed(["usage", "churn", "Churn "])["churn"] is None


@pytest.fixture(scope="module")
def example() -> OwnEvidence:
    found = guessed(header_of(example_csv()).names)
    own = customers_in(example_csv(), Columns(**found))  # type: ignore[arg-type]
    return evidence_of(own, ChurnSetting(family="logistic", trial_customers=2000))


@pytest.mark.slow
def test_the_example_has_every_view(example: OwnEvidence) -> None:
    assert 0.78 < example.risk.auc.mean < 0.9
    assert example.survival is not None
    assert example.survival.concordance > 0.75
    assert example.targeting.outcome("oracle", 0.1).profit > example.targeting.outcome("random", 0.1).profit
    assert len(example.quarter.months) == 3


@pytest.mark.slow
def test_the_campaign_of_the_example_is_measured(example: OwnEvidence) -> None:
    """It was simulated: three in ten of who would leave are kept, one in a hundred of the others is driven away."""
    one = example.measured
    assert one is not None
    true = 0.3 * 0.2654 - 0.01 * 0.7346
    assert one.effect_low < true < one.effect_high
    assert one.by_lot_auc == pytest.approx(0.5, abs=0.05)
    assert one.qini_low < one.qini < one.qini_high
    assert one.curve[-1] == pytest.approx(one.effect)
    assert "contacted among them" in {doubt.kind for doubt in example.doubts}


def test_no_regression_is_a_doubt_and_no_crash() -> None:
    """Usage beyond counting, a level with one customer, and a column that is the tenure's own law."""
    frame = table(months=np.arange(400) % 50, usage_bytes=np.r_[np.full(3, 1e300), np.arange(397) % 9.0])
    frame["rare"] = ["once"] + ["often"] * 399
    own = read(frame, tenure="months")
    assert kinds(own) == {"usage_bytes": "unreadable cells"}
    found = survival_of(own.customers, own.clocks)
    assert not any(one.name.startswith("rare") for one in found.hazards)
    assert np.isfinite([one.high for one in found.hazards]).all()


@pytest.mark.slow
def test_a_campaign_that_was_not_by_lot_is_doubted() -> None:
    frame = table(600)
    frame["called"] = (frame["usage"] > 0.2).astype(int)
    found = evidence_of(read(frame, treatment="called"), ChurnSetting(family="logistic", trial_customers=2000))
    assert "not by lot" in {doubt.kind for doubt in found.doubts}


@pytest.mark.slow
def test_a_leak_is_measured_beside_the_honest_figure() -> None:
    frame = table()
    frame["save_call"] = np.where(left(frame), 5, 0) + np.random.default_rng(1).normal(size=400).round(2)
    found = evidence_of(read(frame), ChurnSetting(family="logistic", trial_customers=2000))
    (leak,) = found.flattery
    assert leak.claimed > 0.97
    assert leak.honest == found.risk.auc.mean < 0.9


@pytest.mark.slow
def test_the_command_line_prints_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.csv"
    table().to_csv(file, index=False)
    assert main([str(file), "--family", "logistic"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("400 customers, ")
    assert "by oracle" in out


def test_the_command_line_refuses_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.csv"
    table().rename(columns={"churn": "gone"}).to_csv(file, index=False)
    assert main([str(file)]) == 2
    assert "No column obviously says who left" in capsys.readouterr().err
    assert main([str(file), "--churn", "gone", "--contact", "-1"]) == 2
    assert "contact = -1 is outside" in capsys.readouterr().err
