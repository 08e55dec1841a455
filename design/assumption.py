"""Assumptions: defaults that nobody measured or that were read somewhere, and the user's own values in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import Field, dataclass, field, fields
from typing import Any, get_type_hints

from .once import once_a_kind
from .tagged import address, tagged
from .units import Unit, unit_of

ASSUMED = "assumed; measure yours"
NOTHING: Mapping[str, Mapping[str, float]] = {}
_BELIEVED: ContextVar[Mapping[str, Mapping[str, float]]] = ContextVar("believed")


@dataclass(frozen=True)
class Assumption:
    """One default that nobody measured here: where it stands, its value, why it was chosen.

    `own` is true where the value is the user's, in the place of `default`.
    """

    address: str
    value: Any
    unit: Unit
    why: str
    source: str
    default: Any
    own: bool = False


def assumed(value: Any, why: str) -> Any:
    """A component's default that nobody measured; it stands in the register of assumptions."""
    return field(default=value, metadata={"why": why, "source": ASSUMED})


def sourced(value: Any, why: str, source: str) -> Any:
    """A component's default with the place it was read."""
    return field(default=value, metadata={"why": why, "source": source})


def is_assumed(source: str) -> bool:
    """True where a source says that nobody measured it."""
    return source.startswith(ASSUMED.partition(";")[0])


@once_a_kind
def field_facts(kind: type[Any]) -> dict[str, tuple[Unit, str]]:
    """For each field of a kind of component: its unit, and the source of its default where it has one."""
    hints = get_type_hints(kind, include_extras=True)
    return {f.name: (unit_of(hints[f.name]), f.metadata.get("source", "")) for f in fields(kind)}


def assumptions_of(part: Any) -> Iterator[Assumption]:
    """The sourced and assumed defaults that a component still stands on (fields that the case has not set)."""
    for f in fields(part):
        if "source" not in f.metadata:
            continue
        value, where = getattr(part, f.name), f"{part.key}.{f.name}"
        own = address(value) == where
        if own or _stands(value, f):
            unit = field_facts(type(part))[f.name][0]
            yield Assumption(where, value, unit, f.metadata["why"], f.metadata["source"], f.default, own)


@contextmanager
def believing(values: Mapping[str, float]) -> Iterator[None]:
    """Inside, components are made with these values in the place of assumed ones: `Money.review_catch` -> 0.8."""
    parts: dict[str, dict[str, float]] = {}
    for where, value in values.items():
        part, _, name = where.rpartition(".")
        parts.setdefault(part, {})[name] = value
    before = _BELIEVED.set(parts)
    try:
        yield
    finally:
        _BELIEVED.reset(before)


def take_beliefs(part: Any) -> None:
    """Give a component that is being made what is believed of its assumed fields; what the case has set stays.

    Raises ValueError where a value is none that the field can have.
    """
    believed = _BELIEVED.get(NOTHING)
    if not believed or part.key not in believed:
        return
    for f in fields(part):
        if f.name in believed[part.key] and "source" in f.metadata and _stands(getattr(part, f.name), f):
            where, unit = f"{part.key}.{f.name}", field_facts(type(part))[f.name][0]
            object.__setattr__(part, f.name, tagged(_taken(where, f.default, believed[part.key][f.name], unit), where))


def _stands(value: Any, f: Field[Any]) -> bool:
    return bool(value == f.default) and not address(value)


def _taken(where: str, default: Any, value: float, unit: Unit) -> float:
    """A believed value in the type of the default that it replaces."""
    if isinstance(default, bool) or not isinstance(default, int | float):
        raise ValueError(f"{where} is no number: it cannot be given another value.")
    if value < 0 or (unit.symbol == "%" and value > 1):
        raise ValueError(f"{where} = {value:g} is outside 0 {'to 1' if unit.symbol == '%' else 'and more'}.")
    if isinstance(default, int) and value != int(value):
        raise ValueError(f"{where} = {value:g} is not a whole number.")
    return int(value) if isinstance(default, int) else float(value)
