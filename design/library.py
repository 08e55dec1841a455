"""The cases of a folder: each found, read and put together; a broken one stops the start."""

import importlib
import inspect
from pathlib import Path
from types import ModuleType

from .brief import brief_in
from .case import Case
from .probe import probes_of


def case_in(module: ModuleType) -> Case:
    """The case that a folder's `case.py` and `brief.md` make.

    Raises ValueError that names the file and the part that is missing.
    """
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
