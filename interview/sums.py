"""Back-of-the-envelope sums: plain arithmetic on named quantities, read here and never run as a program."""

import ast
import operator
from collections.abc import Callable, Mapping
from math import isfinite

LONGEST = 200
"""Signs of a sum: who needs more should write two."""
MOST = 1e100
SIGNS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def summed(words: str, named: Mapping[str, float]) -> float:
    """What a sum comes to: numbers, names, `+ - * /` and brackets; `%` behind a number means hundredths.

    Raises ValueError with a sentence where it is no such sum.

    >>> summed("daily / 86,400 * peak", {"daily": 864_000.0, "peak": 3.0})
    30.0
    >>> summed("0.2 % * 1000", {})
    2.0
    """
    if len(words) > LONGEST:
        raise ValueError(f"A sum has at most {LONGEST} signs; this one has {len(words)}.")
    try:
        tree = ast.parse(_plain(words), mode="eval")
        total = _value(tree.body, named)
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError("This is no sum: write numbers, names, + - * / and brackets.") from None
    except ZeroDivisionError:
        raise ValueError("This divides by nothing.") from None
    if not isfinite(total) or abs(total) > MOST:
        raise ValueError("This is larger than any number that the sheet can hold.")
    return total


def _plain(words: str) -> str:
    """The same in the signs of arithmetic: `×`, `÷`, `−`, `%` and a comma between thousands are understood."""
    for sign, plain in (("×", "*"), ("÷", "/"), ("−", "-"), ("%", " / 100"), (",", "")):
        words = words.replace(sign, plain)
    return words.strip()


def _value(node: ast.expr, named: Mapping[str, float]) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return _float(node.value)
    if isinstance(node, ast.Name):
        if node.id not in named:
            raise ValueError(f"Nothing here is called {node.id[:40]!r}.")
        return float(named[node.id])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
        value = _value(node.operand, named)
        return -value if isinstance(node.op, ast.USub) else value
    if isinstance(node, ast.BinOp) and type(node.op) in SIGNS:
        return SIGNS[type(node.op)](_value(node.left, named), _value(node.right, named))
    raise ValueError("A sum takes numbers, names, + - * / and brackets, and nothing else.")


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        raise ValueError("This is larger than any number that the sheet can hold.") from None
