"""A formula with its values put in: what `fraud_rate * (1 - recall)` is today, as `0.2 % × (1 − 77.1 %)`."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

from .units import PLAIN, Unit, bounded, digits, written

Read = Mapping[str, tuple[Any, Unit]]
"""Under which dotted name (`main.rate`) a formula read which value, and its unit."""
Put = Callable[[Any, Unit], ast.expr]
"""How a value stands in the formula: as a word for a reader, as a constant for a test."""
SIGNS = {" * ": " × ", " - ": " − ", " <= ": " ≤ ", " >= ": " ≥ ", " != ": " ≠ ", " == ": " = "}
MARK, LONG = re.compile("⟨([0-9]+)⟩"), re.compile(r"(?<![\w.])([0-9]{4,})(?:\.0)?(?![\w.])")


def worked(body: Iterable[ast.stmt], names: Mapping[str, Any], part: Any, read: Read) -> str:
    """The formula as text with what it read put in; nothing where no number can be put in.

    `names` are those of the formula's module. What was not read, because its branch was not taken, stays a name.
    """
    said: list[str] = []

    def put(value: Any, unit: Unit) -> ast.expr:
        said.append(in_formula(value, unit))
        return ast.Name(f"⟨{len(said) - 1}⟩")

    text = code_of(put_in(body, names, part, read, put))
    for code, sign in SIGNS.items():
        text = text.replace(code, sign)
    text = LONG.sub(lambda found: f"{int(found[1]):,}", text)
    return MARK.sub(lambda mark: said[int(mark[1])], text) if said else ""


def code_of(body: Iterable[ast.stmt]) -> str:
    """The lines of a formula in one, without `self.` and without the last `return`."""
    text = "; ".join(" ".join(ast.unparse(line).split()) for line in body)
    return text.replace("self.", "").removeprefix("return ").replace("; return ", "; ")


def put_in(body: Iterable[ast.stmt], names: Mapping[str, Any], part: Any, read: Read, put: Put) -> list[ast.stmt]:
    """The lines of a formula with every value that it read in the place of its name."""
    filler = _Filler(names, part, read, put)
    return [filler.visit(_copied(line)) for line in body]


def in_formula(value: Any, unit: Unit) -> str:
    """A value as a formula holds it: in the unit that it is reckoned in, so that a reader can do the sum again.

    >>> in_formula(0.0625, Unit("h")), in_formula(0.2, Unit("%")), in_formula(-3, Unit("×")), in_formula("all", PLAIN)
    ('0.0625 h', '20 %', '(-3)', "'all'")
    """
    if isinstance(value, str):
        return repr(str(value))
    if isinstance(value, bool) or not bounded(value):
        return written(value, unit)
    symbol = "" if unit.symbol in ("×", "p") else unit.symbol
    if symbol == "%" or symbol.startswith("$"):
        text = written(value, unit)
    else:
        text = f"{digits(value)}{'' if symbol == '/s' else ' '}{symbol}".strip()
    return f"({text})" if value < 0 else text


class _Filler(ast.NodeTransformer):
    """Puts values in the place of `self.name`, of the module's constants, and of each part in a sum over parts."""

    def __init__(self, names: Mapping[str, Any], part: Any, read: Read, put: Put) -> None:
        self._names, self._part, self._read, self._put = names, part, read, put

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """A field or a number of the part, or of a part that it holds."""
        name = _dotted(node)
        return self._put(*self._read[name]) if name in self._read else self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A constant of the module."""
        value = self._names.get(node.id) if node.id.isupper() else None
        if not isinstance(value, int | float):
            return node
        return ast.Constant(int(value)) if value == int(value) else self._put(value, PLAIN)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A sum over parts is written out; `float(...)` round a sum says nothing to a reader."""
        called, first = _dotted(node.func), node.args[0] if node.args else None
        if called == "float" and isinstance(first, ast.Call):
            return self._put_as_expression(first)
        if called == "sum" and isinstance(first, ast.GeneratorExp) and (terms := self._terms(first)):
            return reduce(lambda left, right: ast.BinOp(left, ast.Add(), right), terms)
        return self.generic_visit(node)

    def _put_as_expression(self, node: ast.expr) -> ast.AST:
        found: ast.AST = self.visit(node)
        return found

    def _terms(self, over: ast.GeneratorExp) -> list[ast.expr]:
        """The value that each part brings to a sum; nothing where it is not one number of each part."""
        loop, name = over.generators[0], _asked(over.elt)
        parts = getattr(self._part, _dotted(loop.iter).removeprefix("self."), None)
        if not name or not isinstance(parts, tuple) or len(over.generators) > 1 or loop.ifs:
            return []
        read = [self._read.get(f"{part.name}.{name}") for part in parts]
        return [self._put(*found) for found in read if found]


def _copied(node: Any) -> Any:
    """A tree that can be written into; four times as fast as a deep copy, and a part that is open is told each move."""
    if isinstance(node, list):
        return [_copied(one) for one in node]
    if not isinstance(node, ast.AST):
        return node
    place = {"lineno": node.lineno, "col_offset": 0} if isinstance(node, ast.stmt) else {}
    return type(node)(**{name: _copied(one) for name, one in ast.iter_fields(node)}, **place)


def _asked(element: ast.expr) -> str:
    """Which number a sum asks of each part: `part.cost`, or `getattr(part, "cost", 0.0)`."""
    if isinstance(element, ast.Attribute):
        return element.attr
    if (
        isinstance(element, ast.Call)
        and _dotted(element.func) == "getattr"
        and isinstance(element.args[1], ast.Constant)
    ):
        return str(element.args[1].value)
    return ""


def _dotted(node: ast.AST) -> str:
    """`self.main.rate` as `main.rate`, `name` as `name`; nothing for what is no chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if not isinstance(node, ast.Attribute) or not (before := _dotted(node.value)):
        return ""
    return f"{before}.{node.attr}".removeprefix("self.")
