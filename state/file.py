"""The state file: commented YAML out; back in with a sentence, its line and its key, for all that cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from math import inf
from re import fullmatch
from typing import Any, cast

from design import EXPECTED, Belief, Case, Knob, KnobSet, turned
from design.guess import WAYS, Guess, Way
from design.knob import NUMBER
from design.remark import Remark
from design.thrown import Thrown

from ._lines import VERSION, lines_of
from ._tree import Items, Node, Table, Unreadable, Word, tree_of
from .address import Read, pinned, read_text, read_words, world_in
from .state import MOST_PINS, Pin, State

SUFFIX = ".state.yaml"
MOST_GUESSES = 500
SECTIONS = (
    "version", "case", "world", "predict", "decisions", "givens",
    "beliefs", "accepted", "cards", "record", "pins", "guesses",
)  # fmt: skip
Words = dict[str, Any]
"""The words of one entry of a list; under `was` and `words` stand names with a word each."""
Place = tuple[int, str]
"""A line and a key."""


def file_of(case: Case, state: State) -> bytes:
    """The file, UTF-8: the same state gives the same bytes."""
    return ("\n".join(lines_of(case, state)) + "\n").encode("utf-8", "replace")


def read_file(case: Case, raw: bytes) -> Read:
    """A state from a file of this version or an older one; what cannot be taken is told by line and key.

    Raises Unreadable where the whole cannot be read: not YAML, another case's, or of a newer version.
    """
    tree = tree_of(raw)
    if isinstance(tree, Items):
        raise Unreadable(f"Line {tree.line}: a list. A state file begins with version: {VERSION}.")
    version, line = _version(tree)
    if version > VERSION:
        raise Unreadable(
            f"Line {line}, version: the file is of version {version}; this ML Casebook reads up to {VERSION}. "
            "Open it with a newer one."
        )
    return READERS[version](case, tree)


def _version(tree: Word | Table) -> tuple[int, int]:
    """The version, and its line; a file that is one word is an address, as designs were kept before there were any."""
    if isinstance(tree, Word):
        return 0, tree.line
    said = next((value for key, value in tree.pairs if key.text == "version"), None)
    if said is None:
        near = ", ".join(key.text[:40] for key, _ in tree.pairs[:3])
        raise Unreadable(f"Line {tree.line}: no version is said, so this is no state file. It begins with {near}.")
    if not isinstance(said, Word) or not fullmatch(r"[0-9]{1,5}", said.text):
        raise Unreadable(f"Line {said.line}, version: not a version of a state file, as {VERSION}.")
    return int(said.text), said.line


def _of_version_0(case: Case, tree: Word | Table) -> Read:
    """Before there was a format, a design was kept as its address, in a text file; or as its names and words."""
    if isinstance(tree, Word):
        text = "".join(tree.text.split())
        if "=" not in text:
            raise Unreadable(f"Line {tree.line}: neither a state file nor an address of a design.")
        return read_text(case, text)
    words = {key.text: value.text for key, value in tree.pairs if isinstance(value, Word)}
    return read_words(case, {name: word for name, word in words.items() if name not in ("version", "case")})


def _of_version_1(case: Case, tree: Word | Table) -> Read:
    """The present format, section by section."""
    reading = _Reading(case)
    return Read(reading.state(tree), tuple(reading.problems))


READERS: Mapping[int, Callable[[Case, Word | Table], Read]] = {0: _of_version_0, 1: _of_version_1}
"""How each version is read. A version stays readable for ever: a new one adds its reader."""


class _Reading:
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
