"""A room as one moment has it: frozen, so that pages may share it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from .roles import READERS, Role, Sheet

EMPTY: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Event:
    """Something that happened: when (epoch seconds), by whom, on which sheet, what, and what of it is worth keeping."""

    at: float
    round: int
    role: Role
    sheet: Sheet
    kind: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Snapshot:
    """A room at a version. `sheets` are those of the round that is on; `seats` says who sits where, by name."""

    room: str
    code: str
    case: str
    template: str
    minutes: int
    made_at: float
    expires_at: float
    version: int
    round: int
    sheets: Mapping[Sheet, Mapping[str, Any]]
    seats: tuple[tuple[Role, str], ...]

    def sheet(self, name: Sheet) -> Mapping[str, Any]:
        """A sheet, empty where nobody has written on it."""
        return self.sheets.get(name, EMPTY)

    def seen_by(self, role: Role) -> Snapshot:
        """The same without the sheets that a role may not read: not hidden, not there."""
        return replace(self, sheets={name: body for name, body in self.sheets.items() if role in READERS[name]})
