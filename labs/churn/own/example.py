"""A file to begin with: some of IBM's fictional customers, with a campaign that was simulated on top of them."""

import functools

import numpy as np
import pandas as pd

from labs.churn.customers import FOLDER, customers_of
from labs.churn.response import nature_of, response_of

ROWS = 3000
SEED = 20260101

ABOUT = (
    "3,000 of the 7,043 customers of IBM's sample of a fictional telephone company (CC BY 4.0). Half were contacted by "
    "lot in a simulated campaign: of those contacted, some who had left stay, and a few leave who had stayed."
)


@functools.lru_cache(maxsize=1)
def example_csv() -> bytes:
    """The example as CSV in UTF-8, with the columns of the sample and `Contacted`; the same bytes each time."""
    table = pd.read_csv(FOLDER / "telco_churn.csv.gz", dtype=str)
    customers = customers_of("telco")
    response = response_of(customers, nature_of(customers), persuadable=0.3, sleeping_dogs=0.01, alignment=-0.5)
    rng = np.random.default_rng(SEED)
    contacted = rng.random(len(table)) < 0.5
    luck = rng.random(len(table))
    left = np.where(customers.churn, ~(contacted & (luck < response.saved)), contacted & (luck < response.driven))
    table.insert(len(table.columns) - 1, "Contacted", np.where(contacted, "Yes", "No"))
    table["Churn"] = np.where(left, "Yes", "No")
    text: str = table.iloc[np.sort(rng.choice(len(table), ROWS, replace=False))].to_csv(
        index=False, lineterminator="\n"
    )
    return text.encode()
