"""What home's model and rules do in a country on its first days, where no payment has a label to learn from."""

from dataclasses import replace
from pathlib import Path

from labs.fraud.cold_start import Arrival, Side, arrived, country_setting
from labs.fraud.evidence import FirstDays, FraudEvidence, curves_of, rules_alone_of
from labs.fraud.features import features_of, recomputed_features_of
from labs.fraud.lab import FraudLab, evidence_of, lab_at, silence
from labs.fraud.setting import FraudSetting
from labs.fraud.simulation import simulate
from labs.fraud.training import Progress, ScoredPayments, fitted, labels_on, rule_hits, window_of

COUNTRY = Arrival(new_share=1.0)
"""As large as home, so that its shares are as well known; how much of a world's traffic it is, is another matter."""


def with_first_days(
    setting: FraudSetting, progress: Progress | None = None, cache_dir: Path | None = None
) -> FraudEvidence:
    """The setting's evidence, and what its model of the first test morning does in a new country in those days.

    The country opens on the first of the test days with no history: features start from nothing, and what labels come
    reach terminal risk as late as at home; none trains a model. `progress` and `cache_dir` are those of `evidence_of`.
    """
    progress = progress or silence
    home = evidence_of(setting, lambda part, words: progress(0.7 * part, words), cache_dir)
    lab = lab_at(cache_dir)
    progress(0.75, "A new country opens: its payments, home's model")
    scored = lab.scored("first-days", setting, lambda: _scored(lab, setting, progress))
    fraud = scored.scenario > 0
    fraud.setflags(write=False)
    everything = slice(0, len(fraud))
    progress(0.95, "Tallying what each threshold stops there")
    first_days = FirstDays(
        amount_factor=COUNTRY.amount_factor,
        days=setting.test_days,
        score=scored.score,
        fraud=fraud,
        amount=scored.amount,
        rule_hit=scored.rule_hit,
        mean_good=float(scored.amount[~fraud].mean()),
        mean_fraud=float(scored.amount[fraud].mean()),
        rules_alone=rules_alone_of(scored, everything),
        curves=curves_of(scored, everything),
    )
    progress(1.0, "Done")
    return replace(home, first_days=first_days)


def _scored(lab: FraudLab, setting: FraudSetting, progress: Progress) -> ScoredPayments:
    """The country's payments of the test days, scored by the model that home has on the first of them."""
    first = setting.days - setting.test_days
    home = Side(*lab.stages(setting, silence))
    learned = home.features
    if setting.training_features == "recomputed":
        learned = recomputed_features_of(home.payments, setting)
    window = home.payments.rows_of_days(*window_of(setting, first))
    label = labels_on(setting, home.payments, window, learned.label[window], first)
    progress(0.8, "Training the model that home has on the first morning")
    model = fitted(setting, learned.matrix[window], label, first)
    country = country_setting(setting, COUNTRY)
    there = arrived(simulate(country), first, COUNTRY.amount_factor)
    features = features_of(there, country)
    return ScoredPayments(
        time_s=there.time_s,
        day=there.day,
        customer=there.customer,
        amount=there.amount,
        scenario=there.scenario,
        score=model.scores(features.matrix),
        rule_hit=rule_hits(there, features),
    )
