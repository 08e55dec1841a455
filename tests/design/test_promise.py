"""Promises and designs: what is demanded, what is kept, and what strains most."""

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from design import Outcome, Promise, design_of, entries
from tests.design.kiosk import CASE, Knobs, Street, kiosk

amounts = st.one_of(st.just(0.0), st.floats(1e-6, 1e9), st.just(inf))
limits = st.one_of(st.just(0.0), st.floats(1e-6, 1e9))


def street(value):
    return next(entries(Street("Street", value)))


def at_most(value, limit):
    return Outcome(Promise("Street.rate", "Rate", "Why.", at_most=limit), street(value), limit)


def at_least(value, limit):
    return Outcome(Promise("Street.rate", "Rate", "Why.", at_least=limit), street(value), limit)


@pytest.mark.parametrize(
    ("value", "limit", "kept", "strain"),
    [
        (50.0, 100.0, True, 0.5),
        (100.0, 100.0, True, 1.0),
        (250.0, 100.0, False, 2.5),
        (0.0, 100.0, True, 0.0),
        (0.0, 0.0, True, 0.0),
        (0.1, 0.0, False, inf),
        (inf, 100.0, False, inf),
    ],
)
def test_at_most_strains_by_the_share_of_the_limit_that_is_used(value, limit, kept, strain):
    assert (kept, strain) == (at_most(value, limit).kept, at_most(value, limit).strain)


@pytest.mark.parametrize(
    ("value", "limit", "kept", "strain"),
    [
        (0.9995, 0.999, True, 0.5),
        (0.998, 0.999, False, 2.0),
        (1.0, 0.999, True, 0.0),
        (0.999, 0.999, True, 1.0),
        (1.0, 1.0, True, 1.0),
        (0.9999, 1.0, False, inf),
        (0.0, 0.5, False, 2.0),
        (300.0, 100.0, True, 1 / 3),
        (50.0, 100.0, False, 2.0),
        (0.0, 100.0, False, inf),
        (inf, 100.0, True, 0.0),
        (3.0, 0.0, True, 0.0),
        (0.0, 0.0, True, 1.0),
    ],
)
def test_at_least_compares_failures_near_one_and_amounts_elsewhere(value, limit, kept, strain):
    assert kept == at_least(value, limit).kept
    assert pytest.approx(strain) == at_least(value, limit).strain


def test_a_number_that_is_not_known_keeps_no_promise_and_strains_most():
    for outcome in (at_most(nan, 100.0), at_least(nan, 0.9), at_least(nan, 100.0)):
        assert (False, inf) == (outcome.kept, outcome.strain)


@given(amounts, limits)
def test_a_promise_is_kept_just_where_its_strain_is_at_most_one(value, limit):
    assume(value == limit or abs(value - limit) > 1e-9 * max(value, limit, 1.0))
    for outcome in (at_most(value, limit), at_least(value, limit)):
        assert outcome.kept == (outcome.strain <= 1 + 1e-12)


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(1e-3, 1e6))
def test_more_of_what_is_bad_never_strains_less(one, two, limit):
    less, more = sorted((one, two))
    assert at_most(less, limit).strain <= at_most(more, limit).strain
    assert at_least(more, limit).strain <= at_least(less, limit).strain


def test_a_promise_is_said_in_words():
    assert ("at most 100/s", "at least 0.5/s") == (at_most(1.0, 100.0).demand, at_least(1.0, 0.5).demand)
    assert "unbounded" == at_most(inf, 1.0).text


@pytest.mark.parametrize("limits", [{}, {"at_most": 1.0, "at_least": 0.5}])
def test_a_promise_has_one_limit(limits):
    with pytest.raises(ValueError, match=r"The promise on Street.rate needs one limit"):
        Promise("Street.rate", "Rate", "Why.", **limits)


def test_a_limit_is_a_given_or_a_fixed_number():
    assert "budget" == Promise("K.p99", "p99", "Why.", at_most="budget").limit_from
    assert "" == Promise("K.p99", "p99", "Why.", at_most=0.0).limit_from
    assert 0.0 == Promise("K.p99", "p99", "Why.", at_most=0.0).limit


def test_a_design_holds_its_promises_against_the_givens():
    """Two clerks at $3 of $100; open 99.5 % where 99 % are asked: half of the failures allowed."""
    outcomes = {o.promise.title: o for o in kiosk().outcomes}
    assert (6.0, 100.0, 0.06) == (outcomes["Wages"].value, outcomes["Wages"].limit, outcomes["Wages"].strain)
    assert pytest.approx(0.5) == outcomes["Open"].strain
    assert 40.0 == outcomes["Visit p99"].limit


def test_what_is_broken_and_what_binds_is_told():
    sound, broken = kiosk(people=10), kiosk(awning=False)
    assert () == sound.broken
    assert ["Open"] == [o.promise.title for o in broken.broken]
    assert "Open" == broken.binding.promise.title


def test_an_endless_queue_breaks_its_promise_and_binds():
    design = kiosk(people=10_000, clerks=1)
    assert (inf, False) == (design.binding.value, design.binding.kept)
    assert "no steady state" == design.binding.text


def test_with_every_promise_kept_the_one_with_least_room_binds():
    assert "Open" == kiosk(people=1.0, budget=1000).binding.promise.title


def test_the_same_knobs_make_the_same_design():
    one, two = kiosk(clerks=4), kiosk(clerks=4)
    assert [(e.key, e.value) for e in one.ledger] == [(e.key, e.value) for e in two.ledger]
    assert one.graph == two.graph


def test_a_promise_on_a_number_that_is_not_there_stops_the_design():
    lost = replace(CASE, promises=(Promise("Stall.cost", "Cost", "Why.", at_most=1.0),))
    with pytest.raises(KeyError, match=r"No number called 'Stall.cost'.*Kiosk.cost"):
        design_of(lost, Knobs(), None)


def test_a_promise_on_a_given_that_is_not_there_stops_the_design():
    lost = replace(CASE, promises=(Promise("Kiosk.cost", "Cost", "Why.", at_most="bugdet"),))
    with pytest.raises(AttributeError, match="bugdet"):
        design_of(lost, Knobs(), None)
