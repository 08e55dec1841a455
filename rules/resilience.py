"""Rules on what happens when a part fails: who answers then, and what stands alone."""

from components.cache import Cache
from components.client import Client
from components.decision_service import DecisionService
from components.fallback import Fallback
from components.gateway import Gateway
from components.model_server import ModelServer
from components.online_feature_store import OnlineFeatureStore
from components.rules_engine import RulesEngine
from design import (
    Component,
    Fault,
    Graph,
    Journey,
    Series,
    Stop,
    address,
    calls,
    only_through,
    reached,
    rule,
    written,
)
from design.units import Unit
from rules._small import FALLBACK, LOAD, SERVER, SOUND, STORE, but, guarded, journey, server

PERCENT, MILLIS = Unit("%"), Unit("ms", "no steady state")

CALM, ALONE, FULL, SPARELESS = server(400, 4), server(40, 1), server(2600, 4), server(1100, 2)


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


@rule("risk", passes=(CALM, ALONE, FULL), fails=(SPARELESS,))
def fleet_survives_a_lost_replica(server: ModelServer) -> Fault | None:
    """A fleet just large enough at peak has no queue until a machine goes, and then one that never drains."""
    if server.running < 2 or server.utilisation > 0.7:
        return None
    left = server.utilisation * server.running / (server.running - 1)
    if left < 1:
        return None
    knob, more = address(server.replicas), int(server.running) + 1
    return Fault(
        f"With one of its {server.running} replicas lost at peak, {server.name} is {written(left, PERCENT)} busy.",
        f"utilisation with one lost {written(left, PERCENT)}",
        "100 %",
        f"Run {more} replicas: one more than the peak needs.",
        {knob: more} if knob else {},
    )


COVERED, BARE, NO_STOPS = guarded(Stop(SERVER)), journey(Stop(SERVER)), journey(Series(()))


@rule("blocker", passes=(COVERED, NO_STOPS), fails=(BARE,))
def critical_path_has_fallback(journey: Journey) -> Fault | None:
    """Without a timeout and another answer, the model's worst day is everybody's worst day."""
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


SHARED = Journey("Answer", guarded(Series((Stop(STORE), Stop(SERVER))), instead=Stop(STORE)).route, 100.0)


@rule("risk", passes=(SOUND,), fails=(but(also=(SHARED,)),))
def fallback_stands_alone(g: Graph) -> Fault | None:
    """A second answer that needs a part of the first is away on the same day."""
    for way in g.of(Journey):
        held = way.timeout if isinstance(way, Journey) else None
        if held is None:
            continue
        first, second = {p.name for p in held.stage.stops()}, held.instead.stops()
        shared = next((p for p in (*second, *reached(g, second, calls)) if p.name in first), None)
        if shared:
            return Fault(
                f"The answer after the timeout needs {shared.name}, which stands in the path that it replaces.",
                f"1 part in both: {shared.name}",
                "0",
                "Keep what the fallback needs in the caller's own memory.",
                part=shared.key,
            )
    return None


def _machines(part: Component) -> int | None:
    """Of how many like machines a part that somebody waits for is made; None where another rule speaks of it."""
    if isinstance(part, Gateway | DecisionService | RulesEngine):
        return int(part.running)
    return int(part.copies) if isinstance(part, OnlineFeatureStore | Cache) else None


LONE_GATEWAY = Gateway("Gateway", load=LOAD, tokenises=True, replicas=1)
LONE_STORE = OnlineFeatureStore("Online feature store", load=LOAD, keys=1_000_000, copies=1)


@rule("risk", passes=(SOUND,), fails=(but(LONE_GATEWAY), but(LONE_STORE)))
def no_single_machine_on_the_way(g: Graph) -> Fault | None:
    """What stands alone on the way of a request takes everything behind it along when it goes."""
    lone = [part for part in g.measured if _machines(part) == 1]
    if not lone:
        return None
    clients = g.of(Client)
    waited = {p.name for p in reached(g, clients, calls)} | {n for z in g.zones if z.critical for n in z.members}
    part = next((p for p in lone if p.name in waited), None)
    if part is None:
        return None
    behind = only_through(g, part, clients)
    return Fault(
        f"{part.name} is one machine on the way of a request"
        + (f", and {len(behind)} other parts are reached only through it." if len(behind) > 1 else "."),
        "1 machine",
        "at least 2",
        "Run a second one in another zone.",
        part=part.key,
    )


@rule(
    "risk",
    passes=(FALLBACK, Fallback("Fallback", policy="allow")),
    fails=(Fallback("Fallback", policy="decline"),),
)
def lateness_does_not_decline(fallback: Fallback) -> Fault | None:
    """Failing closed turns every hiccup of the model into declined customers: an outage that you chose."""
    if fallback.policy != "decline":
        return None
    return Fault(
        "When the model is late or down, everything is declined: good customers pay for our latency.",
        "on timeout: decline",
        "an answer that tells good from bad",
        "Decide by rules when the model is late.",
        {"on_timeout": "rules"},
    )


@rule(
    "note",
    passes=(FALLBACK, Fallback("Fallback", policy="decline")),
    fails=(Fallback("Fallback", policy="allow"),),
)
def lateness_does_not_open_the_door(fallback: Fallback) -> Fault | None:
    """Failing open is kind to customers, and to whoever finds out how to make the model late."""
    if fallback.policy != "allow":
        return None
    return Fault(
        "When the model is late or down, everything passes, whatever it is.",
        "on timeout: allow",
        "an answer that looks at the request",
        "Decide by rules when the model is late.",
        {"on_timeout": "rules"},
    )
