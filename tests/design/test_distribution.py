"""Latency on a grid, held to closed forms, to its own laws and to sampling."""

from math import ceil, exp, inf, log, log2, sqrt

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from design import NO_WAIT, Exponential, Service, Wait
from design.distribution import PLACES, Distribution, Grid, constant, grid_for, in_series
from design.response import farthest, service_time, waiting_time
from design.service import Z99

GRID = Grid(0.1)
UNIT = np.arange(PLACES)
services = st.builds(lambda p50, ratio: Service(p50, p50 * ratio), st.floats(0.01, 30.0), st.floats(1.0, 20.0))
waits = st.builds(Wait, st.floats(0.0, 1.0), st.one_of(st.just(0.0), st.floats(1e-6, 50.0), st.just(inf)))


def exponential_time(mean, grid):
    return service_time(Exponential(mean), grid)


@given(st.floats(1e-6, 1e9))
def test_a_grid_reaches_as_far_as_it_is_asked_and_little_farther(far):
    assert far <= grid_for(far).horizon * (1 + 1e-9) <= far * 2**0.25 * (1 + 1e-6)


@given(st.floats(1e-3, 1e6))
def test_the_steps_of_all_grids_are_rungs_of_one_ladder(far):
    rung = 4 * log2(grid_for(far).step)
    assert pytest.approx(round(rung), abs=1e-6) == rung


def test_a_small_move_mostly_keeps_the_grid():
    """Six of a thousand moves by one per mille cross a rung: their number is ln(1.001) over a quarter of ln 2."""
    places = np.geomspace(1.0, 2.0, 1001)
    changed = sum(grid_for(far) != grid_for(far * 1.001) for far in places)
    assert changed <= ceil(1001 * log(1.001) / (log(2) / 4)) + 2


@given(st.floats(0.1, 20.0), st.floats(1.0, 9.0), st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_a_lognormals_percentiles_come_back_within_a_step(p50, ratio, q):
    """The reference is the closed form exp(mu + sigma z)."""
    z = {0.5: 0.0, 0.9: 1.2815515655446004, 0.95: 1.6448536269514722, 0.99: Z99}[q]
    service = Service(p50, p50 * ratio)
    grid = grid_for(farthest(service, NO_WAIT))
    assert pytest.approx(p50 * exp(z * service.sigma), abs=grid.step) == service_time(service, grid).quantile(q)


@given(st.floats(0.5, 10.0), st.floats(1.0, 4.0), st.floats(0.5, 10.0), st.floats(1.0, 4.0))
def test_in_series_means_and_variances_add(p50, ratio, other50, other_ratio):
    one = service_time(Service(p50, p50 * ratio), GRID)
    two = service_time(Service(other50, other50 * other_ratio), GRID)
    both = one.then(two)
    assume(both.never < 1e-6)

    def variance(d):
        return float(d.mass @ (UNIT * 0.1 - d.mean) ** 2)

    assert pytest.approx(one.mean + two.mean, rel=1e-3) == both.mean
    assert pytest.approx(variance(one) + variance(two), rel=2e-2, abs=1e-3) == variance(both)


def test_in_series_is_the_convolution():
    one, two = service_time(Service(3.0, 9.0), GRID), service_time(Service(5.0, 40.0), GRID)
    expected = np.convolve(one.mass, two.mass)[:PLACES]
    np.testing.assert_allclose(one.then(two).mass, expected, atol=1e-11)


def test_a_long_series_folds_nothing_back():
    """Six parts that each end near the grid's end: all of it is beyond, and next to nothing of it comes back."""
    spread = Distribution(GRID, np.where((UNIT >= 1900) & (UNIT < 1910), 0.1, 0.0))
    assert float(in_series([spread] * 6, GRID).cdf[-1]) < 1e-9


def test_what_runs_over_the_end_never_comes_back_at_the_beginning():
    """A convolution by Fourier transform wraps round where it is not padded."""
    late = constant(150.0, GRID)
    spread = Distribution(GRID, np.where((UNIT >= 1500) & (UNIT < 1510), 0.1, 0.0))
    assert pytest.approx(1.0) == late.then(late).never
    assert pytest.approx(1.0) == spread.then(spread).never
    assert inf == spread.then(spread).quantile(0.5)


def test_in_parallel_is_the_product_of_the_distribution_functions():
    one, two = service_time(Service(3.0, 9.0), GRID), service_time(Service(5.0, 40.0), GRID)
    np.testing.assert_allclose(one.both(two).cdf, one.cdf * two.cdf, atol=1e-12)


def test_the_slower_of_two_like_exponentials_takes_half_as_long_again():
    """E[max] of two exponentials of mean m is 3/2 m."""
    one = exponential_time(8.0, GRID)
    assert pytest.approx(12.0, rel=1e-3) == one.both(one).mean


def test_two_exponentials_in_series_are_erlangs():
    """P(T > t) = e^-x (1 + x), x = t / mean."""
    both = exponential_time(8.0, GRID).then(exponential_time(8.0, GRID))
    for t in (2.0, 8.0, 30.0):
        assert pytest.approx(exp(-t / 8) * (1 + t / 8), abs=2e-3) == both.beyond(t)


def test_a_time_beyond_the_grid_is_never():
    assert (1.0, inf) == (constant(1e9, GRID).never, constant(1e9, GRID).quantile(0.5))


@given(services, waits, st.floats(0.01, 0.999))
@example(Service(1.0, 1.000001), Wait(0.0, 0.0), 0.25)
def test_beyond_undoes_quantile(service, before, q):
    """To the last digits; half a cell about nothing is not told apart, and a fixed time is read as its mean."""
    grid = grid_for(farthest(service, before))
    d = waiting_time(before, grid).then(service_time(service, grid))
    t = d.quantile(q)
    if t == inf:
        assert d.never > 1 - q - 1e-8
    elif len(d.support) <= 2:
        assert pytest.approx(d.mean) == t
    else:
        assert pytest.approx(1 - q, abs=1e-8 if t > 0 else float(d.mass[0]) + 1e-8) == d.beyond(t)


@given(services, waits, services)
def test_chances_are_never_negative_and_never_more_than_one(service, before, other):
    grid = grid_for(10.0)
    one = waiting_time(before, grid).then(service_time(service, grid))
    two = service_time(other, grid)
    for d in (one, two, one.then(two), one.both(two), one.within(4.0, two), two.within(11.0, one)):
        assert np.all(d.mass >= 0)
        assert float(d.mass.sum()) <= 1 + 1e-9
        assert 0 <= d.never <= 1
        assert 1 >= d.beyond(0.0) >= d.beyond(2.0) - 1e-12 >= d.beyond(9.0) - 2e-12 >= d.never - 1e-9
        assert d.quantile(0.5) <= d.quantile(0.95) <= d.quantile(0.99)


@given(services, services)
def test_the_order_of_parts_does_not_matter(service, other):
    one, two = service_time(service, GRID), service_time(other, GRID)
    np.testing.assert_allclose(one.then(two).mass, two.then(one).mass, atol=1e-12)
    np.testing.assert_allclose(one.both(two).mass, two.both(one).mass, atol=1e-12)


@given(services, services, st.floats(0.5, 150.0))
def test_one_more_part_never_answers_sooner(service, other, t):
    one, two = service_time(service, GRID), service_time(other, GRID)
    assert one.then(two).beyond(t) >= one.beyond(t) - 1e-9
    assert one.both(two).beyond(t) >= max(one.beyond(t), two.beyond(t)) - 1e-9
    assert one.both(two).beyond(t) <= one.then(two).beyond(t) + one.beyond(0.05) * two.beyond(0.05) + 1e-9


def test_a_timeout_is_a_mixture_worked_by_hand():
    """Half in 2 ms, half in 9 ms; given up after 5 ms, the fallback takes 1 ms more."""
    mass = np.zeros(PLACES)
    mass[[20, 90]] = 0.5
    cut = Distribution(GRID, mass).within(5.0, constant(1.0, GRID))
    assert [20, 60] == list(np.flatnonzero(cut.mass))
    assert [0.5, 0.5] == list(cut.mass[[20, 60]])


def test_a_timeout_cuts_at_its_limit():
    """What answers a step before 5 ms is kept; what answers a step after is late."""
    mass = np.zeros(PLACES)
    mass[[49, 51]] = 0.5
    assert [49, 60] == list(np.flatnonzero(Distribution(GRID, mass).within(5.0, constant(1.0, GRID)).mass))


def test_a_sum_of_chances_a_hair_above_one_leaves_nobody_late():
    """Rounding may do that; a chance below nothing must not come of it."""
    mass = np.zeros(PLACES)
    mass[10] = np.nextafter(1.0, 2.0)
    assert [10] == list(np.flatnonzero(Distribution(GRID, mass).within(5.0, constant(1.0, GRID)).mass))


def test_a_timeout_makes_an_answer_of_what_never_answers():
    endless = waiting_time(Wait(1.0, inf), GRID)
    assert pytest.approx(51.0, abs=0.05) == endless.within(50.0, constant(1.0, GRID)).quantile(0.99)


def test_a_timeout_beyond_the_grid_changes_nothing_on_it():
    """Late answers are beyond the grid as well: they must not pile up at its end."""
    slow = service_time(Service(100.0, 500.0), GRID)
    np.testing.assert_array_equal(slow.mass, slow.within(10_000.0, constant(0.0, GRID)).mass)


def test_a_percentile_that_a_hair_of_never_misses_is_still_read():
    """Rounding may leave the sum of all chances a hair below the percentile asked for."""
    mass = np.zeros(PLACES)
    mass[10], mass[20] = 0.9, 0.09 - 5e-10
    assert pytest.approx(2.0, abs=0.051) == Distribution(GRID, mass).quantile(0.99)


def test_a_percentile_that_never_answers_is_unbounded():
    mass = np.zeros(PLACES)
    mass[10] = 0.98
    d = Distribution(GRID, mass)
    assert pytest.approx(1.0, abs=0.051) == d.quantile(0.95)
    assert (inf, pytest.approx(0.02)) == (d.quantile(0.99), d.beyond(inf))


def test_sampling_tells_the_same_of_series_parallel_and_timeout():
    """A million draws with NumPy: entry, then the slower of two, given up after 25 ms for a fallback.

    The sample's p99 has a standard error near 0.1 %, a share of 2 % one near 0.7 %.
    """
    entry, left, right, rescue = Service(2, 6), Service(8, 40), Service(10, 30), Service(3, 5)
    rng = np.random.default_rng(20261123)

    def draw(s):
        return s.p50 * np.exp(rng.standard_normal(1_000_000) * log(s.p99 / s.p50) / Z99)

    asked = np.maximum(draw(left), draw(right))
    sampled = draw(entry) + np.where(asked <= 25.0, asked, 25.0 + draw(rescue))

    grid = grid_for(80.0)
    a, b, c, d = (service_time(s, grid) for s in (entry, left, right, rescue))
    composed = a.then(b.both(c).within(25.0, d))
    for q in (0.5, 0.9, 0.95, 0.99):
        assert pytest.approx(float(np.quantile(sampled, q)), rel=0.005) == composed.quantile(q)
    assert pytest.approx(float(sampled.mean()), rel=0.003) == composed.mean
    assert pytest.approx(float((sampled > 30).mean()), rel=0.03) == composed.beyond(30.0)


def test_the_sum_of_many_is_nearly_normal():
    """Twenty like parts: mean 20 m, standard deviation sqrt(20) s; p99 far below the sum of the p99s."""
    part = Service(2.0, 4.0)
    total = constant(0.0, GRID)
    for _ in range(20):
        total = total.then(service_time(part, GRID))
    spread = part.mean * sqrt(part.scv) * sqrt(20)
    assert pytest.approx(20 * part.mean + Z99 * spread, rel=0.01) == total.quantile(0.99)
    assert total.quantile(0.99) < 0.7 * 20 * part.p99
