"""One column of a file as a model reads it: a number, a category, or left out for a reason that is said."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

from labs.churn.parts import Flags, Floats
from labs.scores.refusal import shown

Kind = Literal[
    "nearly the label", "gaps tell the label", "id", "date", "one value", "too many levels", "mostly empty", "copies",
    "repeated id", "few churners", "not by lot", "unreadable cells", "grows with tenure", "contacted among them",
    "no survival",
]  # fmt: skip

MISSING = frozenset({"", "na", "n/a", "nan", "null", "none", "?", "-"})
LEAK_AUC = 0.95
LEVELS_LIMIT = 30
NUMBERS_SHARE = 0.98
IDS_SHARE = 0.95
EMPTY_SHARE = 0.98
LARGEST = 1e12
"""Larger numbers are ids or mistakes, and sums of their squares are none."""


@dataclass(frozen=True)
class Doubt:
    """What is doubtful about a column (or, where `column` is empty, the file), and whether it was left out for it."""

    column: str
    kind: Kind
    says: str
    left_out: bool


@dataclass(frozen=True, eq=False)
class Feature:
    """A column that a model reads: numbers, or codes of `levels`; NaN is a gap."""

    name: str
    values: Floats
    levels: tuple[str, ...]


def texts(column: "pd.Series[str]") -> "pd.Series[str]":
    """Cells without surrounding blanks; NaN where the cell says that nothing is there."""
    plain = column.astype("object").where(column.notna(), "").astype(str).str.strip()
    return plain.where(~plain.str.lower().isin(MISSING))


def feature_of(name: str, column: "pd.Series[str]") -> tuple[Feature | None, list[Doubt]]:
    """What a model reads of this column (`texts`), or None; and what is doubtful about it."""
    there = column.dropna()
    if len(there) <= (1 - EMPTY_SHARE) * len(column):
        return None, [Doubt(name, "mostly empty", f"Column {shown(name)} is all but empty.", True)]
    if there.nunique() == 1 and len(there) == len(column):
        return None, [Doubt(name, "one value", f"Column {shown(name)} says the same of everybody.", True)]
    numbers = numbers_of(column)
    readable = int(numbers.notna().sum())
    if readable >= NUMBERS_SHARE * len(there):
        return _number(name, numbers, len(there) - readable)
    if _is_date(there):
        says = (
            f"Column {shown(name)} holds dates. Whether they lie before the decision is not known, so it is left out."
        )
        return None, [Doubt(name, "date", f"{says} Bring the days since, at the day of scoring.", True)]
    return _category(name, column, there)


def numbers_of(column: "pd.Series[str]") -> "pd.Series[float]":
    """Cells as numbers, also with a decimal comma; NaN where a cell is none."""
    found = pd.to_numeric(column, errors="coerce").astype(np.float64)
    if found.notna().sum() == 0:
        comma = column.where(column.str.fullmatch(r"-?\d+(,\d+)?").fillna(False).astype(bool))
        found = pd.to_numeric(comma.str.replace(",", ".", regex=False), errors="coerce").astype(np.float64)
    return found.where(found.abs() <= LARGEST)


def gaps_of(name: str, gaps: Flags, churn: Flags) -> Doubt | None:
    """The doubt where it alone, whether a cell is filled, ranks the churners almost perfectly."""
    if gaps.all() or not gaps.any() or (auc := _either_way(churn, gaps.astype(np.float64))) < LEAK_AUC:
        return None
    says = f"Whether column {shown(name)} is filled says who left (AUC {auc:.3f})."
    return Doubt(name, "gaps tell the label", f"{says} It was written after the decision, it seems.", True)


def leak_of(feature: Feature, churn: Flags) -> Doubt | None:
    """The doubt where this feature alone ranks the churners almost perfectly.

    A category is ranked by each level's share of churners, which flatters levels of one customer, so that only levels
    of five or more count.
    """
    auc = _either_way(churn, _ranked(feature, churn))
    if auc < LEAK_AUC:
        return None
    says = f"Column {shown(feature.name)} alone ranks who left with an AUC of {auc:.3f}: it is nearly the label."
    return Doubt(feature.name, "nearly the label", f"{says} When is it written?", True)


def _number(name: str, numbers: "pd.Series[float]", unreadable: int) -> tuple[Feature | None, list[Doubt]]:
    doubts = []
    values: Floats = np.asarray(numbers, dtype=np.float64)
    there = values[~np.isnan(values)]
    whole = bool(np.all(there == np.floor(there)))
    steps = np.abs(np.diff(there))
    if whole and len(np.unique(there)) >= IDS_SHARE * len(there) and ("id" in name.lower() or bool(np.all(steps == 1))):
        return None, [Doubt(name, "id", f"Column {shown(name)} numbers the customers: it is left out.", True)]
    if unreadable:
        says = f"Column {shown(name)}: {unreadable:,} cells are no numbers below 10^12 and count as empty."
        doubts.append(Doubt(name, "unreadable cells", says, False))
    return Feature(name, values, ()), doubts


def _category(name: str, column: "pd.Series[str]", there: "pd.Series[str]") -> tuple[Feature | None, list[Doubt]]:
    counts = there.value_counts()
    if len(counts) >= IDS_SHARE * len(there):
        says = f"Column {shown(name)} is another text for nearly everybody, as a name or an id is: it is left out."
        return None, [Doubt(name, "id", says, True)]
    doubts = []
    levels = sorted(counts.index[:LEVELS_LIMIT].astype(str))
    if len(counts) > LEVELS_LIMIT:
        rest = len(counts) - LEVELS_LIMIT
        says = f"Column {shown(name)} has {len(counts):,} values: the {rest:,} rarest are taken as one."
        doubts.append(Doubt(name, "too many levels", says, False))
        levels.append("other")
    place = {level: code for code, level in enumerate(levels)}
    codes = column.map(place)
    if len(counts) > LEVELS_LIMIT:
        codes = codes.where(codes.notna() | column.isna(), float(len(levels) - 1))
    return Feature(name, codes.to_numpy(np.float64), tuple(levels)), doubts


def _is_date(there: "pd.Series[str]") -> bool:
    """Whether nearly every text is a date: year first, or day or month first with the year last."""
    pattern = r"(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})([T ].*)?"
    return bool(there.str.fullmatch(pattern).mean() >= NUMBERS_SHARE)


def _ranked(feature: Feature, churn: Flags) -> Floats:
    """A number that puts the feature's values in order, gaps in the middle."""
    values = feature.values
    if not feature.levels:
        return np.asarray(np.where(np.isnan(values), np.nanmedian(values), values))
    code = np.where(np.isnan(values), len(feature.levels), values).astype(np.int64)
    number = np.bincount(code, minlength=len(feature.levels) + 1)
    left = np.bincount(code, weights=churn, minlength=len(feature.levels) + 1)
    share = np.where(number >= 5, left / np.maximum(number, 1), churn.mean())
    return np.asarray(share[code], dtype=np.float64)


def _either_way(churn: Flags, values: Floats) -> float:
    auc = float(roc_auc_score(churn, values))
    return max(auc, 1 - auc)
