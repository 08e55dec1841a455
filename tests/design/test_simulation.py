"""The model against an independent simulation: every request by itself, first come, first served.

The simulation shares no line with the model: arrivals and services are drawn, and a heap of the times at which servers
fall free decides who waits. Runs are seeded. The bands hold both what the model approximates (Allen-Cunneen's wait,
an exponential tail, a Poisson stream into every station) and what one run of this length leaves to chance.
"""

import heapq
from math import log

import numpy as np
import pytest

from design import Journey, Parallel, Series, Service, Stop, Timeout
from tests.design.kiosk import Station

Z99 = 2.3263478740408408


def arrivals(rng, rate, count):
    """Poisson arrivals, ms."""
    return np.cumsum(rng.exponential(1000 / rate, count))


def lognormal(rng, p50, p99, count):
    return p50 * np.exp(rng.standard_normal(count) * log(p99 / p50) / Z99)


def departures(came, services, servers):
    """When each leaves a station of some servers; whoever comes first is served first."""
    left = np.empty_like(came)
    free = [0.0] * servers
    for i in np.argsort(came, kind="stable"):
        left[i] = max(came[i], free[0]) + services[i]
        heapq.heapreplace(free, left[i])
    return left


def settled(times):
    """Without the first tenth, in which the queue still fills."""
    return times[len(times) // 10 :]


@pytest.mark.parametrize(
    ("servers", "rho", "p99", "band"),
    [
        (1, 0.5, 15.0, 0.08),
        (1, 0.8, 30.0, 0.08),
        (2, 0.8, 30.0, 0.08),
        (4, 0.7, 40.0, 0.07),
        (4, 0.9, 15.0, 0.10),
        (16, 0.8, 30.0, 0.04),
    ],
)
def test_a_queue_of_lognormal_services_takes_as_long_as_simulated(servers, rho, p99, band):
    """M/G/c with a median of 5 ms: median, p95 and p99 of the whole response."""
    rng = np.random.default_rng(1917 + servers)
    service = Service(5.0, p99)
    rate = rho * servers * 1000 / service.mean
    came = arrivals(rng, rate, 150_000)
    took = settled(departures(came, lognormal(rng, 5.0, p99, came.size), servers) - came)

    journey = Journey("Trip", Stop(Station("Desk", rate, servers, 5.0, p99)), 100.0)
    simulated = np.quantile(took, [0.5, 0.95, 0.99])
    assert pytest.approx(simulated, rel=band) == [journey.p50, journey.p95, journey.p99]


def test_allen_and_cunneen_are_off_by_no_more_than_the_docstring_says():
    """Four servers at 80 %, squared coefficient of variation near 2: mean wait within -3 % to +14 %, and noise."""
    rng = np.random.default_rng(1990)
    service = Service(5.0, 57.0)
    rate = 0.8 * 4 * 1000 / service.mean
    came = arrivals(rng, rate, 300_000)
    services = lognormal(rng, 5.0, 57.0, came.size)
    waited = settled(departures(came, services, 4) - came - services)

    desk = Station("Desk", rate, 4, 5.0, 57.0)
    ratio = desk.wait.chance * desk.wait.mean / float(waited.mean())
    assert 0.97 - 0.06 < ratio < 1.14 + 0.06


@pytest.mark.parametrize(("rate", "limit"), [(100.0, 40.0), (250.0, 60.0)])
def test_a_whole_journey_takes_as_long_as_simulated(rate, limit):
    """Door, then (shelf then model, beside the rules), given up after the limit for a fallback.

    What is given up still occupies its server: as in the model, the fallback takes no load off it.
    """
    rng = np.random.default_rng(2026)
    count = 120_000
    came = arrivals(rng, rate, count)

    def through(entered, p50, p99, servers):
        return departures(entered, lognormal(rng, p50, p99, count), servers)

    inside = through(came, 2.0, 8.0, 2)
    scored = through(through(inside, 3.0, 10.0, 4), 8.0, 40.0, 4)
    ruled = through(inside, 6.0, 30.0, 4)
    asked = np.maximum(scored, ruled) - inside
    late = asked > limit
    took = settled(inside - came + np.where(late, limit + lognormal(rng, 1.0, 3.0, count), asked))

    door = Station("Door", rate, 2, 2.0, 8.0)
    shelf = Station("Shelf", rate, 4, 3.0, 10.0)
    model = Station("Model", rate, 4, 8.0, 40.0)
    rules = Station("Rules", rate, 4, 6.0, 30.0)
    rescue = Station("Rescue", 0.0, 1, 1.0, 3.0)
    asking = Parallel((Series((Stop(shelf), Stop(model))), Stop(rules)))
    journey = Journey("Trip", Series((Stop(door), Timeout(asking, limit, Stop(rescue)))), 100.0)

    assert pytest.approx(np.quantile(took, [0.5, 0.95]), rel=0.03) == [journey.p50, journey.p95]
    assert pytest.approx(float(np.quantile(took, 0.99)), rel=0.04) == journey.p99
    assert pytest.approx(float(settled(late).mean()), rel=0.25, abs=0.002) == journey.timed_out
    assert pytest.approx(float((took > 30.0).mean()), rel=0.10) == journey.latency.beyond(30.0)


def test_an_overloaded_station_never_settles_in_the_simulation_either():
    """At 110 % the second half of the day waits far longer than the first; the model says: no steady state."""
    rng = np.random.default_rng(7)
    service = Service(5.0, 15.0)
    rate = 1.1 * 2 * 1000 / service.mean
    came = arrivals(rng, rate, 40_000)
    took = departures(came, lognormal(rng, 5.0, 15.0, came.size), 2) - came
    first, second = took[:20_000].mean(), took[20_000:].mean()
    assert second > 2 * first
    assert not Station("Desk", rate, 2, 5.0, 15.0).wait.stable
