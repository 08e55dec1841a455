"""Numbers worked by hand or published, kind by kind."""

from dataclasses import replace
from math import exp, inf

import pytest
from pytest import approx

from components._redundancy import enough_up
from components._samples import for_a_mean, for_two_shares
from components._time import MONTH_DAYS
from components.batch_job import BatchJob
from components.canary import Canary
from components.client import Client
from components.data_lake import DataLake
from components.decision_service import DecisionService
from components.fallback import Fallback
from components.gateway import Gateway
from components.label_join import LabelJoin
from components.label_source import LabelSource
from components.model_server import ModelServer
from components.online_feature_store import OnlineFeatureStore
from components.review_team import ReviewTeam
from components.stream import Stream
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import Journey, Stop
from tests.components.examples import EXAMPLES, TEAM


def test_forty_five_million_a_day_are_521_a_second_and_2604_at_five_times():
    client = Client(name="Shop", a_day=45e6, peak=5.0)

    assert client.mean_rate == approx(520.8, abs=0.05)
    assert client.rate == approx(2604.2, abs=0.05)


def server(**turns):
    """Constant service of 1 ms: one lane is one request at a time, a thousand a second."""
    plain = {"replicas": 2, "lanes": 1, "service_p50": 1.0, "service_p99": 1.0, "algorithm": "boosted"}
    return ModelServer(name="Server", **{"load": 1000.0, **plain, **turns})


def test_two_lanes_of_a_millisecond_serve_2000_a_second_and_half_is_busy():
    part = server()

    assert part.capacity == 2000.0
    assert part.utilisation == 0.5
    assert part.headroom == 2.0
    assert part.needed == 1


def test_a_full_server_has_no_steady_state_and_is_never_up():
    part = server(load=2100.0)

    assert part.utilisation == 1.05
    assert part.p99 == inf
    assert part.availability == 0.0


def test_a_part_alone_says_the_p99_of_a_journey_through_it_alone():
    """Two numbers on a page never contradict each other."""
    part = server(load=1700.0, service_p99=4.0, replicas=3)

    journey = Journey("Journey", Stop(part), budget=50.0)

    assert part.p99 == approx(journey.p99, rel=0.01)


def test_two_of_three_at_ninety_per_cent_are_up_97_2_per_cent():
    """By hand: 0.9^3 + 3 x 0.9^2 x 0.1 = 0.972."""
    assert enough_up(2, 3, 0.9) == approx(0.972)
    assert server(load=1500.0, replicas=3, replica_up=0.9, zone_up=1.0, region_up=1.0).availability == approx(0.972)


def test_many_parts_are_as_good_as_their_normal_approximation():
    assert enough_up(780, 800, 0.98) == approx(sum_of(780, 800, 0.98), abs=0.02)


def sum_of(needed, parts, up):
    """The binomial's tail by recursion, term by term."""
    term, total = up**parts, 0.0
    for lost in range(parts - needed + 1):
        total += term
        term *= (parts - lost) / (lost + 1) * (1 - up) / up
    return total


def test_four_replicas_at_ten_cents_for_730_hours_cost_292_and_the_upkeep():
    part = server(replicas=4, zones=1, usd_an_hour=0.1, upkeep_hours=2.0, usd_an_engineer_hour=50.0)

    assert part.people_cost == 100.0
    assert part.cost == approx(392.0)


def test_a_scaled_fleet_runs_what_its_load_needs_and_never_less_than_asked_for():
    """By hand: 9,000 a second at 60 % of 1,000 a lane, two lanes a replica, is 7.5 replicas."""
    turns = {"service_p50": 1.0, "service_p99": 1.0, "full_at": 0.6}

    assert DecisionService(name="Busy", load=9000.0, **turns).scaled_to == 8
    assert DecisionService(name="Quiet", load=10.0, **turns).scaled_to == 3


def test_a_token_costs_a_millisecond_and_the_vault_three_dollars_a_million():
    plain = Gateway(name="Gateway", load=500.0, tokenises=False)
    tokens = replace(plain, tokenises=True)

    assert tokens.service_mean > plain.service_mean + 0.9
    assert plain.vault_cost == 0.0
    assert tokens.vault_cost == approx(100 * 730 * 3600 / 1e6 * 3.0)


def test_a_store_of_ten_million_keys_takes_ten_gigabytes_and_two_nodes_with_their_copies():
    part = OnlineFeatureStore(
        name="Store", load=1000.0, keys=10_000_000, features=50, bytes_a_feature=18.0, bytes_a_key=100.0
    )

    assert part.memory == 10.0
    assert part.shards == 2
    assert part.nodes == 4
    assert part.availability == approx(0.9999 * (1 - 0.002**2) ** 2)


def test_a_store_reads_250_features_as_fast_as_feast_measured():
    """feast.dev, Go server + Redis, 2022: p99 of about 3.9 ms."""
    part = OnlineFeatureStore(name="Store", load=10.0, keys=1000, features=250)

    assert part.p99 == approx(3.9, rel=0.01)


def test_a_thousand_events_of_a_kilobyte_are_one_megabyte_a_second():
    """By hand: 1 MB/s at peak, a fifth of it on average, 86,400 s, 7 days, 3 copies: 362.88 GB."""
    part = Stream(name="Stream", load=1000.0, event_bytes=1000.0)

    assert part.throughput == 1.0
    assert part.capacity == 120.0
    assert part.storage == approx(362.88)
    assert part.lag == approx(0.005 / (1 - 1 / 120))


def test_a_processor_that_fails_at_half_load_needs_twice_as_long_as_it_was_away():
    part = StreamProcessor(name="Processor", load=10_000.0, restart_s=30.0, checkpoint_s=30.0)

    assert part.utilisation == 0.5
    assert part.catch_up == 120.0
    assert part.trigger_s < part.freshness < part.trigger_s + 0.05


def test_a_processor_above_its_capacity_never_gets_there():
    part = StreamProcessor(name="Processor", load=30_000.0)

    assert part.freshness == inf
    assert part.catch_up == inf


def test_a_lake_of_a_million_rows_of_four_kilobytes_grows_a_gigabyte_a_day():
    part = DataLake(name="Lake", a_day=1e6, row_bytes=4000.0, compression=4.0, days_kept=100.0)

    assert part.growth == 1.0
    assert part.storage == 100.0
    assert part.cost - part.people_cost == approx(2.3)


def test_a_nightly_job_of_an_hour_is_25_hours_old_at_worst():
    part = BatchJob(name="Job", rows=72e6, every_hours=24.0, rows_per_second=10_000.0, workers=2, start_hours=0.0)

    assert part.duration == 1.0
    assert part.freshness == 25.0


def test_a_job_that_outlasts_its_schedule_is_never_ready():
    part = BatchJob(name="Job", rows=72e6, every_hours=0.1, start_hours=0.2)

    assert part.utilisation > 1
    assert part.freshness == inf


def test_half_of_all_labels_are_there_at_the_median_and_84_per_cent_one_sigma_later():
    join = LabelJoin(name="Join", delay_days=7.0, maturation_days=7.0, a_day=1000.0, spread=0.5)

    assert join.matured == 0.5
    assert replace(join, maturation_days=7.0 * exp(0.5)).matured == approx(0.8413, abs=1e-4)
    assert join.waiting == 7000
    assert join.age == 8.0


def test_a_constant_delay_is_there_all_at_once():
    join = LabelJoin(name="Join", delay_days=7.0, maturation_days=6.9, a_day=1.0, spread=0.0)

    assert join.matured == 0.0
    assert replace(join, maturation_days=7.0).matured == 1.0


def test_one_label_in_twenty_takes_2_28_medians():
    banks = LabelSource(name="Banks", delay_days=10.0, a_day=24.0)

    assert banks.p95 == approx(22.76, abs=0.01)
    assert banks.labels_a_month == 730.0


def test_a_model_that_waits_14_days_and_trains_every_7_knows_what_is_18_days_old():
    part = TrainingPipeline(
        name="Training",
        rows=396_000_000,
        every_days=7.0,
        algorithm="boosted",
        maturation_days=14.0,
        fixed_hours=11.0,
    )

    assert part.duration == 12.0
    assert part.model_age == 18.0


@pytest.mark.parametrize("words", [("forest", "random forest"), ("logistic", "logistic regression")])
def test_a_family_trains_as_fast_by_its_short_name_as_by_its_long_one(words):
    short, long = (
        TrainingPipeline(name="Training", rows=10**7, every_days=7.0, algorithm=word, maturation_days=7.0)
        for word in words
    )

    assert short.duration == long.duration
    assert short.duration != replace(short, algorithm="boosted").duration


def test_retraining_twice_as_often_costs_its_reviewers_twice_as_much():
    part = next(p for p in EXAMPLES if isinstance(p, TrainingPipeline))
    fixed = part.upkeep_hours * part.usd_an_engineer_hour

    twice = replace(part, every_days=part.every_days / 2)

    assert twice.people_cost - fixed == approx(2 * (part.people_cost - fixed))


def test_a_canary_needs_800_000_payments_to_see_a_tenth_more_fraud():
    """Published beside the formula 16 p (1 - p) / d^2: fraud .2 %, change 10 %, about 800,000 an arm."""
    part = Canary(name="Canary", a_day=1e6, share=0.1, baseline_rate=0.002, detectable_change=0.1)

    assert part.needed == approx(798_400)
    assert part.verdict == approx(7.984)


def test_half_a_point_of_92_per_cent_needs_47_000_an_arm():
    assert for_two_shares(0.92, 0.005 / 0.92) == approx(47_104)


def test_a_tenth_of_a_standard_deviation_needs_785_events():
    """(1.96 + 0.8416)^2 / 0.01."""
    assert for_a_mean(0.1, 0.05, 0.8) == approx(784.9, abs=0.1)


def test_a_team_of_78_cases_a_person_costs_2_56_a_case_when_it_is_full():
    """By hand: 8 paid hours at $25 over 6.5 hours of 5 minutes."""
    team = ReviewTeam(name="Team", cases_a_day=77.99, capacity=78.0, minutes_a_case=5.0, usd_per_hour=25.0)

    assert team.people == approx(1.0)
    assert team.usd_a_case == approx(2.564, abs=0.001)
    assert team.cost == approx(200 * MONTH_DAYS)


def test_one_reviewer_half_busy_makes_a_case_wait_one_case():
    """M/M/1: the mean wait is service times rho / (1 - rho)."""
    team = ReviewTeam(
        name="Team", cases_a_day=39.0, capacity=78.0, minutes_a_case=5.0, usd_per_hour=25.0, open_hours=24.0
    )

    assert team.wait == approx(5 / 60)


def test_a_team_of_nobody_reaches_nobody():
    team = replace(TEAM, capacity=0.0)

    assert team.utilisation == inf
    assert team.wait == inf
    assert team.reached == 0.0
    assert team.backlog == 900.0
    assert team.cost == 0.0
    assert replace(team, cases_a_day=0.0).utilisation == 0.0


def test_a_team_with_twice_the_cases_reaches_half():
    team = replace(TEAM, cases_a_day=2000.0)

    assert team.utilisation == 2.0
    assert team.reached == 0.5
    assert team.backlog == 1000.0


def test_a_fallback_that_looks_at_nothing_is_quicker_and_fails_less():
    rules, word = Fallback(name="Rules", policy="rules"), Fallback(name="Word", policy="decline")

    assert word.p99 < rules.p99
    assert word.availability > rules.availability
    assert word.service.mean < rules.service.mean
