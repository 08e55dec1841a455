"""What a search costs: 2,000 designs drawn, their front, and the way backwards; beside as many designs made plainly.

The reference of a draw is the same designs made one after another from knobs at hand, their promises read. That of
the front is comparing each point with all others, in NumPy.
"""

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

import cases
from benchmarks import PAGE, Row
from benchmarks.design import forget, promises
from design import Design, cases_in, design_of
from search import Goal, Sample, Space, cheapest_change, cheapest_design, sample, space_of

Made = TypeVar("Made")
SAMPLES = 2000
LIMIT_S = 5.0
MORE_THAN_PLAIN = 1.5
GOALS = (Goal("Bill.cost"), Goal("Money.fraud_loss"), Goal("Decision.availability", upward=True))


def run() -> list[Row]:
    """The table of the case behind PAGE."""
    case = cases_in(cases)[PAGE.strip("/")]
    knobs = case.Knobs()
    opening = design_of(case, knobs, case.evidence(knobs, lambda *said: None))
    space = space_of(opening)
    forget()
    drawn, ours = timed(lambda: sample(space, samples=SAMPLES))
    at_hand = [drawn.knobs(i) for i in range(SAMPLES)]
    forget()
    _, plain = timed(lambda: [promises(design_of(case, one, opening.evidence)) for one in at_hand])
    return [
        Row(f"{SAMPLES:,} designs drawn", ours, "s", limit=LIMIT_S),
        Row("the same, beside making them plainly", ours, "s", plain, MORE_THAN_PLAIN),
        _processes(space, ours),
        *_fronts(drawn),
        *_backwards(opening, plain / SAMPLES),
    ]


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What a piece of work makes, and the CPU time of this thread, in seconds."""
    start = time.thread_time()
    made = work()
    return made, time.thread_time() - start


def _processes(space: Space, one_core: float) -> Row:
    """The same draw on two cores, by the wall clock: the second time, when their processes are there."""
    for _ in range(2):
        start = time.perf_counter()
        sample(space, samples=SAMPLES, jobs=2)
        wall = time.perf_counter() - start
    return Row("the same on two processes, beside one", wall, "s", one_core)


def _fronts(drawn: Sample) -> list[Row]:
    """The front in three numbers."""
    _, ours = timed(lambda: drawn.front(GOALS))
    _, every_pair = timed(lambda: brute(drawn))
    return [Row("the front in three numbers, beside every pair", 1000 * ours, "ms", 1000 * every_pair, 1.0)]


def brute(drawn: Sample) -> list[int]:
    """The front by comparing each point with all others."""
    costs = np.column_stack([drawn.column(g.key) * (-1 if g.upward else 1) for g in GOALS])
    return [i for i, cost in enumerate(costs) if not ((costs <= cost).all(axis=1) & (costs < cost).any(axis=1)).any()]


def _backwards(opening: Design, one: float) -> list[Row]:
    """The way back from the opening design, and from a world where promises contradict each other."""
    harder = design_of(opening.case, type(opening.knobs)(fraud_rate=0.008), opening.evidence)  # type: ignore[call-arg]  # the case's own given
    rows = []
    for what, search in (("change", cheapest_change), ("design", cheapest_design)):
        for where, start in (("from the opening design", opening), ("where promises contradict", harder)):
            answer, ours = timed(lambda search=search, start=start: search(space_of(start)))  # type: ignore[misc]  # bound now
            rows.append(
                Row(
                    f"the cheapest {what} {where}, beside {answer.evaluations:,} plain designs",
                    ours,
                    "s",
                    one * answer.evaluations,
                )
            )
    return rows
