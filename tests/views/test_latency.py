"""The latency panel: its words, its chart and its table, with and without a steady state."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from design import Journey, Pause, Series, Service, Stop, Timeout, waterfall
from tests.design.kiosk import Booth
from tests.designs import CASES
from tests.views.case_page import board, opened
from views.panels.latency import accuracy, percentiles, row, spec

CALM = Booth("Calm", Service(10.0, 40.0), 20.0, 2)
FULL = Booth("Full", Service(10.0, 40.0), 2000.0, 2)
WIRE = Pause(Service(2.0, 8.0), "Wire")


def test_the_line_says_four_percentiles_and_the_chance_to_miss_the_budget():
    """A lognormal of p50 10 and p99 40: p95 is 10 e^(0.596 x 1.645), p99.9 is 10 e^(0.596 x 3.09)."""
    line = percentiles(Journey("Trip", Pause(Service(10.0, 40.0)), 40.0))
    assert "p50 10 ms, p95 26.6 ms, p99 40 ms, p99.9 63.1 ms. The chance to miss the budget of 40 ms is 1 %." == line


def test_the_bars_of_a_journey_join_and_end_at_its_mean_and_at_its_slowest():
    journey = Journey("Trip", Series((WIRE, Stop(CALM))), 100.0)
    found = waterfall(journey)
    wire, calm, wire_slow, calm_slow = spec(journey, found)["data"]["values"]
    assert (0.0, wire["to"], 0.0, wire_slow["to"]) == (wire["from"], calm["from"], wire_slow["from"], calm_slow["from"])
    assert pytest.approx((found.mean, found.tail)) == (calm["to"], calm_slow["to"])


def test_the_table_says_what_the_chart_shows_and_how_the_wait_was_found():
    journey = Journey("Trip", Series((WIRE, Stop(CALM))), 100.0)
    found = waterfall(journey)
    told = row(found.legs[1])
    assert ("Calm", "M/G/c: Allen-Cunneen, an approximation") == (told["part"], told["its queue"])
    assert f"{found.legs[1].tail:.1f} ms ± " in told["slowest 1 %"]
    assert "standard error" in accuracy(journey, found)


@pytest.mark.parametrize("route", [Stop(FULL), Series((WIRE, Stop(FULL)))])
def test_without_a_steady_state_every_figure_says_so(route):
    journey = Journey("Trip", route, 100.0)
    found = waterfall(journey)
    told = [row(leg) for leg in found.legs][-1]
    words = f"{percentiles(journey)} {found.says} {accuracy(journey, found)} {told}"
    assert "no steady state" in told["slowest 1 %"]
    assert "p99 no steady state" in words and "Full owns the tail" in words
    assert "nan" not in words and "inf" not in words


def test_behind_a_timeout_an_endless_queue_is_drawn_up_to_the_limit():
    journey = Journey("Trip", Timeout(Stop(FULL), 60.0, WIRE), 100.0)
    drawn = json.dumps(spec(journey, waterfall(journey)), allow_nan=False)
    assert '"to": 60.0' in drawn


def page(slug: str) -> AppTest:
    """The tab of a case."""
    at = opened(CASES[slug])
    at.session_state[f"tabs:{slug}"] = "Latency"
    at.run()
    board(at)
    return at


def test_a_design_that_nobody_waits_for_says_so():
    at = page("churn")
    assert any("nobody waits for an answer" in info.value for info in at.info)
    assert not at.get("vega_lite_chart")


def test_the_tab_opens_with_a_chart_and_a_sentence_on_who_owns_the_tail():
    at = page("fraud_detection")
    said = " ".join(m.value for m in at.markdown)
    assert "owns the tail" in said
    assert len(at.get("vega_lite_chart")) == 1
    assert any("standard error" in c.value for c in at.caption)
