"""Throwing a card and taking it back, exactly: among several, in any order, and where the world was turned since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from .case import Card, turned
from .knob import Value, plain
from .knob_set import KnobSet, knob_named
from .thrown import Thrown


class Back(NamedTuple):
    """The knobs without a card, and a sentence for each number of the world that stays as somebody set it since."""

    knobs: KnobSet
    said: tuple[str, ...]


def throw(knobs: KnobSet, card: Card) -> KnobSet:
    """The knobs with a card on the table, and the world as it says; thrown twice it lies there once."""
    if knobs.on_table(card.address):
        return knobs
    was = tuple((name, plain(getattr(knobs, name))) for name in card.turns)
    return replace(turned(knobs, card.turns), thrown=(*knobs.thrown, Thrown(card.address, was)))


def take_back(knobs: KnobSet, card: Card, cards: Iterable[Card]) -> Back:
    """The knobs as if the card had never been thrown.

    What a later card turned on goes back with that card; what the user turned since stays, and is said.
    """
    mine = knobs.on_table(card.address)
    if mine is None:
        return Back(knobs, ())
    known = {one.address: one for one in cards}
    left = [one for one in knobs.thrown if one is not mine]
    later = left[knobs.thrown.index(mine) :]
    turns: dict[str, Value] = {}
    said = []
    for name, word in mine.was:
        given = knob_named(type(knobs), name)
        set_to = given.checked(card.turns[name]) if name in card.turns else None
        heir = next((one for one in later if name in dict(one.was) and one.card in known), None)
        if heir is not None:
            if given.parsed(dict(heir.was)[name]) == set_to:
                left[left.index(heir)] = _found(heir, name, word)
                later = left[knobs.thrown.index(mine) :]
        elif getattr(knobs, name) == set_to:
            turns[name] = given.parsed(word)
        else:
            now, old = (given.said(value) for value in (getattr(knobs, name), given.parsed(word)))
            said.append(f"{given.title} was turned to {now} after the card was thrown: it stays. Before, it was {old}.")
    return Back(replace(turned(knobs, turns), thrown=tuple(left)), tuple(said))


def _found(card: Thrown, name: str, word: str) -> Thrown:
    """A later card that finds another value in its place."""
    return Thrown(card.card, tuple((one, word if one == name else old) for one, old in card.was))
