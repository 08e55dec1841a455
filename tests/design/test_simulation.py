"""The model against an independent discrete-event simulation (SimPy): each request by itself, first come first served.

The simulation shares no line with the model. Each topology runs in eight replications with their own seeds; the model's
mean, median, p95 and p99 must lie in the simulation's 99.9 % confidence interval (Student's t over the replications:
some seventy comparisons are made). Where the model approximates, the case says by how much it may be off beside it.
The file is long because each topology is written out twice, as steps of a request and as a route of the model.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import pytest
import simpy

from design import (
    Cached,
    Deterministic,
    Empirical,
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
    wait,
)
from design.stages import Timed
from tests.design.kiosk import Booth

REPLICATIONS, REQUESTS, WARMING = 8, 6_500, 500
STUDENT = 5.408
"""Student's t with 7 degrees of freedom at 99.95 %."""
Z99 = 2.3263478740408408


class World:
    """One replication: a clock, a stream of chance, and the stations that were opened."""

    def __init__(self, seed):
        self.env, self.rng, self.open = simpy.Environment(), np.random.default_rng(seed), {}

    def lognormal(self, p50, p99):
        return p50 * (p99 / p50) ** (self.rng.standard_normal() / Z99)

    def exponential(self, mean):
        return self.rng.exponential(mean)

    def served(self, name, servers, work):
        """Queue at a station of some servers, then be served for the time that `work` draws."""
        if name not in self.open:
            self.open[name] = simpy.Resource(self.env, servers)
        with self.open[name].request() as turn:
            yield turn
            yield self.env.timeout(work())

    def passes(self, work):
        """Time that passes without a queue."""
        yield self.env.timeout(work())

    def go(self, steps):
        return self.env.process(steps)


def poisson(world, rate):
    return world.rng.exponential(1000 / rate)


def bursts(world, rate):
    """Hyperexponential gaps, balanced means, squared coefficient of variation 3: p = (1 + sqrt(1/2)) / 2."""
    p = (1 + sqrt(0.5)) / 2
    share = p if world.rng.random() < p else 1 - p
    return world.rng.exponential(1000 / rate / (2 * share))


def took(steps, seed, rate, gap):
    """The times of the requests of one replication, without those that came while the queue still filled."""
    world, times = World(seed), np.full(REQUESTS, np.nan)

    def one(i):
        start = world.env.now
        yield from steps(world)
        times[i] = world.env.now - start

    def all_of_them():
        for i in range(REQUESTS):
            world.go(one(i))
            yield world.env.timeout(gap(world, rate))

    world.go(all_of_them())
    world.env.run()
    return times[WARMING:]


def one_server(w):
    yield from w.served("desk", 1, lambda: w.exponential(10))


def three_servers(w):
    yield from w.served("desk", 3, lambda: w.exponential(10))


def by_the_clock(w):
    yield from w.served("desk", 1, lambda: 10.0)


def lognormal_server(w):
    yield from w.served("desk", 1, lambda: w.lognormal(5, 20))


def lognormal_servers(w):
    yield from w.served("desk", 4, lambda: w.lognormal(5, 20))


def tandem(w):
    yield from w.served("door", 1, lambda: w.exponential(4))
    yield from w.served("desk", 2, lambda: w.exponential(10))


def wire_and_work(w):
    yield from w.passes(lambda: w.lognormal(3, 12))
    yield from w.passes(lambda: w.lognormal(8, 40))
    yield from w.passes(lambda: 5.0)


def all_of_three(w):
    ways = [w.go(w.passes(work)) for work in three(w)]
    yield simpy.AllOf(w.env, ways)


def two_of_three(w):
    ways = [w.go(w.passes(work)) for work in three(w)]
    yield simpy.events.Condition(w.env, lambda events, count: count >= 2, ways)


def three(w):
    return (lambda: w.exponential(6), lambda: w.lognormal(5, 30), lambda: w.exponential(10))


def ten_shards(w):
    yield simpy.AllOf(w.env, [w.go(w.passes(lambda: w.lognormal(5, 20))) for _ in range(10)])


def eight_of_ten_shards(w):
    ways = [w.go(w.passes(lambda: w.lognormal(5, 20))) for _ in range(10)]
    yield simpy.events.Condition(w.env, lambda events, count: count >= 8, ways)


def cache(w):
    if w.rng.random() < 0.8:
        yield from w.passes(lambda: w.exponential(1))
    else:
        yield from w.served("store", 2, lambda: w.exponential(20))


def fallback(w):
    """What is given up goes on: as in the model, the fallback takes no load off the server."""
    asked = w.go(w.served("model", 2, lambda: w.exponential(10)))
    yield asked | w.env.timeout(30)
    if not asked.processed:
        yield from w.passes(lambda: w.lognormal(2, 6))


def three_tries(w):
    for _ in range(3):
        asked = w.go(w.passes(lambda: w.lognormal(10, 60)))
        yield asked | w.env.timeout(25)
        if asked.processed:
            return
        yield w.env.timeout(4)
    yield from w.passes(lambda: 1.0)


def hedge(w):
    first = w.go(w.passes(lambda: w.lognormal(10, 80)))
    yield first | w.env.timeout(18)
    if not first.processed:
        yield first | w.go(w.passes(lambda: w.lognormal(10, 80)))


def measured(w):
    yield from w.passes(lambda: w.rng.choice([2.0, 3.0, 5.0, 9.0, 40.0]))
    yield from w.passes(lambda: w.exponential(6))


def payment(w):
    """The shape of the fraud case: a door, then store and model beside the rules, given up for a fallback."""
    yield from w.served("door", 4, lambda: w.lognormal(2, 8))
    asked = w.go(_scored(w))
    yield asked | w.env.timeout(45)
    if not asked.processed:
        yield from w.passes(lambda: w.lognormal(1, 3))


def _scored(w):
    yield w.go(_looked_up(w)) & w.go(w.served("rules", 4, lambda: w.lognormal(6, 30)))


def _looked_up(w):
    yield from w.served("store", 4, lambda: w.lognormal(3, 10))
    yield from w.served("model", 4, lambda: w.lognormal(8, 40))


@dataclass(frozen=True)
class Topology:
    """What is simulated and what the model makes of it; `band` is by how much an approximation may be off.

    Relative, for the mean, p50, p95 and p99.
    """

    steps: object
    route: object
    rate: float = 20.0
    gap: object = poisson
    band: tuple = (0.0, 0.0, 0.0, 0.0)


def desk(work, rate, servers=1, name="Desk"):
    return Stop(Booth(name, work, rate, servers))


WORK = Service(5.0, 20.0)
DELAYS = (Pause(Exponential(6)), Pause(Service(5, 30)), Pause(Exponential(10)))
PATH = Parallel(
    (
        Series((desk(Service(3, 10), 250, 4, "Store"), desk(Service(8, 40), 250, 4, "Model"))),
        desk(Service(6, 30), 250, 4, "Rules"),
    )
)
TOPOLOGIES = {
    "M/M/1": Topology(one_server, desk(Exponential(10), 60), 60),
    "M/M/3": Topology(three_servers, desk(Exponential(10), 200, 3), 200),
    "M/D/1": Topology(by_the_clock, desk(Deterministic(10), 70), 70, band=(0, 0.10, 0.10, 0.10)),
    "M/G/1": Topology(lognormal_server, desk(WORK, 110), 110, band=(0, 0.12, 0.08, 0.08)),
    "M/G/4": Topology(lognormal_servers, desk(WORK, 480, 4), 480, band=(0.05, 0.06, 0.08, 0.08)),
    "G/G/4": Topology(
        lognormal_servers,
        Timed(WORK, wait(420.0, 4, WORK, arrival_scv=3.0)),
        420,
        bursts,
        band=(0.10, 0.10, 0.10, 0.10),
    ),
    "tandem, M/M/1 and M/M/2": Topology(
        tandem, Series((desk(Exponential(4), 120, 1, "Door"), desk(Exponential(10), 120, 2))), 120
    ),
    "series": Topology(wire_and_work, Series((Pause(Service(3, 12)), Pause(Service(8, 40)), Pause(Deterministic(5))))),
    "parallel, all": Topology(all_of_three, Parallel(DELAYS)),
    "parallel, two of three": Topology(two_of_three, Parallel(DELAYS, first=2)),
    "fan-out, all": Topology(ten_shards, FanOut(Pause(WORK), 10)),
    "fan-out, eight of ten": Topology(eight_of_ten_shards, FanOut(Pause(WORK), 10, first=8)),
    "cache": Topology(cache, Cached(0.8, Pause(Exponential(1)), desk(Exponential(20), 50, 2)), 250),
    "timeout and fallback": Topology(fallback, Timeout(desk(Exponential(10), 140, 2), 30.0, Pause(Service(2, 6))), 140),
    "retry": Topology(three_tries, Timeout(Retry(Pause(Service(10, 60)), 3, 25.0, 4.0), 87.0, Pause(Deterministic(1)))),
    "hedge": Topology(hedge, Hedged(Pause(Service(10, 80)), 18.0)),
    "measured": Topology(measured, Series((Pause(Empirical.of([2.0, 3.0, 5.0, 9.0, 40.0])), Pause(Exponential(6))))),
    "payment": Topology(
        payment,
        Series((desk(Service(2, 8), 250, 4, "Door"), Timeout(PATH, 45.0, Pause(Service(1, 3))))),
        250,
        band=(0.03, 0.03, 0.03, 0.03),
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", TOPOLOGIES)
def test_the_model_lies_in_the_confidence_interval_of_the_simulation(name):
    topology = TOPOLOGIES[name]
    runs = [took(topology.steps, 1917 + seed, topology.rate, topology.gap) for seed in range(REPLICATIONS)]
    found = np.array([(times.mean(), *np.quantile(times, [0.5, 0.95, 0.99])) for times in runs])
    middle, half = found.mean(axis=0), STUDENT * found.std(axis=0, ddof=1) / sqrt(REPLICATIONS)

    journey = Journey("Trip", topology.route, 100.0)
    said = np.array([journey.latency.mean, journey.p50, journey.p95, journey.p99])
    assert np.all(half < 0.25 * middle), "an interval as wide as this could not fail"
    off = np.abs(said - middle)
    room = half + np.array(topology.band) * middle + journey.grid_error
    assert np.all(off <= room), f"model {said.round(2)}, simulated {middle.round(2)} ± {half.round(2)}"


@pytest.mark.slow
def test_littles_law_holds_in_the_simulation_and_in_the_model():
    """M/M/3 at two thirds: waiting requests on average = rate x mean wait; the model's Lq is Erlang's."""
    rate, lengths = 200.0, []
    for seed in range(REPLICATIONS):
        world = World(seed)
        area, last = 0.0, 0.0

        def watch(world=world):
            nonlocal area, last
            queue = world.open["desk"].queue if "desk" in world.open else ()
            area, last = area + len(queue) * (world.env.now - last), world.env.now

        def arrive(world=world, watch=watch):
            for _ in range(REQUESTS):
                watch()
                world.go(counted(world, watch))
                yield world.env.timeout(poisson(world, rate))

        def counted(world, watch):
            yield world.env.timeout(0)
            watch()
            yield from three_servers(world)
            watch()

        world.go(arrive())
        world.env.run()
        lengths.append(area / last)
    half = STUDENT * float(np.std(lengths, ddof=1)) / sqrt(REPLICATIONS)
    expected = rate / 1000 * wait(rate, 3, Exponential(10)).expected
    assert pytest.approx(expected, abs=half) == float(np.mean(lengths))
    assert half < 0.5 * expected


@pytest.mark.slow
def test_an_overloaded_station_never_settles_in_the_simulation_either():
    """At 110 % the second half of the day waits far longer than the first; the model says: no steady state."""
    times = took(lognormal_servers, 7, 1.1 * 4 * 1000 / WORK.mean, poisson)
    first, second = times[: len(times) // 2].mean(), times[len(times) // 2 :].mean()
    assert second > 2 * first
    assert not wait(1.1 * 4 * 1000 / WORK.mean, 4, WORK).stable
