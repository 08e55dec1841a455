"""Evidence as a JSON header and named arrays, and back: what the cache on disk keeps."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from labs.churn import parts

KINDS = {name: kind for name, kind in vars(parts).items() if isinstance(kind, type) and is_dataclass(kind)}
"""What may be made from a file: the parts of evidence, by name, and nothing else."""


def packed(value: Any) -> tuple[Any, dict[str, np.ndarray]]:
    """A part of evidence as what JSON holds, and the arrays that it names."""
    arrays: dict[str, np.ndarray] = {}
    return _down(value, arrays), arrays


def unpacked(header: Any, arrays: Mapping[str, np.ndarray]) -> Any:
    """The part again, arrays closed; raises KeyError, TypeError or ValueError where the file is of something else."""
    if isinstance(header, list):
        return tuple(unpacked(one, arrays) for one in header)
    if not isinstance(header, dict):
        return header
    if "array" in header:
        return closed(arrays[header["array"]])
    kind = KINDS[header["kind"]]
    values = {name: unpacked(one, arrays) for name, one in header["fields"].items()}
    if set(values) != {field.name for field in fields(kind)}:
        raise ValueError(f"The fields are not those of {kind.__name__}.")
    return kind(**values)


def closed(value: Any) -> Any:
    """The part with every array in it closed to writing."""
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    elif is_dataclass(value):
        for field in fields(value):
            closed(getattr(value, field.name))
    return value


def _down(value: Any, arrays: dict[str, np.ndarray]) -> Any:
    if isinstance(value, np.ndarray):
        name = f"a{len(arrays)}"
        arrays[name] = value
        return {"array": name}
    if is_dataclass(value) and not isinstance(value, type):
        inside = {field.name: _down(getattr(value, field.name), arrays) for field in fields(value)}
        return {"kind": type(value).__name__, "fields": inside}
    if isinstance(value, tuple):
        return [_down(one, arrays) for one in value]
    return value
