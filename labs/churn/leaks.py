"""Two mistakes that make a model look good, made on purpose and measured beside the same model without them."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

from labs.churn.customers import Customers
from labs.churn.models import chances, classifier, oversampled, side_by_side, trained
from labs.churn.parts import Flags, Floats, Leak
from labs.churn.setting import Family

PARTS = 5
PARTS_TRIED = 2
"""Of five parts, so many are held out in turn: enough to see a leak, at two fifths of the time."""

RECORDED_OF_LEAVERS = 0.7
RECORDED_OF_STAYERS = 0.05
"""Of those who left, and of those who stayed, who has a cancellation contact on file (constructed; measure yours)."""


def leaks_of(family: Family, customers: Customers, churn: Flags, seed: int) -> tuple[Leak, ...]:
    """Both leaks with a model of this family; `churn` are the labels to learn, shape (n,)."""
    rng = np.random.default_rng([seed, 7])
    return _before_split(family, customers, churn, rng, seed), _after_decision(family, customers, churn, rng, seed)


def _before_split(family: Family, customers: Customers, churn: Flags, rng: np.random.Generator, seed: int) -> Leak:
    """Churners doubled first and split afterwards: the copies of one customer teach and test."""
    rows = rng.permutation(oversampled(churn, rng))
    mixed = [(rows[learn], rows[test]) for learn, test in _parts(churn[rows], seed)]
    apart = [(learn[oversampled(churn[learn], rng)], test) for learn, test in _parts(churn, seed)]
    found = list(side_by_side([partial(_auc, family, customers, churn, *part, seed) for part in (*mixed, *apart)]))
    return Leak(
        name="oversampling before the split",
        says="Copies of the same churner teach the model and test it.",
        claimed=float(np.mean(found[: len(mixed)])),
        honest=float(np.mean(found[len(mixed) :])),
        constructed=False,
    )


def _after_decision(family: Family, customers: Customers, churn: Flags, rng: np.random.Generator, seed: int) -> Leak:
    """A constructed column, the cancellation contact that is put on file once somebody has left."""
    chance = np.where(churn, RECORDED_OF_LEAVERS, RECORDED_OF_STAYERS)
    recorded = (rng.random(len(churn)) < chance).astype(np.float64)

    def aucs(learn: NDArray[np.intp], test: NDArray[np.intp]) -> tuple[float, float]:
        """With the column as the file has it, and empty, as it is when customers are scored."""
        model = classifier(family, (*customers.categorical, False), seed)
        trained(model, np.column_stack([customers.matrix[learn], recorded[learn]]), churn[learn])
        filled, empty = (
            float(roc_auc_score(churn[test], chances(model, np.column_stack([customers.matrix[test], column]))))
            for column in (recorded[test], np.zeros(len(test)))
        )
        return filled, empty

    claimed, honest = zip(*side_by_side([partial(aucs, *part) for part in _parts(churn, seed)]), strict=True)
    return Leak(
        name="a feature from after the decision",
        says="A cancellation contact, put on file once somebody has left, is a feature. At scoring time it is empty.",
        claimed=float(np.mean(claimed)),
        honest=float(np.mean(honest)),
        constructed=True,
    )


def _parts(churn: Flags, seed: int) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    split = StratifiedKFold(PARTS, shuffle=True, random_state=seed).split(churn, churn)
    return [part for part, _ in zip(split, range(PARTS_TRIED), strict=False)]


def _auc(
    family: Family, customers: Customers, churn: Flags, learn: NDArray[np.intp], test: NDArray[np.intp], seed: int
) -> float:
    model = trained(classifier(family, customers.categorical, seed), customers.matrix[learn], churn[learn])
    score: Floats = chances(model, customers.matrix[test])
    return float(roc_auc_score(churn[test], score))
