"""The waterfall: legs that sum up, an owner of the tail, and an independent check of the grid."""

from math import inf, isnan, log

import numpy as np
import pytest
from hypothesis import given, settings

from design import (
    Cached,
    Deterministic,
    Exponential,
    FanOut,
    Hedged,
    Journey,
    Parallel,
    Pause,
    Retry,
    Series,
    Service,
    Stop,
    Timeout,
    waterfall,
)
from tests.design.kiosk import Booth
from tests.design.test_journey import stages

WIRE = Pause(Deterministic(3.0), "Wire")
MODEL = Stop(Booth("Model", Service(10.0, 60.0), 60.0, 2))
SHELF = Stop(Booth("Shelf", Exponential(4.0), 100.0))
FULL = Stop(Booth("Full", Exponential(4.0), 1e6))
ROUTES = {
    "series": Series((WIRE, SHELF, MODEL)),
    "all": Parallel((SHELF, MODEL)),
    "first": Parallel((SHELF, MODEL, WIRE), 2),
    "fan-out": FanOut(SHELF, 12),
    "wide fan-out": FanOut(Pause(Service(5.0, 20.0)), 200, 195),
    "cache": Series((WIRE, Cached(0.8, WIRE, MODEL))),
    "timeout": Timeout(Series((SHELF, MODEL)), 40.0, WIRE),
    "retry": Retry(MODEL, 4, 50.0, 5.0),
    "hedge": Hedged(MODEL, 20.0),
}
routes = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES)


@routes
def test_the_legs_sum_up_to_the_average_and_to_the_slowest_request(route):
    found = waterfall(Journey("Trip", route, 100.0))
    assert pytest.approx(found.mean) == sum(leg.mean for leg in found.legs)
    assert pytest.approx(found.tail) == sum(leg.tail for leg in found.legs) or found.unanswered > 0


@routes
def test_requests_drawn_one_by_one_take_as_long_as_the_grid_says(route):
    """Mean and p99 to four standard errors of 20,000 requests and the bound of the grid."""
    journey = Journey("Trip", route, 100.0)
    found = waterfall(journey)
    drawn = route.draw(np.random.default_rng(3), 20_000).times
    drawn = drawn[np.isfinite(drawn)]
    assert pytest.approx(journey.latency.mean, abs=4 * drawn.std() / 20_000**0.5 + 0.01) == drawn.mean()
    assert pytest.approx(journey.p99, abs=4 * found.p99_error + journey.grid_error) == found.p99


def test_the_part_that_makes_slow_requests_slow_owns_the_tail():
    """A wire that always takes 50 ms is longest of all and owns nothing."""
    found = waterfall(Journey("Trip", Series((Pause(Deterministic(50.0), "Cable"), SHELF, MODEL)), 200.0))
    cable, shelf, model = found.legs
    assert found.owner is model
    assert (50.0, 50.0, 0.25) == pytest.approx((cable.mean, cable.tail, cable.budget_share))
    assert cable.excess == pytest.approx(0.0) and model.excess > shelf.excess
    assert "Model owns the tail: the slowest 1 % of requests spend" in found.says


def test_what_is_saved_by_an_instant_part_is_the_p99_without_it():
    """A fixed 50 ms in series is saved whole; beside something slower nothing is."""
    cable = Pause(Deterministic(50.0), "Cable")
    in_series = waterfall(Journey("Trip", Series((cable, SHELF)), 200.0))
    beside = waterfall(Journey("Trip", Parallel((cable, Pause(Deterministic(90.0), "Long"))), 200.0))
    assert pytest.approx(50.0, abs=0.2) == in_series.legs[0].saved
    assert [0.0, 40.0] == pytest.approx([leg.saved for leg in beside.legs], abs=0.2)
    assert [0.0, 90.0] == [leg.mean for leg in beside.legs]


def test_time_in_a_queue_is_told_from_time_at_work():
    """One clerk at 95 %: of the slowest requests nearly all is waiting; p99 waits are ln(95) means of 100 ms."""
    busy = Stop(Booth("Busy", Exponential(5.0), 190.0))
    (leg,) = waterfall(Journey("Trip", busy, 100.0)).legs
    assert leg.queued > 0.9 * leg.tail
    assert leg.tail > 100 * log(95)
    assert "M/M/c, exact (Erlang C)" == leg.method


def test_what_is_given_up_costs_up_to_its_limit():
    """Shelf then an endless model, cut at 40 ms: the model takes what the shelf left of it."""
    found = waterfall(Journey("Trip", Timeout(Series((SHELF, FULL)), 40.0, WIRE), 100.0))
    shelf, full, wire = found.legs
    assert pytest.approx((43.0, 3.0)) == (shelf.mean + full.mean + wire.mean, wire.mean)
    assert not full.stable and full.tail < inf


@pytest.mark.parametrize("route", [FULL, Series((SHELF, FULL)), Parallel((SHELF, FULL)), FanOut(FULL, 3)])
def test_without_a_steady_state_the_endless_queue_owns_the_tail(route):
    found = waterfall(Journey("Trip", route, 100.0))
    assert "Full owns the tail: its queue grows without end, so there is no steady state." == found.says
    assert (inf, inf, 1.0) == (found.p99, found.tail, found.unanswered)
    assert not any(isnan(x) for leg in found.legs for x in (leg.mean, leg.tail, leg.queued, leg.saved, leg.excess))


def test_requests_out_of_tries_are_told():
    found = waterfall(Journey("Trip", Retry(MODEL, 2, 12.0), 100.0))
    assert "Model owns the tail:" in found.says and "of requests never get an answer." in found.says


def test_nothing_on_the_way_has_no_owner():
    found = waterfall(Journey("Trip", Series(()), 100.0))
    assert ((), None) == (found.legs, found.owner)
    assert found.says.startswith("Nothing owns the tail")


def test_the_same_journey_has_the_same_waterfall():
    one, two = (waterfall(Journey("Trip", ROUTES["series"], 100.0)) for _ in "ab")
    assert one is two


@given(stages)
@settings(max_examples=15)
def test_no_figure_of_any_waterfall_is_lost(route):
    found = waterfall(Journey("Trip", route, 100.0))
    figures = [x for leg in found.legs for x in (leg.mean, leg.tail, leg.tail_error, leg.queued, leg.saved, leg.excess)]
    assert not any(isnan(x) for x in (*figures, found.mean, found.tail, found.p99, found.p99_error))
    assert all(leg.mean >= 0 and leg.saved >= 0 for leg in found.legs)
    assert "nan" not in found.says
