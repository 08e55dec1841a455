"""Rules on what is done with a score."""

from components.cache import Cache
from components.decision_service import DecisionService
from components.model_server import ModelServer
from components.payment_risk import PaymentRisk
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from design import DataClass, Fault, Graph, calls, carriers, event, reached, rule, sync, unit_of, written
from design.units import Share, Unit
from rules._small import DECIDE, DECISION, FEATURE, GATEWAY, LOAD, SERVER, SOUND, but

RATIO, PERCENT = Unit("×"), unit_of(Share)

BEHIND = but(score=DECIDE >> event("score later", LOAD, {FEATURE}) >> SERVER)
BARE = but(without="policy")
BLUNT = but(without="review assign verdicts")


@rule("risk", passes=(SOUND,), fails=(BEHIND,))
def score_comes_before_the_money(g: Graph) -> Fault | None:
    """A score after the answer cannot stop this request, only the next ones."""
    if not g.of(DecisionService) or _scored_in_line(g):
        return None
    return Fault(
        "The request is answered before it is scored; only what the same customer asks later can be stopped.",
        "0 requests stopped by their own score",
        "every request",
        "Score in line.",
        {"scoring": "inline"},
        "DecisionService",
    )


@rule("risk", passes=(SOUND,), fails=(BARE,))
def rules_stand_beside_the_model(g: Graph) -> Fault | None:
    """A rule can be written the day a new attack is seen; the model learns it when its labels are in."""
    if g.of(RulesEngine) or not g.of(DecisionService):
        return None
    return Fault(
        "There are no rules beside the model: a new attack runs until it is labelled and trained on.",
        "0 rules",
        "a rules engine",
        "Put rules beside the model.",
        {"rules": True},
        "DecisionService",
    )


@rule("risk", passes=(SOUND,), fails=(BLUNT,))
def doubt_has_an_action(g: Graph) -> Fault | None:
    """Between allow and block lies most of the money: a question or a person can tell what a threshold cannot."""
    challenged = any(f.link.says == "challenge" for f in g.flows)
    reviewed = any(isinstance(f.target, ReviewTeam) for f in g.flows)
    if challenged or reviewed or not g.of(DecisionService):
        return None
    inline = _scored_in_line(g)
    return Fault(
        "The only actions are allow and block: every doubtful case is one or the other.",
        "2 actions",
        "a step-up or a review between them",
        "Ask the doubtful for proof: step-up." if inline else "Let people look at the doubtful.",
        {"actions": "block_step_up" if inline else "block_review"},
        "DecisionService",
    )


def _scored_in_line(g: Graph) -> bool:
    return any(isinstance(part, ModelServer) for part in reached(g, g.of(DecisionService), calls))


def _kept(data: set[DataClass]) -> Graph:
    cache = Cache("Cache", load=LOAD, hit_share=0.6, ttl_s=60)
    return but(kept=GATEWAY >> sync("ask first", LOAD, data) >> cache)


@rule("risk", passes=(SOUND, _kept({FEATURE})), fails=(_kept({DECISION}),))
def decisions_are_not_cached(g: Graph) -> Fault | None:
    """A decision is about one request; kept for the next, it allows what nobody has looked at."""
    flow = next((f for f in carriers(g, DECISION) if isinstance(f.source, Cache) or isinstance(f.target, Cache)), None)
    if flow is None:
        return None
    cache = flow.target if isinstance(flow.target, Cache) else flow.source
    age = written(getattr(cache, "staleness", 0.0), Unit("s", "never"))
    return Fault(
        f"{cache.name} keeps decisions: an answer of up to {age} ago is given to a new request.",
        f"decisions up to {age} old",
        "0 s",
        "Keep features or lookups, and decide each request anew.",
        part=cache.key,
    )


def _money(blocked_good: float) -> PaymentRisk:
    """Of frauds half are blocked, and a share of good payments."""
    none = dict.fromkeys(("timed_out", "fallback_good", "fallback_fraud", "fallback_fraud_value", "rules_alone"), 0.0)
    bands = {f"{band}_{of}": 0.0 for band in ("reviewed", "stepped") for of in ("good", "fraud", "fraud_value")}
    prices = {"average_payment": 50.0, "fraud_ticket": 2.0, "chargeback_fee": 20.0, "margin": 0.08, "goodwill": 4.0}
    steps = {"step_up_abandonment": 0.1, "step_up_catch": 0.85, "blocked_fraud": 0.5, "blocked_fraud_value": 0.5}
    none["blocked_good"] = blocked_good
    return PaymentRisk("Money", a_day=1e6, fraud_rate=0.002, fallback="rules", **none, **bands, **prices, **steps)


@rule("risk", passes=(_money(0.001),), fails=(_money(0.02),))
def few_good_are_lost_for_a_fraud(money: PaymentRisk) -> Fault | None:
    """Every fraud can be stopped by stopping everything; what counts is how many good customers go with it."""
    lost = money.false_positives_per_fraud
    if lost <= 10:
        return None
    return Fault(
        f"For each fraud stopped, {written(lost, Unit(''))} good payments are lost.",
        f"{written(lost, Unit(''))} good payments lost for a fraud",
        "10, said of merchants in 2016 (Featurespace, a vendor)",
        "Act on higher scores only, or ask for proof where you now decline.",
    )
