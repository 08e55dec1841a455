"""Rules on what is paid for and not used."""

from math import ceil

from components.bill import Bill
from components.cache import Cache
from components.data_lake import DataLake
from components.decision_service import DecisionService
from components.model_server import ModelServer
from components.online_feature_store import OnlineFeatureStore
from components.shadow_model import ShadowModel
from components.stream_processor import StreamProcessor
from components.training_pipeline import TrainingPipeline
from design import Component, Fault, Flow, Graph, address, event, rule, way, written
from design.units import Unit
from rules._small import (
    A_DAY,
    DECIDE,
    DECISION,
    FEATURE,
    LAKE,
    LOAD,
    PROCESSOR,
    SCORE,
    SHADOW,
    SOUND,
    TREES,
    but,
    server,
)

PERCENT, DAYS, MONTH = Unit("%"), Unit("days", "never"), Unit("$/month")


@rule("note", passes=(server(400, 4), server(1, 2)), fails=(server(100, 12),))
def fleet_is_used(server: ModelServer) -> Fault | None:
    """Room for a burst is bought on purpose; room for ten bursts was forgotten."""
    if server.utilisation >= 0.1 or server.running <= 3:
        return None
    knob, enough = address(server.replicas), max(2, ceil(server.running * server.utilisation / 0.4))
    saved = (server.running - enough) * server.usd_an_hour * 730
    return Fault(
        f"{server.name} is {written(server.utilisation, PERCENT)} busy at peak with {server.running} replicas; "
        f"{enough} would carry it and save {written(saved, MONTH)}.",
        f"utilisation {written(server.utilisation, PERCENT)}",
        "10 % at peak (a rule of thumb)",
        f"Run {enough} replicas.",
        {knob: enough} if knob else {},
    )


def _answers(part: Component) -> bool:
    return isinstance(part, OnlineFeatureStore | ModelServer | DecisionService | Cache)


def _brings_numbers(flow: Flow) -> bool:
    return not flow.link.carries.isdisjoint((FEATURE, SCORE, DECISION))


UNREAD = but(write=PROCESSOR >> event("features", LOAD, {FEATURE}) >> LAKE)


@rule("note", passes=(SOUND,), fails=(UNREAD,))
def streaming_is_read_online(g: Graph) -> Fault | None:
    """Fresh numbers cost people at night; where nobody reads them before morning, a nightly job does."""
    idle = next((p for p in g.of(StreamProcessor) if not way(g, (p,), _answers, _brings_numbers)), None)
    if idle is None:
        return None
    cost = written(getattr(idle, "cost", 0.0), MONTH)
    return Fault(
        f"{idle.name} computes all day, and nothing that answers requests reads what it writes.",
        f"0 online readers, {cost}",
        "1",
        "Compute it in a scheduled job.",
        part=idle.key,
    )


BIG_SHADOW = ShadowModel("Shadow model", load=20_000, algorithm=TREES, service_p50=2, service_p99=6)


@rule("note", passes=(SHADOW,), fails=(BIG_SHADOW,))
def shadow_is_no_larger_than_needed(shadow: ShadowModel) -> Fault | None:
    """A shadow of all traffic doubles what scoring costs; a sample often tells as much in a day."""
    if shadow.running <= shadow.replicas or shadow.compared > 0.5:
        return None
    share = max(0.01, float(shadow.share) * shadow.compared)
    return Fault(
        f"{shadow.name} runs {shadow.running} replicas and has compared enough after {written(shadow.compared, DAYS)}.",
        f"{written(float(shadow.share), PERCENT)} of traffic",
        f"{written(share, PERCENT)}: enough within a day",
        f"Copy {written(share, PERCENT)} of the traffic, with rare segments in full.",
    )


def _cache(hits: float) -> Cache:
    return Cache("Cache", load=LOAD, hit_share=hits, ttl_s=60)


@rule("note", passes=(_cache(0.6),), fails=(_cache(0.1),))
def cache_is_hit(cache: Cache) -> Fault | None:
    """A cache that misses adds a call, a machine and an age to every answer."""
    if cache.hit_share >= 0.2:
        return None
    return Fault(
        f"{cache.name} answers {written(float(cache.hit_share), PERCENT)} of requests and costs "
        f"{written(cache.cost, MONTH)}.",
        f"hits {written(float(cache.hit_share), PERCENT)}",
        "20 % (a rule of thumb)",
        "Do without it, or keep what is asked for again: lookups rather than answers.",
    )


def _hoard(days: float) -> Graph:
    lake = DataLake("Data lake", a_day=A_DAY * 1000, days_kept=days)
    return but(lake, also=(Bill("Bill", parts=(lake, DECIDE), decisions_a_month=A_DAY * 30_000),))


@rule("note", passes=(SOUND, _hoard(20)), fails=(_hoard(730),))
def history_is_used(g: Graph) -> Fault | None:
    """Rows nobody trains on are kept for a question that nobody has asked yet, at a price that grows each day."""
    bill = next((b for b in g.of(Bill) if isinstance(b, Bill)), None)
    lake = next((part for part in g.of(DataLake) if isinstance(part, DataLake)), None)
    training = next((t for t in g.of(TrainingPipeline) if isinstance(t, TrainingPipeline)), None)
    if bill is None or lake is None or training is None or lake.a_day <= 0:
        return None
    used, stored = training.rows / lake.a_day + training.maturation_days, lake.cost - lake.people_cost
    if lake.days_kept <= 4 * used or stored <= 0.1 * bill.cost:
        return None
    return Fault(
        f"{lake.name} keeps {written(float(lake.days_kept), DAYS)} and training reads {written(used, DAYS)}; keeping "
        f"them takes {written(stored / bill.cost, PERCENT)} of the bill.",
        f"storage {written(stored, MONTH)}",
        "10 % of the bill, where more than four times is kept of what is read (a rule of thumb)",
        "Move old rows to a colder store, or keep a sample of them.",
        part=lake.key,
    )
