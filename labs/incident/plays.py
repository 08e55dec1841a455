"""Scripted players: one that knows the truth, one that believes its table, one that retrains first."""

from collections.abc import Iterable

from labs.incident.belief import next_checks
from labs.incident.drill import begin, step, total_loss
from labs.incident.faults import found as faults
from labs.incident.incident import incident
from labs.incident.state import DrillState

SURE, MOST_CHECKS = 0.8, 9
DAY = 24 * 60


def played(state: DrillState, commands: Iterable[str]) -> DrillState:
    """The state after the commands, those that are refused left out."""
    for command in commands:
        state = step(state, command)
    return state


def best_play(seed: int, level: str) -> DrillState:
    """The cheapest of the scripts that a player who knows the truth could follow: the bound that others are held to.

    Scripts stop the bleeding in no way or one, mend every fault in the way that its file names, and learn anew now, in
    four days or in a week. They are few; a cleverer play may beat the best of them by a little.
    """
    one, start = incident(seed, level), begin(seed, level)
    names = [plant.fault for plant in one.plants]
    fixes = [f"fix:{name}" for name in names if faults()[name].undoable]
    pages = [
        f"page:{owner}"
        for owner in dict.fromkeys(faults()[name].owner.replace(" ", "_") for name in names if faults()[name].undoable)
    ]
    repair = [*pages, *fixes]
    stops: list[list[str]] = [[], ["fall_back"], ["roll_back"]]
    scripts = [[*stop, *repair, *(["restore"] if stop == ["fall_back"] and repair else [])] for stop in stops]
    if any(faults()[name].remedy == "retrain" for name in names):
        scripts += [[*repair, *wait, "retrain"] for wait in ([], [f"wait:{4 * DAY}"], [f"wait:{7 * DAY}"])]
        scripts += [[*repair, f"threshold:{limit}"] for limit in (0.02, 0.03)]
        scripts += [[*repair, "retrain", f"wait:{5 * DAY}", "retrain"]]
    ends = [step(played(start, script), f"close:{'+'.join(names)}") for script in scripts]
    return min(ends, key=total_loss)


def retrain_first(seed: int, level: str) -> DrillState:
    """The player who retrains on whatever the log holds, and goes home."""
    return played(begin(seed, level), ["retrain", "close:none"])


def do_nothing(seed: int, level: str) -> DrillState:
    """The player who goes home at once."""
    return step(begin(seed, level), "close:none")


def diagnose_first(seed: int, level: str) -> DrillState:
    """The player without the truth: the check with the most bits a minute until one fault is likely, then its
    remedy."""
    state = begin(seed, level)
    while max(state.beliefs.values()) < SURE and len(state.done) < MOST_CHECKS:
        state = step(state, f"check:{next_checks(state.beliefs, state.done, state.phase)[0].check}")
    top = next(iter(state.beliefs))
    fault = faults()[top]
    remedies = {
        "fix": [f"page:{fault.owner.replace(' ', '_')}", f"fix:{top}"],
        "retrain": ["retrain", f"wait:{5 * DAY}", "retrain"],
        "nothing": [],
    }
    return played(state, [*remedies[fault.remedy], f"close:{top}"])
