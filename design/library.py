"""The cases of a folder: each found, read and put together; a broken one stops the start."""

import importlib
import inspect
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import TypeVar

from .brief import brief_in
from .case import Case, nothing_idle, turned
from .discover import modules
from .probe import probes_of
from .review import rules_of

T = TypeVar("T")
LAST = 1000
"""Where a case stands that does not say where it stands."""


def case_in(module: ModuleType) -> Case:
    """The case that a folder's `case.py` and `brief.md` make.

    Raises ValueError that names the file and the part that is missing.
    """
    file = Path(inspect.getfile(module))
    slug = file.parent.name
    try:
        case = Case(
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
            _own(module, probes_of),
            module.charts,
            _own(module, rules_of),
            getattr(module, "idle", nothing_idle),
            tuple(getattr(module, "ANALYSES", ())),
            getattr(module, "LOAD", ""),
        )
    except AttributeError as missing:
        raise ValueError(f"{file}: a case needs `{missing.name}`.") from missing
    except FileNotFoundError as missing:
        raise ValueError(f"{file.parent}: a case needs a brief.md beside its case.py.") from missing
    except UnicodeDecodeError as bad:
        raise ValueError(f"{file.parent}: its brief.md is not UTF-8 text: {bad}.") from bad
    return _sound(case, file)


def _own(module: ModuleType, found_in: Callable[[ModuleType], tuple[T, ...]]) -> tuple[T, ...]:
    """What the files of a case's folder hold, those that its `case.py` names first, each once."""
    package = importlib.import_module(str(module.__package__))
    return tuple({id(one): one for file in (module, *modules(package)) for one in found_in(file)}.values())


def _sound(case: Case, file: Path) -> Case:
    """The case, if its defaults are in range and its promises, cards and places name real things.

    Raises ValueError that names the file and what is wrong.
    """
    try:
        knobs = case.Knobs()
        for card in case.cards:
            turned(knobs, card.turns)
    except (ValueError, TypeError) as bad:
        raise ValueError(f"{file}: {bad}") from bad
    names = {k.name for k in (*case.knobs, *case.givens)}
    if lost := [p.limit_from for p in case.promises if p.limit_from and p.limit_from not in names]:
        raise ValueError(f"{file}: a promise's limit names {lost[0]!r}, which is no knob and no given.")
    if case.load and case.load not in {g.name for g in case.givens if not g.trains and not g.stops}:
        raise ValueError(f"{file}: LOAD names {case.load!r}, which is no given that slides and does not train.")
    return case


def cases_in(package: ModuleType) -> dict[str, Case]:
    """Every folder of a package, as a case, by slug. A folder without a case.py stops the build.

    An `__init__.py` is not asked for: a case never vanishes for want of one. What Python leaves behind is no case.
    Those that say an `ORDER` come first, the smallest before all.
    """
    folders = (folder for place in package.__path__ for folder in Path(place).iterdir() if folder.is_dir())
    names = sorted(f.name for f in folders if f.name[0] not in "._" and any(f.glob("*.*")))
    found = {name: _loaded(package, name) for name in names}
    return {name: case_in(found[name]) for name in sorted(names, key=lambda name: getattr(found[name], "ORDER", LAST))}


def _loaded(package: ModuleType, name: str) -> ModuleType:
    """A case's module.

    Raises ValueError that names the folder where it cannot be loaded.
    """
    try:
        return importlib.import_module(f"{package.__name__}.{name}.case")
    except (ImportError, SyntaxError, ValueError, TypeError, NameError, AttributeError) as bad:
        raise ValueError(f"The case folder {package.__name__}/{name} cannot be loaded: {bad}.") from bad
