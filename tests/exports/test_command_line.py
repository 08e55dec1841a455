"""`python -m exports`: files where they were asked for, or one sentence and nothing written."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from design.remark import Remark
from exports import __main__ as command
from exports import formats
from exports.__main__ import _progress, main
from state import State, file_of
from tests.designs import CASES

HOUSE = Path(__file__).parents[2]
PYTHON = f"{sys.executable} -m exports"


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """What a shell says to a line, with the exit code of the first program of a pipe."""
    return subprocess.run(
        ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}"], cwd=HOUSE, capture_output=True, text=True, timeout=120
    )


def raising(error: Exception) -> Callable[..., None]:
    def broken(*_: object) -> None:
        raise error

    return broken


@pytest.mark.slow
def test_every_format_is_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "folder"
    words = ["fraud_detection", "--set", "replicas=8", "--set", "shadow=on", "--theme", "dark", "-o", str(out)]
    assert main([*words, "--to", ",".join(formats())]) == 0
    names = {f"fraud_detection-dark{f.suffix}" for f in formats().values()}
    assert {p.name for p in out.iterdir()} == names
    said = capsys.readouterr()
    assert {Path(line).name for line in said.out.splitlines()} == names
    assert "Shadow model" in (out / "fraud_detection-dark.svg").read_text(encoding="utf-8")


def test_a_figure_of_ones_own_goes_into_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--set", "believe.Money.review_catch=0.8 [0.6..0.95] our team", "--set", "believe.Nobody.rate=3"]
    assert main(["fraud_detection", *words, "--to", "md", "-o", str(tmp_path)]) == 0
    assert "yours: our team" in (tmp_path / "fraud_detection.md").read_text(encoding="utf-8")
    assert "does not stand on Nobody.rate" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        ("Money.review_catch=7", "Money.review_catch = 7 is outside 0 to 1."),
        ("Gateway.service_p99=1e300", "fraud_detection has no design with these knobs"),
        ("margin=0.1", "margin is a number of the world"),
    ],
)
def test_an_impossible_figure_gets_a_sentence(
    figure: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fraud_detection", "--set", f"believe.{figure}", "--to", "dot", "-o", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err.splitlines()[-1]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["fraud_detectoin"], "There is no case called 'fraud_detectoin'"),
        (["fraud_detection", "--set", "replica=8"], "There is no knob called 'replica'. Near it: replicas"),
        (["fraud_detection", "--set", "replicas=800"], "replicas = 800 is outside 1 to 60"),
        (["fraud_detection", "--set", "replicas=many"], "replicas = 'many' is not a number"),
        (["fraud_detection", "--set", "replicas"], "--set replicas has no value"),
        (["fraud_detection", "--set", "scoring=later"], "is not one of inline, near_real_time, batch."),
        (["fraud_detection", "--to", "svgg"], "There is no format called 'svgg'. Near it: svg, csv."),
        (["fraud_detection", "--to", "zzz"], "There is no format called 'zzz'. See --list."),
        (["fraud_detection", "--set", "replicas=3", "--set", "replicas=5"], "replicas is given twice (3, 5)"),
        (["fraud_detection", "--se", "replicas=3"], "--se"),
        (["--set", "replicas=3"], "No case is named. See --list."),
        ([""], "There is no case called ''. See --list."),
        (["fraud_detection", "--to", ","], "--to names no format."),
        (["fraud_detection", "--theme", "pink"], "'pink'"),
        (["fraud_detection", "--scale", "4"], "--scale"),
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


def test_a_folder_in_a_files_place_is_named_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_evidence", raising(AssertionError("no work yet")))
    (tmp_path / "fraud_detection.dot").write_text("old", encoding="utf-8")
    (tmp_path / "fraud_detection.svg").mkdir()
    assert main(["fraud_detection", "--to", "dot,svg", "-o", str(tmp_path)]) == 2
    says = f"{tmp_path / 'fraud_detection.svg'} is a folder. Move it, or name another place with -o.\n"
    assert capsys.readouterr().err == says
    assert (tmp_path / "fraud_detection.dot").read_text(encoding="utf-8") == "old"
    assert {p.name for p in tmp_path.iterdir()} == {"fraud_detection.dot", "fraud_detection.svg"}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("The case folder cases/broken has no case.py."), "The case folder cases/broken has no case.py.\n"),
        (MemoryError(), "MemoryError.\n"),
        (FileNotFoundError(2, "No such file or directory", "rows.csv"), "no such file or directory (rows.csv).\n"),
    ],
)
@pytest.mark.parametrize("where", ["cases_in", "evidence"])
def test_a_broken_case_gets_a_sentence(
    where: str,
    error: Exception,
    reason: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whether its folder cannot be read or its lab cannot be run."""
    broken = replace(CASES["fraud_detection"], evidence=raising(error))
    found = raising(error) if where == "cases_in" else lambda _: {"fraud_detection": broken}
    monkeypatch.setattr(command, "cases_in", found)
    assert main(["fraud_detection", "-o", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.err.endswith(reason) and len(said.err.splitlines()) == 1
    assert said.out == "" and not list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_reader_who_leaves_is_no_fault(tmp_path: Path) -> None:
    """The pipe is closed before the first word is said, on stdout and, for the progress, on stderr."""
    for line in (f"{PYTHON} --list | true", f"{PYTHON} fraud_detection --to md -o {tmp_path} 2>&1 | true"):
        run = shell(line)
        assert (run.returncode, run.stderr) == (0, "")
    assert [p.name for p in tmp_path.iterdir()] == ["fraud_detection.md"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux that is always full")
def test_a_full_stdout_gets_a_sentence() -> None:
    run = shell(f"{PYTHON} --list > /dev/full")
    assert run.stderr == "Nothing can be written to standard output: no space left on device.\n"
    assert run.returncode == 2


@pytest.mark.slow
def test_a_terminal_without_our_signs_shows_the_list_all_the_same() -> None:
    run = shell(f"PYTHONIOENCODING=ascii {PYTHON} --list")
    assert (run.returncode, run.stderr) == (0, "") and "fraud_detection: " in run.stdout


def test_training_says_how_far_it_is_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody sits at a terminal, one line a step."""
    _progress(0.5, "Training")
    assert capsys.readouterr() == ("", " 50% Training\n")


def test_the_list_shows_cases_knobs_and_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    said = capsys.readouterr().out
    assert main([]) == 0
    assert capsys.readouterr().out == said
    assert "fraud_detection: " in said and "scoring" in said and "inline, near_real_time, batch" in said
    assert "payments_per_day" in said and "a day" in said
    assert all(form.label in said for form in formats().values())


@pytest.mark.parametrize(
    ("words", "name", "holds"),
    [
        (["--picture", "waterfall", "--theme", "dark"], "fraud_detection-waterfall-dark.svg", "owns the tail"),
        (["--overlay", "data:card number"], "fraud_detection-data_card_number.svg", "The way of: card number"),
    ],
)
def test_a_file_holds_the_picture_or_the_overlay_that_was_asked_for(
    words: list[str], name: str, holds: str, tmp_path: Path
) -> None:
    assert main(["fraud_detection", *words, "--to", "svg", "-o", str(tmp_path)]) == 0
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert holds in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--picture", "watefall"], "There is no picture called 'watefall'. Near it: waterfall."),
        (["--overlay", "latncy"], "There is no overlay called 'latncy'. Near it: latency."),
        (["--picture", "waterfall:Nobody"], "There is no picture called 'waterfall:Nobody'; there are architecture, "),
        (["--picture", "rollout", "--overlay", "cost"], "An overlay lies on the architecture: rollout takes none."),
        (["--state", "nowhere.yaml"], "nowhere.yaml cannot be read: no such file"),
        (["--state", "x", "--set", "replicas=3"], "--state and --set both name the knobs"),
    ],
)
def test_a_picture_or_a_state_that_is_not_there_gets_a_sentence(
    words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fraud_detection", *words, "--to", "svg", "-o", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err.splitlines()[-1]
    assert not list(tmp_path.iterdir())


def test_a_state_file_is_written_as_the_design_it_tells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its remarks, which stand in the document; one that is misread writes nothing."""
    case = CASES["fraud_detection"]
    knobs = case.Knobs(replicas=9).remarking(Remark("replicas", "reason", "We measured it"))
    file = tmp_path / "mine.state.yaml"
    file.write_bytes(file_of(case, State(knobs)))
    out = tmp_path / "out"
    assert main(["fraud_detection", "--state", str(file), "--to", "md", "-o", str(out)]) == 0
    text = (out / "fraud_detection.md").read_text(encoding="utf-8")
    assert "- **Reason:** We measured it" in text and "(changed)" in text
    file.write_bytes(file.read_bytes().replace(b"replicas: 9", b"replicas: many"))
    assert main(["fraud_detection", "--state", str(file), "--to", "md", "-o", str(out / "two")]) == 2
    assert "replicas" in capsys.readouterr().err.splitlines()[-1] and not (out / "two").exists()
