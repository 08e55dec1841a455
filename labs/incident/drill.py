"""The drill: `begin`, and `step(state, command)`, which gives the next state; replaying is the only way back to one."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from labs.incident.belief import Belief, moved, phase_at, prior, updated
from labs.incident.check import Reading
from labs.incident.checks import found as checks
from labs.incident.checks import read
from labs.incident.commands import ACTIONS, FIX_PAGED_MINUTES, Command, number_in, owner_of, parsed
from labs.incident.fault import OWNERS
from labs.incident.faults import found as faults
from labs.incident.incident import LEVELS, Incident, incident
from labs.incident.models import registry
from labs.incident.setting import HORIZON_DAYS, HOUR_S, MINUTE_S
from labs.incident.state import DrillState, Event
from labs.incident.system import (
    LEAST_MATURED,
    System,
    Timeline,
    as_run,
    money_lost,
    release_before,
    ripe_of_release,
)
from labs.incident.view import View, view_of
from labs.incident.world import World

ALERTS = ("null_rates", "score_distribution", "matured_metrics", "label_arrival", "business_counts")
"""What a team without a plan watches; the first of them that is not as usual is what pages the player."""
QUIET = frozenset({"none", "same", "held", "steady", "too few", "as promised"})
OWNER_KNOWS, OWNER_WRONG = 0.9, 0.1
"""How often an owner whose part changed says so, and how often another one believes that theirs did (assumed)."""
NOT_IT = 0.02
"""What is left of a suspicion when its owner tried to take the change back and found none."""
RATE_HOURS = 24
LONGEST_MINUTES = HORIZON_DAYS * 24 * 60

Tell = Callable[[float, str], None]
"""Hears how far longer work is, 0 to 1, and what it does; it may raise to end it."""


def silent(share: float, doing: str) -> None:
    """Hear nothing."""


def begin(seed: int, level: str) -> DrillState:
    """The moment of the page. Raises ValueError for a seed or level that is none."""
    one = incident(seed, level)
    state = DrillState(seed, level, (), 0, Reading("", ""), (), (), tuple(prior().items()), None, None)
    return _metered(replace(state, alert=_alert(view_of(_world(one, ()), one.arrival_s))))


def step(state: DrillState, command: str) -> DrillState:
    """The state after a command; the same state with a `refusal` in words where it cannot be done."""
    try:
        if state.closed:
            raise ValueError("The incident is closed. Begin another one.")
        return _stepped(replace(state, refusal=""), parsed(command), command)
    except ValueError as refusal:
        return replace(state, refusal=str(refusal))


def restored(text: str, tell: Tell = silent) -> DrillState:
    """The state of a `link`. Raises ValueError for a text that is none; a command that cannot be done ends the replay
    there, with its refusal."""
    level, _, rest = text.partition("~")
    seed, _, commands = rest.partition("~")
    if not (seed.isascii() and seed.isdigit()) or len(text) > 20_000:
        raise ValueError("This is no link of a drill. Begin a new one.")
    tell(0.0, "Simulating twelve weeks of payments through the deployed model")
    state = begin(int(seed), level)
    told = commands.split("~") if commands else []
    for place, command in enumerate(told):
        tell((place + 1) / (len(told) + 1), f"Command {place + 1} of {len(told)}: {command[:60]}")
        state = step(state, command)
        if state.refusal:
            break
    return state


def view_now(state: DrillState) -> View:
    """What may be read at the state's moment."""
    one = incident(state.seed, state.level)
    changed = state.timeline[-1][0] if state.timeline else 0
    return view_of(_world(one, state.timeline), _second(one, state.minute), changed)


def threshold_now(state: DrillState) -> float:
    """The score from which payments are blocked."""
    return registry().threshold if state.system.threshold is None else state.system.threshold


def total_loss(state: DrillState) -> float:
    """Money lost from the page to the horizon if nothing more is done, USD. The truth knows; a player does not."""
    one = incident(state.seed, state.level)
    return money_lost(_world(one, state.timeline), one.arrival_s, one.horizon_s)


def _stepped(state: DrillState, command: Command, text: str) -> DrillState:
    one = incident(state.seed, state.level)
    minutes = _minutes(state, command)
    if state.minute + minutes > LONGEST_MINUTES:
        raise ValueError(f"{text} would end after the {HORIZON_DAYS} days that count. Close the incident.")
    then = replace(state, commands=(*state.commands, text), minute=state.minute + minutes)
    if command.name == "check":
        return _metered(_checked(state, then, command.argument, text))
    if command.name in ("suspect", "prevent", "close"):
        return _metered(_noted(then, command, text, state.minute))
    if command.name == "page":
        says, belief = _answer(state, one, command.argument)
        then = replace(then, belief=tuple(belief.items()), paged=(*state.paged, owner_of(command.argument)))
        return _metered(_told(then, text, state.minute, says))
    if command.name == "wait":
        return _metered(_told(then, text, state.minute, f"{minutes:,} minutes went by."))
    return _metered(_acted(state, then, one, command, text))


def _minutes(state: DrillState, command: Command) -> int:
    if command.name == "check":
        return checks()[command.argument].minutes
    if command.name == "wait":
        return math.ceil(number_in(command.argument, 1, LONGEST_MINUTES, "wait"))
    if command.name == "fix" and faults()[command.argument].owner in state.paged:
        return FIX_PAGED_MINUTES
    return ACTIONS[command.name].minutes


def _checked(state: DrillState, then: DrillState, check: str, text: str) -> DrillState:
    """A reading stands for the moment at which the check ends; it moves the belief the first time, while nothing is
    changed."""
    reading = read(check, view_now(then))
    belief = state.belief
    if check not in state.done and not state.timeline:
        belief = tuple(updated(dict(state.belief), check, reading.outcome, phase_at(then.minute)).items())
    event = Event(text, state.minute, then.minute, reading.says, reading)
    return replace(then, belief=belief, events=(*state.events, event))


def _noted(then: DrillState, command: Command, text: str, minute: int) -> DrillState:
    if command.name == "suspect":
        return _told(replace(then, suspects=command.names), text, minute, f"Suspected: {_titles(command.names)}.")
    if command.name == "prevent":
        return _told(replace(then, prevention=command.argument), text, minute, f"To prevent it: {command.argument}.")
    closed = replace(then, closed=True, said=command.names)
    return _told(closed, text, minute, f"Closed as: {_titles(command.names)}.")


def _acted(state: DrillState, then: DrillState, one: Incident, command: Command, text: str) -> DrillState:
    """A change of the system takes effect when its minutes are over."""
    now_s = _second(one, state.minute)
    world, system = _world(one, state.timeline), state.system
    if command.name == "fix":
        return _fixed(state, then, one, command.argument, text)
    if command.name == "roll_back":
        release = release_before(world)
        system, says = replace(system, model=release, retrained=None, mended=None, rules=False), f"{release} answers."
    elif command.name == "fall_back":
        system, says = replace(system, rules=True), "Two rules decide; the model answers in silence."
    elif command.name == "restore":
        system, says = replace(system, rules=False), "The model decides again."
    elif command.name == "recalibrate":
        ripe = ripe_of_release(world, now_s)
        if ripe < LEAST_MATURED:
            raise ValueError(
                f"Only {ripe:,} ripe payments were scored by this release; a calibration needs {LEAST_MATURED:,}."
            )
        system, says = replace(system, mended=now_s), f"Scores follow the labels of {ripe:,} ripe payments."
    elif command.name == "retrain":
        system = replace(system, model=None, retrained=now_s, mended=None)
        says = "A model trained on the last 28 days of ripe payments in the log answers."
    else:
        limit = number_in(command.argument, 0.001, 0.999, "threshold")
        system, says = replace(system, threshold=limit), f"Payments are blocked from a score of {limit:g} on."
    return _told(_changed(then, one, system), text, state.minute, says)


def _fixed(state: DrillState, then: DrillState, one: Incident, fault: str, text: str) -> DrillState:
    planted = any(plant.fault == fault for plant in one.plants)
    title, owner = faults()[fault].title, faults()[fault].owner
    if planted and faults()[fault].undoable and fault not in state.system.fixed:
        belief = moved(dict(state.belief), {name: 1.0 if name == fault else NOT_IT for name in faults()})
        system = replace(state.system, fixed=(*state.system.fixed, fault))
        then = replace(_changed(then, one, system), belief=tuple(belief.items()))
        return _told(then, text, state.minute, f"The {owner} took the change back: {title}.")
    if fault in state.system.fixed:
        raise ValueError(f"{title} is mended already.")
    belief = moved(
        dict(state.belief), {name: NOT_IT if name == fault and faults()[name].undoable else 1.0 for name in faults()}
    )
    says = f"The {owner} looked for “{title}” and found nothing to take back."
    return _told(replace(then, belief=tuple(belief.items())), text, state.minute, says)


def _answer(state: DrillState, one: Incident, argument: str) -> tuple[str, Belief]:
    """What an owner says when paged, and the belief after it; asked again, they say the same and nothing moves."""
    owner = owner_of(argument)
    theirs = any(faults()[plant.fault].owner == owner for plant in one.plants)
    rng = np.random.default_rng([one.world_seed, OWNERS.index(owner), 3])
    knows = bool(rng.random() < (OWNER_KNOWS if theirs else OWNER_WRONG))
    belief: Belief = dict(state.belief)
    if owner not in state.paged:
        yes = {name: OWNER_KNOWS if fault.owner == owner else OWNER_WRONG for name, fault in faults().items()}
        belief = moved(belief, yes if knows else {name: 1 - chance for name, chance in yes.items()})
    says = (
        "“Something of ours changed about then. We stand by.”"
        if knows
        else "“Nothing of ours changed that we know of. We stand by.”"
    )
    return f"The {owner}: {says}", belief


def _changed(then: DrillState, one: Incident, system: System) -> DrillState:
    return replace(then, timeline=(*then.timeline, (_second(one, then.minute), system)))


def _told(state: DrillState, text: str, from_minute: int, says: str) -> DrillState:
    return replace(state, events=(*state.events, Event(text, from_minute, state.minute, says)))


def _titles(names: tuple[str, ...]) -> str:
    return ", ".join(faults()[name].title for name in names) or "nothing is broken"


def _metered(state: DrillState) -> DrillState:
    """The state with its meter, where the level has one or the drill is over."""
    if not (LEVELS[state.level].meter or state.closed):
        return state
    one = incident(state.seed, state.level)
    world, now_s = _world(one, state.timeline), _second(one, state.minute)
    day = money_lost(world, now_s, now_s + RATE_HOURS * HOUR_S)
    return replace(state, money_lost=money_lost(world, one.arrival_s, now_s), loss_per_hour=day / RATE_HOURS)


def _alert(view: View) -> Reading:
    for name in ALERTS:
        reading = read(name, view)
        if reading.outcome not in QUIET:
            return reading
    return Reading("complaint", "No dashboard moved. Finance and support say that something is wrong with payments.")


def _world(one: Incident, timeline: Timeline) -> World:
    return as_run(one.world_seed, one.plants, timeline)


def _second(one: Incident, minute: int) -> int:
    return one.arrival_s + minute * MINUTE_S
