"""`python -m exports`: files where they were asked for, or one sentence and nothing written."""

import os
from pathlib import Path

import pytest

from exports import formats
from exports.__main__ import _progress, main


def test_every_format_is_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "folder"
    words = ["fraud_detection", "--set", "replicas=8", "--set", "shadow=on", "--theme", "dark", "-o", str(out)]
    assert main([*words, "--to", ",".join(formats())]) == 0
    names = {f"fraud_detection-dark{f.suffix}" for f in formats().values()}
    assert {p.name for p in out.iterdir()} == names
    said = capsys.readouterr()
    assert {Path(line).name for line in said.out.splitlines()} == names
    assert "Shadow model" in (out / "fraud_detection-dark.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["fraud_detectoin"], "There is no case called 'fraud_detectoin'"),
        (["fraud_detection", "--set", "replica=8"], "There is no knob called 'replica'. Near it: replicas"),
        (["fraud_detection", "--set", "replicas=800"], "replicas = 800 is outside 1 to 60"),
        (["fraud_detection", "--set", "replicas=many"], "replicas = 'many' is not a number"),
        (["fraud_detection", "--set", "replicas"], "--set replicas has no value"),
        (["fraud_detection", "--set", "scoring=later"], "is not one of inline, near_real_time, batch."),
        (["fraud_detection", "--to", "svgg"], "There is no format called 'svgg'. Near it: svg."),
        (["fraud_detection", "--to", ","], "--to names no format."),
        (["fraud_detection", "--theme", "pink"], "'pink'"),
        (["fraud_detection", "--colour", "pink"], "--colour"),
    ],
)
def test_a_wrong_word_gets_a_sentence(
    words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, with the near names, exit code 2, nothing written."""
    assert main([*words, "-o", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert says in said.err and len(said.err.splitlines()) == 1
    assert said.out == "" and not list(tmp_path.iterdir())


def test_a_folder_that_is_a_file_gets_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "taken"
    file.write_text("mine", encoding="utf-8")
    assert main(["fraud_detection", "--to", "svg", "-o", str(file)]) == 2
    assert "Nothing can be written to" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_disk_that_fills_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second file cannot be put in its place; what was there before stays whole."""
    old = tmp_path / "fraud_detection.dot"
    old.write_text("old", encoding="utf-8")
    opened, real = [], os.fdopen

    def fdopen(handle: int, *mode: str) -> object:
        opened.append(handle)
        if len(opened) == 2:
            os.close(handle)
            raise OSError(28, "No space left on device")
        return real(handle, *mode)

    monkeypatch.setattr(os, "fdopen", fdopen)
    assert main(["fraud_detection", "--to", "dot,svg", "-o", str(tmp_path)]) == 2
    assert "no space left on device" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["fraud_detection.dot"]
    assert old.read_text(encoding="utf-8") == "old"


def test_training_says_how_far_it_is_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody sits at a terminal, one line a step."""
    _progress(0.5, "Training")
    assert capsys.readouterr() == ("", " 50% Training\n")


def test_the_list_shows_cases_knobs_and_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    said = capsys.readouterr().out
    assert "fraud_detection: " in said and "scoring" in said and "inline, near_real_time, batch" in said
    assert "payments_per_day" in said and "a day" in said
    assert all(form.label in said for form in formats().values())
