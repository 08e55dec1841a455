"""Whether one country, app version or channel differs from what it was, or only their shares do."""

import numpy as np

from labs.incident.check import Chart, Check, Reading
from labs.incident.traffic import DIMENSIONS, VALUES
from labs.incident.view import View

SIGMAS = 4.0
SPREAD = 1.5
MIX_MOVED = 0.05


def _run(view: View) -> Reading:
    today, usual = view.recent(2.0), view.reference
    names, scores, shares_now, shares_before = [], [], [], []
    moved: dict[str, list[str]] = {}
    heights = np.log(np.maximum(view.score, 1e-6))
    whole = _moved(heights[today], heights[usual], view.blocked[today], view.blocked[usual])
    for dimension in DIMENSIONS:
        values = view.segments[dimension]
        for place, name in enumerate(VALUES[dimension]):
            now, before = values[today] == place, values[usual] == place
            change = _moved(
                heights[today][now], heights[usual][before], view.blocked[today][now], view.blocked[usual][before]
            )
            if change > SIGMAS:
                moved.setdefault(dimension, []).append(name)
            names.append(f"{dimension} {name}")
            scores.append(change)
            shares_now.append(float(now.mean()))
            shares_before.append(float(before.mean()))
    gap = max(abs(a - b) for a, b in zip(shares_now, shares_before, strict=True))
    lone = [(dimension, found[0]) for dimension, found in moved.items() if len(found) == 1]
    outcome = "even"
    if gap > MIX_MOVED:
        outcome = "the mix moved"
    elif (
        len(moved)
        and all(len(found) == len(VALUES[dimension]) for dimension, found in moved.items() if len(found) > 1)
        and not lone
    ):
        outcome = "all moved"
    elif lone and _stands_out(lone, names, scores):
        outcome = "one part moved"
    elif moved:
        outcome = "all moved"
    top = int(np.argmax(scores))
    says = (
        f"No part moved by itself; the most is {names[top]}, {scores[top]:.1f} of {SIGMAS:g} deviations. "
        f"Shares moved by at most {gap:.1%}."
    )
    if outcome == "the mix moved":
        place = int(np.argmax([abs(a - b) for a, b in zip(shares_now, shares_before, strict=True)]))
        says = (
            f"{names[place]} is {shares_now[place]:.0%} of traffic, usually {shares_before[place]:.0%}; "
            f"the parts that moved in themselves: {sum(map(len, moved.values()))}."
        )
    elif outcome == "one part moved":
        says = (
            f"{names[top]} moved by {scores[top]:.1f} deviations, all traffic by {whole:.1f}; other parts "
            "of its kind did not."
        )
    elif outcome == "all moved":
        says = (
            f"Scores moved everywhere: all traffic by {whole:.1f} deviations, most in {names[top]}, {scores[top]:.1f}."
        )
    chart = Chart(
        "bars",
        "How far scores and blocks of each part moved",
        "deviations",
        tuple(names),
        (("moved", tuple(scores)),),
        (SIGMAS,) * len(names),
    )
    return Reading(outcome, says, chart)


def _stands_out(lone: list[tuple[str, str]], names: list[str], scores: list[float]) -> bool:
    """Whether a part moved at least twice as far as the next of its dimension."""
    for dimension, name in lone:
        own = scores[names.index(f"{dimension} {name}")]
        others = [
            score
            for other, score in zip(names, scores, strict=True)
            if other.startswith(f"{dimension} ") and other != f"{dimension} {name}"
        ]
        if own > 2 * max(others):
            return True
    return False


def _moved(now: np.ndarray, before: np.ndarray, blocked_now: np.ndarray, blocked_before: np.ndarray) -> float:
    """The larger of two shifts in deviations: of the mean log score, and of the share of blocks."""
    if len(now) < 50 or len(before) < 50:
        return 0.0
    score = abs(float(now.mean() - before.mean())) / (SPREAD * 2 * float(before.std()) / np.sqrt(len(now)))
    share = float(blocked_before.mean())
    block = abs(float(blocked_now.mean()) - share) / (SPREAD * np.sqrt(max(share * (1 - share), 1e-4) / len(now)))
    return float(max(score, block))


CHECK = Check(
    name="slices",
    title="Slices",
    minutes=15,
    reads="the serving log of two days, by country, app version and channel",
    rules_out="A part that hides in the sum, and a sum that moved though no part did.",
    outcomes=("even", "one part moved", "all moved", "the mix moved"),
    run=_run,
)
