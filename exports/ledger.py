"""Every number of a design as CSV, with what it stands on: givens, decisions and assumptions, a kind to each row."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from design import Design, Knob, Unit, plain
from design.register import register
from diagrams import Theme

from ._labels import flat

LABEL = "Ledger (CSV)"
SUFFIX = ".csv"
MIME = "text/csv"
SHELF = "To read or calculate"

HEADS = ("kind", "address", "value", "written", "unit", "says", "formula", "source")
_ACTS = re.compile(r"(^|[;,|])(\s*)(?=[=+\-@＝＋－＠])")
"""Where a spreadsheet would begin to compute: at a cell's start, or behind a sign that one splits cells at."""


def render(design: Design, theme: Theme = "light") -> bytes:
    """The table, UTF-8 with a byte-order mark: without one Excel reads µ and – as two letters; other readers skip it.

    Values are unrounded, shares as fractions, an unbounded one `inf`. Text that a spreadsheet would compute begins
    with an apostrophe. No theme: the rows are the same in each.
    """
    text = StringIO(newline="")
    table = csv.writer(text)
    table.writerow(HEADS)
    for kind, address, value, *words in _rows(design):
        table.writerow((kind, guarded(address), _value(value), *map(guarded, words)))
    return text.getvalue().encode("utf-8-sig")


def guarded(words: str) -> str:
    """Text that stays text in a spreadsheet, whichever sign it splits cells at.

    >>> guarded("=1+1"), guarded("a;=1+1"), guarded("p99 - p50")
    ("'=1+1", "a;'=1+1", 'p99 - p50')
    """
    return _ACTS.sub(r"\1\2'", flat(words))


def _value(value: Any) -> str:
    return guarded(value) if isinstance(value, str) else plain(value)


def _rows(design: Design) -> Iterator[tuple[str, str, Any, str, str, str, str, str]]:
    for e in design.ledger:
        yield "number", e.key, e.value, e.text, _symbol(e.unit), e.says, e.formula.text, e.source
    for kind, knobs in (("given", design.case.givens), ("decision", design.case.knobs)):
        yield from (_of_knob(kind, design, knob) for knob in knobs)
    for one in register(design):
        if not one.given:
            yield "assumption", one.address, one.value, one.text, _symbol(one.unit), one.why, "", one.rests_on


def _of_knob(kind: str, design: Design, knob: Knob) -> tuple[str, str, Any, str, str, str, str, str]:
    value = getattr(design.knobs, knob.name)
    says = f"{knob.title}. {knob.why}"
    return kind, knob.name, value, knob.said(value), _symbol(knob.unit), says, "", knob.source


def _symbol(unit: Unit) -> str:
    return "fraction" if unit.symbol == "%" else unit.symbol
