"""`python -m search` as a person types it."""

import csv
from pathlib import Path

import pytest

from search.__main__ import main

CASE = "fraud_detection"


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is written to standard output; nothing is refused."""
    assert main(words) == 0
    return capsys.readouterr().out


def test_draw_tells_the_front_and_writes_every_design(capsys, tmp_path: Path) -> None:
    target = tmp_path / "designs.csv"
    numbers = "Bill.cost,Money.fraud_loss,+ModelServer.utilisation"
    told = said(capsys, CASE, "--numbers", numbers, "--samples", "40", "--csv", str(target))
    assert "40 designs drawn over 18 decisions" in told
    assert "ModelServer.utilisation (more is better)" in told
    with target.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    kept = sum(int(row["keeps_all"]) for row in rows)
    assert f"{kept} keep every promise" in told
    assert {row["scoring"] for row in rows} == {"inline", "near_real_time", "batch"}


@pytest.mark.slow
def test_backwards_tells_the_turns_as_they_are_typed(capsys) -> None:
    told = said(capsys, CASE, "--backwards", "change")
    assert "The cheapest change turns 1 decision" in told
    assert "--set actions=block_step_up" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fraud"], "There is no case called 'fraud'. There are: fraud_detection"),
        ([CASE, "--samples", "many"], "many is not a whole number"),
        ([CASE, "--samples", "0"], "draws nothing"),
        ([CASE, "--numbers", "Bill.cots,Bill.cost"], "There is no number called 'Bill.cots'"),
        ([CASE, "--set", "replicas=900"], "replicas = 900 is outside 1 to 60"),
    ],
)
def test_what_cannot_be_had_is_refused_in_a_sentence(words, sentence, capsys) -> None:
    assert main(words) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert "Traceback" not in told.err
