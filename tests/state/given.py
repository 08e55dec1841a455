"""Random states of a case, for laws: any setting of its knobs, with anything that may be said of it."""

from typing import Any

from hypothesis import strategies as st

from design import WORLDS, Accepted, Belief, Case, KnobSet
from design.card_table import throw
from design.guess import SURE, WAYS, Guess
from design.remark import ASPECTS, Remark
from state import Pin, State, mark_of

WORDS = st.text(min_size=1, max_size=60).filter(lambda text: bool(" ".join(text.split())))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=64)


@st.composite
def knob_sets(draw: Any, case: Case) -> KnobSet:
    """Any knobs of a case, between the places of their axes too, with beliefs, acceptances, remarks and cards."""
    turns: dict[str, Any] = {}
    for knob in (*case.knobs, *case.givens):
        if draw(st.booleans()):
            fine = knob.kind == "number" and not knob.stops and not knob.whole
            turns[knob.name] = draw(st.floats(knob.low, knob.high) if fine else st.sampled_from(knob.axis))
    beliefs = {b.address: b for b in draw(st.lists(_beliefs(case), max_size=3))}
    accepted = {a.finding: a for a in draw(st.lists(st.builds(Accepted, WORDS, WORDS), max_size=2))}
    remarks = {r.address: r for r in draw(st.lists(_remarks(case), max_size=3))}
    knobs = case.Knobs(
        **turns, beliefs=tuple(beliefs.values()), accepted=tuple(accepted.values()), remarks=tuple(remarks.values())
    )
    for card in draw(st.lists(st.sampled_from(case.cards), max_size=3)):
        knobs = throw(knobs, card)
    return knobs


def _remarks(case: Case) -> Any:
    return st.builds(Remark, st.sampled_from([k.name for k in case.knobs]), st.sampled_from(list(ASPECTS)), WORDS)


@st.composite
def _beliefs(draw: Any, case: Case) -> Belief:
    low, between, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    value = between if draw(st.booleans()) else None
    span = (low, high) if value is None or draw(st.booleans()) else (None, None)
    address = draw(st.sampled_from(["Money.review_catch", "ModelServer.lanes", "A part of ours.x"]))
    return Belief(address, value, *span, draw(st.just("") | WORDS))


def _guesses(case: Case) -> Any:
    numbers = NUMBERS | st.just(float("inf"))
    names, keys = [k.name for k in case.knobs], [p.key for p in case.promises]
    return st.builds(
        Guess, st.sampled_from(names), WORDS.map(str.strip).filter(bool), st.sampled_from(keys), numbers,
        st.sampled_from(list(WAYS)), NUMBERS, st.sampled_from(SURE), numbers, st.booleans(),
    )  # fmt: skip


@st.composite
def states(draw: Any, case: Case) -> State:
    """Any state of a case."""
    names = draw(st.lists(WORDS, max_size=4))
    pins = tuple(Pin(name, mark_of(draw(knob_sets(case)), draw(st.sampled_from(WORLDS)))) for name in names)
    guesses = tuple(draw(st.lists(_guesses(case), max_size=4)))
    return State(draw(knob_sets(case)), draw(st.sampled_from(WORLDS)), pins, guesses, draw(st.booleans()))
