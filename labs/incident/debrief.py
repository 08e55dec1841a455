"""The debrief: what it was, what it cost against other plays, which checks and fixes were wasted, what would have
caught it."""

import math
from dataclasses import dataclass
from itertools import accumulate, pairwise

from labs.incident.belief import Worth, next_checks, phase_at, prior, updated
from labs.incident.drill import Tell, begin, silent, total_loss
from labs.incident.fault import Plant
from labs.incident.faults import found as faults
from labs.incident.incident import Incident, incident
from labs.incident.monitors import PLAN, Monitor, evaluated, first_page, monitor_named
from labs.incident.plays import best_play, do_nothing, played, retrain_first
from labs.incident.setting import HORIZON_DAYS, HOUR_S, MINUTE_S
from labs.incident.state import DrillState, Event
from labs.incident.system import Timeline, as_run, money_lost
from labs.incident.world import world_of

WASTED_BITS = 0.05
CHANGED = ("roll_back", "fall_back", "restore", "recalibrate", "retrain", "threshold", "fix")
HARMFUL_USD = 20_000.0
"""Two models of one quality differ by so much in a fortnight (measured); less than that is no harm."""
CURVE_HOURS = tuple(range(0, HORIZON_DAYS * 24 + 1, 6))


@dataclass(frozen=True)
class CheckJudged:
    """A check of the player's: what it told, in bits of belief, and what the best check then would have been expected
    to."""

    event: Event
    bits: float
    best: Worth | None
    wasted: bool


@dataclass(frozen=True)
class FixJudged:
    """A change of the player's and what it saved to the horizon against leaving out it alone; below 0 it did harm."""

    event: Event
    saved: float
    wrong: bool


@dataclass(frozen=True)
class Prevention:
    """An alert replayed on this very incident: hours from onset to its page and by how many it is earlier than the
    page that came (below 0: later; infinite hours: never), the money lost until then, its false alarms a month in
    health."""

    monitor: Monitor
    hours_after_onset: float
    hours_earlier: float
    money_saved: float
    false_alarms: float


@dataclass(frozen=True)
class Debrief:
    """The end of a drill. Money is USD from the page to the horizon, which is fourteen days on.

    `avoidable` is what doing nothing costs beyond the best play, `saved` the share of it that the player saved (None
    where nothing could be). `right`: the player named exactly what was planted that is to be mended or learned.
    `proved`: a check was made after the last change. `gates` say what would have stopped each fault before it began.
    `curves`: by play, the money lost until each of `CURVE_HOURS` after the page.
    """

    plants: tuple[Plant, ...]
    titles: tuple[str, ...]
    timeline: tuple[Event, ...]
    right: bool
    named: tuple[str, ...]
    lost: float
    lost_before_page: float
    best: float
    best_commands: tuple[str, ...]
    nothing: float
    retrain: float
    checks: tuple[CheckJudged, ...]
    fixes: tuple[FixJudged, ...]
    proved: bool
    minutes_to_stop: int | None
    prevention: tuple[Prevention, ...]
    chosen: Prevention | None
    gates: tuple[tuple[str, str, str], ...]
    curves: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def avoidable(self) -> float:
        """What the best play saves against doing nothing."""
        return max(0.0, self.nothing - self.best)

    @property
    def saved(self) -> float | None:
        """The player's share of what was avoidable."""
        return (self.nothing - self.lost) / self.avoidable if self.avoidable > HARMFUL_USD else None


def debrief(state: DrillState, tell: Tell = silent) -> Debrief:
    """The debrief of a closed drill, in some seconds. Raises ValueError while it is open: it tells the truth."""
    if not state.closed:
        raise ValueError("The incident is open. Close it first; the debrief tells what it was.")
    one = incident(state.seed, state.level)
    tell(0.05, "Playing the scripts of one who knows the truth")
    best = best_play(state.seed, state.level)
    tell(0.5, "Retraining first, and doing nothing")
    idle, retrained = do_nothing(state.seed, state.level), retrain_first(state.seed, state.level)
    tell(0.65, "Leaving out each of your changes in turn")
    fixes, stopped = _fixes(state), _stopped(state)
    tell(0.8, "Replaying the incident with each alert on")
    prevention = tuple(sorted((replayed(one, monitor) for monitor in PLAN), key=lambda p: p.hours_after_onset))
    planted = tuple(plant.fault for plant in one.plants)
    plays = (("yours", state), ("best play", best), ("retrain first", retrained), ("do nothing", idle))
    return Debrief(
        plants=one.plants,
        titles=tuple(faults()[name].title for name in planted),
        timeline=state.events,
        right=set(state.said) == set(planted),
        named=state.said,
        lost=total_loss(state),
        lost_before_page=_before(one),
        best=total_loss(best),
        best_commands=best.commands,
        nothing=total_loss(idle),
        retrain=total_loss(retrained),
        checks=_checks(state),
        fixes=fixes,
        proved=_proved(state),
        minutes_to_stop=stopped,
        prevention=prevention,
        chosen=replayed(one, monitor_named(state.prevention)) if state.prevention else None,
        gates=tuple((faults()[name].title, faults()[name].owner, faults()[name].gate) for name in planted),
        curves=tuple((name, _curve(one, play.timeline)) for name, play in plays),
    )


def replayed(one: Incident, monitor: Monitor) -> Prevention:
    """The incident again, with this alert on."""
    world = world_of(one.world_seed, one.plants)
    onset = min(plant.onset_s for plant in one.plants)
    page = first_page(world, monitor, onset)
    earlier = (one.arrival_s - page) / 3600
    saved = 0.0
    if earlier > 0:
        saved = max(0.0, _money(one, page, one.arrival_s))
    return Prevention(monitor, (page - onset) / 3600, earlier, saved, evaluated((monitor,)).false_alarms)


def _money(one: Incident, from_s: float, to_s: float) -> float:
    return money_lost(world_of(one.world_seed, one.plants), from_s, to_s)


def _curve(one: Incident, timeline: Timeline) -> tuple[float, ...]:
    """Money lost until each of `CURVE_HOURS`, USD."""
    world = as_run(one.world_seed, one.plants, timeline)
    stops = [one.arrival_s + hour * HOUR_S for hour in CURVE_HOURS]
    return tuple(accumulate((money_lost(world, *pair) for pair in pairwise(stops)), initial=0.0))


def _before(one: Incident) -> float:
    return _money(one, min(plant.onset_s for plant in one.plants), one.arrival_s)


def _checks(state: DrillState) -> tuple[CheckJudged, ...]:
    """What each check told; once the system was changed a check proves, and is no waste."""
    belief, found, changed = dict(prior()), [], False
    done: list[tuple[str, str]] = []
    for event in state.events:
        name, _, argument = event.command.partition(":")
        changed = changed or name in CHANGED
        if name != "check" or event.reading is None:
            continue
        phase = phase_at(event.to_minute)
        if changed or (phase, argument) in done:
            found.append(CheckJudged(event, 0.0, None, not changed))
            continue
        best = next_checks(belief, tuple(check for when, check in done if when == phase), phase)
        after = updated(belief, argument, event.reading.outcome, phase)
        bits = sum(share * math.log2(share / belief[fault]) for fault, share in after.items() if share > 0)
        found.append(CheckJudged(event, bits, best[0] if best else None, bits < WASTED_BITS))
        belief = dict(after)
        done.append((phase, argument))
    return tuple(found)


def _fixes(state: DrillState) -> tuple[FixJudged, ...]:
    """What each change saved to the horizon: the same play again, with the minutes of that change waited through."""
    start, lost = begin(state.seed, state.level), total_loss(state)
    found = []
    for place, event in enumerate(state.events):
        if event.command.partition(":")[0] in CHANGED:
            script = [_again(other, number == place) for number, other in enumerate(state.events)]
            saved = total_loss(played(start, [command for command in script if command])) - lost
            found.append(FixJudged(event, saved, saved <= 0))
    return tuple(found)


def _again(event: Event, left_out: bool) -> str:
    """The command of an event when it is played again for its effect alone: what changes nothing only takes its
    minutes."""
    minutes = event.to_minute - event.from_minute
    if left_out or event.reading is not None:
        return f"wait:{minutes}"
    return event.command if minutes else ""


def _horizon(one: Incident, timeline: Timeline) -> float:
    return money_lost(as_run(one.world_seed, one.plants, timeline), one.arrival_s, one.horizon_s)


def _proved(state: DrillState) -> bool:
    """Whether a check was made after the last change, or nothing was changed."""
    names = [event.command.partition(":")[0] for event in state.events]
    changes = [place for place, name in enumerate(names) if name in CHANGED]
    return not changes or "check" in names[changes[-1] :]


def _stopped(state: DrillState) -> int | None:
    """Minutes from the page to the change after which the leak is at most a tenth of what it was; None for never."""
    one = incident(state.seed, state.level)
    leak = _horizon(one, ())
    for entry, (from_s, _) in enumerate(state.timeline):
        world = as_run(one.world_seed, one.plants, state.timeline[: entry + 1])
        part = (one.horizon_s - from_s) / (one.horizon_s - one.arrival_s)
        if money_lost(world, from_s, one.horizon_s) <= 0.1 * leak * part:
            return (from_s - one.arrival_s) // MINUTE_S
    return 0 if leak <= HARMFUL_USD else None
