"""The price table: `prices.csv`, each row with its unit, source and date."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from design import ASSUMED, is_assumed, sourced

TABLE = Path(__file__).with_name("prices.csv")


@dataclass(frozen=True)
class Price:
    """One row: what it is, what it costs per unit, where that was read and when."""

    item: str
    usd: float
    unit: str
    source: str
    date: str


@cache
def prices() -> Mapping[str, Price]:
    """Every price by item.

    Raises ValueError naming the row where a price is not a number of at least 0 or a word is missing.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["item"]: _price(row) for row in csv.DictReader(file)})


def _price(row: Mapping[str, str]) -> Price:
    if not all(row.get(word) for word in ("item", "usd", "unit", "source", "date")):
        raise ValueError(f"{TABLE}: the row {dict(row)} has an empty cell; fill item, usd, unit, source, date.")
    try:
        usd = float(row["usd"])
    except ValueError:
        usd = -1.0
    if not 0 <= usd < float("inf"):
        raise ValueError(f"{TABLE}: {row['item']} costs {row['usd']!r}, which is no price; write USD as a number.")
    return Price(row["item"], usd, row["unit"], row["source"], row["date"])


def priced(item: str) -> Any:
    """A field whose default is a row of the price table; the case may pass its own price instead."""
    price = prices()[item]
    why = f"USD a {price.unit}; prices.csv, {item}, {price.date}"
    source = ASSUMED if is_assumed(price.source) else f"{price.source}; prices.csv, row {item}, {price.date}"
    return sourced(price.usd, why, source)
