"""A journey told call by call: who asks whom, what runs side by side, what is given up, tried again or found near.

Read from the journey's own stages. Who asks a part is who has a call to it in the design and was met before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan, nan

from design import (
    Cached,
    Component,
    Design,
    FanOut,
    Hedged,
    Journey,
    Millis,
    Parallel,
    Pause,
    Retry,
    Served,
    Share,
    Stage,
    Stop,
    Timeout,
    bounded,
    unit_of,
    written,
)

MILLIS, SHARE = unit_of(Millis), unit_of(Share)


@dataclass(frozen=True)
class Call:
    """One part asks another; `order` is its number in the architecture, 0 for none."""

    source: str
    target: str
    says: str
    order: int
    time: str


@dataclass(frozen=True)
class Answer:
    """A part answers whoever asked it."""

    source: str
    target: str


@dataclass(frozen=True)
class Note:
    """Time that passes for another reason than work, at one lifeline."""

    at: str
    says: str


@dataclass(frozen=True)
class Open:
    """A fragment begins: its operator in a corner, as in UML, and its condition."""

    operator: str
    says: str


@dataclass(frozen=True)
class Otherwise:
    """The next part of a fragment begins."""

    says: str


@dataclass(frozen=True)
class Close:
    """The fragment that was opened last ends."""


Row = Call | Answer | Note | Open | Otherwise | Close


class Told:
    """A journey told: its rows, and the names of the lifelines in the order in which they are met."""

    def __init__(self, design: Design, journey: Journey) -> None:
        self.design, self.journey = design, journey
        self.rows: list[Row] = []
        self.names: list[str] = []
        self.stops: dict[str, Component] = {stop.name: stop for stop in self.journey.route.stops()}
        self.family = self.stops | {p.name: p for p in self.design.graph.measured}
        self.asks: dict[str, list[tuple[str, str, int]]] = {}
        for flow in self.design.graph.flows:
            if flow.link.kind == "sync":
                asked = self.asks.setdefault(flow.target.name, [])
                asked.append((flow.source.name, flow.link.says, flow.link.order))
        self.waiting: list[tuple[str, str]] = []
        self.last = ""
        for row in self._stage(self.journey.route):
            self.rows.append(row)
        self.rows += [Answer(part, by) for part, by in reversed(self.waiting)]

    def _stage(self, stage: Stage) -> Iterator[Row]:
        match stage:
            case Stop(part=part):
                yield from self._call(part)
            case Pause(name=name):
                at = stage.bare()
                yield Note(self.last or self._enter(name), f"{name} {time_of(at.service.p50, at.service.p99)}")
            case Parallel(stages=stages, first=first):
                awaited = "all are awaited" if first in (None, len(stages)) else f"the first {first} are awaited"
                yield from self._fragment("par", awaited, [("", one) for one in stages])
            case Timeout(stage=inner, limit=limit, instead=instead):
                late = f"late or down: {written(stage.late(), SHARE)}"
                ways = [("", inner), (late, instead)]
                yield from self._fragment("alt", f"in time; given up after {written(limit, MILLIS)}", ways)
            case Cached(hit_share=share, hit=hit, miss=miss):
                ways = [("", hit), (f"not found, {written(1 - float(share), SHARE)}", miss)]
                yield from self._fragment("alt", f"found, {written(float(share), SHARE)}", ways)
            case Retry(stage=inner, attempts=attempts, timeout=limit, pause=pause):
                says = f"up to {attempts} tries of {written(limit, MILLIS)}"
                says += f", {written(pause, MILLIS)} between" if pause else ""
                yield from self._fragment("loop", says, [("", inner)])
            case Hedged(stage=inner, after=after):
                says = f"a second copy after {written(after, MILLIS)}, the first answer counts"
                yield from self._fragment("par", says, [("", inner)])
            case FanOut(stage=inner, count=count, first=first):
                says = f"to {count} alike, " + (
                    "all are awaited" if first in (None, count) else f"the first {first} count"
                )
                yield from self._fragment("par", says, [("", inner)])
            case _:
                for one in stage.inner():
                    yield from self._stage(one)

    def _fragment(self, operator: str, says: str, parts: list[tuple[str, Stage]]) -> Iterator[Row]:
        yield Open(operator, says)
        before = self.last
        for i, (condition, stage) in enumerate(parts):
            if i:
                self.last = before
                yield Otherwise(condition)
            yield from self._stage(stage)
        self.last = before
        yield Close()

    def _call(self, part: Served) -> Iterator[Row]:
        caller, says, order = self._caller(part)
        self._enter(caller)
        self._enter(part.name)
        yield Call(caller, part.name, says, order, time_of(number_of(part, "p50"), number_of(part, "p99")))
        asks_on = any(by == part.name for name in self.stops for by, _, _ in self.asks.get(name, ()))
        if asks_on and (part.name, caller) not in self.waiting:
            self.waiting.append((part.name, caller))
            self.last = part.name
        elif not asks_on:
            yield Answer(part.name, caller)
        self.last = self.last or caller

    def _caller(self, part: Served) -> tuple[str, str, int]:
        """Who asks a part: who has a call to it and is in the sequence already, else whoever was asked last."""
        asked = self.asks.get(part.name, [])
        known = [one for one in asked if one[0] in self.names]
        if known or (asked and not self.names):
            return (known or asked)[0]
        return (self.last or "Caller", "asks", 0)

    def _enter(self, name: str) -> str:
        if name not in self.names:
            self.names.append(name)
        return name


def number_of(part: Component, name: str) -> float:
    """A number of a part by its name; not a number where it has none."""
    return float(getattr(part, name, nan))


def time_of(p50: float, p99: float) -> str:
    """A part's own time as a reader sees it; nothing where it is not known."""
    if isnan(p99):
        return ""
    if not bounded(p99):
        return MILLIS.unbounded
    if isnan(p50):
        return f"p99 {written(p99, MILLIS)}"
    return written(p50, MILLIS) if p50 == p99 else f"p50 {written(p50, MILLIS)} · p99 {written(p99, MILLIS)}"


def said_row(row: Row) -> str:
    """A row in words."""
    match row:
        case Call():
            time = f" ({row.time})" if row.time else ""
            return f"{f'Step {row.order}: ' if row.order else ''}{row.source} asks {row.target}, “{row.says}”{time}."
        case Answer():
            return f"{row.source} answers {row.target}."
        case Note():
            return f"{row.says} pass."
        case Open():
            kinds = {"par": "Side by side", "alt": "One or the other", "loop": "Again and again"}
            return f"{kinds[row.operator]} ({row.says}):"
        case Otherwise():
            return f"Or, {row.says}:" if row.says else "And beside it:"
        case Close():
            return "Then:"
