"""How far the grid is off: below the bound that it states, and far below it where the law is smooth."""

from math import exp, factorial, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from design import Deterministic, Exponential, FanOut, Hedged, Journey, Parallel, Pause, Series, Service, Stop, wait
from design.distribution import PLACES, Grid, grid_for
from design.stages import Timed
from tests.design.kiosk import Booth

FINER = 32


def finely(service, step, cells):
    """A lognormal on a grid 32 times as fine, by its own distribution function."""
    edges = (np.arange(cells) + 0.5) * step
    return np.diff(service.cdf(edges), prepend=0.0)


@pytest.mark.parametrize("rho", [0.1, 0.5, 0.9, 0.98])
def test_a_single_servers_response_is_exponential_to_six_digits(rho):
    """M/M/1: P(T > t) = e^-t/m, m = s / (1 - rho), at the edge of every cell."""
    work = Exponential(2.0)
    response = Timed(work, wait(1000 * rho / 2.0, 1, work))
    grid = grid_for(response.far())
    edges = (np.arange(PLACES) + 0.5) * grid.step
    curved = (grid.step / 2.0) ** 2 / 8
    np.testing.assert_allclose(response.on(grid).cdf, -np.expm1(-edges * (1 - rho) / 2.0), atol=1e-6 + curved)


@pytest.mark.parametrize("servers", [2, 3, 8, 30])
def test_a_fleets_response_is_the_known_mixture_of_two_exponentials(servers):
    """M/M/c at 80 %: P(T > t) = e^-mt + C m / (theta - m) (e^-mt - e^-theta t), theta = c m - rate."""
    mu, rate = 0.5, 0.8 * servers * 0.5
    before = wait(1000 * rate, servers, Exponential(1 / mu))
    theta = servers * mu - rate
    response = Timed(Exponential(1 / mu), before)
    grid = grid_for(response.far())
    edges = (np.arange(PLACES) + 0.5) * grid.step
    served, waited = np.exp(-mu * edges), np.exp(-theta * edges)
    expected = served + before.chance * mu / (theta - mu) * (served - waited)
    np.testing.assert_allclose(1 - response.on(grid).cdf, expected, atol=1e-6 + (grid.step * mu) ** 2 / 8)


@pytest.mark.parametrize("parts", [2, 3, 6, 12])
def test_exponentials_in_series_are_erlangs_to_the_square_of_a_step(parts):
    """P(T > t) = e^-x sum x^k / k!; each part adds at most (step / mean)^2 / 8 at any edge."""
    journey = Journey("Trip", Series((Pause(Exponential(1.0)),) * parts), 1.0)
    step = journey.latency.grid.step
    edges = (np.arange(PLACES) + 0.5) * step
    expected = np.exp(-edges) * sum(edges**k / factorial(k) for k in range(parts))
    np.testing.assert_allclose(1 - journey.latency.cdf, expected, atol=parts * step**2 / 8)


@given(st.lists(st.tuples(st.floats(0.5, 30.0), st.floats(1.5, 8.0)), min_size=2, max_size=5), st.floats(0.0, 20.0))
@settings(max_examples=15)
def test_the_percentiles_of_a_series_are_within_the_bound(parts, fixed):
    """Against a convolution on a grid 32 times as fine, of twice the length."""
    works = [Service(p50, p50 * ratio) for p50, ratio in parts]
    journey = Journey("Trip", Series((*(Pause(work) for work in works), Pause(Deterministic(fixed)))), 1.0)
    step, cells = journey.latency.grid.step / FINER, FINER * PLACES
    spectrum = np.prod([np.fft.rfft(finely(work, step, cells), 2 * cells) for work in works], axis=0)
    total = np.cumsum(np.fft.irfft(spectrum, 2 * cells))
    for q, said in ((0.5, journey.p50), (0.95, journey.p95), (0.99, journey.p99), (0.999, journey.p999)):
        true = fixed + step * int(np.searchsorted(total, q))
        assert pytest.approx(true, abs=journey.grid_error + len(works) * step) == said


@given(st.floats(0.5, 30.0), st.floats(0.5, 30.0), st.floats(0.0, 60.0), st.integers(1, 50))
@settings(max_examples=40)
def test_the_percentiles_of_other_shapes_are_within_the_bound(one, other, after, count):
    """Closed forms of exponentials: the slower of two (by its distribution function), a fan-out, a hedge."""
    a, b = Pause(Exponential(one)), Pause(Exponential(other))
    laws = (
        (Parallel((a, b)), lambda t: (1 - exp(-t / one)) * (1 - exp(-t / other))),
        (FanOut(a, count), lambda t: (1 - exp(-t / one)) ** count),
        (Hedged(a, after), lambda t: 1 - exp(-t / one) * exp(-max(0.0, t - after) / one)),
    )
    for route, law in laws:
        journey = Journey("Trip", route, 1.0)
        for q, said in ((0.5, journey.p50), (0.99, journey.p99), (0.999, journey.p999)):
            assert law(max(0.0, said - journey.grid_error)) <= q + 1e-6
            assert law(said + journey.grid_error) >= q - 1e-6


def test_fixed_times_are_kept_however_coarse_the_grid():
    """Forty waits of 0.7 ms on a grid of 10 ms a cell: each may not be rounded away."""
    total = Series((Pause(Deterministic(0.7)),) * 40).on(Grid(10.0))
    assert pytest.approx(28.0) == total.mean


def test_the_bound_of_a_plain_queue_is_a_part_of_its_p99_that_nobody_reads():
    journey = Journey("Trip", Stop(Booth("Desk", Service(10.0, 40.0), 60.0, 2)), 100.0)
    assert 0 < journey.grid_error < 0.005 * journey.p99


def test_a_hundred_parts_keep_their_p99_to_one_in_a_hundred():
    """The sum of a hundred exponentials: p99 of a gamma of shape 100 is 124.7 (chi-square of 200 degrees, 249.445)."""
    journey = Journey("Trip", Series((Pause(Exponential(1.0)),) * 100), 1.0)
    assert pytest.approx(249.445 / 2, rel=0.01) == journey.p99
    assert journey.p99 < 0.3 * 100 * log(100)
