"""Knobs and givens: every decision and every number of the world that a case starts from, one line each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import exp, isfinite, log
from types import MappingProxyType
from typing import Any, Literal

from .units import PLAIN, Unit, written

Role = Literal["knob", "given"]
Kind = Literal["number", "choice", "switch"]
Value = float | int | str | bool
DESIGNERS_CHOICE = "designer's choice"
LONGEST_SHOWN = 40
NUMBER = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?", re.ASCII)
ON, OFF = ("on", "true", "yes", "1"), ("off", "false", "no", "0")


@dataclass(frozen=True)
class Knob:
    """One decision (role `knob`) or one number of the world (role `given`), with all that is known of it."""

    name: str
    title: str
    role: Role
    kind: Kind
    default: Value
    why: str
    source: str
    step: str = ""
    unit: Unit = PLAIN
    low: float = 0.0
    high: float = 0.0
    log: bool = False
    stops: tuple[float, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    trains: bool = False
    whole: bool = False

    @cached_property
    def axis(self) -> tuple[Value, ...]:
        """Every place the widget stops at: about a hundred for a number, the options for a choice."""
        if self.kind == "choice":
            return tuple(self.options)
        if self.kind == "switch":
            return (False, True)
        if self.stops:
            return tuple(self._typed(stop) for stop in self.stops)
        if self.whole and not self.log and self.high - self.low <= 100:
            return tuple(range(int(self.low), int(self.high) + 1))
        return self._spread()

    @cached_property
    def words(self) -> Mapping[Value, str]:
        """Every place of the axis as a reader sees it."""
        return {value: self.said(value) for value in self.axis}

    def _spread(self, places: int = 100) -> tuple[Value, ...]:
        low, high = (log(self.low), log(self.high)) if self.log else (self.low, self.high)
        points = [low + (high - low) * i / places for i in range(places + 1)]
        rounded = (float(f"{exp(p):.3g}") if self.log else float(f"{p:.10g}") for p in points)
        points = [min(max(p, self.low), self.high) for p in rounded]
        ends = (self._typed(self.low), *(self._typed(p) for p in points[1:-1]), self._typed(self.high))
        return self._told_apart(sorted({*ends, self._typed(float(self.default))}))

    def _told_apart(self, places: list[Value]) -> tuple[Value, ...]:
        """Only places that read differently; of those that read alike, an end or the default stays."""
        wanted = {self._typed(self.low), self._typed(self.high), self._typed(float(self.default))}
        read = {self.said(value) for value in wanted}
        others = {self.said(value): value for value in places if self.said(value) not in read}
        return tuple(sorted({*wanted, *others.values()}))

    def _typed(self, value: float) -> Value:
        return round(value) if self.whole else float(value)

    def checked(self, value: Any) -> Value:
        """The value in the knob's own type.

        Raises ValueError with a sentence that names knob, value, limit and reason.
        """
        if problem := self._problem(value):
            raise ValueError(f"{self.name} = {shown(value)} is {problem}. {self.why}")
        return self._typed(value) if self.kind == "number" else value

    def _problem(self, value: Any) -> str:
        if self.kind == "switch":
            return "" if isinstance(value, bool) else "neither on nor off"
        if self.kind == "choice":
            return "" if isinstance(value, str) and value in self.options else f"not one of {self.range}"
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            return f"not a number in {self.range}"
        if not self.low <= value <= self.high:
            return f"outside {self.range}"
        if self.stops and value not in self.stops:
            return f"not one of {', '.join(plain(stop) for stop in self.stops)}"
        return f"not a whole number in {self.range}" if self.whole and value != int(value) else ""

    def parsed(self, text: str) -> Value:
        """The value that a URL or a command line wrote.

        Raises ValueError as `checked` does.
        """
        word = text.strip()
        if self.kind == "switch":
            lower = word.lower()
            return self.checked(True if lower in ON else False if lower in OFF else word)
        if self.kind == "choice" or not NUMBER.fullmatch(word) or not isfinite(float(word)):
            return self.checked(word)
        return self.checked(float(word))

    @property
    def range(self) -> str:
        """The allowed values as they are typed, and in words where these say more."""
        if self.kind == "choice":
            return ", ".join(self.options)
        if self.kind == "switch":
            return "on, off"
        typed = f"{plain(self.low)} to {plain(self.high)}"
        if self.unit.symbol in ("", "p"):
            return typed
        return f"{typed} ({written(self.low, self.unit)} to {written(self.high, self.unit)})"

    def said(self, value: Value) -> str:
        """A value of this knob as a reader sees it."""
        return self.options[str(value)] if self.kind == "choice" else written(value, self.unit)


def shown(value: Any) -> str:
    """A value as somebody gave it, cut where it is long.

    >>> shown(60.0001), shown("many")
    ('60.0001', "'many'")
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain(value)
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def plain(value: Value) -> str:
    """A value as a URL or command line writes it; `Knob.parsed` reads it back.

    >>> plain(True), plain(0.62), plain(6)
    ('on', '0.62', '6')
    """
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value) if isinstance(value, str | int) else repr(float(value)).removesuffix(".0")


def number(
    default: float,
    low: float,
    high: float,
    why: str,
    *,
    source: str = DESIGNERS_CHOICE,
    step: str = "",
    title: str = "",
    log: bool = False,
    stops: tuple[float, ...] = (),
    trains: bool = False,
    role: Role = "knob",
) -> Any:
    """A number that turns between `low` and `high`; on a log scale, or only at `stops`, where so said."""
    about = {"kind": "number", "low": low, "high": high, "log": log, "stops": stops}
    return _field(default, about, why, source, step, title, trains, role)


def choice(
    default: str,
    options: Mapping[str, str],
    why: str,
    *,
    source: str = DESIGNERS_CHOICE,
    step: str = "",
    title: str = "",
    trains: bool = False,
    role: Role = "knob",
) -> Any:
    """One of some options: address -> words."""
    about = {"kind": "choice", "options": MappingProxyType(dict(options))}
    return _field(default, about, why, source, step, title, trains, role)


def switch(
    default: bool,
    why: str,
    *,
    source: str = DESIGNERS_CHOICE,
    step: str = "",
    title: str = "",
    trains: bool = False,
    role: Role = "knob",
) -> Any:
    """On or off."""
    return _field(default, {"kind": "switch"}, why, source, step, title, trains, role)


def given(default: float, low: float, high: float, why: str, *, source: str, **more: Any) -> Any:
    """A number of the world: the interviewer's to change, never the designer's. Its source is not optional."""
    return number(default, low, high, why, source=source, role="given", **more)


def _field(
    default: Value,
    about: dict[str, Any],
    why: str,
    source: str,
    step: str,
    title: str,
    trains: bool,
    role: Role,
) -> Any:
    extra = {"why": why, "source": source, "step": step, "title": title, "trains": trains, "role": role}
    return field(default=default, metadata={**about, **extra})
