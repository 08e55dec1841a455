"""The steps of the migrations' folder, found by their names."""

import re
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

NAME = re.compile(r"step_(\d{4})_\w+")


def steps_in(package: ModuleType) -> dict[int, ModuleType]:
    """Each step by its number. Raises ValueError where a number is missing or stands twice."""
    found: dict[int, ModuleType] = {}
    for name in sorted(module.name for module in iter_modules(package.__path__)):
        match = NAME.fullmatch(name)
        if match is None or int(match[1]) != len(found) + 1:
            raise ValueError(f"{name} should be step_{len(found) + 1:04d}_what_it_does: steps are counted from 1.")
        found[int(match[1])] = import_module(f"{package.__name__}.{name}")
    return found
