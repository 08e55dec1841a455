"""Figures: what may lie elsewhere, how far, and the knobs of a world where it does."""

from dataclasses import dataclass, replace
from math import sqrt

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from design import (
    ASSUMED,
    Belief,
    Count,
    PerSecond,
    Share,
    Unit,
    all_figures_of,
    design_of,
    figures_of,
    given,
    graph,
    sync,
    with_figures,
)
from design.figure import Figure, held
from tests.design.kiosk import CASE, Knobs, Station, Street, kiosk


@dataclass(frozen=True)
class Unsure(Knobs):
    """The kiosk's knobs in a world where less is known."""

    people: PerSecond = given(100, 1, 120, "Everything scales with it.", source=ASSUMED)
    queues: Count = given(3, 1, 9, "So many doors.", source="the owner's guess; measure yours")
    rain: Share = given(0.5, 0, 1, "Who comes under the awning.", source=ASSUMED)
    season: Count = given(2, 1, 4, "Another season, another model.", source=ASSUMED, trains=True)


def two_kiosks(knobs, evidence):
    """Two stations that have their wage from the same line."""
    street = Street("Street", knobs.people)
    one, other = (Station(name, street.rate, knobs.clerks) for name in ("Kiosk", "Van"))
    return graph(*(street >> sync("ask", street.rate) >> station for station in (one, other)))


def unsure(*beliefs):
    """The kiosk where less is known."""
    return design_of(replace(CASE, Knobs=Unsure), Unsure(beliefs=beliefs), None)


def test_what_nobody_measured_may_lie_a_factor_either_way():
    """3 $ / 1.5 and 3 $ * 1.5; of a share the odds; a count in whole numbers; never beyond the given's own range."""
    found = {f.address: (f.low, f.high) for f in figures_of(unsure())}
    assert found == {
        "people": (pytest.approx(100 / 1.5), 120),
        "queues": (2, 4),
        "rain": (pytest.approx(0.4), pytest.approx(0.6)),
        "Kiosk.wage": (2.0, 4.5),
    }


def test_what_was_counted_is_fixed_until_the_user_gives_a_range():
    sure = {f.address for f in figures_of(kiosk())}
    ranged = {f.address: f for f in figures_of(kiosk(beliefs=(Belief("people", None, 50, 200, "a hunch"),)))}
    assert sure == {"Kiosk.wage"}
    assert (ranged["people"].low, ranged["people"].high, ranged["people"].said) == (50, 200, "a hunch")


def test_a_value_of_the_users_own_is_fixed():
    assert figures_of(kiosk(beliefs=(Belief("Kiosk.wage", 4.0),))) == ()
    fixed = {f.address: (f.low, f.high) for f in all_figures_of(kiosk(beliefs=(Belief("Kiosk.wage", 4.0),)))}
    assert fixed["Kiosk.wage"] == (4.0, 4.0)


def test_a_limit_that_is_promised_is_a_demand_and_no_figure():
    design = kiosk(beliefs=(Belief("budget", None, 20, 60),))
    assert "budget" not in {f.address for f in figures_of(design)}
    (said,) = held(design, figures_of(design))
    assert "what the promise Visit p99 demands" in said


def test_a_given_that_trains_is_held_and_said_so():
    design = unsure(Belief("season", None, 1, 3))
    (said,) = held(design, figures_of(design))
    assert "Season was held at 2" in said
    assert "trained" in said


def test_a_range_of_what_the_design_does_not_stand_on_is_said():
    design = kiosk(beliefs=(Belief("Van.wage", None, 1, 3),))
    assert held(design, figures_of(design)) == ("Van.wage: this design does not stand on it.",)


def test_one_line_of_the_vocabulary_is_one_figure_however_many_parts_have_it():
    case = replace(CASE, architecture=two_kiosks, promises=())
    (wage,) = figures_of(kiosk(case))
    assert (wage.addresses, wage.title) == (("Kiosk.wage", "Van.wage"), "Wage, in 2 parts")
    assert kiosk(case, beliefs=with_figures(Knobs(), wage.at(4.0)).beliefs).ledger["Van.cost"].value == 8.0


def test_a_range_for_one_part_makes_it_a_figure_of_its_own():
    case = replace(CASE, architecture=two_kiosks, promises=())
    found = figures_of(kiosk(case, beliefs=(Belief("Van.wage", None, 2, 9),)))
    assert [f.addresses for f in found] == [("Kiosk.wage",), ("Van.wage",)]


def test_a_world_turns_givens_and_believes_the_rest():
    """The user's range and reason stay where the value lies in them; a count is rounded."""
    knobs = Unsure(beliefs=(Belief("Kiosk.wage", None, 2, 4, "asked"), Belief("Kiosk.slow", 5.0, 1, 9, "timed")))
    world = with_figures(knobs, {"queues": 3.7, "rain": 0.25, "Kiosk.wage": 3.5, "Kiosk.slow": 12.0}, "bad world")
    assert (world.queues, world.rain) == (4, 0.25)
    assert world.beliefs == (Belief("Kiosk.wage", 3.5, 2, 4, "asked"), Belief("Kiosk.slow", 12.0, reason="timed"))
    assert with_figures(Unsure(), {"Kiosk.wage": 2.0}, "bad world").beliefs[0].reason == "bad world"


def test_a_world_outside_a_given_is_refused():
    with pytest.raises(ValueError, match="rain = 2 is outside"):
        with_figures(Unsure(), {"rain": 2.0})


def figure(low, value, high):
    """A figure in a range."""
    return Figure(("a",), "A", value, Unit(""), low, high, "")


def test_quantiles_of_a_triangle_by_hand():
    """Range 2 to 4.5, likeliest 3: two fifths lie below 3; F(x) = (x - 2)² / 2.5 there, 1 - (4.5 - x)² / 3.75 above."""
    wage = figure(2.0, 3.0, 4.5)
    assert [wage.quantile(share) for share in (0, 0.05, 0.4, 0.95, 1)] == pytest.approx(
        [2.0, 2 + sqrt(0.125), 3.0, 4.5 - sqrt(0.1875), 4.5]
    )


ends = st.floats(-1e3, 1e3)


@examples(st.lists(ends, min_size=5, max_size=5).map(sorted))
def test_a_wider_range_never_has_a_narrower_interval(places):
    """About the same likeliest value."""
    widest_low, low, value, high, widest_high = places
    inner, outer = figure(low, value, high), figure(widest_low, value, widest_high)
    width = [f.quantile(0.95) - f.quantile(0.05) for f in (inner, outer)]
    assert width[0] <= width[1] + 1e-9


@examples(st.lists(ends, min_size=3, max_size=3).map(sorted), st.floats(0, 1), st.floats(0, 1))
def test_quantiles_stay_in_the_range_and_in_order(places, one, other):
    f = figure(*places)
    low, high = f.quantile(min(one, other)), f.quantile(max(one, other))
    assert f.low - 1e-9 <= low <= high + 1e-9 <= f.high + 2e-9


def test_a_value_outside_the_users_range_is_expected_at_the_nearest_end():
    assert (figure(5.0, 3.0, 9.0).expected, figure(1.0, 3.0, 2.0).expected) == (5.0, 2.0)


def test_stops_and_counts_are_kept():
    assert replace(figure(2, 7, 60), stops=(2.0, 7.0, 30.0)).at(20.0) == {"a": 30.0}
    assert replace(figure(1, 2, 3), whole=True).at(2.6) == {"a": 3.0}
