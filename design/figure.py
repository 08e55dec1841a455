"""Figures: what a design stands on that may lie elsewhere in the world, and how far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite, sqrt
from typing import Any

from .assumption import ASSUMED, Assumption, is_assumed
from .belief import Belief
from .case import turned
from .design import Design
from .knob import Knob
from .knob_set import KnobSet, knob_named
from .units import Unit, written

FACTOR = 1.5
"""A figure that nobody measured may lie this much below and above: a habit of this house, to be replaced by yours."""
SHARES = ("%", "p")
"""Units of shares and probabilities: of these the odds are multiplied, so that none leaves 0 to 1."""
YOURS = "your value"
MEASURE_YOURS = ASSUMED.rpartition("; ")[2]


@dataclass(frozen=True)
class Figure:
    """One figure of the world and the range that it lies in; `said` tells where the range is from.

    `value` is what the design has. `addresses` are the places where it stands: a given's name, or the fields of all
    parts that carry it. `own` is true where the range is the user's.
    """

    addresses: tuple[str, ...]
    title: str
    value: float
    unit: Unit
    low: float
    high: float
    said: str
    own: bool = False
    whole: bool = False
    stops: tuple[float, ...] = ()

    @property
    def address(self) -> str:
        """The first place where it stands; it names the figure."""
        return self.addresses[0]

    @property
    def expected(self) -> float:
        """The likeliest value: the design's, or the nearest end where the user's range leaves that one out."""
        return min(max(self.value, self.low), self.high)

    @property
    def range(self) -> str:
        """The range as a reader sees it."""
        return f"{written(self.low, self.unit)} to {written(self.high, self.unit)}"

    def taken(self, value: float) -> float:
        """The nearest value that the figure can have: a whole number of a count, a stop of a given that has stops."""
        if self.stops:
            return min(self.stops, key=lambda stop: abs(stop - value))
        return float(round(value)) if self.whole else value

    def quantile(self, share: float) -> float:
        """The value that it stays below in this share of the worlds: triangular, likeliest at the expected value.

        Source: Johnson, The triangular distribution as a proxy for the beta distribution (1997).

        >>> Figure(("a",), "A", 1.0, Unit(""), 0.0, 2.0, "").quantile(0.125)
        0.5
        """
        low, mode, high = self.low, self.expected, self.high
        width = high - low
        if share * width <= mode - low:
            return low + sqrt(share * width * (mode - low))
        return high - sqrt((1 - share) * width * (high - mode))

    def at(self, value: float) -> dict[str, float]:
        """The value at every address where the figure stands."""
        return dict.fromkeys(self.addresses, self.taken(value))


def figures_of(design: Design) -> tuple[Figure, ...]:
    """Every figure that may lie elsewhere: uncertain givens, in their order, then what the parts stand on.

    A range of the user's goes before all; what nobody measured may lie a factor of 1.5 either way; what was read
    somewhere, and what the user gave a value of their own, is fixed. Limits of promises are demands, not figures; a
    given that trains is held. A field that several parts have from one line is one figure: one wage, one region.
    """
    return tuple(f for f in all_figures_of(design) if f.low < f.high)


def all_figures_of(design: Design) -> tuple[Figure, ...]:
    """The figures that may lie elsewhere, and those that are fixed: of these both ends are the value."""
    ranges = {b.address: b for b in design.knobs.beliefs if b.low is not None}
    limits = {p.limit_from for p in design.case.promises}
    givens = [g for g in design.case.givens if g.kind == "number" and not g.trains and g.name not in limits]
    of_the_world = (_of_given(g, getattr(design.knobs, g.name), ranges.get(g.name)) for g in givens)
    return (*of_the_world, *_of_parts(design, ranges))


def held(design: Design, figures: Iterable[Figure]) -> tuple[str, ...]:
    """A sentence for each range of the user's that the figures of the design do not follow, and why."""
    stands = {where for figure in figures for where in figure.addresses}
    return tuple(_held(design, stands))


def with_figures(knobs: KnobSet, values: Mapping[str, float], reason: str = "") -> KnobSet:
    """The knobs in a world where figures have these values, by address: givens turned, other figures believed.

    Counts are rounded. A range of the user's stays where the value lies in it; `reason` is said of what the user
    gave no reason for. Raises ValueError where a given cannot have its value.
    """
    turns: dict[str, Any] = {}
    beliefs = {b.address: b for b in knobs.beliefs}
    for where, value in values.items():
        if "." in where:
            beliefs[where] = _believed(beliefs.get(where) or Belief(where), value, reason)
        else:
            turns[where] = round(value) if knob_named(type(knobs), where).whole else float(value)
    return turned(knobs, {**turns, "beliefs": tuple(beliefs.values())})


def _believed(before: Belief, value: float, reason: str) -> Belief:
    if before.low is None or before.high is None or not before.low <= value <= before.high:
        return Belief(before.address, value, reason=before.reason or reason)
    return replace(before, value=value, reason=before.reason or reason)


def _of_given(given: Knob, value: float, own: Belief | None) -> Figure:
    low, high, said = _range(float(value), given.unit, given.source, own)
    low, high = max(low, given.low), min(high, given.high)
    figure = Figure(
        (given.name,), given.title, float(value), given.unit, low, high, said, own is not None, given.whole, given.stops
    )
    return replace(figure, low=figure.taken(low), high=figure.taken(high))


def _of_parts(design: Design, ranges: Mapping[str, Belief]) -> Iterator[Figure]:
    """One figure for each line of the vocabulary, however many parts have it from there, in one range."""
    found: dict[tuple[Any, ...], list[Assumption]] = {}
    for one in design.assumptions:
        if isinstance(one.value, bool) or not isinstance(one.value, int | float) or not isfinite(one.value):
            continue
        own = ranges.get(one.address)
        between = (own.low, own.high) if own else ()
        found.setdefault((one.address.rpartition(".")[2], one.why, one.value, one.own, between), []).append(one)
    for same in found.values():
        yield _of_part(same, ranges.get(same[0].address))


def _of_part(same: list[Assumption], own: Belief | None) -> Figure:
    one, value = same[0], same[0].value
    low, high, said = _range(float(value), one.unit, YOURS if one.own else one.source, own)
    part, _, field = one.address.rpartition(".")
    title = field.replace("_", " ")
    title = f"{part}: {title}" if len(same) == 1 else f"{title[0].upper()}{title[1:]}, in {len(same)} parts"
    low, high = max(low, 0.0), min(high, 1.0) if one.unit.symbol == "%" else high
    where, whole = tuple(a.address for a in same), isinstance(one.default, int)
    figure = Figure(where, title, float(value), one.unit, low, high, said, own is not None, whole)
    return replace(figure, low=figure.taken(low), high=figure.taken(high))


def _range(value: float, unit: Unit, source: str, own: Belief | None) -> tuple[float, float, str]:
    """The ends, and where they are from; both ends the value itself where it is fixed."""
    if own is not None and own.low is not None and own.high is not None:
        return own.low, own.high, own.reason or "your range"
    if not (is_assumed(source) or ASSUMED in source or MEASURE_YOURS in source):
        return value, value, source
    if unit.symbol in SHARES and 0 <= value <= 1:
        return (
            _short(_share(value, 1 / FACTOR)),
            _short(_share(value, FACTOR)),
            f"assumed: a factor of {FACTOR:g} of the odds",
        )
    return _short(value / FACTOR), _short(value * FACTOR), f"assumed: a factor of {FACTOR:g} either way"


def _share(share: float, factor: float) -> float:
    """The share whose odds are so many times those of another; 0 and 1 stay."""
    return share * factor / (1 - share + share * factor)


def _short(value: float) -> float:
    """Without the dust of floating point, which a link would carry."""
    return float(f"{value:.10g}")


def _held(design: Design, stands: set[str]) -> Iterator[str]:
    limits = {p.limit_from: p.title for p in design.case.promises}
    for where in (b.address for b in design.knobs.beliefs if b.low is not None and b.address not in stands):
        if "." in where:
            known = any(a.address == where for a in design.assumptions)
            yield f"{where}: {'its range leaves it one value' if known else 'this design does not stand on it'}."
            continue
        given = knob_named(type(design.knobs), where)
        here = given.said(getattr(design.knobs, where))
        if given.trains:
            yield f"{given.title} was held at {here}: each other value needs a model trained for it."
        elif where in limits:
            yield f"{given.title} was held at {here}: it is what the promise {limits[where]} demands, not a figure."
        else:
            yield f"{given.title} was held at {here}: its range leaves it one value."
