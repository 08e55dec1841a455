"""The designs that can be reached from one: what turns and where it stops, what is held, and draws from them all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from math import ceil, log2
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from design import Design, Knob, KnobSet, Progress, Value, design_of, turned
from design.progress import silent

Point = tuple[int, ...]
"""A place on each axis of a space, by its number."""
Points = NDArray[np.int64]
NEAR = 4
"""Every second point of a sample turns at most so many axes."""
TRAINED_APART = 2
"""A model at hand is looked for up to so many decisions away; further ones would be a list without an end."""


class Cancelled(Exception):
    """Raised by a progress function to end a search. What was found so far is kept."""


@dataclass(frozen=True)
class Axis:
    """What turns as one: a knob with its places, or all knobs that train, with the settings that have a model."""

    names: tuple[str, ...]
    places: tuple[tuple[Value, ...], ...]
    home: int
    number: bool

    def length(self, place: int) -> float:
        """How far a place is from home: a share of the axis for a number, one for any other choice."""
        if not self.number:
            return float(place != self.home)
        return abs(place - self.home) / max(1, len(self.places) - 1)


@dataclass(frozen=True, eq=False)
class Space:
    """Every decision of a case around one design; its world is held, and so is what would have to be trained.

    `shelf` holds the evidence at hand by its key, `held` the knobs that stay because no other model is at hand.
    """

    design: Design
    axes: tuple[Axis, ...]
    shelf: Mapping[Hashable, Any]
    held: tuple[Knob, ...]

    @cached_property
    def home(self) -> Point:
        """Where the design that it was made around stands."""
        return tuple(axis.home for axis in self.axes)

    def knobs_at(self, point: Sequence[int]) -> KnobSet:
        """The knobs at a point; what the design there does not use stands as it does at home."""
        own = self.design.knobs
        values = {name: value for axis, i in zip(self.axes, point, strict=True) for name, value in _at(axis, i)}
        knobs = turned(own, values)
        idle = {name: getattr(own, name) for name in self.design.case.idle(knobs) if name in values}
        return turned(knobs, idle) if any(values[name] != value for name, value in idle.items()) else knobs

    def design_of(self, knobs: KnobSet) -> Design | None:
        """The design with these knobs, or None where no model for them is at hand.

        Raises ValueError or ArithmeticError where there is no such design.
        """
        key = self.design.case.evidence_key(knobs)
        return design_of(self.design.case, knobs, self.shelf[key]) if key in self.shelf else None

    def turns(self, knobs: KnobSet) -> dict[str, Value]:
        """The decisions in which some knobs differ from home: name -> value there."""
        own, names = self.design.knobs, (name for axis in self.axes for name in axis.names)
        return {name: getattr(knobs, name) for name in names if getattr(knobs, name) != getattr(own, name)}

    def settled(self, point: Sequence[int], knobs: KnobSet) -> Point:
        """The point of some knobs that were made at a point: at home wherever they stand as they do at home."""
        own = self.design.knobs
        return tuple(
            axis.home if all(getattr(knobs, name) == getattr(own, name) for name in axis.names) else i
            for axis, i in zip(self.axes, point, strict=True)
        )

    def covers(self, knobs: KnobSet) -> bool:
        """True where some knobs lie in this space: in its world, with the same beliefs and the decisions it holds."""
        own = self.design.knobs
        moves = {name: getattr(own, name) for axis in self.axes for name in axis.names}
        return turned(replace(knobs, accepted=own.accepted), moves) == own

    def distance(self, point: Sequence[int]) -> float:
        """How far a point is from home: the lengths along its axes added."""
        return sum(axis.length(i) for axis, i in zip(self.axes, point, strict=True))

    @cached_property
    def lean(self) -> Space:
        """The same space with no more of its case than a design is made of, to be sent to another process."""
        case = replace(self.design.case, probes=(), rules=(), analyses=(), cards=(), places={}, charts=_no_charts)
        return Space(design_of(case, self.design.knobs, self.design.evidence), self.axes, self.shelf, self.held)


def _no_charts(design: Any) -> tuple[()]:
    return ()


def _at(axis: Axis, place: int) -> Iterator[tuple[str, Value]]:
    return zip(axis.names, axis.places[place], strict=True)


def space_of(design: Design, at_hand: Callable[[KnobSet], tuple[Any] | None] | None = None) -> Space:
    """The space around a design. Its world stays, and so do its models, but for those that are at hand.

    `at_hand` gives the evidence for some knobs in a box, or None where it would have to be trained; without it there
    is only the design's own.
    """
    case, own = design.case, design.knobs
    shelf: dict[Hashable, Any] = {case.evidence_key(own): design.evidence}
    axes = [_axis(knob, getattr(own, knob.name)) for knob in case.knobs if not knob.trains]
    trained = tuple(knob for knob in case.knobs if knob.trains)
    models = [tuple(getattr(own, knob.name) for knob in trained)]
    for turns in near_settings(design) if at_hand is not None else ():
        knobs = turned(own, turns)
        key = case.evidence_key(knobs)
        if key in shelf or at_hand is None or (box := at_hand(knobs)) is None:
            continue
        shelf[key] = box[0]
        models.append(tuple(getattr(knobs, knob.name) for knob in trained))
    if len(models) > 1:
        axes.append(Axis(tuple(knob.name for knob in trained), tuple(models), 0, number=False))
    moved = {name for axis in axes for name in axis.names}
    return Space(design, tuple(axes), shelf, tuple(k for k in trained if k.name not in moved))


def _axis(knob: Knob, here: Value) -> Axis:
    """A knob's own places, and where it stands now, if that is between two of them."""
    places = knob.axis if here in knob.axis else tuple(sorted({*knob.axis, here}))
    return Axis((knob.name,), tuple((value,) for value in places), places.index(here), knob.kind == "number")


def near_settings(design: Design, apart: int = TRAINED_APART) -> Iterator[dict[str, Value]]:
    """Settings of what trains, one decision away, then two, ..."""
    own = design.knobs
    others = {
        knob.name: [value for value in knob.axis if value != getattr(own, knob.name)]
        for knob in design.case.knobs
        if knob.trains
    }
    for count in range(1, apart + 1):
        for names in combinations(others, count):
            for values in product(*(others[name] for name in names)):
                yield dict(zip(names, values, strict=True))


def train_beside(design: Design, models: int, seed: int, progress: Progress = silent) -> Mapping[Hashable, Any]:
    """Evidence for so many settings one decision away from a design, by key: which ones, the seed decides.

    Each is really trained, seconds to minutes, unless the lab has kept it. Raises ValueError as the lab does.
    """
    case, found = design.case, dict[Hashable, Any]()
    near = {case.evidence_key(turned(design.knobs, turns)): turns for turns in near_settings(design, 1)}
    near.pop(case.evidence_key(design.knobs), None)
    settings = list(near.items())
    chosen = [settings[i] for i in np.random.default_rng(seed).permutation(len(settings))[:models]]
    for i, (key, turns) in enumerate(chosen):
        said = f"Model {i + 1} of {len(chosen)}"

        def tell(share: float, doing: str, i: int = i, said: str = said) -> None:
            progress((i + share) / len(chosen), f"{said}: {doing}")

        tell(0.0, "looking for it")
        found[key] = case.evidence(turned(design.knobs, turns), tell)
    return found


def points_of(space: Space, samples: int, seed: int) -> Points:
    """Points in turn from the whole space and from near home, (samples, axes); the same for the same seed.

    The first, third, ... turn everything: a scrambled Sobol sequence over all axes at once. A number's axis is cut by
    its own scale, each choice and each switch is a stratum: of any of its options there are equally many, to within a
    few. The second, fourth, ... turn one to `NEAR` axes and leave the others at home: few designs far from any that
    works show how it could be mended. More samples go on where fewer ended. Source: Sobol (1967), Owen (1997).
    """
    if not space.axes:
        return np.zeros((1, 0), dtype=np.int64)
    rng = np.random.default_rng([seed, 1])
    lengths = np.array([len(axis.places) for axis in space.axes])
    points = np.empty((samples, len(lengths)), dtype=np.int64)
    points[0::2] = _drawn(lengths, len(points[0::2]), np.random.default_rng(seed))
    points[1::2] = _drawn(lengths, len(points[1::2]), rng)
    for point in points[1::2]:
        order = rng.permutation(len(lengths))
        held = order[1 + int(rng.integers(NEAR)) :]
        point[held] = np.array(space.home)[held]
    return points


def _drawn(lengths: NDArray[np.int64], samples: int, rng: np.random.Generator) -> Points:
    shares = qmc.Sobol(len(lengths), scramble=True, rng=rng).random_base2(ceil(log2(max(samples, 2))))[:samples]
    drawn: Points = np.minimum((shares * lengths).astype(np.int64), lengths - 1)
    return drawn


def held_back(space: Space) -> str:
    """What is held and why, in words; empty where nothing is."""
    if not space.held:
        return ""
    return f"Held, because turning them trains a model: {', '.join(knob.title for knob in space.held)}."
