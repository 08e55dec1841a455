"""From setting to evidence in stages, each done once: payments, features, training on disk, evidence."""

import contextlib
import functools
import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import sklearn

from labs.cache import ArrayFolder, Shelf, cache_folder
from labs.fraud.evidence import FraudEvidence, assembled
from labs.fraud.features import Features, features_of, recomputed_features_of
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Payments, simulate
from labs.fraud.training import Progress, ScoredPayments, Trained, TrainingWindow, train

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

A = TypeVar("A", bound="DataclassInstance")

_LOG = logging.getLogger(__name__)

SIMULATION_INPUTS = ("customers", "terminals", "days", "seed")
FEATURE_INPUTS = (*SIMULATION_INPUTS, "freshness", "label_delay_days", "label_spread", "maturation_days")
SOURCES = ("setting.py", "simulation.py", "features.py", "balance.py", "training.py", "lab.py")


def evidence_of(
    setting: FraudSetting, progress: Progress | None = None, cache_dir: Path | None = None
) -> FraudEvidence:
    """The evidence of a setting: from memory, from disk, or simulated and trained now.

    `progress` is told a fraction, 0 to 1 and never falling, and what is being done; if it raises, the work
    stops, nothing half-done is kept, and the exception comes through. `cache_dir` is by default
    `cache_folder()`. Safe in threads: the same setting asked twice at once is trained once. Raises ValueError
    where the test days of a very small world hold no fraud.
    """
    return lab_at(cache_dir).evidence(setting, progress or silence)


class FraudLab:
    """The stages: two simulations, two feature tables, four evidences stay in memory, training on disk."""

    def __init__(self, folder: Path) -> None:
        """A lab that keeps what it trained in this folder."""
        self._disk = ArrayFolder(folder)
        self._payments: Shelf[Payments] = Shelf(2)
        self._features: Shelf[Features] = Shelf(2)
        self._evidence: Shelf[FraudEvidence] = Shelf(4)
        self._analyses: Shelf[Any] = Shelf(16)

    def evidence(self, setting: FraudSetting, progress: Progress) -> FraudEvidence:
        """The evidence of the setting, see `evidence_of`."""
        return self._evidence.take(setting, lambda: self._made(setting, progress), _patience(progress))

    def stages(self, setting: FraudSetting, progress: Progress) -> tuple[Payments, Features]:
        """The payments of a setting and their features as served, from memory where they are there."""
        progress(0.0, f"Simulating {setting.expected_payments:,} payments")
        payments = self._payments.take(
            _inputs(setting, SIMULATION_INPUTS), lambda: simulate(setting), _patience(progress)
        )
        progress(0.1, f"Computing {setting.freshness} features of {len(payments):,} payments")
        features = self._features.take(
            _inputs(setting, FEATURE_INPUTS), lambda: features_of(payments, setting), _patience(progress, 0.1)
        )
        return payments, features

    def analysis(
        self,
        kind: str,
        options: Mapping[str, Any],
        make: Callable[[], A],
        restored: Callable[[Mapping[str, Any]], A],
        progress: Progress,
    ) -> A:
        """A frozen result of plain numbers, made once: from memory, from disk by `restored`, or by `make`.

        `options` are all that shapes it, as JSON has it. The file is named after them and all code of the lab.
        """
        key = json.dumps([kind, options], sort_keys=True)

        def made() -> A:
            name = f"fraud-{kind}-{hashlib.sha256(f'{key} {_lab_digest()}'.encode()).hexdigest()[:32]}"
            kept = self._disk.read(name)
            if kept and kept[0].get("options") == json.loads(json.dumps(options)):
                with contextlib.suppress(KeyError, TypeError, ValueError):
                    return restored(kept[0]["result"])
            if kept:
                _LOG.warning("The cached file %s holds something else; it is computed anew and replaced.", name)
            result = make()
            self._disk.write(name, {"options": options, "result": asdict(result)}, {})
            progress(1.0, "Done")
            return result

        found: A = self._analyses.take(key, made, _patience(progress))
        return found

    def scored(self, kind: str, setting: FraudSetting, make: Callable[[], ScoredPayments]) -> ScoredPayments:
        """Scored payments of a kind, kept on disk by the setting and all code of the lab."""
        name = f"fraud-{kind}-{hashlib.sha256(f'{_key(setting)} {_lab_digest()}'.encode()).hexdigest()[:32]}"
        kept = self._disk.read(name)
        if kept and kept[0].get("setting") == asdict(setting):
            with contextlib.suppress(KeyError, TypeError, ValueError):
                return _scored(kept[1])
        found = make()
        self._disk.write(name, {"setting": asdict(setting)}, _arrays(found))
        return found

    def _made(self, setting: FraudSetting, progress: Progress) -> FraudEvidence:
        name = f"fraud-{_key(setting)}"
        kept = self._disk.read(name)
        trained = _restored(setting, *kept) if kept else None
        if kept and trained is None:
            _LOG.warning("The cached file %s holds something else; it is computed anew and replaced.", name)
        if trained is None:
            trained = self._trained(setting, progress)
            self._disk.write(name, *_stored(setting, trained))
        progress(0.96, "Tallying what each threshold stops")
        evidence = assembled(setting, trained)
        progress(1.0, "Done")
        return evidence

    def _trained(self, setting: FraudSetting, progress: Progress) -> Trained:
        payments, features = self.stages(setting, progress)
        learned = features
        if setting.training_features == "recomputed":
            progress(0.2, "Computing the training features anew")
            learned = recomputed_features_of(payments, setting)
        return train(setting, payments, learned, features, lambda part, words: progress(0.25 + 0.7 * part, words))


def lab_at(cache_dir: Path | None) -> FraudLab:
    """The one lab of a folder, by default `cache_folder()`, so that all of one process share what is in memory."""
    return _lab_at(cache_dir or cache_folder())


@functools.lru_cache(maxsize=4)
def _lab_at(folder: Path) -> FraudLab:
    return FraudLab(folder)


def silence(fraction: float, words: str) -> None:
    """Tell nobody."""


def _patience(progress: Progress, fraction: float = 0.0) -> Callable[[], None]:
    return lambda: progress(fraction, "Waiting for the same work, begun by someone else")


def _inputs(setting: FraudSetting, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(setting, name) for name in names)


def _key(setting: FraudSetting) -> str:
    """A name for the setting under this code and these libraries: others never meet its files."""
    text = json.dumps(asdict(setting), sort_keys=True)
    return hashlib.sha256(f"{text} {_code_digest()}".encode()).hexdigest()[:32]


@functools.cache
def _code_digest() -> str:
    digest = hashlib.sha256(f"{np.__version__} {sklearn.__version__}".encode())
    for name in SOURCES:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


@functools.cache
def _lab_digest() -> str:
    """Of every source file of the lab."""
    digest = hashlib.sha256(_code_digest().encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stored(setting: FraudSetting, trained: Trained) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """What training left behind as a header and plain arrays."""
    header = {
        "setting": asdict(setting),
        "windows": [asdict(window) for window in trained.windows],
        "counts": {name: getattr(trained, name) for name in _counts()},
    }
    return header, _arrays(trained.scored)


def _arrays(scored: ScoredPayments) -> dict[str, np.ndarray]:
    return {field.name: getattr(scored, field.name) for field in fields(ScoredPayments)}


def _scored(arrays: Mapping[str, np.ndarray]) -> ScoredPayments:
    """Raises KeyError or ValueError where the arrays are of something else."""
    if len({len(array) for array in arrays.values()}) != 1:
        raise ValueError("The arrays are not of one length.")
    return ScoredPayments(**{field.name: arrays[field.name] for field in fields(ScoredPayments)})


def _restored(setting: FraudSetting, header: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> Trained | None:
    """The same, read back; None where the file is of something else."""
    try:
        if header["setting"] != asdict(setting):
            return None
        scored = _scored(arrays)
        windows = tuple(TrainingWindow(**window) for window in header["windows"])
        return Trained(scored, windows, **{name: int(header["counts"][name]) for name in _counts()})
    except (KeyError, TypeError, ValueError):
        return None


def _counts() -> Iterator[str]:
    return (field.name for field in fields(Trained) if field.name.startswith("train_"))
