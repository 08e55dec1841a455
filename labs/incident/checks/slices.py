"""Whether one country, app version or channel differs from what it was, or only their shares do."""

from itertools import chain
from typing import NamedTuple

import numpy as np

from labs.fraud.simulation import Flags, Floats
from labs.incident.check import Chart, Check, Reading
from labs.incident.traffic import DIMENSIONS, VALUES
from labs.incident.view import View

SIGMAS = 4.0
SPREAD = 1.5
"""Payments of one card or terminal go together: shares spread so much more than independent ones would (measured)."""

SCORE_SPREAD = 3.0
MIX_MOVED = 0.05
TIMES_THE_NEXT = 2.0
LEAST = 50


class _Part(NamedTuple):
    """One part of the traffic: how far it moved in deviations, its share of payments now and usually."""

    name: str
    moved: float
    now: float
    before: float


def _run(view: View) -> Reading:
    today, usual = view.recent(2.0), view.reference
    height = np.log(np.maximum(view.score, 1e-6))

    def part(name: str, here: Flags) -> _Part:
        now, before = here[today], here[usual]
        far = _moved(height[today][now], height[usual][before], view.blocked[today][now], view.blocked[usual][before])
        return _Part(name, far, float(now.mean()), float(before.mean()))

    whole = part("all traffic", np.ones(len(height), dtype=np.bool_))
    kinds = [
        [part(f"{kind} {name}", view.segments[kind] == place) for place, name in enumerate(VALUES[kind])]
        for kind in DIMENSIONS
    ]
    parts = list(chain.from_iterable(kinds))
    top, shifted = max(parts, key=lambda one: one.moved), max(parts, key=lambda one: abs(one.now - one.before))
    outcome, says = "even", f"No part moved; the most is {top.name}, {top.moved:.1f} of {SIGMAS:g} deviations."
    if abs(shifted.now - shifted.before) > MIX_MOVED:
        outcome = "the mix moved"
        says = f"{shifted.name} is {shifted.now:.0%} of traffic, usually {shifted.before:.0%}."
    elif any(_alone(kind) for kind in kinds):
        outcome = "one part moved"
        says = (
            f"{top.name} moved by {top.moved:.1f} deviations, all traffic by {whole.moved:.1f}; its neighbours did not."
        )
    elif top.moved > SIGMAS:
        outcome = "all moved"
        says = (
            f"All traffic moved by {whole.moved:.1f} deviations, {top.name} by {top.moved:.1f}; no part stands alone."
        )
    chart = Chart(
        kind="bars",
        title="How far scores and blocks of each part moved",
        unit="deviations",
        labels=tuple(one.name for one in parts),
        series=(("moved", tuple(one.moved for one in parts)),),
        limits=(SIGMAS,) * len(parts),
    )
    return Reading(outcome, says, chart)


def _alone(kind: list[_Part]) -> bool:
    """Whether one part moved and the next of its kind at most half as far."""
    first, second = sorted((one.moved for one in kind), reverse=True)[:2]
    return first > SIGMAS and first > TIMES_THE_NEXT * second


def _moved(now: Floats, before: Floats, blocked_now: Flags, blocked_before: Flags) -> float:
    """The larger of two shifts in deviations: of the mean log score, and of the share of blocks."""
    if len(now) < LEAST or len(before) < LEAST:
        return 0.0
    score = abs(float(now.mean() - before.mean())) / (SCORE_SPREAD * float(before.std()) / np.sqrt(len(now)))
    share = float(blocked_before.mean())
    spread = SPREAD * np.sqrt(max(share * (1 - share), 1e-4) / len(now))
    return float(max(score, abs(float(blocked_now.mean()) - share) / spread))


CHECK = Check(
    name="slices",
    title="Slices",
    minutes=15,
    reads="the serving log of two days, by country, app version and channel",
    rules_out="A part that hides in the sum, and a sum that moved though no part did.",
    outcomes=("even", "one part moved", "all moved", "the mix moved"),
    run=_run,
)
