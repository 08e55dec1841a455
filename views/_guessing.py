"""A guess that is made and not yet answered; and what becomes of it once the design is known."""

from dataclasses import dataclass
from typing import Any

from design import Design, Outcome
from design.guess import Guess, Way, failures


@dataclass(frozen=True)
class Guessing:
    """What a person says of one promise's number before a decision shows its effect; `was` is the number before."""

    knob: str
    turned: str
    promise: str
    was: float
    way: Way
    guessed: float
    sure: float


def guessed(one: Guessing, design: Design) -> Guess:
    """The guess with the truth beside it."""
    outcome = outcome_of(design, one.promise)
    got = float(outcome.value)
    return Guess(one.knob, one.turned, one.promise, one.was, one.way, one.guessed, one.sure, got, failures(outcome))


def outcome_of(design: Design, key: str) -> Outcome:
    """The promise on a number."""
    return next(o for o in design.outcomes if o.promise.key == key)


def in_hand(value: float, outcome: Outcome) -> float:
    """A number as a person types it: of a share, per cent."""
    return value * 100 if outcome.unit.symbol == "%" else value


def out_of_hand(typed: Any, outcome: Outcome, otherwise: float) -> float:
    """What a person typed, in the number's own unit; nothing typed is what was there before."""
    if typed is None:
        return otherwise
    return float(typed) / 100 if outcome.unit.symbol == "%" else float(typed)
