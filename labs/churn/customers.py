"""Customers as models read them: a matrix with categories as codes, who left, what each is worth and costs."""

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from labs.churn.parts import CustomerCosts, Flags, Floats
from labs.churn.setting import Dataset

A = TypeVar("A", bound="np.ndarray[Any, Any]")

FOLDER = Path(__file__).parent / "data"
TV_COLUMNS = tuple(f"x{number}" for number in range(1, 47))
TELCO_NUMBERS = ("tenure", "MonthlyCharges", "TotalCharges")

TELCO_CONTACT = 1.0
TELCO_OFFER = 10.0
TELCO_ACCEPTANCE = 0.3
"""The defaults of Verbraken et al. 2013; what Telco's constructed costs rest on."""


@dataclass(frozen=True, eq=False)
class Customers:
    """Customers (n): `matrix` is (n, k); a column holds numbers, or codes of its `levels` if it has any; NaN is a gap.

    `tenure` and `monthly` (charges) are None where the file does not know them, `value` and `costs` where they follow
    from something else.
    """

    name: str
    names: tuple[str, ...]
    matrix: Floats
    levels: tuple[tuple[str, ...], ...]
    churn: Flags
    value: Floats | None = None
    costs: CustomerCosts | None = None
    tenure: Floats | None = None
    monthly: Floats | None = None

    def __len__(self) -> int:
        return len(self.churn)

    @property
    def categorical(self) -> tuple[bool, ...]:
        """Of each column, whether it holds codes."""
        return tuple(bool(one) for one in self.levels)


def customers_of(dataset: Dataset) -> Customers:
    """The customers of a set that is shipped; read once a process."""
    return _tv() if dataset == "tv" else _telco()


@functools.cache
def _tv() -> Customers:
    table = pd.read_csv(FOLDER / "tv_churn.csv.gz")
    costs = {kind: _closed(table[f"C_{kind.upper()}"].to_numpy(np.float64)) for kind in ("fp", "fn", "tp", "tn")}
    return Customers(
        name="TV subscriptions",
        names=TV_COLUMNS,
        matrix=_closed(table[list(TV_COLUMNS)].to_numpy(np.float64)),
        levels=((),) * len(TV_COLUMNS),
        churn=_closed(table["target"].to_numpy() > 0),
        value=costs["fn"],
        costs=CustomerCosts(**costs, real=True),
    )


@functools.cache
def _telco() -> Customers:
    table = pd.read_csv(FOLDER / "telco_churn.csv.gz", dtype=str)
    churn = (table["Churn"] == "Yes").to_numpy(np.bool_)
    columns = [name for name in table.columns if name not in ("customerID", "Churn")]
    coded = {name: _coded(table[name]) for name in columns if name not in TELCO_NUMBERS}
    # The 11 blank totals are customers in their first month: nothing has been charged yet.
    numbers = {name: pd.to_numeric(table[name].str.strip()).fillna(0.0).to_numpy(np.float64) for name in TELCO_NUMBERS}
    matrix = np.stack([numbers[name] if name in numbers else coded[name][0] for name in columns], axis=1)
    return Customers(
        name="IBM's fictional Telco",
        names=tuple(columns),
        matrix=_closed(matrix),
        levels=tuple(() if name in numbers else coded[name][1] for name in columns),
        churn=_closed(churn),
        tenure=_closed(numbers["tenure"]),
        monthly=_closed(numbers["MonthlyCharges"]),
    )


def constructed_costs(
    value: Floats,
    contact: float = TELCO_CONTACT,
    offer: float = TELCO_OFFER,
    acceptance: float = TELCO_ACCEPTANCE,
) -> CustomerCosts:
    """The four costs of customers with these values, shape (n,), as Correa Bahnsen et al. 2015 build theirs.

    A would-be leaver who is contacted takes the offer with chance `acceptance`, else is lost all the same.
    """
    flat = np.full(len(value), contact)
    return CustomerCosts(
        fp=_closed(flat + offer),
        fn=_closed(value.copy()),
        tp=_closed(flat + acceptance * offer + (1 - acceptance) * value),
        tn=_closed(np.zeros(len(value))),
        real=False,
    )


def _coded(column: "pd.Series[str]") -> tuple[Floats, tuple[str, ...]]:
    codes, levels = pd.factorize(column, sort=True)
    return codes.astype(np.float64), tuple(str(level) for level in levels)


def _closed(array: A) -> A:
    array.setflags(write=False)
    return array
