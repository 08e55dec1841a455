"""How long a team takes to name the cause with the checks that it has: many diagnoses, played from the likelihoods."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from labs.fraud.simulation import Floats
from labs.incident.belief import likelihood
from labs.incident.checks import found as checks
from labs.incident.faults import found as faults
from labs.incident.plays import MOST_CHECKS, SURE

EACH = 16
CAUSE_SEED = 4_711
TINY = 1e-300


@dataclass(frozen=True)
class Diagnosis:
    """How one fault is diagnosed: minutes of checks on average, and the share of diagnoses that name it."""

    fault: str
    minutes: float
    right: float


def diagnosed(at_hand: Collection[str]) -> tuple[Diagnosis, ...]:
    """Every fault, diagnosed with these checks: the one with the most bits a minute next, until one cause is likely.

    Sixteen seeded plays a fault; a play ends at the belief and the number of checks at which the lab's script does.
    Raises ValueError where a check is unknown or there is none.
    """
    if not at_hand or (unknown := set(at_hand) - set(checks())):
        raise ValueError(
            f"Diagnosing takes some of {', '.join(checks())}; {sorted(unknown) if at_hand else 'none'} given."
        )
    return _diagnosed(frozenset(at_hand))


@lru_cache(maxsize=256)
def _diagnosed(at_hand: frozenset[str]) -> tuple[Diagnosis, ...]:
    names, chosen = tuple(faults()), [check for name, check in checks().items() if name in at_hand]
    outcomes = max(len(check.outcomes) for check in chosen)
    chances = np.zeros((len(chosen), outcomes, len(names)))
    for place, check in enumerate(chosen):
        for row, outcome in enumerate(check.outcomes):
            told = likelihood(check.name, outcome)
            chances[place, row] = [told[name] for name in names]
    return _played(names, chances, np.array([float(check.minutes) for check in chosen]))


def _played(names: tuple[str, ...], chances: Floats, minutes: Floats) -> tuple[Diagnosis, ...]:
    rng = np.random.default_rng(CAUSE_SEED)
    truth = np.repeat(np.arange(len(names)), EACH)
    belief = np.full((len(truth), len(names)), 1 / len(names))
    done = np.zeros((len(truth), len(minutes)), dtype=np.bool_)
    spent = np.zeros(len(truth))
    for _ in range(min(MOST_CHECKS, len(minutes))):
        open_ = np.flatnonzero(belief.max(axis=1) < SURE)
        if not len(open_):
            break
        worth = np.where(done[open_], -np.inf, _bits(belief[open_], chances) / minutes)
        check = worth.argmax(axis=1)
        seen = _drawn(chances[check, :, truth[open_]], rng)
        moved = belief[open_] * chances[check, seen]
        belief[open_] = moved / moved.sum(axis=1, keepdims=True)
        done[open_, check] = True
        spent[open_] += minutes[check]
    named = belief.argmax(axis=1) == truth
    return tuple(
        Diagnosis(name, float(spent[truth == place].mean()), float(named[truth == place].mean()))
        for place, name in enumerate(names)
    )


def _bits(belief: Floats, chances: Floats) -> Floats:
    """What each check is expected to tell under each belief, (beliefs, checks), in bits."""
    joint = belief[:, None, None, :] * chances
    seen = joint.sum(axis=3)
    inner = (joint * np.log2(np.maximum(joint, TINY))).sum(axis=3) - seen * np.log2(np.maximum(seen, TINY))
    before = (belief * np.log2(np.maximum(belief, TINY))).sum(axis=1)
    return np.asarray(inner.sum(axis=2) - before[:, None])


def _drawn(chances: Floats, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """An outcome for each row of chances."""
    up_to = chances.cumsum(axis=1)
    return np.asarray((rng.random(len(chances))[:, None] * up_to[:, -1:] > up_to).sum(axis=1), dtype=np.int64)
