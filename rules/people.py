"""Rules on the people who decide, look after it and are woken by it."""

from math import ceil

from components.monitor import Monitor
from components.review_team import ReviewTeam
from components.rules_engine import RulesEngine
from components.training_pipeline import TrainingPipeline
from design import Fault, Graph, Value, address, bounded, carriers, carries, flows_into, reached, rule, written
from design.units import Unit, digits
from rules._small import A_DAY, LABEL, LOAD, MONITOR, RULES, SOUND, TRAINING, TREES, but, team

PERCENT, HOURS = Unit("%"), Unit("h", "never")
FEWEST = 5
"""Cases a day below which nobody staffs a team."""
QUARTER_HOURS = 40.0
"""A quarter of what one person works in a month."""

CALM, TIGHT, OVER, IDLE, ONE_PERSON = team(60, 100), team(95, 100), team(140, 100), team(10, 100), team(50, 75)


def _capacity_for(team: ReviewTeam, busiest: float) -> dict[str, Value]:
    knob, needed = address(team.capacity), ceil(team.cases_a_day / busiest)
    return {knob: needed} if knob and needed >= FEWEST else {}


def _cases(amount: float) -> str:
    return "1 case" if round(amount, 2) == 1 else f"{digits(amount)} cases"


def _staff(turns: dict[str, Value], otherwise: str) -> str:
    return _cases(float(next(iter(turns.values())))) if turns else otherwise


@rule("blocker", passes=(CALM, TIGHT), fails=(OVER,))
def review_queue_is_within_capacity(team: ReviewTeam) -> Fault | None:
    """A case that nobody opens is allowed by default, with the cost of a process on top."""
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


SLOW = ReviewTeam("Review team", cases_a_day=12, capacity=13, minutes_a_case=240, usd_per_hour=25, open_hours=8)


@rule("risk", passes=(CALM, OVER), fails=(SLOW,))
def cases_are_seen_the_same_day(team: ReviewTeam) -> Fault | None:
    """A verdict that comes after the goods have left is a label, not a defence."""
    if team.utilisation > 1 or team.wait <= 8:
        return None
    return Fault(
        f"A case waits {written(team.wait, HOURS)} on average for somebody to open it.",
        f"wait {written(team.wait, HOURS)}",
        "8 h, a working day (assumed; measure yours)",
        "Staff for more cases, open longer, or send fewer.",
    )


@rule("note", passes=(CALM, team(0, 0), IDLE), fails=(ONE_PERSON,))
def review_team_can_spare_one(team: ReviewTeam) -> Fault | None:
    """One reviewer falls ill, and the queue of that day is decided by nobody."""
    if team.cases_a_day < 1 or team.capacity <= 0 or team.people > 1:
        return None
    return Fault(
        f"{digits(team.people)} people review {_cases(team.cases_a_day)} a day: nobody stands in.",
        f"{digits(team.people)} people on duty",
        "more than 1",
        "Train a second person, or share a team with another queue.",
    )


NOISY = Monitor("Drift monitor", a_day=A_DAY, base_rate=0.002, label_age_days=8, series=2000)


@rule("risk", passes=(MONITOR,), fails=(NOISY,))
def alarms_can_be_read(monitor: Monitor) -> Fault | None:
    """An alarm that is mostly false is switched off in its first month, the true one with it."""
    if monitor.false_alarms <= 60:
        return None
    return Fault(
        f"{monitor.name} cries wolf {digits(monitor.false_alarms)} times a month.",
        f"{digits(monitor.false_alarms)} false alarms a month",
        "60, two a day (a rule of thumb)",
        "Watch fewer series, ask for several breaches in a row, or set the level lower.",
    )


MANY_RULES = RulesEngine("Rules engine", load=LOAD, rules_count=400)


@rule("note", passes=(RULES,), fails=(MANY_RULES,))
def rules_are_looked_after(engine: RulesEngine) -> Fault | None:
    """Nobody dares to remove a rule that nobody understands: each is read now and then, or it stays for ever."""
    hours = engine.rules_count * engine.minutes_a_rule / 60
    if hours <= QUARTER_HOURS:
        return None
    return Fault(
        f"{engine.rules_count} rules take {written(hours, Unit(''))} hours a month to look after.",
        f"{digits(hours)} hours a month",
        f"{digits(QUARTER_HOURS)} hours, a quarter of a person (a rule of thumb)",
        "Retire what the model has learned, and what has caught nothing for a quarter.",
    )


DAILY = TrainingPipeline("Training pipeline", rows=1_000_000, every_days=1, algorithm=TREES, maturation_days=7)


@rule("note", passes=(TRAINING,), fails=(DAILY,))
def candidates_can_be_read(training: TrainingPipeline) -> Fault | None:
    """A signature under a comparison that nobody had time to read is worse than none."""
    hours = training.releases_a_month * training.review_hours
    if hours <= QUARTER_HOURS or not bounded(hours):
        return None
    return Fault(
        f"{digits(training.releases_a_month)} candidates a month take {digits(hours)} hours to read and sign.",
        f"{digits(hours)} hours a month",
        f"{digits(QUARTER_HOURS)} hours, a quarter of a person (a rule of thumb)",
        "Retrain less often, or let checks decide and people read the exceptions.",
    )


@rule("risk", passes=(SOUND, but(without="review assign verdicts")), fails=(but(without="verdicts"),))
def verdicts_become_labels(g: Graph) -> Fault | None:
    """A reviewer's verdict is the youngest label there is, and it has been paid for."""
    pupils = {f.target.name for f in carriers(g, LABEL) if isinstance(f.target, TrainingPipeline)}
    for people in g.of(ReviewTeam):
        if (
            pupils
            and flows_into(g, people)
            and not any(p.name in pupils for p in reached(g, (people,), carries(LABEL)))
        ):
            return Fault(
                f"What {people.name} decides does not come back as a label: the next model repeats the same doubts.",
                "0 ways from a verdict to training",
                "1",
                "Join verdicts to the cases that they are about, marked as a reviewer's.",
                part=people.key,
            )
    return None


@rule("risk", passes=(SOUND,), fails=(but(without="chargebacks"),))
def labels_come_from_more_than_reviews(g: Graph) -> Fault | None:
    """Reviewers see what the model sends them: a model that learns from them alone learns what it already thought."""
    told = carriers(g, LABEL)
    fed = {f.target.name for f in told}
    sources = {f.source.name: f.source for f in told if f.source.name not in fed}
    if not sources or not all(isinstance(s, ReviewTeam) for s in sources.values()):
        return None
    people = next(iter(sources.values()))
    return Fault(
        f"All labels come from {people.name}, which sees only what the model was unsure of.",
        "0 other sources of labels",
        "1: what customers or banks report, or a random sample",
        "Label a random sample as well, or take in reports from outside.",
        part=people.key,
    )
