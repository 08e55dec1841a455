"""Rules on who may see what, and who may say what: path rules over zones among them."""

from components.actor import Actor
from components.client import Client
from components.data_lake import DataLake
from components.gateway import Gateway
from components.monitor import Monitor
from components.training_pipeline import TrainingPipeline
from design import (
    Component,
    DataClass,
    Fault,
    Graph,
    batch,
    carriers,
    carries,
    crossings,
    event,
    flows_out_of,
    rule,
    spoken_way,
    sync,
    way,
    written,
)
from design.units import Unit
from rules._small import (
    A_DAY,
    CARD,
    CLIENT,
    DECIDE,
    DECISION,
    FEATURE,
    INSIDE,
    JOIN,
    LABEL,
    LAKE,
    LOAD,
    MONITOR,
    PAYMENT,
    PERSONAL,
    SCORE,
    SOUND,
    STREAM,
    TOKEN,
    TRAINING,
    but,
)

DAYS = Unit("days", "never")
PERSONS = (PERSONAL, TOKEN, CARD)
WATCHED_PERSONS = {PERSONAL, FEATURE, SCORE}

LOG = {PAYMENT, FEATURE, SCORE, DECISION}


def _logged(who: DataClass, admits: frozenset[DataClass] = INSIDE) -> Graph:
    """The small design with cards or persons in its log, down to the lake, whose zone admits some classes."""
    log = DECIDE >> event("decided", LOAD, {who, *LOG}) >> STREAM
    return but(log=log, keep=STREAM >> event("append", LOAD, {who, *LOG}) >> LAKE, admits=admits)


LEAKS, WIDE = _logged(CARD), _logged(CARD, INSIDE | {CARD})
STRANGE = _logged(PERSONAL, INSIDE - {PERSONAL})


@rule("blocker", passes=(SOUND,), fails=(LEAKS,))
def card_number_stays_in_its_zone(g: Graph) -> Fault | None:
    """Every system that sees a card number is in the scope of the card schemes' audit, and of the next breach."""
    wrong = [
        (flow, z) for flow in carriers(g, CARD) if (z := g.zone_of(flow.target)) is not None and CARD not in z.admits
    ]
    if not wrong:
        return None
    flow, z = wrong[0]
    return Fault(
        f"“{flow.link.says}” carries card numbers to {flow.target.name}, in {z.name}, which must not hold them.",
        f"{len(wrong)} arrow{'s' if len(wrong) > 1 else ''} with card numbers past the boundary",
        "0",
        "Replace card numbers by tokens at the gateway.",
        {"tokenise": True},
        flow.target.key,
    )


@rule("risk", passes=(SOUND, LEAKS), fails=(STRANGE,))
def zones_admit_what_enters(g: Graph) -> Fault | None:
    """A boundary is worth what it keeps out."""
    wrong = [c for c in crossings(g) if c.refused - {CARD}]
    if not wrong or (zone := wrong[0].entered) is None:
        return None
    flow = wrong[0].flow
    what = ", ".join(sorted(wrong[0].refused - {CARD}))
    return Fault(
        f"“{flow.link.says}” carries {what} to {flow.target.name}, in {zone.name}, which does not admit it.",
        f"{len(wrong)} arrow{'s' if len(wrong) > 1 else ''} past a boundary",
        "0",
        f"Leave {what} out of it, or let the zone admit it and guard it as such.",
        part=flow.target.key,
    )


LOOSE = but(aside=STREAM >> event("copy", LOAD, {PERSONAL, PAYMENT}) >> DataLake("Notebook", a_day=A_DAY))


@rule("risk", passes=(SOUND,), fails=(LOOSE,))
def persons_stand_in_a_zone(g: Graph) -> Fault | None:
    """A copy that stands nowhere is guarded by nobody and erased by nobody."""
    for data in (CARD, PERSONAL):
        for flow in carriers(g, data):
            if flow.target.family != "actor" and g.zone_of(flow.target) is None:
                return Fault(
                    f"“{flow.link.says}” brings {data} to {flow.target.name}, which stands in no zone.",
                    f"0 zones round {flow.target.name}",
                    "1",
                    "Put it inside a boundary with rules of its own, or send it no personal data.",
                    part=flow.target.key,
                )
    return None


SIDE_DOOR = but(side=CLIENT >> sync("query", 1, {PAYMENT}) >> LAKE)


@rule("risk", passes=(SOUND,), fails=(SIDE_DOOR,))
def outside_enters_by_the_gateway(g: Graph) -> Fault | None:
    """Who calls is checked, limited and counted at one door; a second door is the one that is found."""
    for client in g.of(Client):
        for flow in flows_out_of(g, client):
            if not isinstance(flow.target, Gateway | Actor | Client):
                return Fault(
                    f"{client.name} reaches {flow.target.name} by “{flow.link.says}” past any gateway.",
                    "1 way past the gateway",
                    "0",
                    "Let it come in by a gateway, which authenticates and limits.",
                    part=flow.target.key,
                )
    return None


@rule("risk", passes=(SOUND, LEAKS), fails=(WIDE,))
def few_parts_see_card_numbers(g: Graph) -> Fault | None:
    """Each part that a card number passes is in the audit's scope, with everybody who may log in to it."""
    flows = carriers(g, CARD)
    seen = {f.target.name: f.target for f in flows if f.target.family != "actor"}
    if len(seen) <= 2 or any(z and CARD not in z.admits for z in map(g.zone_of, seen.values())):
        return None  # where one is past its boundary, `card_number_stays_in_its_zone` says so
    last = flows[-1].target
    return Fault(
        f"Card numbers pass {len(seen)} parts: {', '.join(seen)}.",
        f"{len(seen)} parts in the card audit's scope",
        "2: the gateway and its vault (PCI DSS: what touches the number is in scope)",
        "Replace card numbers by tokens at the gateway.",
        {"tokenise": True},
        last.key,
    )


TOLD_BY_CLIENT = but(reports=CLIENT >> batch("reported fraud", 1, {LABEL}) >> JOIN)


@rule("risk", passes=(SOUND,), fails=(TOLD_BY_CLIENT,))
def who_gains_does_not_label(g: Graph) -> Fault | None:
    """Who is judged by a model and teaches it will teach it to like them: model skewing (OWASP ML Top 10, 2023)."""
    flow = next((f for f in carriers(g, LABEL) if isinstance(f.source, Client)), None)
    if flow is None:
        return None
    return Fault(
        f"{flow.source.name} labels the requests that it makes: “{flow.link.says}”.",
        "1 source of labels that gains by them",
        "0 trusted as they are",
        "Weigh such labels by how often the source was right, cap each source, and hold them against another.",
        part=flow.target.key,
    )


def _learns(part: Component) -> bool:
    return isinstance(part, TrainingPipeline)


def _personal_rows() -> Graph:
    kept = {PERSONAL, *LOG}
    return but(
        keep=STREAM >> event("append", LOAD, kept) >> LAKE,
        rows=LAKE >> batch("rows", 12, {PERSONAL, FEATURE}) >> JOIN,
        learn=JOIN >> batch("train set", 12, {PERSONAL, FEATURE, LABEL}) >> TRAINING,
    )


@rule("risk", passes=(SOUND,), fails=(_personal_rows(),))
def persons_are_not_trained_on(g: Graph) -> Fault | None:
    """What a model has learned of a person it cannot be asked to forget; it can only be trained again."""
    flows = carriers(g, PERSONAL)
    told = {f.target.name for f in flows}
    sources = {f.source.name: f.source for f in flows if f.source.name not in told}
    gone = way(g, sources.values(), _learns, carries(PERSONAL))
    if not gone:
        return None
    return Fault(
        f"Personal data reaches training: {spoken_way(gone)}.",
        "1 way from personal data to training",
        "0",
        "Join by a token, train on features, and keep names and addresses out of the rows.",
        part=gone[-1].target.key,
    )


WATCHES_PERSONS = but(watch=STREAM >> event("watch", LOAD, WATCHED_PERSONS) >> MONITOR)


@rule("note", passes=(SOUND,), fails=(WATCHES_PERSONS,))
def monitor_sees_no_persons(g: Graph) -> Fault | None:
    """A dashboard is open to more people than a database, and nobody asks it to erase."""
    for data in PERSONS:
        flow = next((f for f in carriers(g, data) if isinstance(f.target, Monitor)), None)
        if flow:
            return Fault(
                f"“{flow.link.says}” brings {data} to {flow.target.name}, which needs distributions, not persons.",
                f"1 arrow with {data}",
                "0",
                "Send counts and histograms, or features without a key.",
                part=flow.target.key,
            )
    return None


TELLING = but(told=DECIDE >> sync("answer with score", LOAD, {SCORE, DECISION}) >> Actor("Shop", role="asks"))


@rule("risk", passes=(SOUND,), fails=(TELLING,))
def scores_stay_inside(g: Graph) -> Fault | None:
    """An exact score tells an attacker which change of a request helps; asked often enough it gives the model away."""
    flow = next((f for f in carriers(g, SCORE) if f.target.family == "actor"), None)
    if flow is None:
        return None
    return Fault(
        f"“{flow.link.says}” tells {flow.target.name} the score.",
        "1 arrow with scores to the outside",
        "0 (model extraction and evasion: OWASP ML Top 10, 2023)",
        "Answer with the decision and a coarse reason; limit how often one caller may ask.",
        part=flow.source.key,
    )


HOARD = but(
    DataLake("Data lake", a_day=A_DAY, days_kept=1825),
    keep=STREAM >> event("append", LOAD, {PERSONAL, *LOG}) >> LAKE,
)


@rule("risk", passes=(SOUND,), fails=(HOARD,))
def persons_are_forgotten(g: Graph) -> Fault | None:
    """Personal data is kept no longer than its purpose needs: storage limitation, GDPR article 5(1)(e)."""
    kept = (f for f in carriers(g, PERSONAL) if isinstance(f.target, DataLake) and f.target.days_kept > 730)
    flow = next(kept, None)
    if flow is None or not isinstance(flow.target, DataLake):
        return None
    return Fault(
        f"{flow.target.name} keeps personal data for {written(float(flow.target.days_kept), DAYS)}.",
        f"kept {written(float(flow.target.days_kept), DAYS)}",
        "730 days: two years to learn from (assumed; ask your counsel)",
        "Keep features by token, and personal data for as long as it may be asked about.",
        part=flow.target.key,
    )
