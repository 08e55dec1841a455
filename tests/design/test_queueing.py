"""Waiting, held to published worked examples, closed forms and laws."""

from math import exp, factorial, inf, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import NO_WAIT, Deterministic, Exponential, Service, Wait, erlang_c, wait
from design.service import Z99

HOUR = 3_600_000.0
loads = st.floats(0.01, 0.99)
servers = st.integers(1, 60)


@pytest.mark.parametrize(
    ("doctors", "queue", "stay"),
    [(1, 4 / 3, 1.0), (2, 1 / 12, 3 / 8)],
    ids=["one doctor", "two doctors"],
)
def test_the_county_hospital_of_hillier_and_lieberman(doctors, queue, stay):
    """Two patients an hour, twenty minutes each: Lq and W as in Introduction to Operations Research, ch. 17."""
    waited = wait(2 / 3600, doctors, Exponential(HOUR / 3)).expected / HOUR
    assert pytest.approx(queue) == 2 * waited
    assert pytest.approx(stay) == waited + 1 / 3


def test_the_three_servers_of_ciws_readme():
    """Arrivals 0.2 and service 0.1 a time unit: the README's theory is a mean wait of 4.4444."""
    second = 1000.0
    waited = wait(0.2, 3, Exponential(10 * second)).expected / second
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
    assert pytest.approx(expected) == wait(rate, 1, service).expected


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
    assert more.expected <= fewer.expected


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


@given(servers, loads, st.floats(0.0, 9.0))
def test_arrivals_in_bursts_never_wait_less(count, load, burst):
    """And as many wait as before: the approximation scales only how long."""
    rate = load * count * 100
    even, bursty = (wait(rate, count, Deterministic(10.0), scv) for scv in (burst, burst + 1))
    assert even.expected <= bursty.expected
    assert even.chance == bursty.chance


@given(servers, loads)
def test_what_arrives_and_is_served_by_the_clock_never_waits(count, load):
    """D/D/c: no spread on either side."""
    assert 0.0 == wait(load * count * 100, count, Deterministic(10.0), arrival_scv=0.0).expected


@given(servers, loads, st.floats(0.1, 1e4))
def test_the_queue_of_exponentials_is_as_long_as_little_says(count, load, mean):
    """M/M/c: Lq = C rho / (1 - rho), and Little's law Lq = rate x Wq, to 1e-6."""
    before = wait(1000 * load * count / mean, count, Exponential(mean))
    queue = erlang_c(count, load * count) * load / (1 - load)
    assert pytest.approx(queue, rel=1e-6) == load * count / mean * before.expected


@pytest.mark.parametrize(
    ("servers", "service", "arrival_scv", "method"),
    [
        (1, Exponential(1.0), 1.0, "M/M/c, exact (Erlang C)"),
        (9, Exponential(1.0), 1.0, "M/M/c, exact (Erlang C)"),
        (1, Service(1.0, 4.0), 1.0, "M/G/1: the mean is exact (Pollaczek-Khinchine), the shape taken as exponential"),
        (9, Service(1.0, 4.0), 1.0, "M/G/c: Allen-Cunneen, an approximation"),
        (9, Exponential(1.0), 2.0, "G/G/c: Allen-Cunneen, an approximation"),
    ],
)
def test_a_wait_names_its_method_and_says_where_it_approximates(servers, service, arrival_scv, method):
    assert method == wait(100.0, servers, service, arrival_scv).method


def test_a_full_queue_and_an_empty_one_say_what_they_are():
    assert ("no steady state", "nobody waits") == (
        wait(1e6, 1, Exponential(1.0)).method,
        wait(0.0, 1, Exponential(1.0)).method,
    )


def test_two_waits_are_the_same_whatever_they_came_from():
    assert Wait(0.5, 2.0, "this") == Wait(0.5, 2.0, "that")
