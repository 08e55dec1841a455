"""The checks: one a file, found by the folder. Files that begin with an underscore are shared."""

import functools
import importlib
import pkgutil

from labs.incident.check import Check, Reading
from labs.incident.view import View


@functools.cache
def found() -> dict[str, Check]:
    """Every check of the folder by its name, which is its file's; raises AttributeError for a file without one."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}").CHECK for name in names}


def read(name: str, view: View) -> Reading:
    """What a check finds now. Raises ValueError for a check that does not exist."""
    check = found().get(name)
    if check is None:
        raise ValueError(f"check = {name!r} is none of {', '.join(found())}.")
    reading = check.run(view)
    if reading.outcome not in check.outcomes:
        raise ValueError(f"{name} found {reading.outcome!r}, which is none of {', '.join(check.outcomes)}.")
    return reading
