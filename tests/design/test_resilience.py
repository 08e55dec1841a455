"""Timeout, retry, hedge: closed forms, availability by hand, and laws."""

from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from design import Cached, Deterministic, Exponential, Hedged, Journey, Parallel, Pause, Retry, Series, Stop, Timeout
from design.distribution import PLACES, Grid
from tests.design.kiosk import Booth

GRID = Grid(0.05)
EDGES = (np.arange(PLACES) + 0.5) * GRID.step
WORK = Pause(Exponential(5.0))
UP = Stop(Booth("Up", Exponential(5.0), share_up=0.9))
FULL = Stop(Booth("Full", Exponential(5.0), load=1e6))
AT_ONCE = Pause(Deterministic(0.0))


def late(time):
    return np.exp(-np.maximum(time, 0.0) / 5.0)


def test_a_timeout_is_the_law_cut_and_the_rest_put_later():
    """Given up after 8 ms for 3 ms more: e^-8/5 of all take 11 ms."""
    cut = Timeout(WORK, 8.0, Pause(Deterministic(3.0))).on(GRID)
    for time, expected in ((4.0, exp(-0.8)), (7.9, exp(-1.58)), (9.5, exp(-1.6)), (10.9, exp(-1.6)), (11.2, 0.0)):
        assert pytest.approx(expected, abs=1e-5) == cut.beyond(time)


@pytest.mark.parametrize("limit", [8.0, 8.013, 8.0249])
def test_a_limit_between_two_places_of_the_grid_cuts_where_it_stands(limit):
    """Even within a cell: the chance to be late is off by its curvature, not by the width of a cell."""
    cut = Timeout(WORK, limit, Pause(Exponential(5.0))).on(GRID)
    assert pytest.approx(float(late(limit) * late(4.0)), abs=1e-5) == cut.beyond(limit + 4.0)


def test_a_hedge_is_late_only_where_both_copies_are():
    """P(T > t) = P(X > t) P(X > t - after)."""
    hedge = Hedged(WORK, 6.0).on(GRID)
    np.testing.assert_allclose(1 - hedge.cdf, late(EDGES) * late(EDGES - 6.0), atol=1e-6)


def test_a_hedge_sent_at_once_is_the_quicker_of_two():
    np.testing.assert_allclose(Hedged(WORK, 0.0).on(GRID).cdf, Parallel((WORK, WORK), 1).on(GRID).cdf, atol=1e-9)


def test_a_retry_is_a_sum_over_tries():
    """Three tries of 6 ms, 2 ms between: the share answered by the end of try i is 1 - q^i, q = e^-6/5."""
    retry = Retry(WORK, 3, 6.0, 2.0).on(GRID)
    q = exp(-6 / 5)
    for tries, time in ((1, 7.0), (2, 15.0), (3, 23.0)):
        assert pytest.approx(q**tries, abs=1e-5) == retry.beyond(time)
    assert pytest.approx(q + (1 - q) - (1 - exp(-3 / 5)), abs=1e-5) == retry.beyond(3.0)
    assert pytest.approx(q * exp(-3 / 5), abs=1e-5) == retry.beyond(11.0)


def test_a_request_out_of_tries_has_no_answer():
    q = exp(-6 / 5)
    journey = Journey("Trip", Retry(WORK, 3, 6.0, 2.0), 100.0)
    assert pytest.approx(q**3, abs=1e-6) == 1 - journey.availability
    assert pytest.approx(q**3, abs=1e-5) == journey.latency.never
    assert inf == journey.p99


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (Timeout(UP, 9.0, UP), 1 - 0.1**2),
        (Hedged(UP, 9.0), 0.9),
        (Hedged(UP, 9.0, apart=True), 1 - 0.1**2),
        (Retry(UP, 3, 1e3), 0.9),
        (Retry(UP, 3, 1e3, apart=True), 1 - 0.1**3),
        (Retry(UP, 2, 5.0), 0.9 * (1 - exp(-2))),
        (Retry(UP, 2, 5.0, apart=True), 1 - (1 - 0.9 * (1 - exp(-1))) ** 2),
    ],
)
def test_availability_by_hand(route, expected):
    assert pytest.approx(expected, abs=1e-6) == route.up()


def test_tries_and_copies_are_counted_for_the_load():
    """A try fails where it is late (e^-1) or its part is down."""
    failed = 1 - 0.9 * (1 - exp(-1))
    assert pytest.approx(1 + failed + failed**2, abs=1e-6) == Retry(UP, 3, 5.0).tries()
    assert pytest.approx(1 + failed, abs=1e-6) == Hedged(UP, 5.0).tries()


def test_a_retry_sees_as_far_as_its_tries_go():
    """Ten tries of a second round work of 5 ms: the grid stays as fine as the work asks for."""
    calm = Journey("Trip", Retry(WORK, 10, 1000.0, 100.0), 10.0)
    assert calm.latency.grid.horizon < 100.0
    assert pytest.approx(5 * log(100), rel=0.005) == calm.p99


def test_an_endless_queue_is_never_answered_however_often_it_is_asked():
    asked = Journey("Trip", Retry(FULL, 3, 50.0), 100.0)
    assert (inf, 0.0, False) == (asked.p50, asked.availability, asked.route.stable())
    assert inf == Journey("Trip", Hedged(FULL, 5.0), 100.0).p50
    saved = Journey("Trip", Timeout(Retry(FULL, 3, 50.0, 10.0), 200.0, AT_ONCE), 300.0)
    assert pytest.approx(200.0, abs=saved.grid_error) == saved.p50


def test_a_timeout_is_found_however_deep_it_stands():
    cut = Timeout(WORK, 5.0, AT_ONCE)
    journey = Journey("Trip", Series((WORK, Parallel((WORK, Cached(0.75, AT_ONCE, Series((WORK, cut))))))), 100.0)
    assert cut is journey.timeout
    assert pytest.approx(0.25 * exp(-1), abs=1e-6) == journey.timed_out


@pytest.mark.parametrize(
    ("build", "says"),
    [
        (lambda: Retry(WORK, 0, 5.0), "1 or more attempts"),
        (lambda: Retry(WORK, 2, 0.0), "timeout above 0 ms"),
        (lambda: Retry(WORK, 2, 5.0, -1.0), "pause of 0 ms or more"),
        (lambda: Hedged(WORK, -1.0), "0 ms after the first, or later"),
    ],
)
def test_what_cannot_be_is_refused_in_words(build, says):
    with pytest.raises(ValueError, match=says):
        build()


@given(st.floats(0.0, 40.0), st.floats(0.5, 60.0))
@settings(max_examples=40)
def test_a_hedge_is_never_slower_and_an_earlier_one_never_slower_than_a_later(after, time):
    alone, hedged = WORK.on(GRID).beyond(time), Hedged(WORK, after).on(GRID).beyond(time)
    assert hedged <= alone + 1e-6
    assert hedged <= Hedged(WORK, after + 3.0).on(GRID).beyond(time) + 1e-6


@given(st.integers(1, 6), st.floats(1.0, 20.0), st.booleans())
@settings(max_examples=40)
def test_one_more_try_is_never_less_available_and_never_less_load(attempts, timeout, apart):
    fewer, more = (Retry(UP, n, timeout, apart=apart) for n in (attempts, attempts + 1))
    assert fewer.up() <= more.up() + 1e-12
    assert 1 <= fewer.tries() <= more.tries()


@given(st.floats(0.5, 30.0), st.floats(0.0, 1.0))
@settings(max_examples=40)
def test_a_fallback_is_never_less_available_than_none(limit, share):
    other = Stop(Booth("Other", Exponential(1.0), share_up=share))
    assert Timeout(UP, limit, other).up() >= UP.up() - 1e-12
    tried = Retry(UP, 2, limit)
    assert Timeout(tried, 9 * limit, other).up() >= tried.up() - 1e-12
    assert PLACES == len(Timeout(tried, 9 * limit, other).on(GRID).mass)
