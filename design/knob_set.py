"""What a case's knobs are together: checked as they are made, with all that is said of them, and written as words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self, get_type_hints

from .belief import Accepted, Belief, believed
from .knob import Knob, Value, plain, shown
from .once import once_a_kind
from .remark import Remark
from .tagged import tagged
from .thrown import Thrown, thrown_as
from .units import unit_of

BELIEF, ACCEPTED, REMARK, CARD = "believe.", "accept.", "remark.", "card."
"""Before an address in a link or on a command line: what is believed of it, why a finding is accepted, what is said of
a decision, what a thrown card found."""


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
