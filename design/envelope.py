"""The capacity envelope: how many times its load a design stands, which promise breaks first, and at which part."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf, log, sqrt

from .case import turned
from .design import Design, design_of
from .graph import Component
from .journey import Journey
from .knob import Knob
from .ledger import Entry
from .promise import Outcome
from .units import Share, unit_of, written

FARTHEST = 1000.0
"""No design is asked for more times its load than this."""
STRIDES = 8
"""Places between today's load and the farthest that are looked at before halving: a promise may break and mend."""
HALVINGS = 13
"""They tell the load at which a promise breaks to within 0.02 % of it, over a thousandfold range."""


@dataclass(frozen=True)
class Envelope:
    """How far one load can grow with every decision left as it is.

    `holds` and `breaks` are multiples of the load at hand, close together: at the first every promise that is kept
    now is kept, at the second `outcome` is not. Where none breaks up to `reach`, `breaks` is unbounded and `outcome`
    is None. `broken` are those already broken.
    """

    load: Knob
    at_hand: float
    holds: float
    breaks: float
    reach: float
    outcome: Outcome | None
    part: Component | None
    broken: tuple[Outcome, ...]
    evaluations: int

    @property
    def says(self) -> str:
        """The answer, in words."""
        already = "; ".join(o.promise.title for o in self.broken)
        before = f" Broken already: {already}." if already else ""
        if self.outcome is None:
            return f"{self._none_breaks}{before}"
        where = f" The part is {self.part.name}{_busy(self.part)}." if self.part else ""
        return (
            f"At {written(self.breaks)} times today's load ({self.load.title.lower()}: {self._said(self.breaks)}) "
            f"{self.outcome.promise.title} breaks first: {self.outcome.text}, {self.outcome.demand}.{where}{before}"
        )

    @property
    def _none_breaks(self) -> str:
        if self.evaluations == 0:
            return "There is nothing to ask: no promise is kept, or the load is at the end of its range."
        end = "as far as it was asked" if self.reach >= FARTHEST else "the end of its range"
        return (
            f"No promise that is kept now breaks up to {written(self.reach)} times today's load "
            f"({self.load.title.lower()}: {self._said(self.reach)}), {end}."
        )

    def _said(self, times: float) -> str:
        return written(self.at_hand * times, self.load.unit)


def envelope(design: Design) -> Envelope | None:
    """The envelope of a design, or None where its case names no load.

    Strides of equal ratio find the first place where a promise that is kept now is broken; halving on the log scale
    then tells where it begins. A promise that breaks and mends between two strides is not seen. At most
    `STRIDES + HALVINGS` designs are made.
    """
    if not design.case.load:
        return None
    load = design.case.knob(design.case.load)
    at_hand = float(getattr(design.knobs, load.name))
    reach = max(1.0, min(FARTHEST, load.high / at_hand)) if at_hand > 0 else 1.0
    kept = frozenset(o.promise.key for o in design.outcomes if o.kept)
    asked = 0
    holds, breaks, at_break = 1.0, inf, design

    def broken_at(times: float) -> bool:
        """Whether a promise that is kept now is broken at so many times the load; the design is held where it is."""
        nonlocal asked, breaks, at_break
        asked += 1
        tried = _grown(design, load, times)
        if not any(o.promise.key in kept for o in tried.broken):
            return False
        breaks, at_break = times, tried
        return True

    places = (reach ** (i / STRIDES) for i in range(1, STRIDES + 1)) if kept and reach > 1 else ()
    holds = _last_before(places, broken_at)
    for _ in range(HALVINGS if breaks < inf else 0):
        middle = sqrt(holds * breaks)
        holds = holds if broken_at(middle) else middle
    first = _first(at_break, kept) if breaks < inf else None
    part = part_that_gives(design, at_break, first.entry) if first else None
    return Envelope(load, at_hand, holds, breaks, reach, first, part, design.broken, asked)


def _last_before(places: Iterable[float], broken_at: Callable[[float], bool]) -> float:
    """The last place before the first broken one."""
    holds = 1.0
    for times in places:
        if broken_at(times):
            break
        holds = times
    return holds


def _grown(design: Design, load: Knob, times: float) -> Design:
    value = min(load.high, float(getattr(design.knobs, load.name)) * times)
    knobs = turned(design.knobs, {load.name: round(value) if load.whole else value})
    return design_of(design.case, knobs, design.evidence)


def _first(design: Design, kept: frozenset[str]) -> Outcome:
    """Of the promises that break at the same place, the one that is broken most."""
    return max((o for o in design.broken if o.promise.key in kept), key=lambda o: o.strain)


def part_that_gives(before: Design, after: Design, entry: Entry) -> Component:
    """The part that a number owes its change to: the fullest one that is full, else the one whose number moved most.

    Numbers that a drawn part did not say (a journey's, the bill's, the money's) are followed to the parts behind them.
    """
    full = [(use, part) for part in _behind(after, entry) if (use := _utilisation(part)) >= 1]
    if full:
        return max(full, key=lambda pair: pair[0])[1]
    drawn, seen = {part.key for part in after.graph.parts}, {entry.key}
    while entry.part.key not in drawn:
        inputs = [after.ledger[i.address] for i in entry.inputs if after.ledger.get(i.address)]
        fresh = [e for e in inputs if e.key not in seen]
        alike = [e for e in fresh if e.unit == entry.unit]
        moved = {e.key: _moved(before, e, relative=not alike) for e in alike or fresh}
        if not any(moved.values()):
            break
        entry = max(alike or fresh, key=lambda e: moved[e.key])
        seen.add(entry.key)
    return _stop(entry.part, entry.name) if isinstance(entry.part, Journey) else entry.part


def _stop(journey: Journey, number: str) -> Component:
    """The stop that is up least, or the slowest one, of a journey whose stops do not say a like number."""
    stops = journey.route.stops()
    if number == "availability":
        return min(stops, key=lambda stop: stop.up, default=journey)
    return max(stops, key=lambda stop: stop.wait.chance * stop.wait.mean + stop.service.mean, default=journey)


def _behind(design: Design, entry: Entry) -> tuple[Component, ...]:
    """Its part and every part whose numbers it follows from, nearest first."""
    found, waiting = {entry.key: entry}, [entry]
    for one in waiting:
        for address in (i.address for i in one.inputs):
            if address not in found and (behind := design.ledger.get(address)) is not None:
                found[address] = behind
                waiting.append(behind)
    return tuple({e.part.key: e.part for e in found.values()}.values())


def _utilisation(part: Component) -> float:
    return float(getattr(part, "utilisation", 0.0))


def _moved(before: Design, entry: Entry, relative: bool) -> float:
    """How far a number moved: as a difference, or as the log of a ratio; unbounded from nothing or to no bound."""
    was = before.ledger.get(entry.key)
    if was is None or was.value == entry.value:
        return 0.0
    if not relative:
        return abs(entry.value - was.value)
    low, high = sorted((abs(was.value), abs(entry.value)))
    return log(high / low) if 0 < low and high < inf else inf


def _busy(part: Component) -> str:
    """How full a part is, where that is what it gave way to."""
    use = _utilisation(part)
    return f", {written(use, unit_of(Share))} busy at peak" if use >= 1 else ""
