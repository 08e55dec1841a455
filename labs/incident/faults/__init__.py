"""The faults: one a file, found by the folder."""

import functools
import importlib
import pkgutil

from labs.incident.fault import Fault


@functools.cache
def found() -> dict[str, Fault]:
    """Every fault of the folder by its name, which is its file's; raises AttributeError for a file without one."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}").FAULT for name in names}
