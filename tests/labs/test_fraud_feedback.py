"""What is blocked teaches nothing; what is let through costs, teaches, and is weighed so that rates come out right."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from design.progress import silent
from labs.fraud import FraudSetting
from labs.fraud.features import features_of
from labs.fraud.feedback import Loop, TerminalRisk, estimated_fraud_rate, feedback_rounds
from labs.fraud.policy import Prices
from labs.fraud.rounds import Round, Spilt, exploration
from labs.fraud.simulation import simulate
from labs.fraud.world import Scales

TINY = FraudSetting(customers=150, terminals=300, family="tree", label_spread=0.0)
PRICES = Prices(margin=0.1, goodwill=1.0, chargeback_fee=10.0, loss_share=0.5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all loops here."""
    return tmp_path_factory.mktemp("feedback")


def rounds(folder: Path, **loop: float) -> tuple[Round, ...]:
    """The rounds of a loop in the tiny world."""
    return feedback_rounds(TINY, Loop(**{"block_above": 0.1, **loop}), silent, folder)


def made(**spilt: Spilt) -> Round:
    """A round of 100 payments, 20 frauds, of which nothing is said but what is given."""
    none = Spilt(0, 0.0)
    ways = {name: none for name in ("missed", "let_fraud", "let_good", "blocked_fraud", "blocked_good")}
    return Round(1, 0, 14, 100, 20, 0.5, 0.5, 1000, 10, 0, **{**ways, **spilt})


def test_the_cost_of_a_round_by_hand() -> None:
    """Missed 3 of 60 in all: 30 + 30; let through 1 of 40: 20 + 10; blocked 5 good of 100: 10 + 5; spared 1: 3."""
    one = made(missed=Spilt(3, 60.0), let_fraud=Spilt(1, 40.0), blocked_good=Spilt(5, 100.0), let_good=Spilt(1, 20.0))
    cost = one.cost(PRICES)
    assert (cost.missed, cost.let_through, cost.declined, cost.spared) == pytest.approx((0.6, 0.3, 0.15, 0.03))
    assert cost.total == pytest.approx(1.05)


def test_scale_and_weight_of_another_world_by_hand() -> None:
    """Frauds' amounts double, good ones triple, a fraud counts a half: 90 payments; missed 60 + 30, declined 30 + 5."""
    one = made(missed=Spilt(3, 60.0), blocked_good=Spilt(5, 100.0))
    cost = one.cost(PRICES, Scales(good=3.0, fraud=2.0), fraud_weight=0.5)
    assert cost.missed == pytest.approx(0.5 * (60 + 30) / 90)
    assert cost.declined == pytest.approx((30 + 5) / 90)


def test_price_and_worth_of_letting_through_add_up_to_the_difference_in_cost() -> None:
    """Price: .3 let through less .03 spared. Worth: missed sink from 4 to 3 of 20 each, .2."""
    let = made(missed=Spilt(3, 60.0), let_fraud=Spilt(1, 40.0), blocked_good=Spilt(4, 80.0), let_good=Spilt(1, 20.0))
    without = made(missed=Spilt(4, 80.0), blocked_good=Spilt(5, 100.0))
    found = exploration((let,), (without,), PRICES)
    assert found.price == pytest.approx(0.27)
    assert found.worth == pytest.approx(0.2)
    assert found.net == pytest.approx(without.cost(PRICES).total - let.cost(PRICES).total)
    with pytest.raises(ValueError, match="not of the same days"):
        exploration((let,), (), PRICES)


def test_every_payment_goes_one_way(folder: Path) -> None:
    for one in rounds(folder, let_through=0.3):
        assert one.missed.number + one.let_fraud.number + one.blocked_fraud.number == one.frauds
        assert one.recall == pytest.approx(1 - one.missed.number / one.frauds)
        assert 0 < one.blocked_good.number + one.let_good.number < one.payments - one.frauds


def test_rounds_follow_each_other_to_the_last_day(folder: Path) -> None:
    found = rounds(folder)
    assert [(one.number, one.first_day, one.end_day) for one in found] == [
        (1, 127, 141),
        (2, 141, 155),
        (3, 155, 169),
        (4, 169, 183),
    ]


def test_where_all_is_let_through_every_label_is_seen(folder: Path) -> None:
    """And in the first round nothing is hidden from anyone: its model is the same whatever is let through."""
    everything, nothing = rounds(folder, let_through=1.0), rounds(folder, let_through=0.0)
    payments = simulate(TINY)
    features = features_of(payments, TINY)
    for one in everything:
        window = payments.rows_of_days(one.first_day - 7 - 28, one.first_day - 7)
        assert (one.labels_seen, one.labels_hidden) == (features.label[window].sum(), 0)
        assert one.blocked_fraud == one.blocked_good == Spilt(0, 0.0)
    assert nothing[0].train_payments == everything[0].train_payments
    assert nothing[0].labels_hidden == 0


def test_blocks_hide_labels_from_later_rounds(folder: Path) -> None:
    found = rounds(folder)
    assert all(one.labels_hidden > 0 for one in found[1:])
    assert found[-1].labels_seen < rounds(folder, let_through=1.0)[-1].labels_seen
    assert all(one.let_fraud.number == one.let_good.number == 0 for one in found)


def test_terminal_risk_with_everything_seen_is_the_features() -> None:
    """The same six columns as `features_of` made, and nothing of a terminal whose payments are all blocked."""
    for freshness in ("request", "nightly"):
        setting = replace(TINY, freshness=freshness)
        payments = simulate(setting)
        features = features_of(payments, setting)
        matrix, risk = features.matrix.copy(order="F"), TerminalRisk(payments, setting)
        matrix[:, [10, 12, 14]] = -1
        risk.fill(matrix, slice(0, len(payments)), features.label, np.ones(len(payments), np.bool_))
        assert np.array_equal(matrix, features.matrix)
        gone = int(payments.terminal[features.label][0])
        risk.fill(matrix, slice(0, len(payments)), features.label, payments.terminal != gone)
        assert matrix[payments.terminal == gone][:, [10, 12, 14]].max() == 0
        kept = payments.terminal != gone
        assert np.array_equal(matrix[kept], features.matrix[kept])


def test_weights_take_the_bias_out_of_the_fraud_rate() -> None:
    """Of 20,000 payments half the fraud is blocked: 400 draws average to the truth, without weights they do not."""
    rng = np.random.default_rng(0)
    score = rng.random(20_000)
    fraud = rng.random(20_000) < 0.2 * score
    wanted = score > 0.7
    weighted, naive = [], []
    for _ in range(400):
        allowed = ~wanted | (rng.random(20_000) < 0.05)
        weighted.append(estimated_fraud_rate(fraud, wanted, allowed, 0.05))
        naive.append(fraud[allowed].mean())
    error = np.std(weighted) / np.sqrt(400)
    assert abs(np.mean(weighted) - fraud.mean()) < 3 * error
    assert np.mean(naive) < 0.8 * fraud.mean()


def test_where_nothing_is_let_through_the_rate_is_that_of_the_allowed_frauds() -> None:
    label, wanted = np.array([True, True, False, False]), np.array([True, False, False, False])
    assert estimated_fraud_rate(label, wanted, ~wanted, 0.0) == 0.25


def test_importance_weights_change_the_later_models_alone(folder: Path) -> None:
    plain, weighed = rounds(folder, let_through=0.3), rounds(folder, let_through=0.3, weighted=True)
    assert weighed[0] == plain[0]
    assert weighed[1:] != plain[1:]


def test_rounds_are_the_same_again_and_from_disk(folder: Path, tmp_path: Path) -> None:
    told: list[str] = []
    first = rounds(folder, let_through=0.3)
    again = feedback_rounds(TINY, Loop(0.3, 0.1), lambda part, words: told.append(words), tmp_path)
    assert again == first
    assert any("Round 4 of 4" in words for words in told)
    told.clear()
    other = replace(TINY, test_days=14, retrain_every_days=14)
    assert feedback_rounds(other, Loop(0.3, 0.1), lambda part, words: told.append(words), tmp_path) == first
    assert not any("Round" in words for words in told)


@pytest.mark.slow
def test_letting_through_keeps_the_model_from_forgetting() -> None:
    """Over three worlds, the last round's recall is higher with 20 % let through than with nothing."""
    gains = []
    for seed in range(3):
        setting = FraudSetting(customers=600, terminals=1200, seed=seed)
        without, with_some = (feedback_rounds(setting, Loop(share)) for share in (0.0, 0.2))
        gains.append(with_some[-1].recall - without[-1].recall)
    assert np.mean(gains) > 0.05


def test_too_few_days_and_no_loop_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"days = 183 is too few: 12 rounds of 14 days.* Take fewer rounds"):
        feedback_rounds(TINY, Loop(rounds=12))
    with pytest.raises(ValueError, match=r"let_through = 1\.5 is outside 0 to 1"):
        Loop(let_through=1.5)
