"""A file to begin with: payments of a made-up logistic world, scored by a model that was really trained on it."""

from functools import lru_cache

import numpy as np
from sklearn.linear_model import LogisticRegression

from labs.scores.values import Flags, Floats

ROWS = 5000
TRAINING_ROWS = 20_000
DAYS = 30
SEED = 20260101
WEIGHTS = np.array([1.6, 1.1, -0.8, 0.5])
BASE = -5.4

ABOUT = (
    "5,000 payments of 30 days in a made-up world: whether a payment is fraud is drawn from a logistic law of four "
    "features, far more often than in life (about one in forty), so that a small file has frauds to count. The "
    "scores come from a logistic regression trained on 20,000 other payments of that world."
)


@lru_cache(maxsize=1)
def example_csv() -> bytes:
    """The example as CSV in UTF-8 with the columns score, label, amount, time; the same bytes each time."""
    rng = np.random.default_rng(SEED)
    training, known, _ = _payments(rng, TRAINING_ROWS)
    features, fraud, amount = _payments(rng, ROWS)
    model = LogisticRegression().fit(training, known)
    score = model.predict_proba(features)[:, 1]
    second = np.sort(rng.integers(0, DAYS * 86_400, ROWS))
    time = np.datetime_as_string(np.datetime64("2026-01-01T00:00:00") + second.astype("timedelta64[s]"))
    rows = zip(score.tolist(), fraud.tolist(), amount.tolist(), time.tolist(), strict=True)
    lines = [f"{p:.6f},{int(y)},{value:.2f},{when}" for p, y, value, when in rows]
    return "\n".join(["score,label,amount,time", *lines, ""]).encode()


def _payments(rng: np.random.Generator, rows: int) -> tuple[Floats, Flags, Floats]:
    """Features of shape (rows, 4), who is fraud, and amounts: a fraud is larger, by the first feature."""
    features = rng.normal(size=(rows, 4))
    fraud = rng.random(rows) < 1 / (1 + np.exp(-(BASE + features @ WEIGHTS)))
    amount = np.exp(3.6 + 0.35 * features[:, 0] + 0.7 * rng.normal(size=rows))
    return features, fraud, amount
