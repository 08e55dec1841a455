"""Knobs and givens: every decision and every number of the world that a case starts from, one line each."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from math import exp, isfinite, log
from types import MappingProxyType
from typing import Any, Literal, Self, get_type_hints

from .belief import Accepted, Belief, believed
from .once import once_a_kind
from .remark import Remark
from .tagged import tagged
from .thrown import Thrown, thrown_as
from .units import PLAIN, Unit, unit_of, written

Role = Literal["knob", "given"]
Kind = Literal["number", "choice", "switch"]
Value = float | int | str | bool
DESIGNERS_CHOICE = "designer's choice"
LONGEST_SHOWN = 40
BELIEF, ACCEPTED, REMARK, CARD = "believe.", "accept.", "remark.", "card."
"""Before an address in a link or on a command line: what is believed of it, why a finding is accepted, what is said of
a decision, what a thrown card found."""
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
        if self.log:
            points = [min(max(float(f"{exp(p):.3g}"), self.low), self.high) for p in points]
        else:
            points = [float(f"{p:.10g}") for p in points]
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


@once_a_kind
def knobs_of(cls: "type[KnobSet]") -> tuple[Knob, ...]:
    """Knobs and givens of a class, in the order they were written."""
    hints = get_type_hints(cls, include_extras=True)

    def one(name: str, default: Any, about: Mapping[str, Any]) -> Knob:
        about = dict(about)
        title = about.pop("title") or name.replace("_", " ").capitalize()
        hint = hints[name]
        whole = getattr(hint, "__origin__", hint) is int
        return Knob(name, title, default=default, unit=unit_of(hint), whole=whole, **about)

    return tuple(one(f.name, f.default, f.metadata) for f in fields(cls) if "role" in f.metadata)


def knob_named(cls: "type[KnobSet]", name: str) -> Knob:
    """The knob or given of that name.

    Raises KeyError with the nearest names.
    """
    from difflib import get_close_matches

    known = {k.name: k for k in knobs_of(cls)}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3)
    hint = f"Near it: {', '.join(near)}." if near else f"None of the {len(known)} is near it."
    raise KeyError(f"There is no knob called {shown(name)}. {hint}")


@dataclass(frozen=True)
class KnobSet:
    """Base of every case's `Knobs`. Refuses a value outside its range, in words; its numbers know their knob.

    With them travels what the user believes of other figures, which findings they accept, what they say of their
    decisions, and the cards that lie on the table, each in the order said.
    """

    beliefs: tuple[Belief, ...] = field(default=(), kw_only=True)
    accepted: tuple[Accepted, ...] = field(default=(), kw_only=True)
    remarks: tuple[Remark, ...] = field(default=(), kw_only=True)
    thrown: tuple[Thrown, ...] = field(default=(), kw_only=True)

    def __post_init__(self) -> None:
        """Check every value against its own line, and tag it with its name."""
        for k in knobs_of(type(self)):
            object.__setattr__(self, k.name, tagged(k.checked(getattr(self, k.name)), k.name))
        for belief in self.beliefs:
            _check_of_given(type(self), belief)
        for remark in self.remarks:
            _check_of_decision(type(self), remark)
        object.__setattr__(self, "remarks", tuple(sorted(self.remarks, key=lambda r: r.address)))  # no order is said
        for card in self.thrown:
            _check_of_world(type(self), card)

    def believing(self, belief: Belief) -> Self:
        """The same with one more belief, in the place of an earlier one of the same address."""
        return replace(self, beliefs=(*self._other_beliefs(belief.address), belief))

    def forgetting(self, address: str) -> Self:
        """The same without a belief."""
        return replace(self, beliefs=self._other_beliefs(address))

    def accepting(self, finding: str, reason: str) -> Self:
        """The same with one more finding accepted."""
        return replace(self, accepted=(*self.raising(finding).accepted, Accepted(finding, reason)))

    def raising(self, finding: str) -> Self:
        """The same with a finding no longer accepted."""
        return replace(self, accepted=tuple(a for a in self.accepted if a.finding != finding))

    def remarking(self, remark: Remark) -> Self:
        """The same with one more remark, in the place of an earlier one of the same address."""
        return replace(self, remarks=(*self.unremarked(remark.address).remarks, remark))

    def unremarked(self, address: str) -> Self:
        """The same without a remark."""
        return replace(self, remarks=tuple(r for r in self.remarks if r.address != address))

    def on_table(self, card: str) -> Thrown | None:
        """The card of that address, if it was thrown."""
        return next((one for one in self.thrown if one.card == card), None)

    @property
    def silent(self) -> Self:
        """The same without what is only said of it: nothing that is reckoned differs."""
        if not (self.accepted or self.remarks or self.thrown):
            return self
        return replace(self, accepted=(), remarks=(), thrown=())

    def _other_beliefs(self, address: str) -> tuple[Belief, ...]:
        return tuple(b for b in self.beliefs if b.address != address)

    @property
    def turned(self) -> dict[str, Value]:
        """Only what differs from the default: name -> value."""
        return {k.name: v for k in knobs_of(type(self)) if (v := getattr(self, k.name)) != k.default}

    @property
    def query(self) -> dict[str, str]:
        """What differs from the default, as a URL or a command line writes it."""
        turned = {name: plain(value) for name, value in self.turned.items()}
        beliefs = {BELIEF + b.address: b.text for b in self.beliefs}
        accepted = {ACCEPTED + a.finding: a.reason for a in self.accepted}
        cards = {CARD + t.card: t.text for t in self.thrown}
        return turned | beliefs | accepted | cards | {REMARK + r.address: r.text for r in self.remarks}

    @classmethod
    def read(cls, words: Mapping[str, str]) -> tuple[Self, tuple[str, ...]]:
        """Knobs from words (a URL, a command line, a file), and a sentence for each word that could not be taken."""
        knobs = cls()
        problems: list[str] = []
        for name, text in words.items():
            try:
                knobs = knobs._with(name, text)
            except KeyError as unknown:
                problems.append(str(unknown.args[0]))
            except ValueError as bad:
                problems.append(str(bad))
        return knobs, tuple(problems)

    def _with(self, name: str, text: str) -> Self:
        if name.startswith(BELIEF):
            return self.believing(believed(name.removeprefix(BELIEF), text))
        if name.startswith(ACCEPTED):
            return self.accepting(name.removeprefix(ACCEPTED), text)
        if name.startswith(REMARK):
            knob, _, aspect = name.removeprefix(REMARK).partition(".")
            return self.remarking(Remark(knob, aspect, text))
        if name.startswith(CARD):
            return replace(self, thrown=(*self.thrown, thrown_as(name.removeprefix(CARD), text)))
        return replace(self, **{name: knob_named(type(self), name).parsed(text)})  # type: ignore[arg-type]  # a knob's


def _check_of_given(cls: type[KnobSet], belief: Belief) -> None:
    """A belief on a given is a range inside the given's own; of a decision nothing is believed.

    Raises ValueError where it is another.
    """
    if "." in belief.address:
        return
    try:
        given = knob_named(cls, belief.address)
    except KeyError as unknown:
        raise ValueError(str(unknown.args[0])) from None
    if given.role != "given" or given.kind != "number":
        raise ValueError(f"{belief.address} is a decision: turn it. Only the world is uncertain.")
    if belief.value is not None:
        raise ValueError(f"{belief.address} is a number of the world: turn it there, and give its range here.")
    for end in (belief.low, belief.high):
        given.checked(end)


def _check_of_decision(cls: type[KnobSet], remark: Remark) -> None:
    """A remark is on a decision of the case.

    Raises ValueError where it is on anything else.
    """
    try:
        knob = knob_named(cls, remark.knob)
    except KeyError as unknown:
        raise ValueError(str(unknown.args[0])) from None
    if knob.role != "knob":
        raise ValueError(f"{remark.knob} is a number of the world: a record tells of decisions.")


def _check_of_world(cls: type[KnobSet], card: Thrown) -> None:
    """A card turned numbers of the world, each of which had a value that it may have.

    Raises ValueError where it says anything else.
    """
    for name, word in card.was:
        try:
            given = knob_named(cls, name)
        except KeyError as unknown:
            raise ValueError(str(unknown.args[0])) from None
        if given.role != "given":
            raise ValueError(f"{name} is a decision: the card {card.card[:40]} can only have turned the world.")
        given.parsed(word)


Progress = Callable[[float, str], None]
