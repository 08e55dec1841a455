"""What one design costs: `design_of` at its opening setting and along a knob, beside a fixed piece of work.

The reference is a Python loop and an FFT convolution, the two things that a design is made of.
"""

import time
from collections.abc import Callable

import numpy as np

import cases
from benchmarks import PAGE, SLIDER, Row, percentile
from design import KnobSet, cases_in, design_of, turned

REPEATS = 40
LIMIT_MS = 15.0  # the CPU that a move may take of the server, all in all


def reference() -> float:
    """About a millisecond of work of the kind that a design is made of."""
    grid = np.linspace(0.0, 1.0, 4096)
    spectrum = np.fft.rfft(grid, 8192)
    total = float(np.fft.irfft(spectrum * spectrum).sum())
    for number in range(10_000):
        total += number * 0.5
    return total


def milliseconds(*works: Callable[[], object]) -> list[float]:
    """The median CPU time of each piece of work, done in turn so that all meet the same machine."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(REPEATS):
        for work, times in zip(works, spent, strict=True):
            start = time.thread_time()
            work()
            times.append(1000 * (time.thread_time() - start))
    return [percentile(times, 50) for times in spent]


def run() -> list[Row]:
    """The table of the case behind PAGE: one design, and a sweep of the knob that SLIDER turns."""
    case = cases_in(cases)[PAGE.strip("/")]
    knobs: KnobSet = case.Knobs()
    evidence = case.evidence(knobs, lambda *said: None)
    knob = next(knob for knob in case.knobs if knob.title == SLIDER)
    axis = [turned(knobs, {knob.name: value}) for value in knob.axis]
    one, sweep, unit = milliseconds(
        lambda: design_of(case, knobs, evidence),
        lambda: [design_of(case, place, evidence) for place in axis],
        reference,
    )
    return [
        Row("one design", one, "ms", unit),
        Row(f"a sweep of {knob.name}, {len(axis)} designs", sweep, "ms", unit),
        Row("one design of the sweep", sweep / len(axis), "ms", limit=LIMIT_MS),
    ]
