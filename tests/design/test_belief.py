"""Beliefs: values and ranges of the user's own, and accepted findings, travel with the knobs."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from design import ASSUMED, Accepted, Belief, Component, KnobSet, Share, assumed, consequence, given, number
from design.assumption import assumptions_of, believing
from design.belief import LONGEST_REASON, believed


@dataclass(frozen=True)
class Shop(KnobSet):
    tills: int = number(2, 1, 9, "Who pays waits here.")
    guests: float = given(100, 1, 1000, "Who comes.", source=ASSUMED)


@dataclass(frozen=True, kw_only=True)
class Till(Component):
    lanes: int
    honest: Share = assumed(0.9, "Most are.")
    hands: int = assumed(2, "As many as one has.")

    @consequence
    def takings(self) -> float:
        """What is taken.

        Source: counted
        """
        return self.lanes * self.honest * self.hands


finite = st.floats(-1e6, 1e6)


@examples(finite, finite, st.text(max_size=60))
def test_a_belief_written_is_the_belief_read(one, other, reason):
    """Any value, range and reason go through a link and come back; a reason that looks like a number needs a value."""
    low, high = sorted((one, other))
    belief = Belief("Till.honest", low, low, high, reason)
    assert believed("Till.honest", belief.text) == belief


def test_a_belief_changes_the_part_that_is_made_inside():
    with believing({"Till.honest": 0.5}):
        mine = Till("Till", lanes=2)
    assert (mine.takings, Till("Till", lanes=2).takings) == (2.0, 3.6)


def test_the_register_says_which_value_is_the_users_own():
    with believing({"Till.hands": 1}):
        found = {a.address: (a.value, a.default, a.own) for a in assumptions_of(Till("Till", lanes=2))}
    assert found == {"Till.honest": (0.9, 0.9, False), "Till.hands": (1, 2, True)}


def test_what_the_case_has_set_is_not_believed_away():
    with believing({"Till.honest": 0.5, "Till.lanes": 9}):
        assert Till("Till", lanes=2, honest=0.7).takings == 2 * 0.7 * 2


@pytest.mark.parametrize(("name", "value"), [("honest", 1.2), ("honest", -0.1), ("hands", 1.5)])
def test_a_value_that_the_field_cannot_have_is_refused(name, value):
    with pytest.raises(ValueError, match=f"Till.{name}"), believing({f"Till.{name}": value}):
        Till("Till", lanes=2)


def test_beliefs_travel_in_the_query_with_the_knobs():
    knobs = replace(Shop(tills=3), beliefs=(Belief("Till.honest", 0.5, reason="seen"), Belief("guests", None, 50, 200)))
    knobs = knobs.accepting("till_is_open:Till", "it is Sunday")
    assert knobs.query == {
        "tills": "3",
        "believe.Till.honest": "0.5 seen",
        "believe.guests": "[50..200]",
        "accept.till_is_open:Till": "it is Sunday",
    }
    assert Shop.read(knobs.query) == (knobs, ())


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("believe.Till.honest", "because", "needs a value"),
        ("believe.Till.honest", "3 [1..2]", "outside its own range"),
        ("believe.Till.honest", "[2..1]", "ends before it begins"),
        ("believe.Till.honest", "9e999", "finite"),
        ("believe.guests", "50", "number of the world"),
        ("believe.guests", "[0..200]", "outside 1 to 1000"),
        ("believe.tills", "[1..2]", "is a decision"),
        ("believe.geusts", "[1..2]", "guests"),
        ("accept.till_is_open:Till", "  ", "Say why"),
    ],
)
def test_a_bad_belief_is_told_and_nothing_else_is_lost(name, text, says):
    knobs, problems = Shop.read({"tills": "4", name: text})
    assert (knobs, len(problems)) == (Shop(tills=4), 1)
    assert says in problems[0]


def test_the_last_belief_of_an_address_stands():
    knobs = Shop().believing(Belief("Till.honest", 0.5)).believing(Belief("Till.honest", 0.6))
    assert [b.value for b in knobs.beliefs] == [0.6]
    assert knobs.forgetting("Till.honest") == Shop()
    assert Shop().accepting("a:B", "so").raising("a:B") == Shop()


def test_a_long_reason_is_cut_and_stays_on_one_line():
    reason = Accepted("a:B", "word \n" * 500).reason
    assert (len(reason), "\n" in reason) == (LONGEST_REASON, False)
