"""Rules on what is done with a score, and on the people who decide."""

from math import ceil

from components.client import Client
from components.decision_service import DecisionService
from components.model_server import ModelServer
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from design import Component, Fault, Graph, address, event, graph, rule, sync, written
from design.knob import Value
from design.units import Unit, digits

PERCENT = Unit("%")
FEWEST = 5
"""Cases a day below which nobody staffs a team."""


def _small(inline: bool, rules: bool, team: bool) -> Graph:
    """A small design with a model in line or behind, with or without rules and reviewers."""
    client, decide = Client("Merchant", a_day=1e6, peak=3), DecisionService("Decision service", load=30)
    server = ModelServer("Model server", load=30, replicas=2, algorithm="boosted trees", service_p50=2, service_p99=6)
    engine = RulesEngine("Rules engine", load=30)
    return graph(
        client >> sync("pay", 30) >> decide,
        decide >> (sync("score", 30) if inline else event("log", 30)) >> server,
        decide >> sync("policy", 30) >> engine if rules else None,
        decide >> event("grey cases", 1) >> _team(80) if team else None,
    )


def _team(cases: float) -> ReviewTeam:
    return ReviewTeam("Review team", cases_a_day=cases, capacity=100, minutes_a_case=5, usd_per_hour=25)


GOOD, BEHIND, BARE, BLUNT = (
    _small(True, True, True),
    _small(False, True, True),
    _small(True, False, True),
    _small(True, True, False),
)
CALM, TIGHT, OVER, IDLE = _team(60), _team(95), _team(140), _team(10)


def _capacity_for(team: ReviewTeam, busiest: float) -> dict[str, Value]:
    knob, needed = address(team.capacity), ceil(team.cases_a_day / busiest)
    return {knob: needed} if knob and needed >= FEWEST else {}


def _cases(amount: float) -> str:
    return "1 case" if round(amount, 2) == 1 else f"{digits(amount)} cases"


def _staff(turns: dict[str, Value], otherwise: str) -> str:
    return _cases(float(next(iter(turns.values())))) if turns else otherwise


@rule("blocker", passes=(CALM, TIGHT), fails=(OVER,))
def review_queue_is_within_capacity(team: ReviewTeam) -> Fault | None:
    """A case that nobody opens is a payment allowed by default, with the cost of a process on top."""
    if team.utilisation <= 1:
        return None
    turns = _capacity_for(team, 0.8)
    return Fault(
        f"{_cases(team.cases_a_day)} a day for a team that decides {digits(float(team.capacity))}: "
        "the lowest scores are not seen in time.",
        f"load {written(team.utilisation, PERCENT)}",
        "100 % of capacity",
        f"Staff for {_staff(turns, 'more cases')} a day, or raise the review threshold.",
        turns,
    )


@rule("risk", passes=(CALM, OVER), fails=(TIGHT,))
def review_queue_has_room(team: ReviewTeam) -> Fault | None:
    """Cases come in bursts and people fall ill; a queue planned to the brim overflows on a Monday."""
    if not 0.85 < team.utilisation <= 1:
        return None
    turns = _capacity_for(team, 0.8)
    return Fault(
        f"The team is {written(team.utilisation, PERCENT)} busy on an average day.",
        f"load {written(team.utilisation, PERCENT)}",
        "85 % (assumed; measure yours)",
        f"Staff for {_staff(turns, 'more cases')} a day.",
        turns,
    )


@rule("note", passes=(CALM,), fails=(IDLE,))
def review_team_is_used(team: ReviewTeam) -> Fault | None:
    """Reviewers are paid by the hour, not by the case."""
    if team.capacity <= 0 or team.utilisation >= 0.4:
        return None
    turns = _capacity_for(team, 0.8)
    return Fault(
        f"{_cases(team.cases_a_day)} a day for a team that decides {digits(float(team.capacity))}.",
        f"load {written(team.utilisation, PERCENT)}",
        "40 %",
        f"Staff for {_staff(turns, 'fewer cases')} a day, or lower the review threshold.",
        turns,
    )


@rule("risk", passes=(GOOD,), fails=(BEHIND,))
def score_comes_before_the_money(g: Graph) -> Fault | None:
    """A score after the answer cannot stop this payment, only the card's next ones."""
    if not g.of(DecisionService) or _joined(g, DecisionService, ModelServer):
        return None
    return Fault(
        "The payment is answered before it is scored; only the same card's later payments can be stopped.",
        "0 payments stopped by their own score",
        "every payment",
        "Score in line.",
        {"scoring": "inline"},
        "DecisionService",
    )


@rule("risk", passes=(GOOD,), fails=(BARE,))
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


@rule("risk", passes=(GOOD,), fails=(BLUNT,))
def doubt_has_an_action(g: Graph) -> Fault | None:
    """Between allow and block lies most of the money: a question or a person can tell what a threshold cannot."""
    challenged = any(f.link.says == "challenge" for f in g.flows)
    reviewed = any(isinstance(f.target, ReviewTeam) for f in g.flows)
    if challenged or reviewed or not g.of(DecisionService):
        return None
    inline = _joined(g, DecisionService, ModelServer)
    return Fault(
        "The only actions are allow and block: every doubtful payment is one or the other.",
        "2 actions",
        "a step-up or a review between them",
        "Ask the doubtful for proof: step-up." if inline else "Let people look at the doubtful.",
        {"actions": "block_step_up" if inline else "block_review"},
        "DecisionService",
    )


def _joined(g: Graph, source: type[Component], target: type[Component]) -> bool:
    return any(isinstance(f.source, source) and isinstance(f.target, target) and f.link.kind == "sync" for f in g.flows)
