"""The ledger: every number of a design with its unit, the inputs it read, its formula, what it says, its source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_type_hints

from .assumption import field_facts
from .graph import Component, consequence
from .once import once_a_kind
from .tagged import address
from .units import PLAIN, Unit, unit_of, written
from .worked import code_of, worked


@dataclass(frozen=True)
class Input:
    """One thing that a formula read: under which name, what it was, and the address it came from, if it has one."""

    name: str
    value: Any
    unit: Unit
    address: str
    source: str


@dataclass(frozen=True)
class Entry:
    """One number of a design, able to explain itself."""

    part: Component
    formula: Formula

    @property
    def name(self) -> str:
        """Its name in its part: `p99`."""
        return self.formula.name

    @property
    def key(self) -> str:
        """Its address: `ModelServer.p99`."""
        return f"{self.part.key}.{self.name}"

    @property
    def value(self) -> float:
        """The number, computed when it is first asked for.

        Raises ArithmeticError or ValueError where something is believed that its formula cannot take.
        """
        number: float = getattr(self.part, self.formula.name)
        return number

    @property
    def unit(self) -> Unit:
        """Its unit."""
        return self.formula.unit

    @property
    def says(self) -> str:
        """What it says, in one sentence."""
        return self.formula.says

    @property
    def source(self) -> str:
        """Where the formula is from."""
        return self.formula.source

    @property
    def text(self) -> str:
        """The value as a reader sees it."""
        return written(self.value, self.unit)

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """What the formula read, in the order it was read. Found by running the formula once under watch."""
        read: dict[str, tuple[Any, Unit]] = {}
        self.formula.run(_Watch(self.part, read))
        for other, number in self.part.leans_on(self.name):
            read[f"{other.name}.{number}"] = getattr(other, number), units_in(type(other)).get(number, PLAIN)
        return tuple(_inputs(self.part, read))

    @cached_property
    def worked(self) -> str:
        """Its formula with the values put in; nothing where no number can be put in."""
        read = {one.name: (one.value, one.unit) for one in self.inputs}
        return worked(self.formula.body, self.formula.run.__globals__, self.part, read)


@dataclass(frozen=True)
class Formula:
    """One consequence of a kind of component: how it is computed and where that is from."""

    name: str
    run: Any
    unit: Unit
    says: str
    source: str
    body: tuple[ast.stmt, ...] = field(repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The code without its docstring and without `self.`: it cannot drift from what is computed."""
        return code_of(self.body)


class _Watch:
    """Stands in for a component and writes down what a formula reads of it and of the components it holds."""

    def __init__(self, part: Component, read: dict[str, tuple[Any, Unit]], prefix: str = "") -> None:
        self._part, self._read, self._prefix = part, read, prefix

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._part, name)
        if isinstance(value, Component):
            return _Watch(value, self._read, f"{self._prefix}{name}.")
        if isinstance(value, tuple) and value and all(isinstance(v, Component) for v in value):
            return tuple(_Watch(v, self._read, f"{v.name}.") for v in value)
        if callable(value):
            return value
        self._read[f"{self._prefix}{name}"] = value, units_in(type(self._part)).get(name, PLAIN)
        return value


def _inputs(part: Component, read: dict[str, tuple[Any, Unit]]) -> Iterator[Input]:
    own = field_facts(type(part))
    for name, (value, unit) in read.items():
        if isinstance(value, int | float | str | bool):
            came = address(value)
            yield Input(name, value, unit, came, "" if came or name not in own else own[name][1])


@once_a_kind
def units_in(kind: type[Component]) -> dict[str, Unit]:
    """The unit of everything that can be read of a kind of component: its fields, its consequences, its properties."""
    found = {name: unit for name, (unit, _) in field_facts(kind).items()}
    for cls in kind.__mro__:
        for name, member in vars(cls).items():
            if isinstance(member, property | consequence) and name not in found:
                found[name] = unit_of(get_type_hints(member.fget, include_extras=True).get("return"))
    return found


@once_a_kind
def formulas_of(kind: type[Component]) -> tuple[Formula, ...]:
    """The consequences of a kind of component, in the order they were written, base class first.

    Raises ValueError where one does not say what it is or where it is from.
    """
    found: dict[str, Formula] = {}
    for cls in reversed(kind.__mro__):
        for name, member in vars(cls).items():
            if isinstance(member, consequence):
                found[name] = _formula(kind, name, member.fget)
    return tuple(found.values())


def _formula(kind: type[Component], name: str, run: Any) -> Formula:
    says, mark, source = inspect.cleandoc(run.__doc__ or "").partition("Source: ")
    if not mark or not says.strip():
        raise ValueError(f"{kind.__name__}.{name} needs a docstring: what it says, then `Source: ...`.")
    unit = unit_of(get_type_hints(run, include_extras=True)["return"])
    return Formula(name, run, unit, says.strip(), " ".join(source.split()), _body(run))


def _body(run: Any) -> tuple[ast.stmt, ...]:
    """The code of a formula without its docstring."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(run)))
    return tuple(line for line in tree.body[0].body if not isinstance(line, ast.Expr))  # type: ignore[attr-defined]  # a def


def entries(part: Component) -> Iterator[Entry]:
    """One entry for each consequence of a component."""
    return (Entry(part, formula) for formula in formulas_of(type(part)))


class Ledger(Collection[Entry]):
    """All entries of a design, addressed as ``ledger["ModelServer.p99"]``. Each number is computed when asked for."""

    def __init__(self, parts: Iterable[Component]) -> None:
        self._parts = {part.key: part for part in parts}

    def __iter__(self) -> Iterator[Entry]:
        """Every entry, part by part."""
        return (entry for part in self._parts.values() for entry in entries(part))

    def __len__(self) -> int:
        """How many numbers there are."""
        return sum(len(formulas_of(type(part))) for part in self._parts.values())

    def __contains__(self, key: object) -> bool:
        """True where there is a number at this address."""
        return isinstance(key, str) and self.get(key) is not None

    def __getitem__(self, key: str) -> Entry:
        """The entry at an address.

        Raises KeyError with the addresses that end alike.
        """
        if (entry := self.get(key)) is not None:
            return entry
        near = ", ".join(e.key for e in self if e.name == key.rpartition(".")[2]) or "none"
        raise KeyError(f"No number called {key!r}. Numbers with that last name: {near}.")

    def settle(self) -> None:
        """Compute every number now, so that whatever cannot be computed is said here."""
        for entry in self:
            _ = entry.value

    def get(self, key: str) -> Entry | None:
        """The entry at an address, or None where this design does without it."""
        where, _, name = key.rpartition(".")
        part = self._parts.get(where)
        formula = _by_name(type(part)).get(name) if part is not None else None
        return Entry(part, formula) if part is not None and formula is not None else None


@once_a_kind
def _by_name(kind: type[Component]) -> dict[str, Formula]:
    return {formula.name: formula for formula in formulas_of(kind)}
