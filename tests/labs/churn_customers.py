"""Small made-up customers that the churn lab's tests share."""

import numpy as np

from labs.churn.customers import Customers


def made_up(rows: int = 600, seed: int = 0, churn_rate: float = 0.25) -> Customers:
    """Customers with two numbers that tell who leaves, one that does not, and a category; worth 100 to 300."""
    rng = np.random.default_rng(seed)
    numbers = rng.standard_normal((rows, 3))
    plan = rng.integers(0, 3, rows)
    pull = 1.5 * numbers[:, 0] + numbers[:, 1] + (plan == 2)
    churn = pull + rng.logistic(size=rows) > np.quantile(pull, 1 - churn_rate)
    return Customers(
        name="made up",
        names=("first", "second", "noise", "plan"),
        matrix=np.column_stack([numbers, plan.astype(np.float64)]),
        levels=((), (), (), ("basic", "family", "sport")),
        churn=churn,
        value=rng.uniform(100, 300, rows),
        tenure=rng.integers(0, 60, rows).astype(np.float64),
        monthly=rng.uniform(5, 50, rows),
    )
