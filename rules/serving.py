"""Rules on what answers while somebody waits."""

from math import ceil

from components.fallback import Fallback
from components.model_server import ModelServer
from design import Fault, Journey, Series, Stop, Timeout, address, bounded, rule, written
from design.knob import Value
from design.units import Unit

PERCENT, MILLIS = Unit("%"), Unit("ms", "no steady state")


def _server(load: float, replicas: int) -> ModelServer:
    return ModelServer(
        "Model server", load=load, replicas=replicas, algorithm="boosted trees", service_p50=2, service_p99=6
    )


CALM, ALONE, FULL, SWAMPED = _server(400, 4), _server(40, 1), _server(2600, 4), _server(90_000, 4)


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
        f"{server.name} gets {written(server.load, Unit('/s'))} at peak and can serve "
        f"{written(server.capacity, Unit('/s'))}: its queue never drains.",
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


@rule("risk", passes=(CALM,), fails=(ALONE,))
def one_replica_can_fail(server: ModelServer) -> Fault | None:
    """A fleet of one is down whenever its one machine is, and at every deploy."""
    if server.replicas >= 2:
        return None
    knob = address(server.replicas)
    return Fault(
        f"{server.name} has one replica: it is away at every deploy and at every fault.",
        "1 replica",
        "at least 2",
        "Run 2 replicas.",
        {knob: 2} if knob else {},
    )


SERVER = Stop(CALM)
RULES_ANSWER = Fallback("Fallback", policy="rules")


def _journey(stage: Series, budget: float = 100.0) -> Journey:
    return Journey("Decision", stage, budget)


COVERED = _journey(Series((Timeout(SERVER, 60.0, Stop(RULES_ANSWER)),)))
BARE = _journey(Series((SERVER,)))
TIGHT = _journey(Series((Timeout(SERVER, 2.0, Stop(RULES_ANSWER)),)))
LATE = _journey(Series((Timeout(Stop(SWAMPED), 150.0, Stop(RULES_ANSWER)),)))
NO_STOPS = _journey(Series(()))


@rule("blocker", passes=(COVERED, NO_STOPS), fails=(BARE,))
def critical_path_has_fallback(journey: Journey) -> Fault | None:
    """Without a timeout and another answer, the model's worst day is the payment's worst day."""
    models = [stop for stop in journey.route.stops() if isinstance(stop, ModelServer)]
    if not models or journey.timeout is not None:
        return None
    return Fault(
        f"{journey.name} waits for {models[0].name} for as long as it takes: there is no timeout and no other answer.",
        f"p99 {written(journey.p99, MILLIS)}, availability {written(journey.availability, PERCENT)}",
        "a timeout, and an answer after it",
        "Decide by rules when the model is late.",
        {"on_timeout": "rules"},
        models[0].key,
    )


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
        f"{written(journey.timed_out, PERCENT)} of payments are decided by the fallback, not by the model.",
        f"timed out {written(journey.timed_out, PERCENT)}",
        "1 % of payments",
        "Wait a little longer, or make the path under the timeout faster.",
    )


@rule(
    "risk",
    passes=(RULES_ANSWER, Fallback("Fallback", policy="allow")),
    fails=(Fallback("Fallback", policy="decline"),),
)
def lateness_does_not_decline(fallback: Fallback) -> Fault | None:
    """Failing closed turns every hiccup of the model into declined customers: an outage that you chose."""
    if fallback.policy != "decline":
        return None
    return Fault(
        "When the model is late or down, every payment is declined: good customers pay for our latency.",
        "on timeout: decline",
        "an answer that tells good from bad",
        "Decide by rules when the model is late.",
        {"on_timeout": "rules"},
    )
