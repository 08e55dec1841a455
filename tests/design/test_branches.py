"""Side by side, fan-out and cache: closed forms to 1e-6 where the law is exact, availability by hand, and laws."""

from math import comb, exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from design import Cached, Deterministic, Exponential, FanOut, Journey, Parallel, Pause, Series, Service, Stop
from design.distribution import PLACES, Grid
from tests.design.kiosk import Booth

GRID = Grid(0.05)
EDGES = (np.arange(PLACES) + 0.5) * GRID.step
QUICK, SLOW = Pause(Exponential(4.0)), Pause(Exponential(10.0))
DAY = Stop(Booth("Day", Exponential(4.0), share_up=0.9))
NIGHT = Stop(Booth("Night", Exponential(4.0), share_up=0.8))
SPARE = Stop(Booth("Spare", Exponential(4.0), share_up=0.5))
FULL = Stop(Booth("Full", Exponential(4.0), load=1e6))


def done(mean):
    return 1 - np.exp(-EDGES / mean)


def test_the_slower_of_two_is_the_product():
    np.testing.assert_allclose(Parallel((QUICK, SLOW)).on(GRID).cdf, done(4) * done(10), atol=1e-6)


def test_the_first_of_two_has_the_sum_of_the_rates():
    """The smaller of two exponentials is an exponential of rate 1/4 + 1/10."""
    np.testing.assert_allclose(Parallel((QUICK, SLOW), first=1).on(GRID).cdf, done(1 / 0.35), atol=1e-6)


def test_two_of_three_that_are_not_alike_by_hand():
    """P(two or more) = ab + ac + bc - 2abc."""
    a, b, c = done(4), done(10), done(7)
    three = Parallel((QUICK, SLOW, Pause(Exponential(7.0))), first=2)
    np.testing.assert_allclose(three.on(GRID).cdf, a * b + a * c + b * c - 2 * a * b * c, atol=1e-6)


@pytest.mark.parametrize("count", [1, 2, 10, 100, 2000])
def test_a_fan_out_is_a_power(count):
    np.testing.assert_allclose(FanOut(QUICK, count).on(GRID).cdf, done(4) ** count, atol=1e-6)


def test_at_a_hundred_shards_most_requests_are_slower_than_one_shards_p99():
    """Dean & Barroso (2013): 1 - 0.99^100 = 63 %."""
    shard = Service(5.0, 10.0)
    assert pytest.approx(1 - 0.99**100, abs=1e-4) == Journey("Search", FanOut(Pause(shard), 100), 10.0).over_budget


@pytest.mark.parametrize(("count", "first"), [(3, 2), (5, 1), (10, 9), (40, 12), (100, 95)])
def test_the_first_so_many_of_a_fan_out_are_binomial(count, first):
    f = done(4)
    expected = sum(comb(count, k) * f**k * (1 - f) ** (count - k) for k in range(first, count + 1))
    np.testing.assert_allclose(FanOut(QUICK, count, first).on(GRID).cdf, expected, atol=1e-6)
    np.testing.assert_allclose(Parallel((QUICK,) * count, first).on(GRID).cdf, expected, atol=1e-6)


@pytest.mark.parametrize(("count", "first"), [(1, 1), (100, 100), (100, 90), (1000, 1000), (7, 1)])
def test_a_fan_out_is_seen_to_its_far_end(count, first):
    """However wide it is, hardly a request runs over the end of its own grid, and the p99.9 is there."""
    journey = Journey("Search", FanOut(Pause(Service(5.0, 40.0)), count, first), 1.0)
    assert journey.latency.never < 2e-5
    assert journey.p999 < journey.latency.grid.horizon


def test_a_cache_is_a_mixture():
    route = Cached(0.9, QUICK, SLOW)
    np.testing.assert_allclose(route.on(GRID).cdf, 0.9 * done(4) + 0.1 * done(10), atol=1e-6)
    assert pytest.approx(0.9 * 4 + 0.1 * 10, rel=1e-4) == route.on(GRID).mean


def test_the_tail_of_a_cache_is_the_misses():
    """With 95 % hits in 1 ms, p99 is the p80 of the misses: 4 in 5 of them are quicker."""
    journey = Journey("Read", Cached(0.95, Pause(Deterministic(1.0)), Pause(Exponential(50.0))), 100.0)
    assert pytest.approx(50 * log(5), abs=journey.grid_error) == journey.p99


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (Parallel((DAY, NIGHT)), 0.9 * 0.8),
        (Parallel((DAY, NIGHT), first=1), 1 - 0.1 * 0.2),
        (Parallel((DAY, NIGHT, SPARE), first=2), 0.9 * 0.8 * 0.5 + 0.1 * 0.4 + 0.2 * 0.45 + 0.5 * 0.72),
        (FanOut(DAY, 3), 0.9**3),
        (FanOut(DAY, 3, first=2), 0.9**3 + 3 * 0.9**2 * 0.1),
        (Cached(0.75, DAY, NIGHT), 0.75 * 0.9 + 0.25 * 0.8),
    ],
    ids=["all", "first", "two of three", "fan-out", "two of three alike", "cache"],
)
def test_availability_by_hand(route, expected):
    assert pytest.approx(expected, rel=1e-9) == route.up()


def test_the_first_of_two_does_not_wait_for_an_endless_queue():
    assert pytest.approx(4 * log(100), rel=0.01) == Journey("Race", Parallel((QUICK, FULL), first=1), 9.0).p99
    assert Parallel((QUICK, FULL), first=1).stable() and not Parallel((QUICK, FULL)).stable()


@pytest.mark.parametrize(
    "build",
    [
        lambda: Parallel((QUICK, SLOW), first=3),
        lambda: Parallel((QUICK,), first=0),
        lambda: FanOut(QUICK, 4, first=5),
        lambda: FanOut(QUICK, 0),
        lambda: Parallel(()),
        lambda: Cached(1.2, QUICK, SLOW),
    ],
)
def test_what_cannot_be_is_refused_in_words(build):
    with pytest.raises(ValueError, match=r"cannot be awaited|one stage or more|outside 0 to 1"):
        build()


@given(st.integers(1, 60), st.data())
@settings(max_examples=30)
def test_waiting_for_more_is_never_faster_and_never_more_available(count, data):
    first = data.draw(st.integers(1, count))
    fewer, more = FanOut(DAY, count, first), FanOut(DAY, count + 1, first + 1)
    np.testing.assert_array_less(more.on(GRID).cdf, fewer.on(GRID).cdf + 1e-9)
    np.testing.assert_array_less(fewer.on(GRID).cdf, FanOut(DAY, count + 1, first).on(GRID).cdf + 1e-9)
    assert more.up() <= fewer.up() + 1e-12 <= FanOut(DAY, count + 1, first).up() + 2e-12


@given(st.floats(0, 1), st.floats(0, 1), st.floats(1.0, 60.0))
@settings(max_examples=30)
def test_more_hits_are_never_slower_where_a_hit_is_quicker(one, other, time):
    few, many = sorted((one, other))
    miss = Series((QUICK, SLOW))
    assert Cached(many, QUICK, miss).on(GRID).beyond(time) <= Cached(few, QUICK, miss).on(GRID).beyond(time) + 1e-9


def test_a_cache_that_always_hits_never_asks_what_is_behind_it():
    journey = Journey("Read", Cached(1.0, QUICK, FULL), 100.0)
    assert journey.route.stable()
    assert pytest.approx(1 - exp(-1), abs=1e-3) == 1 - journey.latency.beyond(4.0)
