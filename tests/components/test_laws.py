"""What holds at every setting."""

from dataclasses import replace
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx

from components._delay import arrived, delay_at
from components._fleet import answered, queue, work
from components._ratio import ratio
from components._redundancy import enough_up
from components.batch_job import BatchJob
from components.gateway import Gateway
from components.label_join import LabelJoin
from components.model_server import ModelServer
from components.online_feature_store import OnlineFeatureStore
from components.payment_risk import PaymentRisk
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from components.stream import Stream
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import wait
from tests.components.examples import MONEY

SHARES = st.floats(0, 1)
LOADS = st.floats(0, 50_000)
GRID = 0.02
"""Percentiles are read off a grid of two thousand cells; neighbouring grids differ by less than this."""


@st.composite
def bands(draw):
    """Blocked, reviewed and stepped-up shares that together are at most everything."""
    cuts = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
    return cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1]


@st.composite
def moneys(draw):
    """Any consistent setting of the money."""
    turns = {}
    for truth in ("good", "fraud", "fraud_value"):
        for action, share in zip(("blocked", "reviewed", "stepped"), draw(bands()), strict=True):
            turns[f"{action}_{truth}"] = share
        turns[f"fallback_{truth}"] = draw(SHARES)
    for name in ("step_up_abandonment", "step_up_catch", "timed_out", "review_catch", "review_wrong", "review_reached"):
        turns[name] = draw(SHARES)
    turns["fraud_rate"] = draw(st.floats(0.0001, 0.1))
    turns["fraud_ticket"] = draw(st.floats(0.5, 5))
    turns["fallback"] = draw(st.sampled_from(["rules", "allow", "decline"]))
    return replace(MONEY, **turns)


def server(load, replicas, p50=1.0, tail=3.0):
    return ModelServer(
        name="Server", load=load, replicas=replicas, algorithm="boosted", service_p50=p50, service_p99=p50 * tail
    )


@given(LOADS, st.integers(1, 60), st.floats(0.05, 20), st.floats(1, 8))
@settings(max_examples=60, deadline=None)
def test_one_replica_more_is_never_slower_less_available_or_cheaper(load, replicas, p50, tail):
    few, more = server(load, replicas, p50, tail), server(load, replicas + 1, p50, tail)

    assert more.p99 <= few.p99 * (1 + GRID)
    assert more.availability >= few.availability - 1e-12
    assert more.utilisation <= few.utilisation
    assert more.cost > few.cost


@given(st.floats(1, 20_000), st.floats(1, 3), st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_more_load_is_never_faster_or_more_available(load, factor, replicas):
    quiet, busy = server(load, replicas), server(load * factor, replicas)

    assert busy.p99 >= quiet.p99 * (1 - GRID)
    assert busy.availability <= quiet.availability + 1e-12
    assert busy.headroom <= quiet.headroom


@given(LOADS, st.integers(1, 60))
@settings(max_examples=60, deadline=None)
def test_a_number_is_unbounded_exactly_where_the_lanes_are_full(load, replicas):
    part = server(load, replicas)

    assert (part.p99 == inf) == (not queue(load, replicas * part.lanes, part.service).stable)
    assert (part.utilisation >= 1) == (part.p99 == inf)


@given(st.floats(100, 200_000), st.integers(101, 600))
@settings(max_examples=60, deadline=None)
def test_leaving_out_erlangs_sum_in_a_large_fleet_with_room_changes_nothing_that_is_read(load, servers):
    service = work(1.0, 4.0)

    short, exact = queue(load, servers, service), wait(load, servers, service)

    assert short.stable == exact.stable
    assert short == exact or exact.chance < 1e-6


@given(LOADS)
@settings(max_examples=60, deadline=None)
def test_a_scaled_fleet_never_fills_up(load):
    for part in (Gateway(name="Gateway", load=load, tokenises=True), RulesEngine(name="Rules", load=load)):
        assert part.utilisation <= part.full_at + 1e-9
        assert part.p99 < inf
        assert part.scaled_to >= part.replicas


@given(st.floats(1, 20_000), st.floats(1, 3))
@settings(max_examples=60, deadline=None)
def test_a_scaled_fleet_never_gets_cheaper_with_load(load, factor):
    quiet = Gateway(name="Gateway", load=load, tokenises=True)

    assert replace(quiet, load=load * factor).cost >= quiet.cost


@given(st.integers(1, 400), st.integers(1, 400))
def test_more_rules_are_never_quicker_or_cheaper(few, more):
    few, more = sorted((few, more))
    light, heavy = (RulesEngine(name="Rules", load=100.0, rules_count=n) for n in (few, more))

    assert heavy.p99 >= light.p99
    assert heavy.cost >= light.cost


@given(st.integers(0, 10), st.integers(1, 10), SHARES)
def test_enough_up_is_a_chance_and_falls_with_what_is_needed(needed, parts, up):
    here, next_one = enough_up(needed, parts, up), enough_up(needed + 1, parts, up)

    assert 0 <= next_one <= here + 1e-12 <= 1 + 1e-9


@given(st.integers(0, 10**9), st.integers(1, 500), LOADS)
@settings(max_examples=60, deadline=None)
def test_a_feature_store_always_holds_its_keys(keys, features, load):
    part = OnlineFeatureStore(name="Store", load=load, keys=keys, features=features)

    assert part.memory <= part.shards * part.node_memory * (1 + 1e-9)
    assert part.utilisation <= part.full_at + 1e-9
    assert part.nodes == part.shards * part.copies
    assert replace(part, features=features + 1).cost >= part.cost


@given(LOADS, st.floats(1, 10))
def test_a_stream_lags_more_the_more_it_carries(load, factor):
    part = Stream(name="Stream", load=load)
    fuller = replace(part, load=load * factor)

    assert fuller.lag >= part.lag
    assert fuller.storage >= part.storage
    assert (part.lag == inf) == (part.utilisation >= 1)


@given(st.floats(0, 40_000), st.integers(1, 8), st.floats(0.1, 600))
@settings(max_examples=60, deadline=None)
def test_features_are_never_fresher_than_their_trigger(load, workers, trigger_s):
    part = StreamProcessor(name="Processor", load=load, workers=workers, trigger_s=trigger_s)

    assert part.freshness > trigger_s
    assert (part.freshness == inf) == (part.utilisation >= 1)
    assert replace(part, workers=workers + 1).freshness <= part.freshness + 1e-9


@given(st.floats(0, 1e9), st.floats(0.1, 48))
def test_a_batch_is_always_older_than_its_schedule(rows, every_hours):
    part = BatchJob(name="Job", rows=rows, every_hours=every_hours)

    assert part.freshness > every_hours
    assert (part.freshness == inf) == (part.utilisation >= 1)


@given(st.floats(0.1, 200), st.floats(0, 200), st.floats(0, 2), st.floats(0, 50))
def test_waiting_longer_for_labels_never_misses_more(delay, window, spread, longer):
    part = LabelJoin(name="Join", delay_days=delay, maturation_days=window, a_day=1.0, spread=spread)

    assert part.matured + part.missed == approx(1)
    assert replace(part, maturation_days=window + longer).matured >= part.matured


@given(st.floats(0.01, 0.99), st.floats(0.1, 200), st.floats(0.01, 2))
def test_a_share_has_arrived_by_its_own_delay(share, median, spread):
    assert arrived(delay_at(share, median, spread), median, spread) == approx(share, abs=1e-6)


@given(st.floats(1, 30), st.floats(1, 30), st.floats(0, 60))
def test_a_model_is_older_the_rarer_it_is_trained_and_the_longer_labels_wait(often, rarer, maturation_days):
    often, rarer = sorted((often, rarer))
    part = TrainingPipeline(
        name="Training", rows=10**6, every_days=often, algorithm="boosted", maturation_days=maturation_days
    )

    assert replace(part, every_days=rarer).model_age >= part.model_age
    assert replace(part, every_days=rarer).cost <= part.cost
    assert part.model_age > maturation_days


@given(st.floats(0, 5000), st.floats(0, 5000))
def test_a_team_looks_at_a_case_or_leaves_it_over(cases, capacity):
    team = ReviewTeam(name="Team", cases_a_day=cases, capacity=capacity, minutes_a_case=5.0, usd_per_hour=25.0)

    assert team.reached * cases + team.backlog == approx(cases)
    assert 0 <= team.reached <= 1
    assert (team.wait == inf) == (team.utilisation >= 1)
    assert replace(team, capacity=capacity + 100).cost > team.cost


@given(moneys())
def test_what_is_stopped_and_what_is_lost_are_everything(money: PaymentRisk):
    """Conserved: fraud value is stopped or lost, frauds are stopped or come back as chargebacks."""
    days = 730 / 24
    frauds = money.a_day * money.fraud_rate * days
    value = frauds * money.average_payment * money.fraud_ticket

    assert 0 <= money.recall <= 1 + 1e-9
    assert 0 <= money.good_declined <= 1 + 1e-9
    assert money.loss_usd_month + value * money.recall == approx(value)
    assert money.chargebacks_a_month + frauds * money.caught == approx(frauds)
    assert money.reviews_a_day + money.step_ups_a_day <= money.a_day * (1 + 1e-9)


@given(moneys(), SHARES)
def test_blocking_more_never_loses_more_to_fraud_and_never_pleases_more_customers(money, share):
    """What moves from the review band to the block band is stopped for certain, good or bad."""
    good, value = money.reviewed_good * share, money.reviewed_fraud_value * share
    harder = replace(
        money,
        blocked_good=money.blocked_good + good,
        reviewed_good=money.reviewed_good - good,
        blocked_fraud_value=money.blocked_fraud_value + value,
        reviewed_fraud_value=money.reviewed_fraud_value - value,
    )

    assert harder.fraud_loss <= money.fraud_loss + 1e-6
    assert harder.good_declined >= money.good_declined - 1e-9


@given(moneys(), SHARES)
def test_a_better_reviewer_never_costs_money(money, share):
    better = replace(money, review_catch=max(money.review_catch, share), review_wrong=min(money.review_wrong, share))

    assert better.total_month <= money.total_month * (1 + 1e-9)


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_ratio_is_a_number_or_unbounded(part, whole):
    assert ratio(part, whole) >= 0
    assert (ratio(part, whole) == inf) == (part > 0 and (whole == 0 or part / whole == inf))


def test_nobody_waits_for_less_than_the_service_itself():
    assert answered(0.0, 1, 2.0, 5.0) == 5.0
    assert answered(300.0, 1, 2.0, 5.0) > 5.0
