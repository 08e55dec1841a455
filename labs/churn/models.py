"""scikit-learn pipelines of every family; what is learned from customers is learned inside the training part."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from labs.churn.parts import Flags, Floats
from labs.churn.setting import Balance, Family

T = TypeVar("T")

TREES = 60


def classifier(family: Family, categorical: tuple[bool, ...], seed: int) -> Pipeline:
    """An untrained pipeline that says the chance to leave; no class weights, so that scores stay near probabilities."""
    if family == "logistic":
        return make_pipeline(_plain(categorical, scaled=True), LogisticRegression(C=0.1, max_iter=1000))
    if family == "forest":
        forest = RandomForestClassifier(TREES, min_samples_leaf=5, max_samples=0.5, n_jobs=1, random_state=seed)
        return make_pipeline(_plain(categorical, scaled=False), forest)
    return make_pipeline(HistGradientBoostingClassifier(**_boosting(categorical, seed)))


def regressor(family: Family, categorical: tuple[bool, ...], seed: int) -> Pipeline:
    """An untrained pipeline that estimates a number, built like the classifier of the family."""
    if family == "logistic":
        return make_pipeline(_plain(categorical, scaled=True), Ridge(alpha=100.0))
    if family == "forest":
        forest = RandomForestRegressor(
            TREES, min_samples_leaf=50, max_samples=0.5, max_features="sqrt", n_jobs=1, random_state=seed
        )
        return make_pipeline(_plain(categorical, scaled=False), forest)
    return make_pipeline(HistGradientBoostingRegressor(**_boosting(categorical, seed)))


def trained(model: Pipeline, matrix: Floats, target: Any, weight: Floats | None = None) -> Pipeline:
    """The pipeline, trained on one thread: on a busy machine several spin for each other, and bits depend on them."""
    arguments = {} if weight is None else {f"{model.steps[-1][0]}__sample_weight": weight}
    with threadpool_limits(1):
        model.fit(matrix, target, **arguments)
    return model


def chances(model: Pipeline, matrix: Floats) -> Floats:
    """The chance to leave of customers (n, k), shape (n,)."""
    with threadpool_limits(1):
        return np.asarray(model.predict_proba(matrix)[:, 1], dtype=np.float64)


def numbers(model: Pipeline, matrix: Floats) -> Floats:
    """What a regressor says of customers (n, k), shape (n,)."""
    with threadpool_limits(1):
        return np.asarray(model.predict(matrix), dtype=np.float64)


def side_by_side(tasks: Sequence[Callable[[], T]]) -> Iterator[T]:
    """What the tasks return, in their order, two at a time; each trains on one thread, so the bits stay the same."""
    with threadpool_limits(1), ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(task) for task in tasks]
        try:
            for future in futures:
                yield future.result()
        finally:
            for future in futures:
                future.cancel()


def balanced(balance: Balance, matrix: Floats, churn: Flags, rng: np.random.Generator) -> Any:
    """Matrix, target and weights of a training part, with churn made less rare as asked."""
    if balance == "oversampled":
        rows = oversampled(churn, rng)
        return matrix[rows], churn[rows], None
    if balance == "weights":
        rate = churn.mean()
        return matrix, churn, np.where(churn, 0.5 / rate, 0.5 / (1 - rate))
    return matrix, churn, None


def oversampled(churn: Flags, rng: np.random.Generator) -> Any:
    """Rows with churners drawn again, with replacement, until they are half."""
    rare, common = np.flatnonzero(churn), np.flatnonzero(~churn)
    return np.concatenate([common, rare, rng.choice(rare, max(len(common) - len(rare), 0))])


def _plain(categorical: tuple[bool, ...], *, scaled: bool) -> ColumnTransformer:
    """Numbers with gaps filled by the median, scaled where asked; categories one column a level."""
    is_code = np.array(categorical, dtype=np.bool_)
    steps = [SimpleImputer(strategy="median", keep_empty_features=True), *([StandardScaler()] if scaled else [])]
    parts = [("numbers", make_pipeline(*steps), np.flatnonzero(~is_code))]
    if is_code.any():
        coded = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
        parts.append(("codes", coded, np.flatnonzero(is_code)))
    return ColumnTransformer(parts)


def _boosting(categorical: tuple[bool, ...], seed: int) -> dict[str, Any]:
    return {
        "max_iter": 40,
        "learning_rate": 0.1,
        "max_leaf_nodes": 8,
        "min_samples_leaf": 30,
        "l2_regularization": 5.0,
        "early_stopping": False,
        "categorical_features": list(categorical) if any(categorical) else None,
        "random_state": seed,
    }
