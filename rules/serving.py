"""Rules on what answers while somebody waits."""

from math import ceil

from components.cache import Cache
from components.decision_service import DecisionService
from components.model_server import ModelServer
from design import (
    Component,
    Fault,
    Graph,
    Journey,
    Series,
    Stop,
    Timeout,
    Value,
    address,
    bounded,
    calls,
    flows_out_of,
    longest_call,
    rule,
    sync,
    written,
)
from design.units import Unit
from rules._small import DECIDE, LOAD, SERVER, SOUND, but, guarded, journey, server

PERCENT, MILLIS, RATE = Unit("%"), Unit("ms", "no steady state"), Unit("/s")
MOST_CALLS = 5
"""One behind another."""

CALM, FULL, SWAMPED = server(400, 4), server(2600, 4), server(90_000, 4)


def _replicas_for(server: ModelServer, busiest: float) -> dict[str, Value]:
    knob = address(server.replicas)
    needed = ceil(server.load / (server.replica_capacity * busiest))
    return {knob: needed} if knob else {}


@rule("blocker", passes=(CALM, FULL), fails=(SWAMPED,))
def fleet_is_stable(server: ModelServer) -> Fault | None:
    """At 100 % busy the queue grows without end: there is no latency to speak of, only a backlog."""
    if server.utilisation < 1:
        return None
    turns = _replicas_for(server, 0.65)
    return Fault(
        f"{server.name} gets {written(server.load, RATE)} at peak and can serve "
        f"{written(server.capacity, RATE)}: its queue never drains.",
        f"utilisation {written(server.utilisation, PERCENT)}",
        "100 %",
        f"Run {max(turns.values(), default='more')} replicas: 65 % busy at peak.",
        turns,
    )


@rule("risk", passes=(CALM,), fails=(FULL,))
def fleet_has_room(server: ModelServer) -> Fault | None:
    """Waiting climbs steeply as a fleet nears full; room is what a burst and a lost machine live on."""
    if not 0.7 < server.utilisation < 1:
        return None
    turns = _replicas_for(server, 0.65)
    return Fault(
        f"{server.name} is {written(server.utilisation, PERCENT)} busy at peak; one replica less and the queue shows.",
        f"utilisation {written(server.utilisation, PERCENT)}",
        "70 % at peak (a rule of thumb)",
        f"Run {max(turns.values(), default='more')} replicas: 65 % busy at peak.",
        turns,
    )


COVERED = guarded(Stop(SERVER))
BARE = journey(Stop(SERVER))
TIGHT = guarded(Stop(SERVER), 2.0)
LATE = guarded(Stop(SWAMPED), 150.0)
IDLE_TIMEOUT = guarded(Stop(SERVER), 150.0)


@rule("blocker", passes=(COVERED,), fails=(LATE,))
def answer_fits_budget_at_peak(journey: Journey) -> Fault | None:
    """Past the budget somebody else decides: the network stands in, and the score is wasted."""
    if journey.p99 <= journey.budget:
        return None
    turns = _timeout_that_fits(journey)
    remedy = (
        f"Give up on the model after {written(next(iter(turns.values())), MILLIS)}."
        if turns
        else "Shorten the slowest part."
    )
    return Fault(
        _late(journey),
        f"p99 {written(journey.p99, MILLIS)}, over budget {written(journey.over_budget, PERCENT)}",
        f"budget {written(journey.budget, MILLIS)}",
        remedy,
        turns,
    )


def _late(journey: Journey) -> str:
    if not bounded(journey.p99):
        return "The queue never drains at peak: there is no time within which answers come."
    return f"One answer in a hundred takes longer than {written(journey.p99, MILLIS)} at peak."


def _timeout_that_fits(journey: Journey) -> dict[str, Value]:
    """The longest timeout, in steps of a tenth, with which the p99 is inside the budget; nothing if none is."""
    held = journey.timeout
    if held is None or not address(held.limit):
        return {}
    limit = float(held.limit)
    for _ in range(30):
        limit *= 0.9
        if _with_timeout(journey, held, limit).p99 <= journey.budget:
            return {address(held.limit): round(limit, 1)}
    return {}


def _with_timeout(journey: Journey, held: Timeout, limit: float) -> Journey:
    changed = Timeout(held.stage, limit, held.instead)
    stages = journey.route.stages if isinstance(journey.route, Series) else (journey.route,)
    return Journey(journey.name, Series(tuple(changed if s is held else s for s in stages)), journey.budget)


@rule("risk", passes=(COVERED, BARE), fails=(LATE, TIGHT))
def model_answers_in_time(journey: Journey) -> Fault | None:
    """A model that is usually too late is paid for and not asked."""
    if journey.timeout is None or journey.timed_out <= 0.01:
        return None
    return Fault(
        f"{written(journey.timed_out, PERCENT)} of requests are decided by the fallback, not by the model.",
        f"timed out {written(journey.timed_out, PERCENT)}",
        "1 % of requests",
        "Wait a little longer, or make the path under the timeout faster.",
    )


@rule("risk", passes=(COVERED, BARE, LATE), fails=(IDLE_TIMEOUT,))
def timeout_is_inside_the_budget(journey: Journey) -> Fault | None:
    """On a good day nobody meets the timeout; in an outage everybody does, and then it has to be short enough."""
    held = journey.timeout
    if held is None or journey.p99 > journey.budget:
        return None
    answer = sum(stop.service.p99 for stop in held.instead.stops())
    if held.limit + answer <= journey.budget:
        return None
    knob, fits = address(held.limit), round(0.9 * (journey.budget - answer), 1)
    return Fault(
        f"When the model is away, the other answer comes after {written(held.limit + answer, MILLIS)}: too late.",
        f"timeout {written(float(held.limit), MILLIS)}, then {written(answer, MILLIS)}",
        f"budget {written(float(journey.budget), MILLIS)}",
        f"Give up after {written(fits, MILLIS)}." if fits > 0 else "Ask for a longer budget.",
        {knob: fits} if knob and fits > 0 else {},
    )


SLOW_CHAIN = [DecisionService(f"Hop {n}", load=LOAD) for n in range(1, 6)]


def _chained() -> Graph:
    path = DECIDE >> sync("ask", LOAD) >> SLOW_CHAIN[0]
    for hop in SLOW_CHAIN[1:]:
        path = path >> sync("ask", LOAD) >> hop
    return but(chain=path)


@rule("risk", passes=(SOUND,), fails=(_chained(),))
def call_chain_is_short(g: Graph) -> Fault | None:
    """Each call waits for all calls behind it: their slow ends add up, and so do their faults."""
    chain = longest_call(g)
    if len(chain) <= MOST_CALLS + 1:
        return None
    return Fault(
        f"A request waits through {len(chain) - 1} calls, each for the next: {' > '.join(p.name for p in chain)}.",
        f"{len(chain) - 1} calls one behind another",
        f"{MOST_CALLS} (a rule of thumb)",
        "Let one part ask the others side by side, or send what nobody waits for as an event.",
        part=chain[-1].key,
    )


def _cached(hits: float) -> Graph:
    cache = Cache("Cache", load=3000, hit_share=hits, ttl_s=60)
    missed = server(3000 * (1 - hits), 2)
    return but(missed, score=DECIDE >> sync("score", 3000) >> cache >> sync("missed", 3000 * (1 - hits)) >> missed)


@rule("risk", passes=(SOUND, _cached(0.4)), fails=(_cached(0.9),))
def cache_survives_a_cold_start(g: Graph) -> Fault | None:
    """A cache hides how small the fleet behind it is until the day that it starts empty."""
    for cache in g.of(Cache):
        for flow in flows_out_of(g, cache):
            load, busy = float(getattr(flow.target, "load", 0.0)), float(getattr(flow.target, "utilisation", 0.0))
            if isinstance(cache, Cache) and calls(flow) and load > 0:
                cold = busy * (load + cache.surge) / load
                if busy < 1 <= cold:
                    return _cold(cache, flow.target, cold)
    return None


def _cold(cache: Cache, behind: Component, busy: float) -> Fault:
    return Fault(
        f"When {cache.name} starts empty, {behind.name} gets {written(cache.surge, RATE)} more than today, "
        "which it cannot serve: the cache never fills.",
        f"utilisation behind an empty cache {written(busy, PERCENT)}",
        "100 %",
        "Size what is behind for an empty cache, or let requests in slowly while it fills.",
        part=cache.key,
    )
