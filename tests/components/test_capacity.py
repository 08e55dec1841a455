"""Zones, bursts, what a broker takes along and how soon a fact matters: by hand, by simulation, and as laws."""

from dataclasses import replace
from itertools import product
from math import inf, prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pytest import approx

from components._burst import fluid
from components._redundancy import enough_in_zones, enough_up, in_fullest
from components.audit_log import AuditLog
from components.burst import Burst
from components.decision_service import DecisionService
from components.learning_loop import LearningLoop
from components.model_server import ModelServer
from components.online_feature_store import OnlineFeatureStore
from components.stream import Stream
from design import entries
from tests.components.examples import JOIN, NIGHTLY, PROCESSOR, REGISTRY, SERVER, STREAM, WEEKLY


def server(**turns):
    """Constant service of 1 ms: one lane is one request at a time, a thousand a second and replica."""
    plain = {"load": 1000.0, "replicas": 2, "lanes": 1, "service_p50": 1.0, "service_p99": 1.0}
    return ModelServer(name="Server", algorithm="boosted", **{**plain, **turns})


def test_two_replicas_in_two_zones_of_99_per_cent_are_up_98_8_per_cent_if_one_is_enough():
    """By hand, replicas at 0.9: 0.99^2 x 0.99 (both zones) + 2 x 0.99 x 0.01 x 0.9 (one) = 0.988119."""
    part = server(load=500.0, replica_up=0.9, zone_up=0.99, zones=2, region_up=1.0)

    assert part.availability == approx(0.970299 + 0.01782)
    assert replace(part, zones=1).availability == approx(0.99 * 0.99)


def by_enumeration(needed, parts, up, zones, zone_up):
    """Every zone and every part up or down, one by one."""
    homes = [part % zones for part in range(parts)]
    total = 0.0
    for state in product((True, False), repeat=zones + parts):
        chance = prod(zone_up if s else 1 - zone_up for s in state[:zones])
        chance *= prod(up if s else 1 - up for s in state[zones:])
        total += chance * (sum(s and state[home] for s, home in zip(state[zones:], homes, strict=True)) >= needed)
    return total


@pytest.mark.parametrize(
    ("needed", "parts", "zones"), [(1, 2, 2), (2, 4, 3), (3, 5, 2), (4, 6, 3), (1, 2, 3), (3, 3, 1)]
)
def test_the_mixture_over_zones_is_what_counting_every_state_gives(needed, parts, zones):
    expected = by_enumeration(needed, parts, 0.9, zones, 0.97)

    assert enough_in_zones(needed, parts, 0.9, zones, 0.97) == approx(expected)


@given(st.integers(0, 8), st.integers(1, 8), st.floats(0.5, 1), st.integers(1, 3))
def test_zones_that_never_fail_change_nothing(needed, parts, up, zones):
    assert enough_in_zones(needed, parts, up, zones, 1.0) == approx(enough_up(needed, parts, up))


@given(st.integers(1, 4), st.integers(1, 4), st.floats(0.95, 1), st.floats(0.9, 1))
def test_more_zones_are_never_less_available_where_any_one_of_them_suffices(needed, spare, up, zone_up):
    """Six times as many replicas as needed: half or a third of them are still enough."""
    parts = 6 * (needed + spare)

    one, two, three = (enough_in_zones(needed, parts, up, zones, zone_up) for zones in (1, 2, 3))

    assert one <= two + 1e-12
    assert two <= three + 1e-12


def test_four_replicas_in_three_zones_lose_two_with_the_fullest():
    """By hand: 1,500 a second over the two that are left, a thousand each."""
    part = server(load=1500.0, replicas=4, zones=3)

    assert in_fullest(4, 3) == 2
    assert part.without_a_zone == approx(0.75)
    assert replace(part, zones=1).without_a_zone == inf


def test_requests_cross_zones_as_often_as_the_answer_lies_in_another():
    """By hand: 100 a second on average, 730 hours, 4 kB, two cents a gigabyte; a half of them in two zones."""
    part = server(load=500.0, peak=5.0, zones=2)

    assert part.traffic_cost == approx(100 * 730 * 3600 * 4000 / 1e9 * 0.02 / 2)
    assert replace(part, zones=1).traffic_cost == 0.0
    assert replace(part, replicas=3, zones=3).traffic_cost == approx(part.traffic_cost * 4 / 3)


def test_three_times_the_load_for_a_minute_on_two_replicas_waits_half_a_minute_and_drains_in_one():
    """By hand: 3,000 a second on 2,000 leave 60,000; the last waits 60,000 / 2,000 s; 1,000 a second drain them."""
    part = server(burst=3.0, burst_minutes=1.0)

    assert part.burst_utilisation == 1.5
    assert part.burst_backlog == approx(60_000)
    assert part.burst_wait == approx(30)
    assert part.burst_drain == approx(60)


def test_a_burst_that_fits_leaves_nothing_and_a_peak_that_does_not_never_drains():
    fits, full = server(burst=2.0), server(load=2000.0, burst=1.0)

    assert (fits.burst_utilisation, fits.burst_backlog, fits.burst_wait, fits.burst_drain) == (1.0, 0.0, 0.0, 0.0)
    assert (full.burst_backlog, full.burst_wait, full.burst_drain) == (inf, inf, inf)


def test_servers_that_come_after_two_minutes_help_a_burst_of_five():
    """By hand: 4,000 a second on 2,000 leave 240,000 after 120 s; then six replicas take 2,000 a second more off.

    The last request that the old two serve alone came after 60 s and waited 60 s: nobody waits longer.
    """
    part = server(burst=4.0, burst_minutes=5.0, autoscale=True, warm_up_s=120.0, most=3.0, full_at=0.6)

    assert part.burst_replicas == 6
    assert part.burst_backlog == approx(240_000)
    assert part.burst_wait == approx(60)
    assert part.burst_drain == 0.0
    assert replace(part, autoscale=False).burst_backlog == approx(600_000)
    assert replace(part, autoscale=False).burst_drain == approx(600)


def test_added_servers_are_paid_for_the_hours_of_bursts_alone():
    """By hand: four more for a quarter of an hour, eight times a month, and four engineer hours."""
    part = server(burst=4.0, burst_minutes=5.0, autoscale=True, usd_an_hour=0.5, zones=1)

    assert part.burst_cost == approx(4 * 8 * 0.25 * 0.5)
    assert part.cost == approx(replace(part, autoscale=False).cost + part.burst_cost + 4 * 90)


def test_a_fleet_that_grows_by_itself_grows_in_a_burst_and_a_store_does_not():
    service = DecisionService(name="Busy", load=60_000.0, burst=2.0, burst_minutes=10.0)
    store = OnlineFeatureStore(name="Store", load=200_000.0, keys=1000, burst=3.0)

    assert service.burst_replicas > service.running
    assert replace(service, warm_up_s=1e6).burst_backlog > service.burst_backlog > 0
    assert store.grows_after == inf
    assert store.burst_drain > 0


def test_a_burst_is_drained_when_its_last_part_is():
    """By hand: 3,000 a second for a minute are 180,000; of two parts, the slower one leaves the longest wait."""
    quick, slow = server(burst=3.0, burst_minutes=1.0, replicas=4), server(burst=3.0, burst_minutes=1.0)
    whole = Burst(name="Burst", load=1000.0, burst=3.0, burst_minutes=1.0, parts=(quick, slow))

    assert whole.requests == 180_000
    assert (whole.wait, whole.drain) == (slow.burst_wait, slow.burst_drain)
    assert (replace(whole, parts=()).wait, replace(whole, parts=(quick,)).drain) == (0.0, 0.0)


def simulated(load, burst, minutes, capacity, grown, warm_up_s, step=0.05):
    """Second by second, by counting: who came until when, who was served until when."""
    came, served, now, most = 0.0, 0.0, 0.0, 0.0
    arrivals, departures = [(0.0, 0.0)], [(0.0, 0.0)]
    end, drained = 60 * minutes, 0.0
    while now < end or came > served + 1e-6:
        rate = burst * load if now < end else load
        serves = grown if warm_up_s < end and now >= warm_up_s else capacity
        came += rate * step
        served = min(came, served + serves * step)
        now += step
        most = max(most, came - served)
        arrivals.append((now, came))
        departures.append((now, served))
        drained = max(0.0, now - end)
    wait, place = 0.0, 0
    for when, count in arrivals:
        if when > end:
            break
        while place < len(departures) and departures[place][1] < count - 1e-6:
            place += 1
        if place < len(departures):
            wait = max(wait, departures[place][0] - when)
    return most, wait, drained


@pytest.mark.parametrize(
    ("burst", "minutes", "grown", "warm_up_s"),
    [
        (3.0, 1.0, 200.0, inf),
        (4.0, 2.0, 600.0, 30.0),
        (4.0, 2.0, 300.0, 30.0),
        (8.0, 1.0, 600.0, 59.0),
        (1.5, 1.0, 200.0, 5.0),
    ],
)
def test_the_fluid_queue_is_what_a_simulation_in_small_steps_counts(burst, minutes, grown, warm_up_s):
    expected = simulated(100.0, burst, minutes, 200.0, grown, warm_up_s)

    found = fluid(100.0, burst, minutes, 200.0, grown, warm_up_s)

    assert tuple(found) == approx(expected, rel=0.01, abs=0.3)


BURSTS = {
    "load": st.floats(1, 5000),
    "replicas": st.integers(1, 20),
    "burst": st.floats(1, 20),
    "burst_minutes": st.floats(0.5, 120),
}


@given(st.fixed_dictionaries({**BURSTS, "warm_up_s": st.floats(1, 8000)}))
@settings(max_examples=60, deadline=None)
def test_a_burst_that_is_shorter_than_the_warm_up_gets_no_help(turns):
    assume(turns["warm_up_s"] >= 60 * turns["burst_minutes"])
    grows, stays = server(autoscale=True, **turns), server(autoscale=False, **turns)

    for name in ("burst_backlog", "burst_wait", "burst_drain"):
        assert getattr(grows, name) == getattr(stays, name)


@given(st.fixed_dictionaries({**BURSTS, "warm_up_s": st.floats(1, 8000), "autoscale": st.booleans()}))
@settings(max_examples=60, deadline=None)
def test_one_replica_more_never_leaves_more_waits_longer_or_drains_later(turns):
    few, more = server(**turns), server(**{**turns, "replicas": turns["replicas"] + 1})

    for name in ("burst_utilisation", "burst_backlog", "burst_wait", "burst_drain"):
        assert getattr(more, name) <= getattr(few, name) * (1 + 1e-9)


@given(st.fixed_dictionaries(BURSTS), st.floats(1, 3))
@settings(max_examples=60, deadline=None)
def test_autoscaling_never_leaves_more_waiting_and_never_costs_less(turns, longer):
    grows, stays = server(autoscale=True, **turns), server(**turns)

    assert grows.burst_backlog <= stays.burst_backlog
    assert grows.burst_wait <= stays.burst_wait * (1 + 1e-9)
    assert grows.burst_drain <= stays.burst_drain
    assert grows.cost > stays.cost
    assert replace(stays, burst_minutes=stays.burst_minutes * longer).burst_backlog >= stays.burst_backlog


def test_what_is_in_flight_is_what_a_dying_broker_can_take_along():
    """By hand: 600 a second a tenth of a second from the last copy are 60, a third of them led by each of three."""
    hasty = Stream(name="Stream", load=600.0, copy_lag_s=0.1, brokers=3, acks=1)

    assert hasty.in_flight == approx(60)
    assert hasty.lost_a_failure == approx(20)
    assert replace(hasty, acks=2).lost_a_failure == 0.0


def test_events_lost_a_year_are_those_of_the_window_and_those_of_whole_sets_of_copies():
    """By hand. Window, one ack: three brokers that die every five years take 20 events at peak, 4 on average: 2.4.

    Whole sets: two copies, 2 x 0.2^2 x 0.001 a year of the 86,400 x 120 events that are kept a day: 829.44.
    """
    year, repair = 365 * 24, 0.001
    stream = Stream(
        name="Stream", load=600.0, peak=5.0, acks=1, copies=2, rebuild_hours=repair * year, retention_days=1.0
    )
    sets = 2 * 0.2**2 * repair * 120 * 86_400

    assert sets == approx(829.44)
    assert stream.lost_a_year == approx(2.4 + sets, rel=1e-4)
    assert replace(stream, acks=2).lost_a_year == approx(sets, rel=1e-4)


def test_all_copies_must_be_up_to_write_where_all_must_have_the_event():
    """By hand: 0.99^3; with two of three, 0.99^3 + 3 x 0.99^2 x 0.01; with one, 1 - 0.01^3."""
    stream = Stream(name="Stream", load=1.0, broker_up=0.99, region_up=1.0)

    found = [replace(stream, acks=acks).availability for acks in (1, 2, 3)]

    assert found == approx([0.999999, 0.999702, 0.970299])


@given(st.integers(1, 4), st.integers(1, 5), st.floats(0, 1e5), st.floats(0, 10), st.floats(0.01, 48))
def test_one_copy_or_one_ack_more_never_loses_more(acks, copies, load, failures, rebuild):
    stream = Stream(
        name="Stream", load=load, acks=acks, copies=copies, lost_brokers_a_year=failures, rebuild_hours=rebuild
    )

    assert replace(stream, acks=acks + 1).lost_a_year <= stream.lost_a_year * (1 + 1e-9)
    assert replace(stream, acks=acks + 1).availability <= stream.availability + 1e-12
    assume(failures * rebuild * (copies + 1) < 8760)
    assert replace(stream, copies=copies + 1).lost_a_year <= stream.lost_a_year * (1 + 1e-9)


def test_a_decision_a_second_has_61_without_a_safe_record():
    assert AuditLog(name="Audit log", a_day=86_400.0).in_flight == approx(61)


def loop(**turns):
    """A loop over the examples' parts."""
    plain = {"stream": STREAM, "processor": None, "nightly": None, "join": JOIN, "training": WEEKLY}
    return LearningLoop(name="Loop", **{**plain, "registry": REGISTRY, **turns})


def test_a_feature_is_as_old_as_the_slower_of_its_ways():
    assert loop().event_to_feature == 0.0
    assert loop(processor=PROCESSOR).event_to_feature == STREAM.lag + PROCESSOR.freshness
    assert loop(nightly=NIGHTLY, processor=PROCESSOR).event_to_feature == NIGHTLY.freshness * 3600


def test_a_new_trick_is_known_after_the_window_half_a_cadence_the_training_and_the_trial():
    """By hand: 14 days and a night of the join, 3.5 days, an hour of training, 2 days of shadow, 43.2 s to load."""
    training = replace(WEEKLY, rows=0, every_days=7.0, fixed_hours=1.0)
    known = loop(training=training, registry=replace(REGISTRY, reload_seconds=43.2), trial_days=2.0)

    assert known.outcome_to_label == 8.0
    assert known.label_to_model == approx(3.5 + 1 / 24 + 2 + 0.0005)
    assert known.event_to_model == approx(15 + 3.5 + 1 / 24 + 2 + 0.0005)


def test_a_training_that_never_ends_teaches_no_model():
    stuck = loop(training=replace(WEEKLY, rows=10**13))

    assert (stuck.label_to_model, stuck.event_to_model) == (inf, inf)


@given(st.floats(1, 30), st.floats(0, 60), st.floats(0, 30))
def test_the_loop_is_never_faster_than_the_model_is_young(every_days, maturation, trial):
    """Two numbers on a page never contradict each other: the loop adds the join, the trial and the loading."""
    training = replace(WEEKLY, every_days=every_days, maturation_days=maturation)
    whole = loop(training=training, join=replace(JOIN, maturation_days=maturation), trial_days=trial)

    assert whole.event_to_model >= training.model_age
    assert whole.event_to_model - training.model_age == approx(1 + trial + 30 / 86_400)


def test_the_example_server_explains_each_of_its_numbers_from_what_it_was_told():
    told = {i.name for e in entries(SERVER) if e.name == "burst_drain" for i in e.inputs}

    assert {"arriving", "burst", "burst_minutes", "capacity", "grown", "grows_after"} == told
