"""What the churn lab may be asked: one frozen, validated setting of what trains a model anew, and nothing else."""

from dataclasses import dataclass
from typing import Literal, get_args

from labs.ranges import among, inside, switch, whole

Dataset = Literal["tv", "telco"]
Family = Literal["logistic", "forest", "boosted"]
Balance = Literal["none", "weights", "oversampled"]
Learner = Literal["two_model", "transformed"]
Definition = Literal["contract", "inactivity"]
PastCampaigns = Literal["ignored", "excluded", "reweighted"]

DATASETS: tuple[Dataset, ...] = get_args(Dataset)
FAMILIES: tuple[Family, ...] = get_args(Family)
BALANCES: tuple[Balance, ...] = get_args(Balance)
LEARNERS: tuple[Learner, ...] = get_args(Learner)
DEFINITIONS: tuple[Definition, ...] = get_args(Definition)
PAST_CAMPAIGNS: tuple[PastCampaigns, ...] = get_args(PastCampaigns)
RETRAIN_MONTHS = (1, 3, 12)
HORIZON_MONTHS = (1, 2, 3, 6)
GAP_MONTHS = (0, 1, 2)


@dataclass(frozen=True)
class ChurnSetting:
    """Everything that shapes the evidence; the same setting gives the same evidence, bit for bit.

    Real part: `family` is cross-validated on `dataset`, made less rare in training as `balance` says. Simulated
    response to an offer: of customers who would leave, a share `persuadable` stays if contacted; of those who would
    stay, a share `sleeping_dogs` leaves because of it; `alignment` is how far the persuadable are the riskiest (-1: the
    riskiest are lost causes). `learner` estimates uplift from a randomised trial with `trial_customers`. Simulated
    months: the label is leaving within `horizon_months` after a gap of `gap_months`, as `definition` sees it; the model
    is `retrain_every_months` old at most; `drift` is the log-odds that a hidden trait gains a month; a campaign has
    contacted the riskiest `past_contacted` each month, and `past_campaigns` says what training does about that.

    Raises ValueError, one sentence a field, where a value is outside its range.
    """

    dataset: Dataset = "tv"
    family: Family = "boosted"
    balance: Balance = "none"
    learner: Learner = "two_model"
    persuadable: float = 0.3
    sleeping_dogs: float = 0.01
    alignment: float = -0.5
    trial_customers: int = 20_000
    horizon_months: int = 1
    gap_months: int = 0
    definition: Definition = "contract"
    retrain_every_months: int = 3
    drift: float = 0.1
    past_contacted: float = 0.1
    past_campaigns: PastCampaigns = "ignored"
    seed: int = 0
    permuted_labels: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be trained, in words."""
        among("dataset", self.dataset, DATASETS)
        among("family", self.family, FAMILIES)
        among("balance", self.balance, BALANCES)
        among("learner", self.learner, LEARNERS)
        inside("persuadable", self.persuadable, 0.05, 0.8, "The mean acceptance of Verbraken et al. 2013 is 0.3.")
        inside("sleeping_dogs", self.sleeping_dogs, 0, 0.2, "It is a share of those who would stay.")
        inside(
            "alignment", self.alignment, -1, 1, "0 says that risk and persuasion have nothing to do with each other."
        )
        whole("trial_customers", self.trial_customers, 2_000, 60_000, "Half of them are contacted, by lot.")
        among("horizon_months", self.horizon_months, HORIZON_MONTHS)
        among("gap_months", self.gap_months, GAP_MONTHS)
        among("definition", self.definition, DEFINITIONS)
        among("retrain_every_months", self.retrain_every_months, RETRAIN_MONTHS)
        inside("drift", self.drift, 0, 0.5, "It is log-odds a month.")
        inside("past_contacted", self.past_contacted, 0, 0.5, "It is a share of all customers.")
        among("past_campaigns", self.past_campaigns, PAST_CAMPAIGNS)
        whole("seed", self.seed, 0, 2**32 - 1, "Any whole number in the range will do.")
        switch("permuted_labels", self.permuted_labels)
