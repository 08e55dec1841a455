"""Evidence is trained once, kept by the inputs of each stage, and no broken file ever stops it."""

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from labs.churn import ChurnEvidence, ChurnLab, ChurnSetting
from labs.churn.keeping import packed, unpacked
from labs.churn.parts import Driver, Kinds

QUICK = ChurnSetting(dataset="telco", family="logistic", trial_customers=2000)


class Told:
    """Progress that remembers what it was told, and may stop the work at a word."""

    def __init__(self, stop_at: str | None = None) -> None:
        self.parts: list[float] = []
        self.words: list[str] = []
        self.stop_at = stop_at

    def __call__(self, part: float, words: str) -> None:
        """Remember, and stop where asked to."""
        self.parts.append(part)
        self.words.append(words)
        if self.stop_at and self.stop_at in words:
            raise KeyboardInterrupt(words)

    def mentions(self, words: str) -> bool:
        """Whether any of it was said."""
        return any(words in one for one in self.words)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[ChurnEvidence, Path, Told]:
    """The evidence of the quick setting, trained once, its folder, and what was said meanwhile."""
    folder, told = tmp_path_factory.mktemp("kept"), Told()
    return ChurnLab(folder).evidence(QUICK, told), folder, told


@pytest.mark.slow
def test_progress_never_falls_and_ends(kept: tuple[ChurnEvidence, Path, Told]) -> None:
    told = kept[2]
    assert told.parts == sorted(told.parts)
    assert (told.parts[0], told.parts[-1], told.words[-1]) == (0, 1, "Done")
    assert told.mentions("Cross-validat")
    assert told.mentions("Learning uplift")
    assert told.mentions("Trained the model of month")


@pytest.mark.slow
def test_another_lab_reads_the_disk_and_says_the_same(kept: tuple[ChurnEvidence, Path, Told]) -> None:
    first, folder, _ = kept
    told = Told()
    second = ChurnLab(folder).evidence(QUICK, told)
    assert told.words == ["Reading 7,043 customers", "Done"]
    assert second == first
    assert second.targeting.outcome("uplift", 0.1) == first.targeting.outcome("uplift", 0.1)
    assert second.risk.folds == first.risk.folds
    assert not second.risk.score.flags.writeable
    assert not second.uplift.curve_true.flags.writeable


@pytest.mark.slow
def test_a_turn_of_the_quarter_trains_no_risk_model(kept: tuple[ChurnEvidence, Path, Told]) -> None:
    first, folder, _ = kept
    told = Told()
    turned = ChurnLab(folder).evidence(replace(QUICK, gap_months=1), told)
    assert not told.mentions("Cross-validat")
    assert not told.mentions("Learning uplift")
    assert told.mentions("Trained the model of month")
    assert turned.quarter.months[0].auc < first.quarter.months[0].auc
    assert turned != first


@pytest.mark.slow
def test_a_broken_file_is_replaced(kept: tuple[ChurnEvidence, Path, Told], caplog: pytest.LogCaptureFixture) -> None:
    first, folder, _ = kept
    (broken,) = folder.glob("churn-uplift-*.npz")
    broken.write_bytes(broken.read_bytes()[:500])
    told = Told()
    with caplog.at_level(logging.WARNING):
        assert ChurnLab(folder).evidence(QUICK, told) == first
    assert told.mentions("Learning uplift")
    assert not told.mentions("Cross-validat")
    assert "computed anew" in caplog.text


@pytest.mark.slow
def test_what_is_stopped_leaves_nothing_half_made(tmp_path: Path) -> None:
    lab = ChurnLab(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        lab.evidence(QUICK, Told(stop_at="part 4 of 10"))
    assert {one.name.split("-")[1] for one in tmp_path.glob("*.npz")} == {"survival"}


@pytest.mark.slow
def test_the_four_parts_speak_of_the_same_customers(kept: tuple[ChurnEvidence, Path, Told]) -> None:
    e = kept[0]
    assert e.survival is not None
    assert {len(e.risk.score), len(e.uplift.estimate), len(e.survival.remaining), e.targeting.customers} == {7043}
    assert e.uplift.leaves.mean() == pytest.approx(e.risk.base_rate, abs=1e-6)
    assert sum(vars(e.uplift.kinds).values()) == pytest.approx(1)
    assert e.uplift.qini_oracle >= max(e.uplift.qini_true, e.uplift.qini_risk, e.uplift.qini_value)
    assert e.uplift.curve_oracle[-1] == pytest.approx(e.uplift.uplift.mean())


def test_parts_come_back_from_their_file_as_they_were() -> None:
    part = (Kinds(0.1, 0.2, 0.6, 0.1), Driver("x", 0.5), None, np.arange(3.0))
    header, arrays = packed(part)
    back = unpacked(header, arrays)
    assert back[:3] == part[:3]
    assert back[3].tolist() == [0, 1, 2]


def test_a_file_makes_nothing_but_parts() -> None:
    with pytest.raises(KeyError):
        unpacked({"kind": "Path", "fields": {}}, {})
    with pytest.raises(ValueError, match="Driver"):
        unpacked({"kind": "Driver", "fields": {"name": "x"}}, {})
