"""The present form of a state file, section by section: what is wrong is told by line and key, the rest kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from math import inf
from typing import Any, cast

from design import EXPECTED, Belief, Case, Knob, KnobSet, turned
from design.guess import WAYS, Guess, Way
from design.knob import NUMBER
from design.remark import Remark
from design.thrown import Thrown

from ._tree import Items, Node, Table, Unreadable, Word
from .address import pinned, world_in
from .state import MOST_GUESSES, MOST_PINS, Pin, State

SECTIONS = (
    "version", "case", "world", "predict", "decisions", "givens",
    "beliefs", "accepted", "cards", "record", "pins", "guesses",
)  # fmt: skip
Words = dict[str, Any]
"""The words of one entry of a list; under `was` and `words` stand names with a word each."""
Place = tuple[int, str]
"""A line and a key."""


class Reading:
    """One reading of one file: what was wrong gathers in `problems`, each with its line and key."""

    def __init__(self, case: Case) -> None:
        self.case, self.problems, self.knobs = case, list[str](), case.Knobs()

    def state(self, tree: Node) -> State:
        found = self.table(tree, SECTIONS, "the file")
        self.same_case(found.get("case"))
        for name, role in (("decisions", "knob"), ("givens", "given")):
            self.turns(found.get(name), role, name)
        world = self.one(found.get("world"), "world", world_in, EXPECTED)
        asks = self.one(found.get("predict"), "predict", _switch, False)
        for where, words in self.items(found.get("beliefs"), "beliefs", ("of", "value", "low", "high", "why")):
            self.take(where, _believing, words)
        for where, words in self.items(found.get("accepted"), "accepted", ("finding", "why")):
            self.take(where, _accepting, words)
        self.cards(found.get("cards"))
        self.record(found.get("record"))
        pins = tuple(self.pins(found.get("pins")))
        return State(self.knobs, world, pins, tuple(self.guesses(found.get("guesses"))), asks)

    def tell(self, line: int, key: str, what: str) -> None:
        self.problems.append(f"Line {line}, {key[:60]}: {what}")

    def same_case(self, slug: Node | None) -> None:
        if slug is None:
            raise Unreadable("The file does not say which case it is of: case is missing.")
        if not isinstance(slug, Word) or slug.text != self.case.slug:
            said = repr(slug.text[:40]) if isinstance(slug, Word) else "no word"
            raise Unreadable(f"Line {slug.line}, case: the file is of {said}; this page is {self.case.slug}.")

    def table(self, node: Node | None, known: tuple[str, ...], where: str) -> dict[str, Node]:
        """Keys and what is under them; an unknown key and one that comes twice are told."""
        found: dict[str, Node] = {}
        if node is None or (isinstance(node, Word) and not node.text):
            return found
        if not isinstance(node, Table):
            self.tell(node.line, where, "should hold names with a value each, as name: value.")
            return found
        for key, value in node.pairs:
            if key.text in found:
                self.tell(key.line, key.text, "is given twice; the first one is kept.")
            elif known and key.text not in known:
                near = get_close_matches(key.text, known, n=3) or known
                self.tell(key.line, key.text, f"is not known in {where}. Known: {', '.join(near[:12])}.")
            else:
                found[key.text] = value
        return found

    def items(self, node: Node | None, where: str, known: tuple[str, ...]) -> Iterator[tuple[Place, Words]]:
        """The entries of a list, each as words; its line and place with it."""
        if node is None or (isinstance(node, Word) and not node.text):
            return
        if not isinstance(node, Items):
            self.tell(node.line, where, "should be a list, each entry behind a dash.")
            return
        for place, item in enumerate(node.items, start=1):
            key = f"{where} {place}"
            found = self.table(item, known, key)
            words: Words = {}
            for name, value in found.items():
                if isinstance(value, Word):
                    words[name] = value.text
                elif name in ("was", "words"):
                    words[name] = self.words(value, f"{key} {name}")
                else:
                    self.tell(value.line, f"{key} {name}", "should be one word.")
            yield (item.line, key), words

    def words(self, node: Node, where: str) -> dict[str, str]:
        """Names with one word each."""
        found = self.table(node, (), where)
        for name, value in found.items():
            if not isinstance(value, Word):
                self.tell(value.line, name, "should be one word.")
        return {name: value.text for name, value in found.items() if isinstance(value, Word)}

    def one(self, node: Node | None, key: str, read: Callable[[str], Any], otherwise: Any) -> Any:
        if node is None:
            return otherwise
        try:
            return read(_word(node))
        except ValueError as bad:
            self.tell(node.line, key, str(bad))
            return otherwise

    def take(self, where: Place, change: Callable[[KnobSet, Any], KnobSet], what: Any) -> None:
        try:
            self.knobs = change(self.knobs, what)
        except (ValueError, KeyError) as bad:
            self.tell(*where, str(bad.args[0]))

    def turns(self, node: Node | None, role: str, where: str) -> None:
        known = {k.name: k for k in (*self.case.knobs, *self.case.givens) if k.role == role}
        for name, value in self.table(node, tuple(known), where).items():
            self.take((value.line, name), _turning, (known[name], value))

    def cards(self, node: Node | None) -> None:
        known = {card.address for card in self.case.cards}
        for where, words in self.items(node, "cards", ("card", "was")):
            card, was = words.get("card", ""), words.get("was", {})
            if not card:
                self.tell(*where, "card is missing.")
            elif card not in known:
                self.tell(*where, f"there is no card {card[:40]!r}. Known: {', '.join(sorted(known))}.")
            elif isinstance(was, str):
                self.tell(*where, "was should hold names with a value each.")
            else:
                self.take(where, _throwing, Thrown(card, tuple(was.items())))

    def record(self, node: Node | None) -> None:
        for name, said in self.table(node, tuple(k.name for k in self.case.knobs), "record").items():
            for aspect, text in self.table(said, (), f"record {name}").items():
                self.take((text.line, f"{name} {aspect}"), _remarking, (name, aspect, text))

    def pins(self, node: Node | None) -> Iterator[Pin]:
        for place, (where, words) in enumerate(self.items(node, "pins", ("name", "world", "words"))):
            if place == MOST_PINS:
                self.tell(*where, f"there are at most {MOST_PINS} pins; this and what follows is left out.")
                return
            try:
                said = words.get("words") or {}
                if isinstance(said, str):
                    raise ValueError("words should hold names with a value each.")
                yield Pin(_text(words, "name"), pinned(self.case, said, words.get("world", EXPECTED)))
            except ValueError as bad:
                self.tell(*where, str(bad))

    def guesses(self, node: Node | None) -> Iterator[Guess]:
        known = ("knob", "turned", "promise", "was", "way", "guessed", "sure", "got", "failures")
        for place, (where, words) in enumerate(self.items(node, "guesses", known)):
            if place == MOST_GUESSES:
                self.tell(*where, f"at most {MOST_GUESSES} guesses are kept; this and what follows is left out.")
                return
            try:
                yield _guess(words)
            except ValueError as bad:
                self.tell(*where, str(bad))


def _turning(knobs: KnobSet, turn: tuple[Knob, Node]) -> KnobSet:
    knob, value = turn
    return turned(knobs, {knob.name: knob.parsed(_word(value))})


def _accepting(knobs: KnobSet, words: Words) -> KnobSet:
    return knobs.accepting(_text(words, "finding"), _text(words, "why"))


def _remarking(knobs: KnobSet, said: tuple[str, str, Node]) -> KnobSet:
    name, aspect, text = said
    return knobs.remarking(Remark(name, aspect, _word(text)))


def _believing(knobs: KnobSet, words: Words) -> KnobSet:
    value, low, high = (_number(words, name) if name in words else None for name in ("value", "low", "high"))
    if value is None and low is None and high is None:
        raise ValueError("a belief needs a value, or low and high.")
    return knobs.believing(Belief(_text(words, "of"), value, low, high, words.get("why", "")))


def _throwing(knobs: KnobSet, card: Thrown) -> KnobSet:
    if knobs.on_table(card.card):
        raise ValueError(f"the card {card.card!r} lies on the table already.")
    return replace(knobs, thrown=(*knobs.thrown, card))


def _word(node: Node) -> str:
    if not isinstance(node, Word):
        raise ValueError("should be one word.")
    return node.text


def _text(words: Words, name: str) -> str:
    text = words.get(name, "")
    if not isinstance(text, str) or not text.strip():
        raise ValueError(f"{name} is missing.")
    return text


def _number(words: Words, name: str) -> float:
    text = _text(words, name).strip()
    if text in ("inf", "-inf"):
        return inf if text == "inf" else -inf
    if not NUMBER.fullmatch(text):
        raise ValueError(f"{name} = {text[:40]!r} is not a number.")
    return float(text)


def _switch(word: str) -> bool:
    if word.lower() not in ("on", "off", "true", "false", "yes", "no"):
        raise ValueError(f"{word[:40]!r} is neither on nor off.")
    return word.lower() in ("on", "true", "yes")


def _guess(words: Words) -> Guess:
    way = _text(words, "way")
    if way not in WAYS:
        raise ValueError(f"way = {way[:20]!r} is not one of {', '.join(WAYS)}.")
    return Guess(
        knob=_text(words, "knob"),
        turned=_text(words, "turned"),
        promise=_text(words, "promise"),
        was=_number(words, "was"),
        way=cast(Way, way),
        guessed=_number(words, "guessed"),
        sure=_number(words, "sure"),
        got=_number(words, "got"),
        failures=_switch(words.get("failures", "off")),
    )
