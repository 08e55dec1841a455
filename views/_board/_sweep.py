"""The sweep: what the board would show at each place of the slider in hand, told ahead as a compact table."""

from collections.abc import Hashable, Sequence
from functools import partial
from typing import Any

from design import EXPECTED, Design, Knob, turned
from design.sweep import sweep
from diagrams.architecture import glance

from .. import _widget
from .._evidence import evidence_at_hand
from .._news import Piece
from .._session import Page, Session, page_of
from ._moving import moving
from ._pieces import pieces

CHUNK = 24
"""Places swept in one run, nearest first: some 0.1 s, so that other visitors' moves come in between."""


def told(page: Page, shape: str) -> tuple[dict[str, Any], dict[str, Piece]]:
    """How far the slider in hand is swept, and the chunks of the table; nothing where none is in hand.

    A run that settles a move sweeps nothing: the page asks again.
    """
    session, swept = page.session, page.session.swept
    still, swept.design = swept.design is page.design, page.design
    knob = next((k for k in (*session.case.knobs, *session.case.givens) if k.name == swept.knob), None)
    if knob is None or knob.kind != "number":
        swept.drop()
        return {}, {}
    axis = _widget.places(session, knob)
    cause = _cause(page, knob, axis, shape)
    if swept.cause != cause:
        if not swept.wanted:
            swept.drop()
            return {}, {}
        swept.begin(cause)
    whole = not sweepable(session, knob)
    if not whole and swept.wanted and still:
        places = sorted(set(range(len(axis))) - swept.done, key=lambda place: abs(place - swept.near))[:CHUNK]
        swept.chunks.append(_chunk(page, knob, axis, sorted(places), shape))
        swept.done.update(places)
    swept.wanted = False
    here = axis.index(_widget.at(session, knob))
    reach = {"knob": knob.name, "place": here, "chunks": len(swept.chunks)}
    made: dict[str, Piece] = {f"sweep{i}": ((cause, i), partial(dict, one)) for i, one in enumerate(swept.chunks)}
    return {**reach, "whole": whole or len(swept.done) == len(axis)}, made


def sweepable(session: Session, knob: Knob) -> bool:
    """True where what a turn of the knob does may be shown ahead: it neither trains nor waits for a guess."""
    guesses = session.asks and knob.name in session.marks
    return session.world == EXPECTED and not (knob.trains or guesses or session.pending)


def _cause(page: Page, knob: Knob, axis: Sequence[Any], shape: str) -> Hashable:
    """All that rows follow from but the knob's own value: equal causes, equal tables."""
    session = page.session
    others = turned(page.design.knobs, {knob.name: axis[0]})
    against = session.held_against({knob.name})
    known = (session.world, session.asks, session.marks, bool(session.pending), session.part, id(session.sure))
    held = (against.knobs, id(against.evidence)) if against else None
    return others, held, known, id(page.design.evidence), tuple(axis), shape, session.swept.shown


def _chunk(page: Page, knob: Knob, axis: Sequence[Any], places: Sequence[int], shape: str) -> dict[str, Any]:
    """The rows of some places; none where a place has another picture, or waits for training."""
    session = page.session
    designs = sweep(
        page.design,
        knob.name,
        [axis[place] for place in places],
        lambda knobs: evidence_at_hand(session.case, knobs),
    )
    rows = [_row(page, knob, design, shape) if design else None for design in designs]
    found = [(place, row) for place, row in zip(places, rows, strict=True) if row is not None]
    return {
        "done": places,
        "places": [place for place, _ in found],
        "rows": column([row for _, row in found]) if found else None,
    }


def _row(page: Page, knob: Knob, design: Design, shape: str) -> dict[str, Any] | None:
    """What the board is told of a design once the knob has settled there; None where its picture is another."""
    drawn, live = glance(design)
    if drawn != shape:
        return None
    session = page.session
    there = page_of(session, design)
    row = moving(there, session.held_against({knob.name}), live)
    made = pieces(there, live)
    return row | {name: made[name][1]() for name in session.swept.shown if name in made}


def column(values: Sequence[Any]) -> list[Any]:
    """Some values of one field as the page unpacks them; what is equal in all of them, and what repeats, is told once.

    `[0, value]` for all; `[1, {key: column}]` and `[2, [column]]` field by field; else `[3, distinct, places in it]`.

    >>> column([{"a": 1, "b": "x"}, {"a": 1, "b": "y"}, {"a": 1, "b": "x"}])
    [1, {'a': [0, 1], 'b': [3, ['x', 'y'], [0, 1, 0]]}]
    """
    first = values[0]
    if all(value == first for value in values):
        return [0, first]
    if all(isinstance(value, dict) and value.keys() == first.keys() for value in values):
        return [1, {key: column([value[key] for value in values]) for key in first}]
    if all(isinstance(value, list | tuple) and len(value) == len(first) for value in values):
        return [2, [column(one) for one in zip(*values, strict=True)]]
    distinct: list[Any] = []
    for value in values:
        if value not in distinct:
            distinct.append(value)
    return [3, distinct, [distinct.index(value) for value in values]]
