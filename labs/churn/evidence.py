"""The frozen evidence of one setting, and the digest that says whether two are the same."""

import hashlib
from dataclasses import dataclass, fields, is_dataclass

import numpy as np

from labs.churn.parts import QuarterEvidence, RiskEvidence, Survival, UpliftEvidence
from labs.churn.setting import ChurnSetting
from labs.churn.targeting import Targeting

LEFT_OUT = ("fit_seconds", "targeting")
"""Measured on this machine, and what follows from the rest."""


@dataclass(frozen=True, eq=False)
class ChurnEvidence:
    """What the lab found; equal where all but measured times is equal.

    `survival` is None where no tenure is known (TV). `targeting` answers for any campaign size, cost and offer.
    """

    setting: ChurnSetting
    risk: RiskEvidence
    uplift: UpliftEvidence
    quarter: QuarterEvidence
    survival: Survival | None
    targeting: Targeting

    @property
    def fingerprint(self) -> str:
        """A digest of the setting, the arrays and every number; measured times left out."""
        digest = hashlib.sha256()
        _feed(digest, self)
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        """Whether the other evidence says the same."""
        return isinstance(other, ChurnEvidence) and self.fingerprint == other.fingerprint

    def __hash__(self) -> int:
        """Equal evidence has equal hashes."""
        return hash(self.setting)


def _feed(digest: "hashlib._Hash", value: object) -> None:
    if isinstance(value, np.ndarray):
        digest.update(np.ascontiguousarray(value).tobytes())
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in LEFT_OUT:
                _feed(digest, getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            _feed(digest, one)
    else:
        digest.update(repr(value).encode())
