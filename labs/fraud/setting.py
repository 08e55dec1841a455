"""What the fraud lab may be asked: one frozen, validated setting, each field with its range and why."""

from dataclasses import dataclass
from typing import Literal, get_args

from labs.ranges import among, inside, switch, whole

Family = Literal["logistic", "tree", "forest", "boosted"]
Freshness = Literal["request", "stream", "nightly"]
TrainingFeatures = Literal["logged", "recomputed"]
Balance = Literal["none", "weights", "undersampled"]
Unmatured = Literal["unknown", "legitimate"]

FAMILIES: tuple[Family, ...] = get_args(Family)
FRESHNESSES: tuple[Freshness, ...] = get_args(Freshness)
TRAINING_FEATURES: tuple[TrainingFeatures, ...] = get_args(TrainingFeatures)
BALANCES: tuple[Balance, ...] = get_args(Balance)
UNMATURED: tuple[Unmatured, ...] = get_args(Unmatured)
CADENCES_DAYS = (7, 14, 28)

CARD_STOP_DAYS = 7
"""How long a flagged card stays stopped when the decision came too late (assumed; measure yours)."""

PAYMENTS_PER_CUSTOMER_DAY = 2.0 * 0.9692
"""Expected payments: mean of U(0, 4) times the share of N(43200 s, 20000 s) that falls inside the day."""


@dataclass(frozen=True)
class FraudSetting:
    """Everything that shapes the evidence; the same setting gives the same evidence, bit for bit.

    Population and days are the simulator's (published size: 5,000 / 10,000 / 183). `label_delay_days` is the
    median of a lognormal with sigma `label_spread` (the law and 0.5 are assumed; 0 gives the constant delay
    of the handbook). A payment's label is read once, when it turns `maturation_days` old; a fraud not known by
    then counts as legitimate. Of younger payments the label is `unmatured`: "unknown", so that they do not train,
    or, the naive mistake, "legitimate" unless it came already. `balance` says how rare fraud is made less rare in
    training, `corrected` whether scores are brought back to the true rate afterwards.

    Raises ValueError, one sentence a field, where a value is outside its range.
    """

    customers: int = 1500
    terminals: int = 3000
    days: int = 183
    seed: int = 0
    family: Family = "boosted"
    freshness: Freshness = "request"
    training_features: TrainingFeatures = "logged"
    label_delay_days: float = 7.0
    label_spread: float = 0.5
    maturation_days: int = 7
    retrain_every_days: int = 7
    train_days: int = 28
    test_days: int = 28
    permuted_labels: bool = False
    balance: Balance = "none"
    corrected: bool = True
    unmatured: Unmatured = "unknown"

    def __post_init__(self) -> None:
        """Refuse what cannot be simulated, in words."""
        whole("customers", self.customers, 50, 20_000, "Time and memory grow with it.")
        whole("terminals", self.terminals, 50, 40_000, "Two a customer is the published share.")
        whole("days", self.days, 60, 730, "Time and memory grow with it.")
        whole("seed", self.seed, 0, 2**32 - 1, "Any whole number in the range will do.")
        among("family", self.family, FAMILIES)
        among("freshness", self.freshness, FRESHNESSES)
        among("training_features", self.training_features, TRAINING_FEATURES)
        inside("label_delay_days", self.label_delay_days, 0, 365, "Chargebacks take 30 to 120 days.")
        inside("label_spread", self.label_spread, 0, 2, "0 is a constant delay, 0.5 is assumed.")
        whole("maturation_days", self.maturation_days, 1, 180, "A label is read when its payment is this old.")
        among("retrain_every_days", self.retrain_every_days, CADENCES_DAYS)
        whole("train_days", self.train_days, 7, 84, "A model learns from so many days of matured payments.")
        whole("test_days", self.test_days, 7, 56, "The last days of the simulation are the test.")
        switch("permuted_labels", self.permuted_labels)
        among("balance", self.balance, BALANCES)
        switch("corrected", self.corrected)
        among("unmatured", self.unmatured, UNMATURED)
        if self.days < self.days_needed:
            raise ValueError(
                f"days = {self.days} is too few: {self.test_days} test days, {CARD_STOP_DAYS} days before, "
                f"{self.train_days} training days and twice maturation_days = {self.maturation_days} "
                f"(labels to train on, labels for terminal risk) need at least {self.days_needed}. "
                "Simulate more days or wait less for labels."
            )

    @property
    def days_needed(self) -> int:
        """Days of simulation below which the first training window has no terminal history at all."""
        return self.test_days + CARD_STOP_DAYS + self.train_days + 2 * self.maturation_days

    @property
    def expected_payments(self) -> int:
        """Payments that the simulation is expected to make; for progress texts, not a result."""
        return round(self.customers * self.days * PAYMENTS_PER_CUSTOMER_DAY)

    @property
    def cards_checked_per_day(self) -> int:
        """The k of card precision: the handbook's 100 cards among 5,000, scaled with the population."""
        return max(1, round(self.customers * 100 / 5000))
