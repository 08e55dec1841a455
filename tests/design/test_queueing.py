"""Waiting, held to published worked examples, closed forms and laws."""

from math import exp, factorial, inf, isfinite, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import NO_WAIT, Service, Wait, erlang_c, wait
from design.queueing import Z99, normal_cdf
from tests.design.kiosk import exponential

HOUR = 3_600_000.0
loads = st.floats(0.01, 0.99)
servers = st.integers(1, 60)


def mean_wait(w):
    return w.chance * w.mean


@pytest.mark.parametrize(
    ("doctors", "queue", "stay"),
    [(1, 4 / 3, 1.0), (2, 1 / 12, 3 / 8)],
    ids=["one doctor", "two doctors"],
)
def test_the_county_hospital_of_hillier_and_lieberman(doctors, queue, stay):
    """Two patients an hour, twenty minutes each: Lq and W as in Introduction to Operations Research, ch. 17."""
    waited = mean_wait(wait(2 / 3600, doctors, exponential(HOUR / 3))) / HOUR
    assert pytest.approx(queue) == 2 * waited
    assert pytest.approx(stay) == waited + 1 / 3


def test_the_three_servers_of_ciws_readme():
    """Arrivals 0.2 and service 0.1 a time unit: the README's theory is a mean wait of 4.4444."""
    second = 1000.0
    waited = mean_wait(wait(0.2, 3, exponential(10 * second))) / second
    assert pytest.approx(4.4444, abs=5e-5) == waited


@pytest.mark.parametrize(("count", "offered"), [(1, 0.5), (2, 1.9), (3, 2.0), (10, 5.0), (25, 20.0), (100, 95.0)])
def test_erlang_c_is_the_textbooks_sum(count, offered):
    """The recursion against the sum over states that defines it."""
    last = offered**count / factorial(count) * count / (count - offered)
    states = sum(offered**k / factorial(k) for k in range(count))
    assert pytest.approx(last / (states + last), rel=1e-9) == erlang_c(count, offered)


@given(loads)
def test_one_server_makes_wait_whoever_finds_it_busy(load):
    """Arrivals see time averages: for one server, Erlang C is the utilisation."""
    assert pytest.approx(load) == erlang_c(1, load)


def test_erlang_c_stays_a_chance_for_thousands_of_servers():
    """Where factorials overflow, the recursion does not: Halfin & Whitt's square-root rule, beta = 1, gives 0.223."""
    assert pytest.approx(0.223, abs=0.005) == erlang_c(10_000, 10_000 - 100.0)


@pytest.mark.parametrize("scv", [0.0, 0.3, 1.0, 4.0])
def test_one_server_waits_as_pollaczek_and_khinchine_say(scv):
    """M/G/1 is exact, whatever the spread: Wq = rate E[S^2] / 2(1 - rho)."""
    sigma = sqrt(log(1 + scv))
    service = Service(10.0, 10.0 * exp(Z99 * sigma))
    mean, rho = 10.0 * exp(sigma**2 / 2), 0.7
    rate = 1000 * rho / mean
    expected = rate / 1000 * mean**2 * (1 + scv) / (2 * (1 - rho))
    assert pytest.approx(expected) == mean_wait(wait(rate, 1, service))


@pytest.mark.parametrize("rate", [100.0, 100.001, 1e9])
def test_a_full_server_has_no_steady_state(rate):
    assert Wait(1.0, inf) == wait(rate, 1, Service(10.0, 10.0))
    assert not wait(rate, 1, Service(10.0, 10.0)).stable


@pytest.mark.parametrize(("count", "offered"), [(1, 1.0), (3, 3.0), (3, 30.0), (0, 0.0)])
def test_at_a_full_pool_everybody_waits(count, offered):
    assert 1.0 == erlang_c(count, offered)


def test_just_below_full_the_wait_is_long_and_finite():
    waited = wait(99.999, 1, Service(10.0, 10.0))
    assert waited.stable
    assert 100_000 < waited.mean < inf


@pytest.mark.parametrize("rate", [0.0, -1.0])
def test_nobody_comes_nobody_waits(rate):
    assert NO_WAIT == wait(rate, 1, Service(10.0, 20.0))


def test_no_server_at_all_is_unstable_as_soon_as_somebody_comes():
    assert not wait(1e-9, 0, Service(10.0, 20.0)).stable


@given(servers, loads, st.floats(1.0, 50.0))
def test_more_servers_never_wait_longer(count, load, spread):
    service = Service(10.0, 10.0 * spread)
    rate = load * count * 1000 / service.mean
    fewer, more = wait(rate, count, service), wait(rate, count + 1, service)
    assert more.chance <= fewer.chance
    assert mean_wait(more) <= mean_wait(fewer)


@given(servers, loads, st.floats(1.001, 100.0))
def test_more_load_never_waits_less(count, load, growth):
    service = Service(10.0, 30.0)
    rate = load * count * 1000 / service.mean
    calm, busy = wait(rate, count, service), wait(rate * growth, count, service)
    assert 0 <= calm.chance <= busy.chance <= 1
    assert calm.mean <= busy.mean


@given(servers, loads)
def test_one_pool_of_two_teams_waits_less_than_either_alone(count, load):
    """Pooling (Smith & Whitt 1981): twice the load on twice the servers is no worse."""
    offered = load * count
    assert erlang_c(2 * count, 2 * offered) <= erlang_c(count, offered) + 1e-12


@given(st.floats(1e-3, 1e4), st.floats(1.0, 1e3))
def test_a_service_time_keeps_its_two_percentiles(p50, ratio):
    """Median and p99 go in; read back through the normal distribution they come out."""
    service = Service(p50, p50 * ratio)
    assert pytest.approx(ratio) == exp(Z99 * service.sigma)
    assert service.mean >= p50
    assert isfinite(service.scv) and service.scv >= 0


def test_a_service_time_slower_at_its_median_than_at_its_tail_has_no_spread():
    assert (0.0, 5.0, 0.0) == (Service(5.0, 2.0).sigma, Service(5.0, 2.0).mean, Service(5.0, 2.0).scv)


def test_the_normal_distribution_has_its_tabled_values():
    """Abramowitz & Stegun, table 26.1."""
    assert pytest.approx([0.5, 0.8413447, 0.9750021, 0.99], abs=1e-7) == [normal_cdf(z) for z in (0.0, 1.0, 1.96, Z99)]
