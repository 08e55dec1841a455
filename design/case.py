"""A case: one folder with a `case.py` that computes and a `brief.md` that is read."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .brief import Brief, brief_in
from .graph import Graph
from .knob import Knob, KnobSet, Progress, Value, knob_named, knobs_of
from .promise import Promise

if TYPE_CHECKING:
    from .chart import Chart
    from .design import Design
    from .probe import Probe

Place = tuple[float, float]


@dataclass(frozen=True)
class Card:
    """A change of the world thrown in mid-way: which givens take which value, and what is said."""

    title: str
    says: str
    turns: Mapping[str, Value]


@dataclass(frozen=True)
class Case:
    """Everything for one prompt. `places` pins each part (by name) to a column and a row of the picture."""

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
    probes: tuple[Probe, ...]
    charts: Callable[[Design], tuple[Chart, ...]]

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


def case_in(module: ModuleType) -> Case:
    """The case that a folder's `case.py` and `brief.md` make.

    Raises ValueError that names the file and the part that is missing.
    """
    from .probe import probes_of

    file = Path(inspect.getfile(module))
    slug = file.parent.name
    try:
        return Case(
            slug,
            brief_in(file.with_name("brief.md")),
            module.KIND,
            module.MINUTES,
            module.Knobs,
            module.evidence_key,
            module.evidence,
            module.architecture,
            module.PLACES,
            tuple(module.PROMISES),
            tuple(module.CARDS),
            probes_of(module),
            module.charts,
        )
    except AttributeError as missing:
        raise ValueError(f"{file}: a case needs `{missing.name}`.") from missing
    except FileNotFoundError as missing:
        raise ValueError(f"{file.parent}: a case needs a brief.md beside its case.py.") from missing


def cases_in(package: ModuleType) -> dict[str, Case]:
    """Every folder of a package, as a case, by slug. A folder without a case.py stops the build.

    An `__init__.py` is not asked for: a case never vanishes for want of one. What Python leaves behind is no case.
    """
    folders = (folder for place in package.__path__ for folder in Path(place).iterdir() if folder.is_dir())
    names = sorted(f.name for f in folders if f.name[0] not in "._" and any(f.glob("*.*")))
    modules = (importlib.import_module(f"{package.__name__}.{name}.case") for name in names)
    return {case.slug: case for case in map(case_in, modules)}
