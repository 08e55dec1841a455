"""A world in the making, which the planted faults change stage by stage."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from labs.fraud.features import NAMES, Features, features_of
from labs.fraud.feedback import TerminalRisk
from labs.fraud.simulation import Flags, Floats, Ints, Payments
from labs.fraud.training import Model, rule_hits
from labs.incident.fault import Plant
from labs.incident.models import CURRENT, registry
from labs.incident.setting import MATURATION_DAYS, SETTING
from labs.incident.traffic import DIMENSIONS, VALUES, Dimension, Traffic

Matrix = NDArray[np.float32]
COLUMN = {name: place for place, name in enumerate(NAMES)}
GROUPS: dict[str, tuple[int, ...]] = {
    "amount": (COLUMN["amount"],),
    "clock": (COLUMN["weekend"], COLUMN["night"]),
    "customer": tuple(place for name, place in COLUMN.items() if name.startswith("customer")),
    "terminal": tuple(place for name, place in COLUMN.items() if name.startswith("terminal")),
}
GROUP_OF = tuple(next(group for group, places in GROUPS.items() if place in places) for place in range(len(NAMES)))


@dataclass(frozen=True)
class Served:
    """From a second on, which model answers and what its odds are multiplied by on the way out."""

    from_s: float
    release: str
    odds: float = 1.0


@dataclass(eq=False)
class Draft:
    """Arrays that faults may replace or write into; until `chosen` they hold every payment, then those that ran.

    `right` are the inputs as they should be, `recomputed` as a job computes them later from the stores (with the labels
    that the stores hold), `served` as the model was given them; `null` marks what was missing then. `delay_days` is
    infinite where the label store never hears of a fraud. `written` is what the feature store wrote for every payment.
    """

    traffic: Traffic
    payments: Payments
    segments: dict[Dimension, NDArray[np.int8]]
    delay_days: Floats
    true_delay_days: Floats
    right: Matrix
    recomputed: Matrix
    served: Matrix
    rule_hit: Flags
    null: Flags = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))
    rows: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    serving: list[Served] = field(default_factory=lambda: [Served(0.0, CURRENT)])
    models: dict[str, Model] = field(default_factory=lambda: dict(registry().models))
    written: Matrix = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    monitor: Matrix | None = None
    monitor_null: Flags | None = None
    monitor_score: Floats | None = None

    def rng(self, plant: Plant) -> np.random.Generator:
        """The random stream of this plant in this world."""
        return np.random.default_rng([self.traffic.seed, *plant.fault.encode()])

    def hit(self, plant: Plant) -> Flags:
        """The rows, or before `chosen` the payments, that the plant reaches: after its onset, in its segment."""
        reached: Flags = self.time_s >= plant.onset_s
        if plant.segment:
            dimension, value = plant.segment
            reached = reached & (self.column(dimension) == VALUES[dimension].index(value))
        return reached

    @property
    def time_s(self) -> Ints:
        """Seconds of the payments, or of the rows once they are chosen."""
        return self.payments.time_s[self.rows] if len(self.rows) else self.payments.time_s

    @property
    def chosen(self) -> bool:
        """Whether the rows are chosen."""
        return len(self.rows) > 0

    def column(self, dimension: Dimension) -> NDArray[np.int8]:
        """The segment of every payment, or row."""
        values = self.segments[dimension]
        return values[self.rows] if self.chosen else values

    def paid(self, payments: Payments) -> None:
        """Replace the payments by the same ones with other columns; the features follow."""
        self.payments = payments
        self._features()

    def repaid(self, order: Ints, payments: Payments) -> None:
        """Replace the payments by others, each of which descends from the payment at `order`, oldest first."""
        self.payments = payments
        self.segments = {dimension: self.segments[dimension][order] for dimension in DIMENSIONS}
        delay = np.where(payments.fraud, self.true_delay_days[order], np.inf)
        self.delay_days, self.true_delay_days = delay, delay.copy()
        self._features()

    def labelled(self, delay_days: Floats) -> None:
        """Replace when the label store hears of each fraud; terminal risk as served and as recomputed follows."""
        self.delay_days = delay_days
        risk = TerminalRisk(self.payments, SETTING)
        self.served = self.served.copy(order="F")
        every = slice(0, len(self.payments))
        risk.fill(self.served, every, delay_days <= MATURATION_DAYS, np.ones(len(self.payments), dtype=np.bool_))
        self.recomputed = self.served

    def _features(self) -> None:
        """Compute the features anew, with the labels that the world should have."""
        setting = replace(SETTING, seed=self.traffic.seed)
        features = features_of(self.payments, setting)
        risk = TerminalRisk(self.payments, setting)
        matrix, label = features.matrix.copy(order="F"), self.true_delay_days <= MATURATION_DAYS
        risk.fill(matrix, slice(0, len(self.payments)), label, np.ones(len(label), dtype=np.bool_))
        self.right = self.recomputed = self.served = matrix
        known = Features(matrix, label, features.usual_amount.copy(), features.usual_payments.copy())
        self.rule_hit = rule_hits(self.payments, known)

    def choose(self, rows: Ints) -> None:
        """Keep these payments, in this order, as the rows of the run."""
        same = self.recomputed is self.right
        self.rows, self.right = rows, self.right[rows]
        self.recomputed = self.right if same else self.recomputed[rows]
        self.written, self.served = self.served, self.served[rows].copy()
        self.null = np.zeros(self.served.shape, dtype=np.bool_)

    def resampled(self, plant: Plant, weight: Floats) -> None:
        """Draw the payments after the onset anew, day by day, each as likely as its weight; their number stays.

        What follows from a payment's inputs, the chance of fraud above all, stays as it is.
        """
        rng, day = self.rng(plant), self.payments.day
        rows = np.arange(self.traffic.start, len(self.payments))
        later = rows[self.payments.time_s[rows] >= plant.onset_s]
        drawn = []
        for today in np.unique(day[later]):
            here = later[day[later] == today]
            chance = weight[here] / weight[here].sum()
            drawn.append(np.sort(rng.choice(here, len(here), p=chance)))
        self.choose(np.concatenate([rows[: len(rows) - len(later)], *drawn]))


def draft_of(base: Traffic) -> Draft:
    """A draft of a healthy world."""
    matrix = base.features.matrix
    return Draft(
        traffic=base,
        payments=base.payments,
        segments=dict(base.segments),
        delay_days=base.delay_days,
        true_delay_days=base.delay_days,
        right=matrix,
        recomputed=matrix,
        served=matrix,
        rule_hit=base.rule_hit,
    )
