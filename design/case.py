"""A case: one folder with a `case.py` that computes and a `brief.md` that is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .brief import Brief
from .chart import Analysis, Chart
from .graph import Graph
from .knob import Knob, Value
from .knob_set import KnobSet, knob_named, knobs_of
from .progress import Progress
from .promise import Promise

Place = tuple[float, float]


@dataclass(frozen=True)
class Card:
    """A change of the world thrown in mid-way: which givens take which value, and what is said."""

    title: str
    says: str
    turns: Mapping[str, Value]

    @property
    def address(self) -> str:
        """Its title as a link writes it: `labels-take-60-days`."""
        return "-".join(re.findall(r"[a-z0-9]+", self.title.lower()))


def nothing_idle(knobs: Any) -> Mapping[str, str]:
    """Every knob is used at every setting."""
    return {}


@dataclass(frozen=True)
class Case:
    """Everything for one prompt. `places` pins each part (by name) to a column and a row of the picture.

    `charts` makes a design's charts; `analyses` are made only when asked for; `idle` says which knobs a design does
    not use, and why; `load` names the given that everything scales with, if one does. `probes` and `rules` are the
    case's own: they read designs and so know cases.
    """

    slug: str
    brief: Brief
    kind: str
    minutes: int
    Knobs: type[KnobSet]
    evidence_key: Callable[[Any], Hashable]
    evidence: Callable[[Any, Progress], Any]
    architecture: Callable[[Any, Any], Graph]
    places: Mapping[str, Place]
    promises: tuple[Promise, ...]
    cards: tuple[Card, ...]
    probes: tuple[Any, ...]
    charts: Callable[[Any], tuple[Chart, ...]]
    rules: tuple[Any, ...] = ()
    idle: Callable[[Any], Mapping[str, str]] = nothing_idle
    analyses: tuple[Analysis, ...] = ()
    load: str = ""

    @property
    def title(self) -> str:
        """The prompt's name."""
        return self.brief.title

    @property
    def knobs(self) -> tuple[Knob, ...]:
        """The decisions."""
        return tuple(k for k in knobs_of(self.Knobs) if k.role == "knob")

    @property
    def givens(self) -> tuple[Knob, ...]:
        """The numbers of the world."""
        return tuple(k for k in knobs_of(self.Knobs) if k.role == "given")

    def knob(self, name: str) -> Knob:
        """The knob or given of that name."""
        return knob_named(self.Knobs, name)


def turned(knobs: KnobSet, turns: Mapping[str, Any]) -> KnobSet:
    """The same knobs with some turned; refuses what is out of range, in words."""
    return replace(knobs, **turns)
