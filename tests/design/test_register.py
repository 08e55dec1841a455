"""The register: what a design stands on, and what the user puts in its place."""

from dataclasses import replace

import pytest

from design import ASSUMED, Belief, design_of
from design.register import belief_on, register, standing_of
from tests.design.kiosk import CASE, Knobs


def lines(*beliefs: Belief):
    """The kiosk's register by address, in its order."""
    return {one.address: one for one in register(design_of(CASE, replace(Knobs(), beliefs=beliefs), None))}


def test_the_register_holds_the_parts_defaults_and_then_the_world():
    found = lines()
    assert list(found) == ["Kiosk.wage", *(given.name for given in CASE.givens)]
    assert [one.standing for one in found.values()] == ["assumed", "read", "read", "read", "read"]
    assert [one.given for one in found.values()] == [False, True, True, True, True]
    assert (found["Kiosk.wage"].text, found["Kiosk.wage"].rests_on) == ("$3", ASSUMED)


def test_a_value_of_the_users_own_says_what_it_replaces_and_why():
    one = lines(Belief("Kiosk.wage", 4.5, 4.0, 5.0, "our payroll"))["Kiosk.wage"]
    assert (one.standing, one.text, one.default, one.range) == ("yours", "$4.50", 3.0, "$4 to $5")
    assert one.rests_on == "yours: our payroll (instead of $3)"


def test_a_range_leaves_the_value_and_its_source():
    one = lines(Belief("people", None, 50, 200, "seen"))["people"]
    assert (one.standing, one.text, one.source) == ("read", "100/s", "counted")
    assert one.rests_on == "counted; your range 50/s to 200/s: seen"


def test_what_the_user_says_comes_first():
    assert next(iter(lines(Belief("wages", None, 50, 200)))) == "wages"


def test_a_figure_without_a_belief_has_none():
    design = design_of(CASE, replace(Knobs(), beliefs=(Belief("Kiosk.wage", 4.0),)), None)
    assert (belief_on(design, "Kiosk.wage"), belief_on(design, "people")) == (Belief("Kiosk.wage", 4.0), None)


@pytest.mark.parametrize(
    ("source", "expected"),
    [(ASSUMED, "assumed"), (f"8 % in an example; {ASSUMED}", "assumed"), ("counted in 2026", "read")],
)
def test_a_source_that_ends_in_an_assumption_is_one(source, expected):
    assert standing_of(source) == expected
