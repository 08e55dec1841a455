"""Journeys: availability by hand, percentiles by closed form, and laws over whatever can be composed."""

from math import inf, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from design import (
    Cached,
    Exponential,
    FanOut,
    Hedged,
    Journey,
    Parallel,
    Pause,
    Retry,
    Series,
    Served,
    Service,
    Stage,
    Stop,
    Timeout,
)
from design.distribution import Grid
from design.stages import composed
from tests.design.kiosk import Booth, Station

DAY = Station("Day", 10.0, 1, 5.0, 9.0, share_up=0.9)
NIGHT = Station("Night", 10.0, 1, 20.0, 60.0, share_up=0.8)
SPARE = Station("Spare", 10.0, 1, 1.0, 2.0, share_up=0.5)
FULL = Station("Full", 1000.0, 1, 10.0, 10.0, share_up=0.99)

stations = st.builds(
    Station,
    st.just("Station"),
    st.floats(0.0, 200.0),
    st.integers(1, 4),
    st.floats(0.1, 20.0),
    st.floats(20.0, 200.0),
    st.floats(0.0, 1.0),
)
leaves = st.one_of(stations.map(Stop), st.builds(Pause, st.just(Service(2.0, 5.0))))


def joined(stages):
    some, times = st.lists(stages, min_size=1, max_size=3).map(tuple), st.floats(1.0, 300.0)
    return st.one_of(
        some.map(Series),
        some.map(Parallel),
        some.map(lambda found: Parallel(found, first=1)),
        st.builds(FanOut, stages, st.integers(1, 30)),
        st.builds(Cached, st.floats(0.0, 1.0), stages, stages),
        st.builds(Timeout, stages, times, stages),
        st.builds(Retry, stages, st.integers(1, 3), times, st.floats(0.0, 20.0)),
        st.builds(Hedged, stages, times),
    )


stages = st.recursive(leaves, joined, max_leaves=5)
patient = st.recursive(leaves, lambda s: st.lists(s, min_size=1, max_size=3).map(tuple).map(Series), max_leaves=4)


def test_in_series_all_must_answer():
    assert pytest.approx(0.9 * 0.8) == Series((Stop(DAY), Stop(NIGHT))).up()


def test_in_parallel_all_must_answer_too():
    """A fork that is joined again is a series to reliability."""
    assert pytest.approx(0.9 * 0.8) == Parallel((Stop(DAY), Stop(NIGHT))).up()


def test_a_fallback_is_down_only_with_what_it_stands_in_for():
    assert pytest.approx(1 - 0.1 * 0.5) == Timeout(Stop(DAY), 30.0, Stop(SPARE)).up()


def test_availability_of_a_whole_journey_by_hand():
    """Day, then (Night beside a pause, Spare instead): 0.9 x (1 - 0.2 x 0.5)."""
    beside = Parallel((Stop(NIGHT), Pause(Service(1.0, 2.0))))
    journey = Journey("Trip", Series((Stop(DAY), Timeout(beside, 80.0, Stop(SPARE)))), 100.0)
    assert pytest.approx(0.9 * 0.9) == journey.availability


def test_late_counts_the_slow_and_the_failed():
    """Nobody waits here: P(late) = 1 - up x P(in time), and half of all services end before the median."""
    quiet = Station("Quiet", 0.0, 1, 50.0, 90.0, share_up=0.9)
    cut = Timeout(Stop(quiet), 50.0, Stop(SPARE))
    assert pytest.approx(1 - 0.9 * 0.5, abs=1e-3) == cut.late()
    assert cut.late() == Journey("Trip", Series((Stop(DAY), cut)), 100.0).timed_out


@pytest.mark.parametrize("load", [20.0, 85.0, 99.0])
def test_late_is_the_closed_form_however_long_the_queue(load):
    """A service without spread at one server: late is the tail of the wait, whatever grid a long queue asks for."""
    clerk = Station("Clerk", load, 1, 10.0, 10.0)
    cut = Timeout(Stop(clerk), 25.0, Stop(SPARE))
    expected = clerk.wait.chance * np.exp(-15.0 / clerk.wait.mean)
    assert pytest.approx(expected, abs=0.002) == cut.late()


def test_without_a_timeout_nothing_is_timed_out():
    assert 0.0 == Journey("Trip", Series((Stop(DAY), Stop(NIGHT))), 100.0).timed_out


@pytest.mark.parametrize("budget", [5.0, 50.0, 5000.0])
def test_an_endless_queue_behind_a_timeout_takes_the_limit_and_the_fallback(budget):
    """The budget must not matter: it only sizes the grid."""
    sure = Station("Sure", 0.0, 1, 10.0, 10.0)
    journey = Journey("Trip", Timeout(Stop(FULL), 400.0, Stop(sure)), budget)
    assert pytest.approx([410.0, 410.0], rel=0.01) == [journey.p50, journey.p99]
    assert pytest.approx(1.0) == journey.timed_out


def test_an_endless_queue_without_a_timeout_is_unbounded_and_says_so():
    journey = Journey("Trip", Series((Stop(DAY), Stop(FULL))), 100.0)
    assert (inf, inf, inf, 1.0) == (journey.p50, journey.p95, journey.p99, journey.over_budget)


def test_an_endless_fallback_hurts_only_whom_it_answers():
    """The stage has a p99 of 60 ms, so that at a limit of 60 ms one request in a hundred never ends."""
    quiet = Station("Quiet", 0.0, 1, 20.0, 60.0)
    journey = Journey("Trip", Timeout(Stop(quiet), 60.0, Stop(FULL)), 10.0)
    assert pytest.approx(60.0 * (20 / 60) ** (1 - 1.6448536 / 2.3263479), rel=0.01) == journey.p95
    assert pytest.approx(0.01, abs=0.001) == journey.latency.never


def test_the_p99_of_a_journey_is_less_than_the_sum_of_the_p99s():
    """Two like lognormals in series; their bad moments rarely meet."""
    quiet = Station("Quiet", 0.0, 1, 10.0, 40.0)
    journey = Journey("Trip", Series((Stop(quiet), Stop(quiet))), 100.0)
    assert 40.0 < journey.p99 < 0.8 * 80.0


@pytest.mark.parametrize("both", [Parallel, Series])
def test_a_slow_part_is_seen_to_its_p99_however_small_the_budget(both):
    """The grid reaches as far as the parts do, and not only to the budget."""
    quick, slow = Station("Quick", 0.0, 1, 0.1, 0.2), Station("Slow", 0.0, 1, 300.0, 900.0)
    assert pytest.approx(900.0, rel=0.005) == Journey("Trip", both((Stop(quick), Stop(slow))), 1.0).p99


def test_over_budget_at_the_median_is_half():
    quiet = Station("Quiet", 0.0, 1, 50.0, 90.0)
    assert pytest.approx(0.5, abs=1e-3) == Journey("Trip", Stop(quiet), 50.0).over_budget


def test_a_pause_takes_time_and_cannot_fail():
    journey = Journey("Trip", Pause(Service(30.0, 70.0)), 100.0)
    assert pytest.approx(30.0, abs=0.1) == journey.p50
    assert pytest.approx(70.0, abs=0.1) == journey.p99
    assert (1.0, ()) == (journey.availability, journey.route.stops())


def test_a_move_that_leaves_the_times_alone_computes_no_latency_anew():
    """Names, availability and whatever else a part holds are no part of the recipe; neither is where it stands."""

    def trip(name, up, budget):
        desk, rest = Station(name, 10.0, 1, 7.0, 19.0, share_up=up), Pause(Service(2.0, 5.0), name)
        return Journey("Trip", Series((Stop(desk), Timeout(rest, 40.0, Stop(desk)))), budget)

    first = trip("One", 0.9, 80.0)
    assert first.p99 < first.p999
    before = composed.cache_info().misses
    assert first.latency is trip("Another", 0.5, 81.0).latency
    assert before == composed.cache_info().misses


def test_the_rarest_percentile_comes_last():
    """A lognormal's p99.9: 20 (60/20)^(3.0902 / 2.3263)."""
    quiet = Journey("Trip", Stop(Station("Quiet", 0.0, 1, 20.0, 60.0)), 100.0)
    assert pytest.approx(20.0 * 3 ** (3.0902323 / 2.3263479), rel=0.003) == quiet.p999


def test_nothing_on_the_way_takes_no_time():
    assert 0.0 == pytest.approx(Journey("Trip", Series(()), 100.0).p99, abs=0.1)


def test_the_stops_of_a_journey_come_in_the_order_of_the_way():
    route = Series((Stop(DAY), Timeout(Parallel((Stop(NIGHT), Stop(FULL))), 9.0, Stop(SPARE))))
    assert (DAY, NIGHT, FULL, SPARE) == route.stops()


def test_the_timeout_of_a_journey_is_found_alone_and_in_series():
    cut = Timeout(Stop(NIGHT), 30.0, Stop(SPARE))
    assert cut is Journey("Trip", cut, 100.0).timeout
    assert cut is Journey("Trip", Series((Stop(DAY), cut)), 100.0).timeout


def test_a_waiting_line_of_exponential_services_has_the_published_wait():
    """The county hospital's second doctor as a journey: mean response 3/8 h."""
    hour = 3_600_000.0
    doctors = Booth("Doctors", Exponential(hour / 3), 2 / 3600, 2)
    journey = Journey("Visit", Stop(doctors), hour)
    assert pytest.approx(3 / 8 * hour, rel=0.005) == journey.latency.mean


def test_a_served_part_must_say_its_service_time():
    with pytest.raises(NotImplementedError, match="Served must say its service time"):
        _ = Served("Bare").service


@pytest.mark.parametrize(
    ("question", "words"),
    [("far", ()), ("up", ()), ("on", (Grid(1.0),)), ("made", (Grid(1.0),)), ("draw", (None, 1)), ("mapped", (str,))],
)
def test_a_stage_must_answer_every_question(question, words):
    with pytest.raises(NotImplementedError):
        getattr(Stage(), question)(*words)


@given(stages)
@settings(max_examples=60)
def test_whatever_is_composed_keeps_the_laws_of_chance(route):
    journey = Journey("Trip", route, 100.0)
    latency = journey.latency
    assert np.all(latency.mass >= -1e-12)
    assert float(latency.mass.sum()) <= 1 + 1e-9
    assert 0 <= journey.p50 <= journey.p95 <= journey.p99
    assert 0 <= journey.over_budget <= 1
    assert -1e-12 <= journey.timed_out <= 1
    assert 0 <= journey.availability <= 1
    assert (journey.p99 > 100.0 + latency.grid.step) <= (journey.over_budget >= 0.01 - 1e-9)


@given(stages, stages)
@settings(max_examples=40)
def test_whatever_is_composed_waits_for_its_slowest_part(route, other):
    grid = Grid(0.5)
    alone, after, beside = route.on(grid), Series((route, other)).on(grid), Parallel((route, other)).on(grid)
    for t in (10.0, 50.0, 200.0):
        assert after.beyond(t) >= alone.beyond(t) - 1e-9
        assert beside.beyond(t) >= max(alone.beyond(t), other.on(grid).beyond(t)) - 1e-9


@given(stages, stages)
@settings(max_examples=40)
def test_a_fallback_never_makes_a_journey_less_available(route, other):
    assert Timeout(route, 50.0, other).up() >= max(route.up(), other.up()) - 1e-12


@given(patient, st.floats(2.0, 200.0))
@settings(max_examples=40)
def test_waiting_longer_before_giving_up_is_late_less_often(route, limit):
    """To the accuracy of the grid, which grows with the limit."""
    instead = Pause(Service(1.0, 1.0))
    assert Timeout(route, 4 * limit, instead).late() <= Timeout(route, limit, instead).late() + 2e-3


def test_the_tail_of_a_busy_clerk_is_ln_100_waits():
    """At 95 % of one clerk the wait rules: P(W > t) = rho e^-t/m."""
    clerk = Station("Clerk", 95.0, 1, 10.0, 10.0)
    expected = 10.0 + clerk.wait.mean * log(0.95 / 0.01)
    assert pytest.approx(expected, rel=0.005) == Journey("Trip", Stop(clerk), 100.0).p99
