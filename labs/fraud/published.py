"""The handbook's first experiment, on our own simulation: one training week, one delay week, one test week.

Source: the ULB handbook, chapter 3 (split, removal of known cards, models with scikit-learn defaults) and its
printed results. Its XGBoost is not installed here; histogram boosting stands in its place. The book's data come
of its own seeds, so ours agree within a band: what other seeds of the same simulator give, measured and kept in
`published_bands.csv`.
"""

import csv
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import sklearn
from scipy.stats import t as student
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

from labs.fraud.features import features_of
from labs.fraud.measures import card_precision
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import Flags, Ints, Payments, simulate
from labs.fraud.training import even_steps

SIZE = FraudSetting(customers=5000, terminals=10_000, label_spread=0.0)
TRAIN_FIRST_DAY = 115
"""2018-07-25, counted from 2018-04-01."""
WEEK_DAYS = 7
TOP_CARDS = 100
PREDICTED_SHARE = 0.95
ROUNDING = 0.0005
"""Half of the third decimal, the last one printed."""
BANDS_FILE = Path(__file__).with_name("published_bands.csv")

Metric = Literal["roc_auc", "average_precision", "card_precision"]
METRICS: tuple[Metric, ...] = get_args(Metric)
Say = Callable[[str], None]


@dataclass(frozen=True)
class Quality:
    """Area under the ROC curve, average precision, card precision@100; each 0 to 1."""

    roc_auc: float
    average_precision: float
    card_precision: float


@dataclass(frozen=True)
class Line:
    """One model: what the handbook prints (None where it has no such model) and what we measure."""

    model: str
    printed: Quality | None
    measured: Quality


@dataclass(frozen=True)
class Split:
    """Rows of the training and the test week."""

    train: Ints
    test: Ints


@dataclass(frozen=True)
class Band:
    """What `seeds` worlds of the published size gave for one model's metric; `sd` divides by seeds - 1.

    `measured_on` is an ISO date, `versions` names the libraries that it was measured with.
    """

    model: str
    metric: Metric
    mean: float
    sd: float
    low: float
    high: float
    seeds: int
    measured_on: str
    versions: str

    @property
    def predicted(self) -> tuple[float, float]:
        """Where one more seed's value falls with 95 %: mean ± t sd sqrt(1 + 1/n), t of n - 1 degrees.

        Source: the prediction interval of a normal sample (Geisser 1993, Predictive Inference).
        """
        quantile = float(student.ppf((1 + PREDICTED_SHARE) / 2, self.seeds - 1))
        reach = quantile * self.sd * float(np.sqrt(1 + 1 / self.seeds))
        return self.mean - reach, self.mean + reach

    def holds(self, value: float) -> bool:
        """Whether a value printed to three decimals lies between the lowest and the highest seed."""
        return self.low - ROUNDING <= value <= self.high + ROUNDING

    def explains(self, value: float) -> bool:
        """Whether one more seed may well give this value, printed to three decimals."""
        low, high = self.predicted
        return low - ROUNDING <= value <= high + ROUNDING


def rows_without_known_cards(
    payments: Payments, known: Flags, train_first: int, test_first: int, delay_days: int, test_days: int = WEEK_DAYS
) -> Ints:
    """Rows of the test days; each day is without the cards with a `known` fraud, `delay_days` behind.

    `known` has shape (n,): frauds whose label came. A fraud counts from day `train_first` on; at test day d, those
    of days before d - `delay_days` are known.
    """
    rows = []
    for day in range(test_first, test_first + test_days):
        earlier = payments.rows_of_days(train_first, day - delay_days)
        cards = np.unique(payments.customer[earlier][known[earlier]])
        today = payments.rows_of_days(day, day + 1)
        rows.append(today.start + np.flatnonzero(~np.isin(payments.customer[today], cards)))
    return np.concatenate(rows)


def split(payments: Payments) -> Split:
    """The two weeks; a test day is without the cards known as defrauded by then, seven days behind."""
    train = payments.rows_of_days(TRAIN_FIRST_DAY, TRAIN_FIRST_DAY + WEEK_DAYS)
    test_first = TRAIN_FIRST_DAY + 2 * WEEK_DAYS
    test = rows_without_known_cards(payments, payments.fraud, TRAIN_FIRST_DAY, test_first, WEEK_DAYS)
    return Split(np.arange(train.start, train.stop), test)


def comparison(setting: FraudSetting = SIZE, say: Say = lambda words: None) -> Iterator[Line]:
    """One line a model, trained as the handbook does, on payments of the setting's population and seed."""
    say(f"Simulating {setting.expected_payments:,} payments")
    payments = simulate(setting)
    features = features_of(payments, setting)
    weeks = split(payments)
    target, truth = payments.fraud[weeks.train], payments.fraud[weeks.test]
    say(f"Train {len(target):,} payments / {target.sum()} frauds; test {len(truth):,} / {truth.sum()}")
    for name, model, printed in _models():
        with threadpool_limits(1):
            model.fit(features.matrix[weeks.train].astype(np.float64), target)
            if isinstance(model, RandomForestClassifier):
                model.set_params(n_jobs=1)  # threads would add the trees up in the order in which they finish
            score = model.predict_proba(features.matrix[weeks.test].astype(np.float64))[:, 1]
        day, card = payments.day[weeks.test], payments.customer[weeks.test]
        measured = Quality(
            float(roc_auc_score(truth, score)),
            float(average_precision_score(truth, score)),
            card_precision(day, card, score, truth, TOP_CARDS),
        )
        yield Line(name, printed, measured)


def measured_bands(seeds: Sequence[int], setting: FraudSetting = SIZE, say: Say = lambda words: None) -> list[Band]:
    """The bands of these seeds, measured now: a dozen seconds a seed at the published size.

    Raises ValueError for fewer than two seeds: one has no spread.
    """
    if len(set(seeds)) < 2:
        raise ValueError(f"seeds = {list(seeds)} are fewer than two different ones. A band is a spread over seeds.")
    values: dict[tuple[str, Metric], list[float]] = {}
    for seed in seeds:
        say(f"Seed {seed}")
        for line in comparison(replace(setting, seed=seed)):
            for metric in METRICS:
                values.setdefault((line.model, metric), []).append(getattr(line.measured, metric))
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    versions = f"numpy {np.__version__}, scikit-learn {sklearn.__version__}"
    return [
        Band(
            model=model,
            metric=metric,
            mean=float(np.mean(found)),
            sd=float(np.std(found, ddof=1)),
            low=min(found),
            high=max(found),
            seeds=len(found),
            measured_on=today,
            versions=versions,
        )
        for (model, metric), found in values.items()
    ]


def published_bands(file: Path = BANDS_FILE) -> dict[tuple[str, Metric], Band]:
    """The bands that were measured at the published size and stand in the dated file, by model and metric."""
    with file.open(encoding="utf-8", newline="") as rows:
        bands = [_band(row) for row in csv.DictReader(rows)]
    return {(band.model, band.metric): band for band in bands}


def write_bands(bands: Iterable[Band], file: Path = BANDS_FILE) -> None:
    """Write the bands, five decimals, as `published_bands` reads them."""
    with file.open("w", encoding="utf-8", newline="") as rows:
        writer = csv.writer(rows, lineterminator="\n")
        writer.writerow(field.name for field in fields(Band))
        for band in bands:
            writer.writerow(f"{one:.5f}" if isinstance(one, float) else one for one in astuple(band))


def printed_qualities() -> dict[str, Quality]:
    """What the handbook prints, by model."""
    return {name: printed for name, _, printed in _models() if printed}


def _band(row: dict[str, str]) -> Band:
    (metric,) = (one for one in METRICS if one == row["metric"])
    return Band(
        model=row["model"],
        metric=metric,
        mean=float(row["mean"]),
        sd=float(row["sd"]),
        low=float(row["low"]),
        high=float(row["high"]),
        seeds=int(row["seeds"]),
        measured_on=row["measured_on"],
        versions=row["versions"],
    )


def _models() -> tuple[tuple[str, Any, Quality | None], ...]:
    boosting = HistGradientBoostingClassifier(random_state=0)
    return (
        (
            "logistic regression",
            make_pipeline(StandardScaler(), LogisticRegression()),
            Quality(0.871, 0.606, 0.291),
        ),
        ("tree, depth 2", DecisionTreeClassifier(max_depth=2, random_state=0), Quality(0.763, 0.496, 0.241)),
        ("tree, unlimited", DecisionTreeClassifier(random_state=0), Quality(0.788, 0.309, 0.243)),
        ("random forest", RandomForestClassifier(n_jobs=2, random_state=0), Quality(0.867, 0.658, 0.287)),
        ("XGBoost of 2022", boosting, Quality(0.862, 0.639, 0.273)),
        ("boosting, even steps", make_pipeline(FunctionTransformer(even_steps), boosting), None),
        ("constant score", DummyClassifier(strategy="prior"), Quality(0.5, 0.007, 0.017)),
    )
