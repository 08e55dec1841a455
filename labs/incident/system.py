"""What the player has made of the system, and the world as it then runs: logs, labels, decisions, money."""

import functools
from dataclasses import dataclass, replace

import numpy as np
from sklearn.isotonic import IsotonicRegression

from labs.fraud.calibration import Steps
from labs.fraud.simulation import DAY_S, Flags, Floats
from labs.fraud.training import Model, fitted
from labs.incident.fault import Plant
from labs.incident.models import PREVIOUS, costs, registry
from labs.incident.setting import HOUR_S, MATURATION_DAYS, PAYMENTS_PER_ROW, SETTING
from labs.incident.world import World, world_of

TRAIN_DAYS = 28
LEAST_MATURED = 2_000


@dataclass(frozen=True)
class System:
    """How payments are decided from a moment on.

    `fixed` are the faults taken back at their source. `model` is a release by name, `retrained` the second at which
    one was trained on the log; without either the pipeline serves what it had. `mended` is the second at which scores
    were calibrated anew. `rules`: the model is by-passed.
    """

    fixed: tuple[str, ...] = ()
    model: str | None = None
    retrained: int | None = None
    mended: int | None = None
    threshold: float | None = None
    rules: bool = False


Timeline = tuple[tuple[int, System], ...]
"""From which second which system runs, oldest first; before the first, the world as it was found."""


def remaining(plants: tuple[Plant, ...], fixed: tuple[str, ...]) -> tuple[Plant, ...]:
    """The plants that still act."""
    return tuple(plant for plant in plants if plant.fault not in fixed)


@functools.lru_cache(maxsize=6)
def as_run(seed: int, plants: tuple[Plant, ...], timeline: Timeline) -> World:
    """The world as it runs under the timeline: of each stretch the inputs, scores and blocks of its system.

    Labels are those of the last system: an upstream fix fills in what was held back.
    """
    found = world_of(seed, plants)
    if not timeline:
        return found
    # Big tables are copied only where a fix changes them.
    given = ("served", "null", "recomputed", "copy", "copy_null") if timeline[-1][1].fixed else ()
    names = (*given, "score", "blocked", "copy_score", "release")
    arrays = {name: getattr(found, name).copy() for name in names}
    last = found
    for number, (from_s, system) in enumerate(timeline):
        to_s = timeline[number + 1][0] if number + 1 < len(timeline) else np.inf
        rows = found.between(from_s, to_s)
        last = world_of(seed, remaining(plants, system.fixed))
        for name in names:
            arrays[name][rows] = getattr(last, name)[rows]
        score, release = _scores(last, rows, system, seed, plants, timeline[:number])
        arrays["score"][rows] = score
        if release:
            arrays["release"][rows] = release
        # The dashboard copies the score too; where its copy is broken it stays broken.
        whole = last.copy_score[rows] == last.score[rows]
        arrays["copy_score"][rows] = np.where(whole, score, last.copy_score[rows])
        limit = registry().threshold if system.threshold is None else system.threshold
        arrays["blocked"][rows] = last.rule_hit[rows] if system.rules else score >= limit
    return replace(found, label_s=last.label_s, **arrays)


def _scores(
    world: World, rows: slice, system: System, seed: int, plants: tuple[Plant, ...], before: Timeline
) -> tuple[Floats, str]:
    """Scores of the rows under a system and the name of what served, empty where the pipeline's own did."""
    score, release = world.score[rows], ""
    if system.retrained is not None:
        score = _retrained(seed, plants, _until(before, system.retrained), system.retrained).scores(world.served[rows])
        release = "retrained"
    elif system.model is not None:
        score, release = world.models[system.model].scores(world.served[rows]), system.model
    if system.mended is not None:
        score = _mended(seed, plants, _until(before, system.mended), system.mended)(score)
    return score, release


def _until(timeline: Timeline, second: int) -> Timeline:
    return tuple((from_s, system) for from_s, system in timeline if from_s < second)


def matured(world: World, now_s: float, days: int) -> tuple[slice, Flags]:
    """The payments whose labels are ripe now, of so many days, and what the label store says of each."""
    rows = world.between(now_s - (MATURATION_DAYS + days) * DAY_S, now_s - MATURATION_DAYS * DAY_S)
    label: Flags = world.label_s[rows] <= world.time_s[rows] + MATURATION_DAYS * DAY_S
    return rows, label


@functools.lru_cache(maxsize=16)
def _retrained(seed: int, plants: tuple[Plant, ...], before: Timeline, now_s: int) -> Model:
    """A model trained on the log: features as they were served, labels as the store has them, ripe ones alone."""
    world = as_run(seed, plants, before)
    rows, label = matured(world, now_s, TRAIN_DAYS)
    return fitted(SETTING, world.served[rows], label, now_s // DAY_S)


def ripe_of_release(world: World, now_s: float) -> int:
    """How many ripe payments the release in service has scored; a calibration needs `LEAST_MATURED`."""
    rows, _ = matured(world, now_s, TRAIN_DAYS)
    current = world.release[world.between(now_s - HOUR_S, now_s)]
    return int((world.release[rows] == current[-1]).sum()) if len(current) else 0


@functools.lru_cache(maxsize=16)
def _mended(seed: int, plants: tuple[Plant, ...], before: Timeline, now_s: int) -> Steps:
    """An isotonic map from the scores of the release in service to the labels that came."""
    world = as_run(seed, plants, before)
    rows, label = matured(world, now_s, TRAIN_DAYS)
    current = world.release[world.between(now_s - HOUR_S, now_s)][-1]
    own = world.release[rows] == current
    fitted_map = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip").fit(world.score[rows][own], label[own])
    return Steps(fitted_map.X_thresholds_, fitted_map.y_thresholds_)


def release_before(world: World) -> str:
    """The release that a roll back brings: the one before the newest."""
    return world.serving[-2].release if len(world.serving) > 1 else PREVIOUS


def money_lost(world: World, from_s: float, to_s: float) -> float:
    """What decisions cost between two seconds beyond what the healthy twin's did, in USD of the whole business.

    The twin has the same seed and no fault. Where the world has more payments than its twin, the twin's cost counts
    once more for each: a busy week is no loss.
    """
    twin = world_of(world.seed)
    here, there = world.between(from_s, to_s), twin.between(from_s, to_s)
    ours = costs(world.fraud[here], world.amount[here], world.blocked[here]).sum()
    usual = costs(twin.fraud[there], twin.amount[there], twin.blocked[there]).sum()
    volume = (here.stop - here.start) / max(1, there.stop - there.start)
    return float((ours - usual * volume) * PAYMENTS_PER_ROW)
