"""What a naive evaluation claims is measured beside the honest figure, which an independent loop confirms."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from labs.fraud import FraudSetting
from labs.fraud.claims import Claim, claims_of
from labs.fraud.features import features_of, leaking_features_of
from labs.fraud.simulation import simulate
from labs.fraud.training import classifier

SMALL = FraudSetting(customers=300, terminals=600, seed=2, family="logistic")


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> tuple[Claim, ...]:
    """Those of the small setting."""
    return claims_of(SMALL, cache_dir=tmp_path_factory.mktemp("claims"))


def test_the_honest_claim_comes_first_and_is_what_an_independent_loop_finds(claims: tuple[Claim, ...]) -> None:
    payments = simulate(SMALL)
    features = features_of(payments, SMALL)
    train = (payments.day >= 183 - 28 - 7 - 28) & (payments.day < 183 - 28 - 7)
    test = payments.day >= 183 - 28
    model = classifier("logistic", SMALL.seed).fit(features.matrix[train].astype(float), features.label[train])
    score = model.predict_proba(features.matrix[test].astype(float))[:, 1]
    assert claims[0].name == "Honest"
    assert claims[0].average_precision == pytest.approx(average_precision_score(payments.fraud[test], score), abs=1e-4)
    assert claims[0].roc_auc == pytest.approx(roc_auc_score(payments.fraud[test], score), abs=1e-4)


def test_every_mistake_has_its_claim_and_leaks_claim_more_than_the_truth(claims: tuple[Claim, ...]) -> None:
    names = [claim.name for claim in claims]
    assert names == ["Honest", "Random split", "No delay", "Off by one", "Recomputed features"]
    honest, _, _, off_by_one, recomputed = (claim.average_precision for claim in claims)
    assert off_by_one > recomputed > honest + 0.1
    assert off_by_one > 0.9


def test_leaking_terminal_risk_counts_the_payments_own_day_and_label() -> None:
    """Against a slow reference; nothing else differs from what is served."""
    setting = FraudSetting(customers=50, terminals=50, days=90, seed=3, maturation_days=5)
    payments = simulate(setting)
    leaking, served = leaking_features_of(payments, setting), features_of(payments, setting)
    assert np.array_equal(leaking.matrix[:, :9], served.matrix[:, :9])
    for row in range(2000, 2200):
        for place, days in enumerate((1, 7, 30)):
            here = (payments.terminal == payments.terminal[row]) & (payments.day <= payments.day[row])
            seen = payments.fraud[here & (payments.day > payments.day[row] - days)]
            assert leaking.matrix[row, 9 + 2 * place] == len(seen)
            assert leaking.matrix[row, 10 + 2 * place] == pytest.approx(seen.mean())


def test_claims_are_kept_on_disk_and_are_the_same_every_time(
    claims: tuple[Claim, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[float] = []
    first = claims_of(SMALL, lambda part, _: said.append(part), cache_dir=tmp_path)
    assert first == claims
    assert said == sorted(said)
    assert said[-1] == 1
    monkeypatch.setattr("labs.fraud.claims.fitted", None)
    assert claims_of(replace(SMALL, retrain_every_days=28), cache_dir=tmp_path) == first


def test_a_test_without_fraud_is_refused_in_words(tmp_path: Path) -> None:
    poor = FraudSetting(customers=50, terminals=50, test_days=7, days=70, family="logistic", seed=13)
    with pytest.raises(ValueError, match=r"Honest: the test holds 0 frauds among .* Take more customers"):
        claims_of(poor, cache_dir=tmp_path)


@pytest.mark.slow
def test_a_random_split_and_a_missing_delay_claim_too_much_on_average(tmp_path: Path) -> None:
    worlds = [FraudSetting(customers=1000, terminals=2000, seed=seed) for seed in range(4)]
    found = np.array([[one.average_precision for one in claims_of(world, cache_dir=tmp_path)] for world in worlds])
    honest, random_split, no_delay = found[:, :3].mean(axis=0)
    assert random_split > honest + 0.02
    assert no_delay > honest
