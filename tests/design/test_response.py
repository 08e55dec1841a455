"""Wait and service on a grid, held to closed forms and to what is summed up cell by cell."""

from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from design import NO_WAIT, Exponential, Service, Wait, wait
from design.distribution import PLACES, Grid, grid_for
from design.response import HARDLY, farthest, response_time, service_time, waiting_time
from design.service import normal_cdf

GRID = Grid(0.1)
UNIT = np.arange(PLACES)
services = st.builds(lambda p50, ratio: Service(p50, p50 * ratio), st.floats(0.01, 30.0), st.floats(1.0, 20.0))
waits = st.builds(Wait, st.floats(0.0, 1.0), st.one_of(st.just(0.0), st.floats(1e-6, 50.0), st.just(inf)))


@given(services)
def test_what_is_farthest_leaves_one_in_a_hundred_thousand(service):
    assume(service.sigma > 0.01)
    z = log(farthest(service, NO_WAIT) / service.p50) / service.sigma
    assert pytest.approx(1e-5, rel=0.05) == normal_cdf(-z)


def test_the_far_end_of_a_wait_leaves_one_in_a_hundred_thousand():
    before = Wait(0.5, 20.0)
    far = farthest(Service(0.0, 0.0), before)
    assert pytest.approx(1e-5) == 0.5 * exp(-far / 20.0)


@given(services, waits)
def test_a_wait_is_summed_up_as_cell_by_cell(service, before):
    """The transform of a wait in closed form is that of its cells."""
    grid = grid_for(max(farthest(service, before), 0.1))
    expected = np.convolve(waiting_time(before, grid).mass, service_time(service, grid).mass)[:PLACES]
    np.testing.assert_allclose(response_time(service, before, grid).mass, expected, atol=1e-10 + HARDLY)


@pytest.mark.parametrize("rho", [0.1, 0.5, 0.9])
def test_a_single_servers_response_is_exponential_so_its_p99_is_ln_100_means(rho):
    """M/M/1: response = wait + service has mean s / (1 - rho) and p99 4.605 times that."""
    mean = 2.0
    before = wait(1000 * rho / mean, 1, Exponential(mean))
    grid = grid_for(farthest(Exponential(mean), before) * 1.3)
    response = waiting_time(before, grid).then(service_time(Exponential(mean), grid))
    assert pytest.approx(mean / (1 - rho), rel=0.003) == response.mean
    assert pytest.approx(log(100) * mean / (1 - rho), rel=0.003) == response.quantile(0.99)
    assert pytest.approx(log(2) * mean / (1 - rho), rel=0.005) == response.quantile(0.5)


def test_three_servers_response_is_the_known_mixture_of_two_exponentials():
    """M/M/3: P(T > t) = e^-mt + C m / (theta - m) (e^-mt - e^-theta t) with theta = c m - rate."""
    mu, rate, chance = 0.5, 1.0, 4 / 9
    theta = 3 * mu - rate
    before = wait(1000 * rate, 3, Exponential(1 / mu))
    grid = grid_for(60.0)
    response = waiting_time(before, grid).then(service_time(Exponential(1 / mu), grid))
    for t in (1.0, 5.0, 12.0):
        # theta equals mu here: the limit of the formula is e^-mt (1 + C m t).
        assert theta == mu
        assert pytest.approx(exp(-mu * t) * (1 + chance * mu * t), abs=2e-3) == response.beyond(t)


def test_a_wait_is_an_atom_and_an_exponential_tail():
    before = waiting_time(Wait(0.3, 8.0), GRID)
    assert pytest.approx(0.7, abs=0.3 * 0.05 / 8 * 1.01) == float(before.mass[0])
    assert pytest.approx(0.3 * exp(-1), rel=1e-3) == before.beyond(8.0)
    assert pytest.approx(0.3 * 8.0, rel=1e-3) == before.mean


@pytest.mark.parametrize("before", [NO_WAIT, Wait(0.0, 5.0), Wait(0.5, 0.0), Wait(1e-9, 1e6)])
def test_hardly_a_wait_is_no_wait(before):
    assert 1.0 == float(waiting_time(before, GRID).mass[0])


def test_an_unstable_wait_never_ends():
    endless = waiting_time(Wait(1.0, inf), GRID)
    after = endless.then(service_time(Service(1.0, 2.0), GRID))
    beside = endless.both(service_time(Service(1.0, 2.0), GRID))
    for d in (endless, after, beside):
        assert (1.0, 1.0, inf, inf) == (d.never, d.beyond(1e6), d.quantile(0.01), d.mean)
