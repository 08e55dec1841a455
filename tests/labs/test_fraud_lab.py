"""Evidence is trained once, kept whole or not at all, and no broken file or folder ever stops it."""

import logging
import os
import threading
from pathlib import Path

import numpy as np
import pytest

from labs.cache import ArrayFolder, Shelf, cache_folder
from labs.fraud import FraudEvidence, FraudLab, FraudSetting, evidence_of

TINY = FraudSetting(customers=100, terminals=200, family="logistic", label_spread=0.0, retrain_every_days=28)


class Told:
    """Progress that remembers what it was told, and may stop the work at a word."""

    def __init__(self, stop_at: str | None = None) -> None:
        self.fractions: list[float] = []
        self.words: list[str] = []
        self.stop_at = stop_at

    def __call__(self, fraction: float, words: str) -> None:
        """Remember, and stop where asked to."""
        self.fractions.append(fraction)
        self.words.append(words)
        if self.stop_at and self.stop_at in words:
            raise KeyboardInterrupt(words)

    @property
    def trainings(self) -> int:
        """How many models were trained."""
        return sum("Training" in words for words in self.words)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[FraudEvidence, Path]:
    """The evidence of the tiny setting, trained once, and the file that it was kept in."""
    folder = tmp_path_factory.mktemp("kept")
    found = FraudLab(folder).evidence(TINY, Told())
    (file,) = folder.glob("*.npz")
    return found, file


def test_progress_says_what_is_done_and_never_falls(tmp_path: Path) -> None:
    told = Told()
    FraudLab(tmp_path).evidence(TINY, told)
    assert told.words == [
        f"Simulating {TINY.expected_payments:,} payments",
        told.words[1],
        "Training model 1 of 2",
        "Training model 2 of 2",
        "Tallying what each threshold stops",
        "Done",
    ]
    assert told.words[1].startswith("Computing request features of 3")
    assert told.fractions == sorted(told.fractions)
    assert told.fractions[0] == 0
    assert told.fractions[-1] == 1


def test_a_second_asking_trains_nothing_and_says_the_same(tmp_path: Path) -> None:
    lab, again = FraudLab(tmp_path), Told()
    first = lab.evidence(TINY, Told())
    assert lab.evidence(TINY, again) is first
    assert again.words == []


def test_another_lab_reads_the_disk_and_trains_nothing(tmp_path: Path) -> None:
    told = Told()
    first, second = FraudLab(tmp_path).evidence(TINY, Told()), FraudLab(tmp_path).evidence(TINY, told)
    assert told.trainings == 0
    assert second == first
    assert second.windows == first.windows
    assert second.curves["nightly", True].above(0.1) == first.curves["nightly", True].above(0.1)


def test_another_family_reuses_payments_and_features(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With simulator and features taken away after the first setting, another family still has evidence."""
    lab = FraudLab(tmp_path)
    lab.evidence(TINY, Told())

    def gone(*_: object) -> None:
        raise AssertionError("made twice")

    monkeypatch.setattr("labs.fraud.lab.simulate", gone)
    monkeypatch.setattr("labs.fraud.lab.features_of", gone)
    tree = FraudSetting(**{**vars(TINY), "family": "tree"})
    assert lab.evidence(tree, Told()).models_fitted == 2


@pytest.mark.parametrize("wreck", ["truncated", "empty", "text", "foreign", "pickle", "other setting", "directory"])
def test_a_broken_cache_file_is_logged_and_replaced(
    wreck: str, kept: tuple[FraudEvidence, Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, file = kept[0], tmp_path / kept[1].name
    whole = kept[1].read_bytes()
    file.write_bytes(whole)
    assert FraudLab(tmp_path).evidence(TINY, told := Told()) == first
    assert told.trainings == 0
    if wreck == "truncated":
        file.write_bytes(whole[: len(whole) // 2])
    elif wreck == "empty":
        file.write_bytes(b"")
    elif wreck == "text":
        file.write_text("not an archive")
    elif wreck == "foreign":
        np.savez(file, header=np.array('{"setting": {}}'), score=np.zeros(3))
    elif wreck == "pickle":
        np.savez(file, header=np.array({"a": 1}, dtype=object))
    elif wreck == "other setting":
        FraudLab(tmp_path / "other").evidence(FraudSetting(**{**vars(TINY), "seed": 9}), Told())
        (other,) = (tmp_path / "other").glob("*.npz")
        file.write_bytes(other.read_bytes())
    else:
        file.unlink()
        file.mkdir()
    told = Told()
    with caplog.at_level(logging.WARNING):
        again = FraudLab(tmp_path).evidence(TINY, told)
    assert again == first
    assert told.trainings == 2
    assert len(caplog.records) >= 1
    assert "cache" in caplog.records[0].getMessage()
    if wreck != "directory":
        later = Told()
        FraudLab(tmp_path).evidence(TINY, later)
        assert later.trainings == 0


def test_a_folder_that_cannot_be_is_gone_without_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A folder under a file can be neither made nor read, whoever asks, root included."""
    (tmp_path / "file").write_text("in the way")
    lab = FraudLab(tmp_path / "file" / "cache")
    with caplog.at_level(logging.WARNING):
        assert lab.evidence(TINY, Told()).test_payments > 0
        lab.evidence(FraudSetting(**{**vars(TINY), "seed": 9}), Told())
    (record,) = caplog.records
    assert "works without it" in record.getMessage()


def test_a_full_disk_leaves_no_half_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: object, **_: object) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", full)
    with caplog.at_level(logging.WARNING):
        assert FraudLab(tmp_path).evidence(TINY, Told()).test_payments > 0
    assert list(tmp_path.iterdir()) == []
    assert "No space left" in caplog.text


@pytest.mark.parametrize("word", ["Simulating", "Computing", "model 2", "Tallying"])
def test_a_cancelled_run_leaves_nothing_half_done_and_can_be_begun_again(
    word: str, kept: tuple[FraudEvidence, Path], tmp_path: Path
) -> None:
    lab = FraudLab(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        lab.evidence(TINY, Told(stop_at=word))
    assert list(tmp_path.glob("*.part")) == []
    assert lab.evidence(TINY, Told()) == kept[0]


def test_two_threads_asking_at_once_train_once(tmp_path: Path) -> None:
    lab, told, got = FraudLab(tmp_path), [Told(), Told()], []
    together = threading.Barrier(2)

    def ask(progress: Told) -> None:
        together.wait()
        got.append(lab.evidence(TINY, progress))

    threads = [threading.Thread(target=ask, args=[one]) for one in told]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got[0] is got[1]
    assert sorted(one.trainings for one in told) == [0, 2]


def test_who_waits_is_told_so_and_may_leave() -> None:
    """A thread that waits for another's work hears about it, and its own exception frees it alone."""
    shelf: Shelf[int] = Shelf(1)
    begun, finish = threading.Event(), threading.Event()

    def slow() -> int:
        begun.set()
        finish.wait()
        return 7

    def leave() -> None:
        raise KeyboardInterrupt

    worker = threading.Thread(target=lambda: shelf.take("key", slow))
    worker.start()
    begun.wait()
    with pytest.raises(KeyboardInterrupt):
        shelf.take("key", lambda: 8, leave)
    finish.set()
    worker.join()
    assert shelf.take("key", lambda: 9) == 7


def test_a_shelf_forgets_the_longest_unused() -> None:
    shelf: Shelf[int] = Shelf(2)
    for key, value in (("a", 1), ("b", 2), ("a", 0), ("c", 3)):
        shelf.take(key, lambda value=value: value)
    assert [shelf.take("a", lambda: -1), shelf.take("b", lambda: -1)] == [1, -1]


def test_the_folder_keeps_below_its_limit(tmp_path: Path) -> None:
    folder = ArrayFolder(tmp_path, limit_bytes=20_000)
    for number in range(6):
        folder.write(f"file{number}", {}, {"noise": np.random.default_rng(number).random(1000)})
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 20_000
    assert folder.read("file5") is not None


def test_what_a_killed_process_left_is_swept_up_after_a_day(tmp_path: Path) -> None:
    old, young = tmp_path / "old.part", tmp_path / "young.part"
    old.touch()
    young.touch()
    os.utime(old, (0, 0))
    ArrayFolder(tmp_path).write("file", {}, {})
    assert {path.name for path in tmp_path.iterdir()} == {"young.part", "file.npz"}


def test_evidence_of_uses_the_folder_it_is_given(tmp_path: Path) -> None:
    first = evidence_of(TINY, cache_dir=tmp_path)
    assert len(list(tmp_path.glob("fraud-*.npz"))) == 1
    assert evidence_of(TINY, cache_dir=tmp_path) is first


def test_the_cache_folder_is_the_environments_or_the_platforms() -> None:
    home = Path.home()
    assert cache_folder({"ML_CASEBOOK_CACHE": "/a"}, "linux") == Path("/a")
    assert cache_folder({}, "linux") == home / ".cache" / "ml-casebook"
    assert cache_folder({}, "darwin") == home / "Library" / "Caches" / "ml-casebook"
    assert cache_folder({"LOCALAPPDATA": "/local"}, "win32") == Path("/local/ml-casebook")


def test_damage_anywhere_in_a_cache_file_means_computing_anew(tmp_path: Path) -> None:
    """Whatever byte is damaged, the file is refused in a sentence; it never raises and is never believed."""
    folder = ArrayFolder(tmp_path)
    folder.write("kept", {"what": 1}, {"score": np.linspace(0, 1, 500)})
    path = tmp_path / "kept.npz"
    whole = path.read_bytes()
    draw = np.random.default_rng(0)
    for place in draw.integers(0, len(whole), 200):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        path.write_bytes(bytes(damaged))
        read = folder.read("kept")
        assert read is None or np.array_equal(read[1]["score"], np.linspace(0, 1, 500))


def test_well_formed_contents_of_another_hand_are_not_believed(tmp_path: Path) -> None:
    folder = ArrayFolder(tmp_path)
    folder.write("kept", {"what": 1}, {"score": np.zeros(3)})
    np.savez_compressed(tmp_path / "kept.npz", header=np.array('{"what": 1}'), score=np.full(3, np.nan))
    assert folder.read("kept") is None
