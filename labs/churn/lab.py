"""From setting to evidence in stages, each trained once and kept by its own inputs: a turn trains what it must."""

import functools
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import scipy
import sklearn
import statsmodels

from labs.cache import ArrayFolder, Shelf, cache_folder
from labs.churn.customers import Customers, constructed_costs, customers_of
from labs.churn.evidence import ChurnEvidence
from labs.churn.keeping import closed, packed, unpacked
from labs.churn.parts import QuarterEvidence, RiskEvidence, Survival, UpliftEvidence
from labs.churn.quarter import quarter_of
from labs.churn.response import Response, nature_of, response_of
from labs.churn.setting import ChurnSetting, Dataset
from labs.churn.survival import survival_of
from labs.churn.targeting import targeting_of
from labs.churn.uplift import uplift_of
from labs.churn.validation import risk_of

Progress = Callable[[float, str], None]
P = TypeVar("P")

HELD_IN_MEMORY = 24
RISK = ("dataset", "family", "balance", "seed", "permuted_labels")
UPLIFT = (*RISK, "learner", "persuadable", "sleeping_dogs", "alignment", "trial_customers")
QUARTER = (
    "dataset",
    "family",
    "persuadable",
    "sleeping_dogs",
    "alignment",
    "horizon_months",
    "gap_months",
    "definition",
    "retrain_every_months",
    "drift",
    "past_contacted",
    "past_campaigns",
    "seed",
)


def evidence_of(
    setting: ChurnSetting, progress: Progress | None = None, cache_dir: Path | None = None
) -> ChurnEvidence:
    """The evidence of a setting: from memory, from disk, or trained now.

    `progress` is told (part done from 0 to 1, what is being done); what it raises stops the work and leaves nothing
    half-made. `cache_dir` is `cache_folder()` where none is named.
    """
    return lab_at(cache_dir).evidence(setting, progress or silence)


def risk_evidence_of(
    setting: ChurnSetting, progress: Progress | None = None, cache_dir: Path | None = None
) -> RiskEvidence:
    """The real part of a setting's evidence alone, for comparing families; as `evidence_of` else."""
    return lab_at(cache_dir).risk(setting, progress or silence)


class ChurnLab:
    """Keeps stages in memory and on disk; safe to share among threads."""

    def __init__(self, cache_dir: Path) -> None:
        """A lab that keeps its files in this folder."""
        self._disk = ArrayFolder(cache_dir)
        self._stages: Shelf[Any] = Shelf(HELD_IN_MEMORY)
        self._whole: Shelf[ChurnEvidence] = Shelf(4)

    def evidence(self, setting: ChurnSetting, progress: Progress) -> ChurnEvidence:
        """The evidence of a setting; see `evidence_of`."""
        return self._whole.take(setting, lambda: self._made(setting, progress), _patience(progress))

    def survival(self, dataset: Dataset, progress: Progress) -> Survival | None:
        """How long the customers of a set stay; None where it knows no tenure."""
        customers = customers_of(dataset)
        if customers.tenure is None:
            return None
        return self._stage("survival", {"dataset": dataset}, progress, 0.0, 0.08, lambda _: survival_of(customers))

    def risk(self, setting: ChurnSetting, progress: Progress) -> RiskEvidence:
        """The real part alone, where families or balances are compared; see `RiskEvidence`."""
        customers = customers_of(setting.dataset)
        progress(0.0, f"Reading {len(customers):,} customers")
        value = value_of(customers, self.survival(setting.dataset, progress))
        return self._stage(
            "risk",
            _inputs(setting, RISK),
            progress,
            0.08,
            0.5,
            lambda say: risk_of(
                customers,
                value,
                customers.costs or constructed_costs(value),
                setting.family,
                setting.balance,
                setting.seed,
                setting.permuted_labels,
                say,
            ),
        )

    def _made(self, setting: ChurnSetting, progress: Progress) -> ChurnEvidence:
        customers = customers_of(setting.dataset)
        risk = self.risk(setting, progress)
        response = self._response(setting, customers, progress)
        uplift: UpliftEvidence = self._stage(
            "uplift",
            _inputs(setting, UPLIFT),
            progress,
            0.6,
            0.7,
            lambda say: uplift_of(
                customers,
                response,
                risk.score,
                risk.value,
                setting.learner,
                setting.family,
                setting.trial_customers,
                setting.seed,
                say,
            ),
        )
        quarter: QuarterEvidence = self._stage(
            "quarter",
            _inputs(setting, QUARTER),
            progress,
            0.7,
            0.98,
            lambda say: quarter_of(setting, customers, response, say),
        )
        targeting = targeting_of(risk, uplift)
        progress(1.0, "Done")
        return ChurnEvidence(setting, risk, uplift, quarter, self.survival(setting.dataset, silence), targeting)

    def _response(self, setting: ChurnSetting, customers: Customers, progress: Progress) -> Response:
        leaves: np.ndarray = self._stage(
            "nature",
            {"dataset": setting.dataset},
            progress,
            0.5,
            0.6,
            lambda say: _told(say, "Making the simulated world", lambda: nature_of(customers)),
        )
        return response_of(customers, leaves, setting.persuadable, setting.sleeping_dogs, setting.alignment)

    def _stage(
        self,
        name: str,
        inputs: dict[str, Any],
        progress: Progress,
        begin: float,
        end: float,
        make: Callable[[Progress], P],
    ) -> P:
        """A stage by its inputs, its own progress from 0 to 1 told as `begin` to `end` of the whole."""
        key = f"churn-{name}-{_key(inputs)}"

        def say(part: float, words: str) -> None:
            progress(begin + (end - begin) * part, words)

        def made() -> P:
            kept = self._disk.read(key)
            if kept is not None and (found := _restored(inputs, *kept)) is not None:
                return found  # type: ignore[no-any-return]  # by the key it is what this stage makes
            new = closed(make(say))
            header, arrays = packed(new)
            self._disk.write(key, {"inputs": inputs, "part": header}, arrays)
            return new  # type: ignore[no-any-return]  # `closed` gives back what it is given

        found: P = self._stages.take(key, made, _patience(progress, begin))
        return found


def value_of(customers: Customers, survival: Survival | None) -> np.ndarray:
    """What each customer is worth, (n,): the file's own, else charges for the months that the customer may yet stay."""
    if customers.value is not None:
        return customers.value
    if survival is None or customers.monthly is None:
        raise ValueError("These customers have no value, and no tenure and charges to say it from.")
    return closed(survival.remaining * customers.monthly)  # type: ignore[no-any-return]


def lab_at(cache_dir: Path | None) -> ChurnLab:
    """The one lab of a folder, by default `cache_folder()`, so that all of one process share what is in memory."""
    return _lab_at(cache_dir or cache_folder())


@functools.lru_cache(maxsize=4)
def _lab_at(folder: Path) -> ChurnLab:
    return ChurnLab(folder)


def silence(fraction: float, words: str) -> None:
    """Tell nobody."""


def _told(say: Progress, words: str, make: Callable[[], P]) -> P:
    say(0.0, words)
    return make()


def _patience(progress: Progress, fraction: float = 0.0) -> Callable[[], None]:
    return lambda: progress(fraction, "Waiting for the same work, begun by someone else")


def _inputs(setting: ChurnSetting, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(setting, name) for name in names}


def _key(inputs: dict[str, Any]) -> str:
    """A name for the inputs under this code, this data and these libraries: others never meet its files."""
    text = json.dumps(inputs, sort_keys=True)
    return hashlib.sha256(f"{text} {_code_digest()}".encode()).hexdigest()[:32]


@functools.cache
def _code_digest() -> str:
    """Of the libraries, the lab's source files and its data."""
    versions = (np.__version__, scipy.__version__, sklearn.__version__, statsmodels.__version__)
    digest = hashlib.sha256(repr(versions).encode())
    here = Path(__file__).parent
    for path in (*sorted(here.glob("*.py")), *sorted((here / "data").glob("*.gz"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _restored(inputs: dict[str, Any], header: dict[str, Any], arrays: dict[str, np.ndarray]) -> Any:
    """The part, read back; None where the file is of something else."""
    try:
        return unpacked(header["part"], arrays) if header["inputs"] == inputs else None
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
