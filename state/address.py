"""The state as an address: readable words for what is turned, one packed word for what is long; and read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from design import EXPECTED, WORLDS, Case, KnobSet, plain
from design.knob_set import CARD, REMARK

from ._packed import NOT_OURS, packed, unpacked
from .mark import Mark, mark_of
from .state import MOST_PINS, Pin, State

WORLD, PREDICTS, RECORD, PINS = "world", "predict", "record", "pins"
"""Names in an address that are no knob's."""
READABLE = 240
"""Remarks are written out up to so many characters in all; longer ones are packed."""
LONGEST_RECORD, LONGEST_PINS = 2_000, 2_000
"""A packed word beyond this is left out of the address: chats and mail programs cut long links."""


class Address(NamedTuple):
    """The words after the question mark, and a sentence for each thing that they could not hold."""

    text: str
    left_out: tuple[str, ...]


class Read(NamedTuple):
    """What some words said, and a sentence for each that could not be taken."""

    state: State
    problems: tuple[str, ...]


def address_of(state: State) -> Address:
    """What differs from the case's opening design, as a link writes it."""
    words, left_out = dict(state.knobs.query), list[str]()
    if sum(len(word) for name, word in words.items() if name.startswith(REMARK)) > READABLE:
        said = {name.removeprefix(REMARK): words.pop(name) for name in list(words) if name.startswith(REMARK)}
        _put(words, RECORD, packed(json.dumps(said, ensure_ascii=False)), LONGEST_RECORD, left_out)
    if state.world != EXPECTED:
        words[WORLD] = state.world
    if state.asks:
        words[PREDICTS] = plain(True)
    if state.pins:
        pins = [[pin.name, pin.mark.world, pin.mark.knobs.query] for pin in state.pins]
        _put(words, PINS, packed(json.dumps(pins, ensure_ascii=False)), LONGEST_PINS, left_out)
    return Address(written(words.items()), tuple(left_out))


def written(words: Iterable[tuple[str, str]]) -> str:
    """Names and words as an address; a colon and a comma are as good as letters there.

    >>> written([("card.a-friday", "peak:5,burst:2"), ("replicas", "7")])
    'card.a-friday=peak:5,burst:2&replicas=7'
    """
    return urlencode(list(words), safe=":,")


def _put(words: dict[str, str], name: str, word: str, longest: int, left_out: list[str]) -> None:
    if len(word) <= longest:
        words[name] = word
        return
    what = {RECORD: "your decision record", PINS: "the pinned designs"}[name]
    left_out.append(f"The link is too short for {what} ({len(word):,} characters, at most {longest:,}): take the file.")


def read_text(case: Case, text: str) -> Read:
    """An address, or only what stands behind its question mark; each name once."""
    pairs = parse_qsl(text.rpartition("?")[2].strip(), keep_blank_values=True, max_num_fields=1_000)
    twice = sorted({name for place, (name, _) in enumerate(pairs) if name in dict(pairs[:place])})
    state, problems = read_words(case, {name: word for name, word in pairs if name not in twice})
    return Read(state, (*(f"{name[:40]} is given more than once: one value, please." for name in twice), *problems))


def read_words(case: Case, words: Mapping[str, str]) -> Read:
    """A state from the words of an address; what cannot be taken is told, the rest is kept."""
    left, problems = dict(words), list[str]()
    world = _taken(left, WORLD, world_in, EXPECTED, problems)
    asks = _taken(left, PREDICTS, lambda word: word.lower() in ("on", "true", "1"), False, problems)
    for name, word in _taken(left, RECORD, _remarks, {}, problems).items():
        left.setdefault(REMARK + name, word)
    pins = _taken(left, PINS, lambda word: _pins(case, word), (), problems)
    knobs, refused = _knobs(case, left)
    return Read(State(knobs, world, pins, asks=asks), (*problems, *refused))


def _taken(words: dict[str, str], name: str, read: Callable[[str], Any], otherwise: Any, problems: list[str]) -> Any:
    if name not in words:
        return otherwise
    try:
        return read(words.pop(name))
    except ValueError as bad:
        problems.append(f"{name} {bad}")
        return otherwise


def world_in(word: str) -> str:
    """The world of that name.

    Raises ValueError where it is none of the three.
    """
    if word not in WORLDS:
        raise ValueError(f"= {word[:40]!r} is not one of {', '.join(WORLDS)}.")
    return word


def _remarks(word: str) -> dict[str, str]:
    said = unpacked(word)
    if not isinstance(said, dict) or not all(isinstance(text, str) for text in said.values()):
        raise ValueError(NOT_OURS)
    return said


def _pins(case: Case, word: str) -> tuple[Pin, ...]:
    """The pinned designs; what is wrong with one of them is left out of it, as a link's is."""
    told = unpacked(word)
    if not isinstance(told, list) or len(told) > MOST_PINS:
        raise ValueError(NOT_OURS)
    return tuple(_pin(case, one) for one in told)


def _pin(case: Case, told: Any) -> Pin:
    match told:
        case [str(name), str(world), dict(words)] if all(isinstance(word, str) for word in words.values()):
            return Pin(name, pinned(case, words, world))
    raise ValueError(NOT_OURS)


def pinned(case: Case, words: Mapping[str, str], world: str) -> Mark:
    """Where a pinned design stands."""
    return mark_of(_knobs(case, words)[0], world_in(world))


def _knobs(case: Case, words: Mapping[str, str]) -> tuple[KnobSet, tuple[str, ...]]:
    """Knobs from words; a card that the case does not have is told and left out."""
    cards = {CARD + card.address for card in case.cards}
    unknown = [name for name in words if name.startswith(CARD) and name not in cards]
    knobs, problems = case.Knobs.read({name: word for name, word in words.items() if name not in unknown})
    known = ", ".join(card.address for card in case.cards)
    return knobs, (*problems, *(f"There is no {name[:40]!r} in this case; its cards: {known}." for name in unknown))
