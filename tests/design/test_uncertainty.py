"""Uncertainty: intervals and chances from sampled worlds, the tornado, and the three worlds."""

from dataclasses import dataclass, replace
from math import inf, sqrt

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from design import ASSUMED, Belief, Component, Usd, consequence, design_of, given, tornado_of, uncertainty_of, worlds
from design.tornado import MOST_STRAIN
from tests.design.kiosk import CASE, Knobs, kiosk

SLACK = 2.5 / 256
"""A slice of the wage's range, about: what a sampled quantile may be off."""


def paid(*beliefs, **turns):
    """The kiosk, and what the user says of it."""
    return kiosk(beliefs=beliefs, **turns)


def strain(design):
    """The sum of what the promises strain, each counted up to the most."""
    return sum(min(o.strain, MOST_STRAIN) for o in design.outcomes)


def test_interval_of_wages_by_hand():
    """Two clerks at 2 to 4.5 $, likeliest 3: 5 % lie below 2 (2 + √0.125) $, 95 % below 2 (4.5 - √0.1875) $."""
    spread = uncertainty_of(paid()).spreads["Kiosk.cost"]
    assert (spread.low, spread.high) == pytest.approx((4 + 2 * sqrt(0.125), 9 - 2 * sqrt(0.1875)), abs=2 * SLACK)
    assert (spread.unbounded, spread.absent) == (0, 0)


def test_chance_by_hand():
    """The owner pays 40 $ to ten clerks: kept where the wage is at most 4 $, in 1 - 0.5² / 3.75 of the worlds."""
    sure = uncertainty_of(paid(clerks=10, wages=40.0))
    chance = sure.chance_of(CASE.promises[1])
    assert chance.kept == pytest.approx(1 - 0.25 / 3.75, abs=1 / 256)
    assert chance.text == "kept in 93 % of worlds"
    assert chance.error == pytest.approx(sqrt(0.93 * 0.07 / 256), rel=0.05)


def test_a_promise_that_no_world_breaks_still_has_an_error():
    chance = uncertainty_of(paid()).chance_of(CASE.promises[1])
    assert (chance.kept, chance.text) == (1.0, "kept in every world")
    assert 0 < chance.error < 0.01


def test_no_steady_state_is_a_value():
    """Two clerks serve some 180 people a second; 100 to 400 come, likeliest 100: most worlds have no steady state."""
    sure = uncertainty_of(paid(Belief("people", None, 100, 400)))
    spread = sure.spreads["Visit.p99"]
    assert spread.high == inf
    assert 0.4 < spread.unbounded < 0.6
    assert "no steady state in" in spread.text
    assert sure.chance_of(CASE.promises[0]).kept < 1 - spread.unbounded


@dataclass(frozen=True)
class Extra(Component):
    """A part that is only there when it rains."""

    rain: float

    @consequence
    def wet(self) -> Usd:
        """What umbrellas cost.

        Source: the owner
        """
        return self.rain


def test_a_number_that_some_worlds_do_without_says_so():
    def architecture(knobs, evidence):
        made = CASE.architecture(knobs, evidence)
        return replace(made, also=(*made.also, Extra("Extra", knobs.people))) if knobs.people > 150 else made

    case = replace(CASE, architecture=architecture)
    spread = uncertainty_of(kiosk(case, beliefs=(Belief("people", None, 100, 200),))).spreads["Extra.wet"]
    assert spread.absent == pytest.approx(0.75, abs=1 / 256)
    assert spread.low > 150


def test_worlds_that_allow_no_design_are_counted():
    def architecture(knobs, evidence):
        if knobs.people > 150:
            raise ValueError("The street is full.")
        return CASE.architecture(knobs, evidence)

    design = kiosk(replace(CASE, architecture=architecture), beliefs=(Belief("people", None, 100, 200),))
    sure = uncertainty_of(design)
    assert sure.impossible == 64
    assert [bar.figure.address for bar in tornado_of(design).bars("Kiosk.cost")] == ["Kiosk.wage"]


def test_the_same_seed_gives_the_same_worlds_and_another_one_others():
    one, again, other = (uncertainty_of(paid(), 32, seed) for seed in (7, 7, 8))
    assert (one.spreads, one.chances) == (again.spreads, again.chances)
    assert one.spreads["Kiosk.cost"] != other.spreads["Kiosk.cost"]


def test_another_uncertain_figure_leaves_the_draws_of_the_first():
    alone, together = uncertainty_of(paid(), 32), uncertainty_of(paid(Belief("people", None, 50, 150)), 32)
    assert alone.spreads["Kiosk.cost"] == together.spreads["Kiosk.cost"]


def test_what_is_held_is_said():
    (said,) = uncertainty_of(paid(Belief("budget", None, 20, 60)), 8).held
    assert said.startswith("Budget was held at 40 ms")


@examples(st.floats(0.05, 0.6), st.floats(1, 3))
@settings(max_examples=8)
def test_the_interval_of_a_monotone_number_holds_the_expected_one_and_widens_with_the_range(reach, wider):
    """Likeliest in the middle of its range, and the range then widened."""
    ranges = [Belief("Kiosk.wage", None, 3 - 3 * by, 3 + 3 * by) for by in (reach / wider, reach)]
    inner, outer = (uncertainty_of(paid(belief), 32).spreads["Kiosk.cost"] for belief in ranges)
    assert inner.low <= 6.0 <= inner.high
    assert outer.low <= inner.low + 1e-9
    assert inner.high <= outer.high + 1e-9


def test_progress_goes_from_nothing_to_all():
    told = []
    uncertainty_of(paid(), 64, progress=lambda share, doing: told.append(share))
    assert (told[0], told[-1], told) == (0.0, 1.0, sorted(told))


def test_tornado_by_hand():
    """Wages of 2 and of 4.5 $ make 4 and 9 $; people leave the wages alone."""
    tornado = tornado_of(paid(Belief("people", None, 50, 150)))
    (bar,) = tornado.bars("Kiosk.cost")
    assert (bar.low_result, bar.high_result, bar.span) == (4.0, 9.0, 5.0)
    assert bar.says == "Kiosk: wage: $2 to $4.50 moves it from $4 to $9"
    assert [bar.figure.address for bar in tornado.bars("Visit.p99")] == ["people"]


def test_tornado_puts_the_widest_bar_first_and_an_unbounded_end_before_all():
    tornado = tornado_of(paid(Belief("people", None, 50, 400), Belief("Kiosk.wage", None, 3, 3.1)))
    assert tornado.bars("Kiosk.utilisation")[0].span == pytest.approx(3.5 * kiosk().ledger["Kiosk.utilisation"].value)
    assert tornado.bars("Visit.p99")[0].span == inf


def test_tornado_of_an_unknown_number_names_the_near_ones():
    with pytest.raises(KeyError, match=r"Kiosk\.cost"):
        tornado_of(paid()).bars("Van.cost")


def test_three_worlds_by_hand():
    """The wage at 4.5, 3 and 2 $ for two clerks."""
    three = worlds(paid())
    assert [three[name].design.ledger["Kiosk.cost"].value for name in ("pessimistic", "expected", "optimistic")] == [
        9.0,
        6.0,
        4.0,
    ]
    assert three.pessimistic.knobs.beliefs == (Belief("Kiosk.wage", 4.5, reason="pessimistic world"),)
    assert [(f.address, value) for f, value in three.optimistic.changed] == [("Kiosk.wage", 2.0)]


@dataclass(frozen=True)
class Idle(Knobs):
    """A number of the world that no promise feels."""

    stars: float = given(5, 1, 9, "Seen at night.", source=ASSUMED)


def test_a_figure_that_no_promise_feels_stays():
    three = worlds(design_of(replace(CASE, Knobs=Idle), Idle(), None))
    assert {f.address for f, _ in three.pessimistic.changed} == {"Kiosk.wage"}


@examples(st.integers(1, 12), st.floats(20, 400), st.floats(1, 4))
@settings(max_examples=15)
def test_pessimistic_strains_no_less_than_expected_and_that_no_less_than_optimistic(clerks, people, factor):
    """More people and dearer clerks only ever strain more."""
    belief = Belief("people", None, people / factor, people * factor)
    three = worlds(kiosk(clerks=clerks, people=people, beliefs=(belief,)))
    assert strain(three.pessimistic.design) >= strain(three.expected.design) >= strain(three.optimistic.design)
