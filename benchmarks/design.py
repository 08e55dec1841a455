"""What designs cost: one, its review, a sweep along a knob, a thousand; beside fixed work and a simulation.

A design computes a number when it is first read; here every number is read unless a row says otherwise.

The reference of most rows is a Python loop and an FFT convolution, the two things that a design is made of. A thousand
designs are held against one discrete-event simulation of the opening design's journey, 20,000 requests.
"""

import random
import time
from collections.abc import Callable, Iterator

import numpy as np

import cases
import probes
import rules
from benchmarks import PAGE, SLIDER, Row, percentile
from benchmarks._simulated import simulated
from components._fleet import p99_of, queue
from design import Case, Design, Journey, KnobSet, asked, cases_in, design_of, probes_in, review, rules_in, turned
from design.response import service_time
from design.stages import composed

REPEATS = 40
SWEPT = 60
MANY = 1000
LIMIT_MS = 5.0
SWEEP_LIMIT_MS = 150.0


def reference() -> float:
    """About a millisecond of work of the kind that a design is made of."""
    grid = np.linspace(0.0, 1.0, 4096)
    spectrum = np.fft.rfft(grid, 8192)
    total = float(np.fft.irfft(spectrum * spectrum).sum())
    for number in range(10_000):
        total += number * 0.5
    return total


def milliseconds(*works: Callable[[], object], repeats: int = REPEATS) -> list[float]:
    """The median CPU time of each piece of work, done in turn so that all meet the same machine."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(repeats):
        for work, times in zip(works, spent, strict=True):
            start = time.thread_time()
            work()
            times.append(1000 * (time.thread_time() - start))
    return [percentile(times, 50) for times in spent]


def at_random(case: Case, seed: int) -> Iterator[KnobSet]:
    """Knob settings drawn evenly over every axis that needs no training."""
    rng = random.Random(seed)
    free = [k for k in (*case.knobs, *case.givens) if not k.trains]
    while True:
        yield turned(case.Knobs(), {k.name: rng.choice(k.axis) for k in free})


def run() -> list[Row]:
    """The table of the case behind PAGE."""
    case = cases_in(cases)[PAGE.strip("/")]
    knobs: KnobSet = case.Knobs()
    evidence = case.evidence(knobs, lambda *said: None)
    return [*_one(case, knobs, evidence), *_sweeps(case, knobs, evidence), *_many(case, knobs, evidence)]


def _one(case: Case, knobs: KnobSet, evidence: object) -> list[Row]:
    """One design never seen before, and what the review and the interviewer make of it."""
    fresh = at_random(case, seed=1)
    every_rule, every_probe = rules_in(rules), probes_in(probes)
    held: list[Design] = []

    def new() -> None:
        held.append(design_of(case, next(fresh), evidence))
        numbers(held[-1])

    again, one, reviewed, questioned, unit = milliseconds(
        lambda: numbers(design_of(case, knobs, evidence)),
        new,
        lambda: review(held[-1], every_rule),
        lambda: asked(held[-1], every_probe),
        reference,
    )
    return [
        Row("the opening design again", again, "ms", unit),
        Row("a design at random, seen for the first time", one, "ms", unit),
        Row("the same, against the limit", one, "ms", limit=LIMIT_MS),
        Row("its review", reviewed, "ms", unit),
        Row("the same, against the limit", reviewed, "ms", limit=LIMIT_MS),
        Row("its questions", questioned, "ms", unit),
    ]


def _sweeps(case: Case, knobs: KnobSet, evidence: object) -> list[Row]:
    """The knob that the slider benchmark turns, and the dearest number of the world to sweep: it moves every queue.

    Each sweep is of designs never seen before; once for the promises, once for every number of every design.
    """
    names = [next(k.name for k in case.knobs if k.title == SLIDER), case.load]
    rows = []
    for name in names:
        places = [turned(knobs, {name: value}) for value in case.knob(name).axis[:SWEPT]]
        promised, whole = milliseconds(
            *(_sweep(case, places, evidence, read) for read in (promises, numbers)), repeats=9
        )
        what = f"a sweep of {name}, {len(places)} designs"
        rows.append(Row(f"{what}, their promises", promised, "ms", limit=SWEEP_LIMIT_MS))
        rows.append(Row(f"{what}, every number", whole, "ms", limit=SWEEP_LIMIT_MS))
    return rows


def _sweep(
    case: Case, places: list[KnobSet], evidence: object, read: Callable[[Design], object]
) -> Callable[[], object]:
    def swept() -> None:
        forget()
        for place in places:
            read(design_of(case, place, evidence))

    return swept


def forget() -> None:
    """As if no latency had ever been worked out in this process."""
    for kept in (composed, service_time, queue, p99_of):
        kept.cache_clear()


def promises(design: Design) -> list[float]:
    """What the scoreboard reads."""
    return [outcome.value for outcome in design.outcomes]


def numbers(design: Design) -> list[float]:
    """Every number, computed."""
    return [entry.value for entry in design.ledger]


def _many(case: Case, knobs: KnobSet, evidence: object) -> list[Row]:
    """A thousand designs at random, and one simulation of one of them."""
    opening = design_of(case, knobs, evidence)
    journey = next(part for part in opening.graph.measured if isinstance(part, Journey))
    rate = max(flow.link.rate for flow in opening.graph.flows)
    start = time.thread_time()
    for _, place in zip(range(MANY), at_random(case, seed=2), strict=False):
        numbers(design_of(case, place, evidence))
    designs = time.thread_time() - start
    start = time.thread_time()
    times = simulated(journey, rate, seed=3)
    simulation = time.thread_time() - start
    off = abs(percentile(times, 99) / float(journey.p99) - 1)
    return [
        Row(f"{MANY} designs at random", designs, "s", limit=5.0),
        Row("one design, beside one simulation of its journey", 1000 * designs / MANY, "ms", 1000 * simulation),
        Row("the simulation's p99 off the design's", 100 * off, "%"),
    ]
