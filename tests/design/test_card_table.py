"""Cards go back exactly: one or several, in any order; what was turned since stays, and is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from design import Card, turned
from design.aftermath import aftermath
from design.card_table import take_back, throw
from tests.designs import CASES, design

CASE = CASES["fraud_detection"]
HERE = CASE.Knobs()


def card(**turns) -> Card:
    """A card of the fraud case's world."""
    return Card(f"Card {' '.join(turns)} {next(iter(turns.values()))}", "The world changes.", turns)


@given(case=st.sampled_from(list(CASES.values())), data=st.data())
def test_cards_go_back_in_any_order(case, data) -> None:
    """To the very knobs that they found, whichever were thrown."""
    thrown = data.draw(st.lists(st.sampled_from(case.cards), unique_by=lambda one: one.address))
    knobs = case.Knobs()
    for one in thrown:
        knobs = throw(knobs, one)
    for one in data.draw(st.permutations(thrown)):
        knobs, said = take_back(knobs, one, case.cards)
        assert said == ()
    assert knobs == case.Knobs()


@given(st.data())
def test_cards_that_turn_the_same_number_go_back_in_any_order(data) -> None:
    pack = [card(peak=7), card(peak=9, burst=3), card(peak=11), card(burst=5, peak=13)]
    knobs = turned(HERE, {"peak": 6})
    for one in data.draw(st.permutations(pack)):
        knobs = throw(knobs, one)
    order = data.draw(st.permutations(pack))
    for one in order[:-1]:
        knobs = take_back(knobs, one, pack).knobs
    assert (knobs.peak, len(knobs.thrown)) == (order[-1].turns["peak"], 1)
    assert take_back(knobs, order[-1], pack).knobs == turned(HERE, {"peak": 6})


def test_decisions_taken_under_a_card_stay() -> None:
    friday = card(peak=15)
    knobs = turned(throw(HERE, friday), {"replicas": 9})
    assert take_back(knobs, friday, [friday]) == (turned(HERE, {"replicas": 9}), ())


def test_a_number_turned_since_stays_and_is_said() -> None:
    friday = card(peak=15, burst=4)
    knobs, said = take_back(turned(throw(HERE, friday), {"peak": 8}), friday, [friday])
    assert (knobs.peak, knobs.burst, knobs.thrown) == (8, HERE.burst, ())
    assert said == ("Peak over mean was turned to 8 × after the card was thrown: it stays. Before, it was 5 ×.",)


def test_a_card_thrown_twice_lies_there_once() -> None:
    friday = card(peak=15)
    assert throw(throw(HERE, friday), friday) == throw(HERE, friday)


@pytest.mark.slow
def test_a_card_says_what_it_broke_and_what_it_filled() -> None:
    """Ten times the traffic: the model servers are full, and the broken promise is broken further."""
    (ten,) = (one for one in CASE.cards if one.turns.get("payments_per_day"))
    told = aftermath(design(CASE), design(CASE, **ten.turns))
    assert told.parts == ("ModelServer",)
    assert [s.after.promise.title for s in told.further] == ["Fraud loss"]
    assert told.says.startswith("Broken further: Fraud loss 11 bp →")
    assert "Over the limit: Model server, " in told.says


def test_a_card_that_breaks_nothing_says_so() -> None:
    assert aftermath(design(CASE), design(CASE)).says == "No promise broke."
