"""The state as commented YAML, line by line: what each line is, its unit and its range."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from design import WORLDS, Case, Knob, KnobSet, plain
from design.remark import ASPECTS

from .state import State

VERSION = 1
PLAIN_WORDS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.")


def lines_of(case: Case, state: State) -> Iterator[str]:
    """Every line of the file."""
    yield "# ML Casebook: the state of a design. To keep, to read, to edit; a wrong line is told when it is opened."
    yield f"version: {VERSION}  # of this format"
    yield f"case: {case.slug}  # {_said(case.title)}"
    yield f"world: {state.world}  # the page is drawn in it; one of {', '.join(WORLDS)}"
    yield f"predict: {plain(state.asks)}  # ask for a guess before a marked decision shows its effect; on, off"
    yield ""
    yield "decisions:  # the designer's"
    yield from _knobs(case.knobs, state.knobs)
    yield ""
    yield "givens:  # the world's numbers, the interviewer's"
    yield from _knobs(case.givens, state.knobs)
    yield from _beliefs(state.knobs)
    yield from _accepted(state.knobs)
    yield from _cards(case, state.knobs)
    yield from _record(case, state.knobs)
    yield from _pins(state)
    yield from _guesses(state)


def _knobs(knobs: Iterable[Knob], at: KnobSet) -> Iterator[str]:
    step = ""
    for knob in knobs:
        if knob.step != step:
            step = knob.step
            yield f"  # {_said(step)}"
        unit = f", {knob.unit.symbol}" if knob.unit.symbol else ""
        stops = f"one of {', '.join(plain(s) for s in knob.stops)}" if knob.stops else knob.range
        here = getattr(at, knob.name)
        default = "" if here == knob.default else f"; opens at {plain(knob.default)}"
        yield f"  {knob.name}: {word(plain(here))}  # {_said(knob.title)}{_said(unit)}; {_said(stops)}{default}"


def _beliefs(knobs: KnobSet) -> Iterator[str]:
    if not knobs.beliefs:
        return
    yield from ("", "beliefs:  # your own figures in the place of assumed ones: a value, a range (low to high), why")
    for b in knobs.beliefs:
        ends = {"value": b.value, "low": b.low, "high": b.high}
        numbers = {name: plain(end) for name, end in ends.items() if end is not None}
        yield from _item({"of": b.address, **numbers, "why": b.reason})


def _accepted(knobs: KnobSet) -> Iterator[str]:
    if knobs.accepted:
        yield from ("", "accepted:  # findings that you live with (rule:Part), and why")
        for a in knobs.accepted:
            yield from _item({"finding": a.finding, "why": a.reason})


def _cards(case: Case, knobs: KnobSet) -> Iterator[str]:
    if not knobs.thrown:
        return
    titles = {card.address: card.title for card in case.cards}
    yield from (
        "",
        "cards:  # on the table, in the order thrown; what the world's numbers were before, to take them back",
    )
    for t in knobs.thrown:
        yield f"  - card: {word(t.card)}  # {_said(titles.get(t.card, 'unknown'))}"
        if t.was:
            yield "    was:"
            yield from (f"      {name}: {word(value)}" for name, value in t.was)


def _record(case: Case, knobs: KnobSet) -> Iterator[str]:
    if not knobs.remarks:
        return
    yield from ("", f"record:  # your words on your decisions: {', '.join(ASPECTS)}")
    for name in dict.fromkeys(r.knob for r in knobs.remarks):
        yield f"  {name}:  # {_said(case.knob(name).title)}"
        yield from (f"    {r.aspect}: {word(r.text)}" for r in knobs.remarks if r.knob == name)


def _pins(state: State) -> Iterator[str]:
    if state.pins:
        yield from (
            "",
            "pins:  # designs put aside, each as what differs from the opening design, written as in a link",
        )
        for pin in state.pins:
            yield f"  - name: {word(pin.name)}"
            yield f"    world: {pin.mark.world}"
            if query := pin.mark.knobs.query:
                yield "    words:"
                yield from (f"      {word(name)}: {word(value)}" for name, value in query.items())


def _guesses(state: State) -> Iterator[str]:
    if state.guesses:
        yield from (
            "",
            "guesses:  # what you said that a decision would do, and what it did; values in the number's own unit",
        )
        for g in state.guesses:
            yield from _item(
                {
                    "knob": g.knob, "turned": g.turned, "promise": g.promise, "was": plain(g.was), "way": g.way,
                    "guessed": plain(g.guessed), "sure": plain(g.sure), "got": plain(g.got),
                    "failures": plain(g.failures),
                }
            )  # fmt: skip


def _item(words: Mapping[str, str]) -> Iterator[str]:
    for place, (name, text) in enumerate((name, text) for name, text in words.items() if text):
        yield f"{'    ' if place else '  - '}{name}: {word(text)}"


def word(text: str) -> str:
    r"""A word as YAML has it on one line: bare where nothing in it could be taken for anything else, quoted otherwise.

    >>> word("in_line"), word("0.25"), word('say "no": #1')
    ('in_line', '0.25', '"say \\"no\\": #1"')
    """
    if text and text[0] not in "-." and set(text) <= PLAIN_WORDS:
        return text
    return f'"{"".join(map(_letter, text))}"'


def _letter(one: str) -> str:
    code = ord(one)
    if one in '"\\':
        return f"\\{one}"
    if one.isprintable():
        return one
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65_536 else f"\\U{code:08x}"


def _said(text: str) -> str:
    """Words of a comment: on one line, whatever they hold."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split(" ")).replace("\n", " ")
