"""A journey simulated request by request (SimPy): what its latency costs without a model of it."""

from collections.abc import Generator
from typing import Any

import numpy as np
import simpy

from components._fleet import Fleet
from design import Journey, Parallel, Pause, Series, Service, ServiceTime, Stage, Stop, Timeout

Steps = Generator[simpy.Event, Any, None]
REQUESTS = 20_000
"""So many make a 99th percentile that is off by some per cent."""


def simulated(journey: Journey, rate: float, seed: int) -> list[float]:
    """The times (ms) of `REQUESTS` requests that come at random, `rate` a second, first come first served."""
    env, rng = simpy.Environment(), np.random.default_rng(seed)
    lanes: dict[str, simpy.Resource] = {}
    times: list[float] = []

    def lasts(time: ServiceTime) -> float:
        if not isinstance(time, Service):
            raise ValueError(f"{type(time).__name__} has no simulation here.")
        return float(time.p50 * np.exp(time.sigma * rng.standard_normal()))

    def passed(stage: Stage) -> Steps:
        match stage:
            case Stop(part):
                if part.key not in lanes:
                    servers = part.running * part.lanes if isinstance(part, Fleet) else 10_000
                    lanes[part.key] = simpy.Resource(env, int(servers))
                with lanes[part.key].request() as turn:
                    yield turn
                    yield env.timeout(lasts(part.service))
            case Pause(time):
                yield env.timeout(lasts(time))
            case Series(stages):
                for one in stages:
                    yield from passed(one)
            case Parallel(stages):
                yield env.all_of([env.process(passed(one)) for one in stages])
            case Timeout(within, limit, instead):
                asked = env.process(passed(within))
                yield asked | env.timeout(limit)
                if not asked.processed:
                    yield from passed(instead)
            case _:
                raise ValueError(f"{type(stage).__name__} has no simulation here.")

    def request() -> Steps:
        start = env.now
        yield from passed(journey.route)
        times.append(env.now - start)

    def everybody() -> Steps:
        for _ in range(REQUESTS):
            env.process(request())
            yield env.timeout(rng.exponential(1000 / rate))

    env.process(everybody())
    env.run()
    return times
